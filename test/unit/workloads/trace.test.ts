import { checkWorkloads } from "../routes/reading";

checkWorkloads(
  "faster-whisper as a module-level singleton, ollama over HTTP, NLLB from a lifespan",
  `
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from faster_whisper import WhisperModel
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
import httpx
MODEL = "large-v3"
model = WhisperModel(MODEL, device="cuda")
@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.nllb = AutoModelForSeq2SeqLM.from_pretrained("facebook/nllb-200-distilled-600M").to("cuda")
    yield
app = FastAPI(lifespan=lifespan)
def run(path):
    return model.transcribe(path)
@app.post("/all")
async def all_(request: Request):
    segments, _ = run("x")
    out = request.app.state.nllb.generate(input_ids=1)
    async with httpx.AsyncClient() as client:
        await client.post("http://localhost:11434/api/generate", json={"model": "mistral:7b", "prompt": "x"})
`,
  "all_",
  [
    "transcription faster-whisper/faster-whisper large-v3 main.py:15",
    "translation transformers/transformers facebook/nllb-200-distilled-600M main.py:19",
    "generation http/ollama mistral:7b main.py:21",
  ],
);
