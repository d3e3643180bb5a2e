import { checkMarked } from "./marked";

// A name that may be several things is, behind a test of it, only those that pass.

checkMarked(
  "names are taken apart by the tests around them",
  `
# file: main.py
from enum import StrEnum
from fastapi import FastAPI, Form
from faster_whisper import WhisperModel
from langchain_groq import ChatGroq
from langchain_ollama import ChatOllama
import ollama
app = FastAPI()
class GroqName(StrEnum):
    SMALL = "llama-3.1-8b-instant"
class OllamaName(StrEnum):
    ANY = "mistral"
@app.post("/prefix")
def prefix(file: bytes, model: str = Form("whisper-base")):
    size = model.replace("whisper-", "") if model.startswith("whisper-") else model
    return WhisperModel(size).transcribe(file) #= prefix: transcription faster-whisper/faster-whisper base
@app.post("/statement")
def statement(text: str, model: str = "ollama/mistral"):
    if model.startswith("ollama/"):
        model = model[len("ollama/"):]
    return ollama.generate(model=model, prompt=text) #= statement: generation ollama/ollama mistral
@app.post("/member")
def member(text: str, small: bool):
    name = GroqName.SMALL if small else OllamaName.ANY
    if name in GroqName:
        llm = ChatGroq(model=name)
    else:
        llm = ChatOllama(model=name)
    return llm.invoke(text) #= member: generation langchain-groq/groq llama-3.1-8b-instant; member: generation langchain-ollama/ollama mistral
@app.post("/none")
def none(text: str, model: str | None = None):
    chosen = "qwen3" if model is None else model
    return ollama.generate(model=chosen, prompt=text) #= none: generation ollama/ollama qwen3
`,
);
