import { checkMarked } from "./marked";

// What looks like a model and is none, and what is loaded and not run.

checkMarked(
  "loading, listing, downloading, tokenizing and converting run no model",
  `
from fastapi import FastAPI
from huggingface_hub import snapshot_download, HfApi
from transformers import AutoConfig, AutoTokenizer, AutoModelForCausalLM
import faster_whisper
import ollama
import openai
import tiktoken
import whisper

tokenizer = AutoTokenizer.from_pretrained("mistralai/Mistral-7B-v0.1")
model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
client = openai.OpenAI()
stt = None
app = FastAPI()

@app.post("/load")
def load(name: str):
    global stt
    stt = faster_whisper.WhisperModel(name)
    return "loaded"

@app.get("/models")
def models():
    return [m["name"] for m in ollama.list()["models"]] + [m.id for m in client.models.list()]

@app.post("/pull")
def pull(name: str):
    ollama.pull(name)
    snapshot_download(name)

@app.post("/tokens")
def tokens(text: str):
    return {"n": len(tokenizer.encode(text)), "m": len(tiktoken.get_encoding("cl100k_base").encode(text)), "t": tokenizer(text)["input_ids"]}

@app.get("/config")
def config():
    return {"dtype": str(model.dtype), "size": model.num_parameters(), "c": AutoConfig.from_pretrained("gpt2").to_dict(), "l": whisper.available_models()}

@app.post("/audio")
def audio(path: str):
    return len(faster_whisper.decode_audio(path)) + len(whisper.load_audio(path))

@app.post("/files")
def files(path: str):
    return client.files.create(file=open(path, "rb"), purpose="assistants").id

@app.post("/template")
def template(text: str):
    return tokenizer.apply_chat_template([{"role": "user", "content": text}], tokenize=False)

@app.delete("/unload")
def unload():
    global stt, model
    model.to("cpu")
    stt = None
    del model
`,
);

checkMarked(
  "words of models on other things: predict, generate, encode, run, execute, chat, stream, create",
  `
import subprocess
import httpx
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy import create_engine, select
from sentence_transformers import SentenceTransformer
from jinja2 import Template
import redis
import bcrypt
import jwt

embedder = SentenceTransformer("all-MiniLM-L6-v2")
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine, info={"embedder": embedder})
cache = redis.Redis()
app = FastAPI()

def db():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()

class Repository:
    def __init__(self, session: Session, embedder):
        self.session = session
        self.embedder = embedder
    def create(self, name): 
        self.session.add(name)
        self.session.commit()
        return name
    def run(self, q):
        return self.session.execute(select(q)).all()
    def predict(self, q):
        return [q]
    def search(self, q):
        return self.session.execute(select(q).order_by(self.embedder.encode(q))).all() #= search: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2

def repository(session: Session = Depends(db)):
    return Repository(session, embedder)

@app.post("/create")
def create(name: str, r: Repository = Depends(repository)):
    return r.create(name)

@app.post("/run")
def run(q: str, r: Repository = Depends(repository)):
    return r.run(q)

@app.post("/predict")
def predict(q: str, r: Repository = Depends(repository)):
    return r.predict(q)

@app.post("/search")
def search(q: str, r: Repository = Depends(repository)):
    return r.search(q)

@app.post("/token")
def token(name: str):
    return jwt.encode({"sub": name}, "k"), bcrypt.hashpw(name.encode(), bcrypt.gensalt()), Template("x").generate(), cache.execute_command("x")

@app.post("/proxy")
async def proxy(q: str):
    async with httpx.AsyncClient() as client:
        r = await client.post("https://api.example.org/v1/orders", json={"model": "sedan", "q": q})
        return (await client.get("https://api.openai.com/v1/models")).json(), r.json()

@app.post("/convert")
def convert(path: str):
    subprocess.run(["ffmpeg", "-i", path, "whisper.wav"])
    subprocess.run(["python", "-m", "http.server"])
`,
);

checkMarked(
  "each method of a service runs its own model only; unused ones are not shown",
  `
# file: services.py
from faster_whisper import WhisperModel
from transformers import pipeline
import ollama

class Ai:
    def __init__(self):
        self.stt = WhisperModel("large-v3")
        self.sentiment = pipeline("sentiment-analysis", model="cardiffnlp/twitter-roberta-base-sentiment")
        self.summarizer = pipeline("summarization", model="facebook/bart-large-cnn")
        self.ocr = None

    def transcribe(self, path):
        segments, _ = self.stt.transcribe(path) #= a, c: transcription faster-whisper/faster-whisper large-v3
        return " ".join(s.text for s in segments)

    def mood(self, text):
        return self.sentiment(text)[0] #= b: other transformers/transformers cardiffnlp/twitter-roberta-base-sentiment

    def summarize(self, text):
        return self.summarizer(text, max_length=60)[0]["summary_text"] #= c: generation transformers/transformers facebook/bart-large-cnn

    def title(self, text):
        return ollama.generate(model="unused", prompt=text)

    def names(self):
        return {"stt": "large-v3", "loaded": self.stt is not None}
# file: main.py
from fastapi import FastAPI
from services import Ai
app = FastAPI()
ai = Ai()

@app.post("/a")
def a(path: str):
    return ai.transcribe(path)

@app.post("/b")
def b(text: str):
    return ai.mood(text)

@app.post("/c")
def c(path: str):
    return ai.summarize(ai.transcribe(path))

@app.get("/d")
def d():
    return ai.names()
`,
);

checkMarked(
  "a switch in the code that is off, and one that a request turns",
  `
from fastapi import FastAPI
from sentence_transformers import CrossEncoder, SentenceTransformer
RERANK = False
embedder = SentenceTransformer("BAAI/bge-large-en-v1.5")
reranker = CrossEncoder("BAAI/bge-reranker-large") if RERANK else None
other = CrossEncoder("cross-encoder/stsb-roberta-large")
app = FastAPI()

@app.post("/a")
def a(q: str):
    v = embedder.encode(q) #= a: embedding sentence-transformers/sentence-transformers BAAI/bge-large-en-v1.5
    if RERANK:
        v = reranker.predict([(q, q)])
    return v

@app.post("/b")
def b(q: str, rerank: bool = False):
    v = embedder.encode(q) #= b: embedding sentence-transformers/sentence-transformers BAAI/bge-large-en-v1.5
    if rerank:
        v = other.predict([(q, q)]) #= b: reranking sentence-transformers/sentence-transformers cross-encoder/stsb-roberta-large
    return v
`,
);

checkMarked(
  "two handlers with one name in different files; a model of one is not the other's",
  `
# file: main.py
from fastapi import FastAPI
import one, two
app = FastAPI()
app.include_router(one.router, prefix="/one")
app.include_router(two.router, prefix="/two")
# file: one.py
from fastapi import APIRouter
import easyocr
router = APIRouter()
reader = easyocr.Reader(["en"])
@router.post("/x")
def one_x(path: str):
    return helper(path)
def helper(path):
    return reader.readtext(path) #= one_x: ocr easyocr/easyocr null
# file: two.py
from fastapi import APIRouter
router = APIRouter()
@router.post("/x")
def two_x(path: str):
    return helper(path)
def helper(path):
    return path
`,
);
