import { checkMarked } from "./marked";

// What the environment may set is not known to be None, and a member of one enumeration is in no other.

checkMarked(
  "a key that is None by default opens a way, and so does a model that the environment names",
  `
# file: main.py
from enum import StrEnum
from fastapi import FastAPI
from pydantic import SecretStr
from pydantic_settings import BaseSettings
from langchain_groq import ChatGroq
from langchain_ollama import ChatOllama
import httpx
app = FastAPI()
class GroqName(StrEnum):
    GUARD = "openai/gpt-oss-safeguard-20b"
class OllamaName(StrEnum):
    ANY = "ollama"
class Settings(BaseSettings):
    GROQ_API_KEY: SecretStr | None = None
    OLLAMA_MODEL: str | None = None
    DEEPL_KEY: str | None = None
settings = Settings()
def get_model(name):
    if name in OllamaName:
        if not settings.OLLAMA_MODEL:
            raise ValueError("OLLAMA_MODEL")
        return ChatOllama(model=settings.OLLAMA_MODEL)
    if name in GroqName:
        return ChatGroq(model=name.value)
    raise ValueError(name)
class Guard:
    def __init__(self):
        if settings.GROQ_API_KEY is None:
            self.model = None
            return
        self.model = get_model(GroqName.GUARD)
    async def check(self, text):
        if self.model is None:
            return None
        return await self.model.ainvoke(text) #= guard: generation langchain-groq/groq openai/gpt-oss-safeguard-20b
@app.post("/guard")
async def guard(text: str):
    return await Guard().check(text)
@app.post("/local")
async def local(text: str):
    return await get_model(OllamaName.ANY).ainvoke(text) #= local: generation langchain-ollama/ollama null
@app.post("/translate")
async def translate(text: str):
    if not settings.DEEPL_KEY:
        return {"text": text}
    async with httpx.AsyncClient() as client:
        answer = await client.post("https://api.deepl.com/v2/translate", data={"text": text}) #= translate: translation http/deepl null
        return answer.json()
`,
);
