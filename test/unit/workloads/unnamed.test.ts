import { expect, test } from "vitest";
import { read } from "../routes/reading";
import { checkMarked } from "./marked";

// Models that the code does not name itself: what the library takes then, what a path ends in, what functions around a network are called.

checkMarked(
  "the usual model of a library stands for none, never for one that is not known",
  `
import os
import chromadb
from fastapi import FastAPI
from flashrank import Ranker
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langchain_huggingface import HuggingFaceEmbeddings
from fastembed import TextEmbedding
from transformers import pipeline
import mlx_whisper
import speech_recognition as sr

app = FastAPI()
embeddings = OpenAIEmbeddings()
chosen = OpenAIEmbeddings(model=os.environ["EMBEDDING_MODEL"])
local = HuggingFaceEmbeddings()
fast = TextEmbedding()
classify = pipeline("sentiment-analysis")
named = pipeline("sentiment-analysis", model=os.environ["MODEL"])
llm = ChatOpenAI(temperature=0)
notes = chromadb.Client().get_or_create_collection("notes")

@app.post("/a")
def a(text: str):
    return embeddings.embed_query(text) #= a: embedding langchain-openai/openai text-embedding-ada-002

@app.post("/b")
def b(text: str):
    return chosen.embed_query(text) #= b: embedding langchain-openai/openai null

@app.post("/c")
def c(text: str):
    return local.embed_query(text) #= c: embedding langchain-huggingface/sentence-transformers sentence-transformers/all-mpnet-base-v2

@app.post("/d")
def d(text: str):
    return list(fast.embed([text])) #= d: embedding fastembed/onnxruntime BAAI/bge-small-en-v1.5

@app.post("/e")
def e(text: str):
    return classify(text) #= e: other transformers/transformers distilbert/distilbert-base-uncased-finetuned-sst-2-english

@app.post("/f")
def f(text: str):
    return named(text) #= f: other transformers/transformers null

@app.post("/g")
def g(text: str):
    return llm.invoke(text).content #= g: generation langchain-openai/openai gpt-3.5-turbo

@app.post("/h")
def h(text: str):
    return notes.query(query_texts=[text]) #= h: embedding chromadb/onnxruntime all-MiniLM-L6-v2

@app.post("/i")
def i(path: str):
    return mlx_whisper.transcribe(path)["text"] #= i: transcription mlx-whisper/mlx mlx-community/whisper-tiny

@app.post("/j")
def j(path: str):
    recognizer = sr.Recognizer()
    with sr.AudioFile(path) as source:
        audio = recognizer.record(source)
    return recognizer.recognize_google(audio) #= j: transcription SpeechRecognition/google null
`,
);

checkMarked(
  "networks from files: the task by what leads to them, the name by the end of a path",
  `
# file: main.py
import os
from fastapi import FastAPI
from faster_whisper import WhisperModel
from voice import synthesize_speech
from scores import predict_price
from pages import ocr_page

app = FastAPI()
BASE = os.environ["MODELS"]
whisper = WhisperModel(f"{BASE}/faster-whisper-large-v3")
other = WhisperModel(f"{BASE}/model")

@app.post("/transcribe")
def transcribe(path: str):
    return list(whisper.transcribe(path)[0]) #= transcribe: transcription faster-whisper/faster-whisper faster-whisper-large-v3

@app.post("/other")
def transcribe_other(path: str):
    return list(other.transcribe(path)[0]) #= transcribe_other: transcription faster-whisper/faster-whisper null

@app.post("/say")
def say(text: str):
    return synthesize_speech(text)

@app.post("/price")
def price(area: float):
    return predict_price(area)

@app.post("/page")
def page(path: str):
    return ocr_page(path)
# file: voice.py
import onnxruntime as ort
session = ort.InferenceSession("models/best_model.onnx")
def synthesize_speech(text):
    return session.run(None, {"x": text}) #= say: speech-synthesis onnxruntime/onnxruntime models/best_model.onnx
# file: scores.py
import onnxruntime as ort
session = ort.InferenceSession("models/price.onnx")
def predict_price(area):
    return session.run(None, {"x": [[area]]}) #= price: classic-ml onnxruntime/onnxruntime models/price.onnx
# file: pages.py
import torch
model = torch.load("weights/latest.pth")
def ocr_page(path):
    return model(path) #= page: ocr torch/torch weights/latest.pth
`,
);

checkMarked(
  "calls of two models in one line are both told, also where the environment names one of them",
  `
import os
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
from transformers import pipeline

app = FastAPI()
hear = pipeline("automatic-speech-recognition", model=os.environ["ASR"])
heard = pipeline("automatic-speech-recognition", model="openai/whisper-small")
translate = pipeline("translation", model="facebook/nllb-200-distilled-600M")
translator = pipeline("translation", model=os.getenv("MT"))
speak = pipeline("text-to-speech", model=os.getenv("TTS"))
vectors = pipeline("feature-extraction", model=os.environ["EMBED"])

@app.post("/a")
def a(path: str):
    return translate(hear(path)["text"]) #= a: transcription transformers/transformers null; a: translation transformers/transformers facebook/nllb-200-distilled-600M

@app.post("/b")
def b(path: str):
    return translator(heard(path)["text"]) #= b: transcription transformers/transformers openai/whisper-small; b: translation transformers/transformers null

@app.post("/c")
def c(path: str):
    return speak(translate(path)) #= c: speech-synthesis transformers/transformers null; c: translation transformers/transformers facebook/nllb-200-distilled-600M

@app.post("/d")
def d(path: str):
    return vectors(heard(path)["text"]) #= d: embedding transformers/transformers null; d: transcription transformers/transformers openai/whisper-small
`,
);

test("a name that a request completes keeps what the code writes of it, and is no model", async () => {
  const facts = await read(`
from fastapi import FastAPI
from transformers import AutoModelForSeq2SeqLM, pipeline
import ollama
app = FastAPI()
def loaded(name):
    return AutoModelForSeq2SeqLM.from_pretrained(name)
@app.post("/pair")
def pair(t: str, src: str, dst: str): return loaded(f"Helsinki-NLP/opus-mt-{src}-{dst}").generate(t)
@app.post("/to")
def to(t: str, dst: str):
    return loaded("Helsinki-NLP/opus-mt-fr-" + dst).generate(t), loaded("Helsinki-NLP/opus-mt-de-" + dst).generate(t)
@app.post("/tag")
def tag(t: str, tag: str): return ollama.generate(model=f"mistral:{tag}", prompt=t)
@app.post("/any")
def any_(t: str, name: str): return ollama.generate(model=f"{name}", prompt=t)
@app.post("/known")
def known(t: str): return loaded("Helsinki-NLP/opus-mt-fr-en").generate(t)
`);
  expect(facts.routes.map(({ path, workloads }) => [path, ...workloads.map(({ task, model, template }) => [task, model, template])])).toEqual([
    ["/pair", ["translation", null, "Helsinki-NLP/opus-mt-{?}-{?}"]],
    ["/to", ["translation", null, "Helsinki-NLP/opus-mt-fr-{?}"], ["translation", null, "Helsinki-NLP/opus-mt-de-{?}"]],
    ["/tag", ["generation", null, "mistral:{?}"]],
    ["/any", ["generation", null, undefined]],
    ["/known", ["translation", "Helsinki-NLP/opus-mt-fr-en", undefined]],
  ]);
});
