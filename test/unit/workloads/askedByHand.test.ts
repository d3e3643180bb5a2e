import { checkMarked } from "./marked";

// Requests that say what they ask by their body or by the name of a variable, and programs whose path comes from the environment.

checkMarked(
  "messages and prompts sent wherever; addresses of others that only look like Azure's or a model's",
  `
import json
import os
import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
LLM_URL = os.environ["LLM_URL"]
OLLAMA_URL = os.environ["OLLAMA_URL"]
DATABRICKS = "https://adb-1.2.azuredatabricks.net/serving-endpoints/Llama-3/invocations"

@app.post("/gateway")
def gateway(prompt: str):
    return requests.post(LLM_URL, json={"model": "qwen2.5:7b", "messages": [{"role": "user", "content": prompt}]}).json() #= gateway: generation http/null qwen2.5:7b

@app.post("/by_variable")
def by_variable(prompt: str):
    return requests.post(OLLAMA_URL, json={"model": "phi3", "prompt": prompt}).json() #= by_variable: generation http/ollama phi3

@app.post("/databricks")
def databricks(prompt: str):
    body = {"messages": [{"role": "user", "content": prompt}], "max_tokens": 100}
    return requests.post(DATABRICKS, headers={}, data=json.dumps(body)).json() #= databricks: generation http/databricks Llama-3

@app.post("/own_host")
def own_host(prompt: str):
    return requests.post("https://my-llm.azurewebsites.net/v1/chat/completions", json={"model": "llama3", "messages": []}).json() #= own_host: generation http/null llama3

@app.post("/speech")
async def speech(text: str):
    async with httpx.AsyncClient() as client:
        return (await client.post("http://voices:5002/api/tts", json={"text": text})).content #= speech: speech-synthesis http/null null

@app.post("/push")
def push(to: str):
    return requests.post("https://api.line.me/v2/bot/message/push", json={"to": to, "messages": [{"type": "text", "text": "hello"}]}).ok

@app.post("/orders")
def orders():
    return requests.post("https://shop.example/orders", json={"model": "T-shirt", "size": "M"}).json()
`,
);

checkMarked(
  "bodies that no language model reads and variables that hold no program, beside those that do",
  `
import os
import subprocess
import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
WORKER = os.environ["WORKER"]

@app.post("/sms")
def sms():
    return httpx.post(os.environ["SMS_URL"], json={"messages": ["hi"], "model": "bulk", "from": "me"}).json()

@app.post("/form")
def form():
    return requests.post("https://forms.example.org/v1/questions", json={"prompt": "What is your name?", "temperature": 21}).json()

@app.post("/room")
def room():
    return httpx.post("http://chat.internal/rooms/1", json={"messages": ["hello"], "max_tokens": 3}).json()

@app.post("/count")
def count(prompt: str, model: str):
    return httpx.post(WORKER + "/count_token", json={"prompt": prompt, "model": model}).json()

@app.post("/draw")
def draw(prompt: str):
    return requests.post(os.environ["IMG_URL"] + "/create", json={"prompt": prompt, "model": "stabilityai/sdxl-turbo"}).json() #= draw: image-generation http/null stabilityai/sdxl-turbo

@app.post("/stream")
def stream(prompt: str, model: str):
    return httpx.post(WORKER + "/worker_generate_stream", json={"prompt": prompt, "model": model}).json() #= stream: generation http/null null

@app.post("/turns")
def turns(text: str, model: str):
    return httpx.post(WORKER, json={"messages": [{"role": "user", "content": text}], "model": model}).json() #= turns: generation http/null null

@app.post("/settings")
def settings(text: str):
    return httpx.post(WORKER, json={"prompt": text, "max_tokens": 9, "stop": []}).json() #= settings: generation http/null null

@app.post("/sized")
def sized(text: str):
    return httpx.post(WORKER, json={"prompt": text, "model": "smollm2:1.7b"}).json() #= sized: generation http/null smollm2:1.7b

@app.post("/voices")
def voices():
    return requests.post("http://voices.internal/tts").json()

@app.post("/molecule")
def molecule():
    return requests.post("https://chem.example.org/api/synthesize", json={"molecule": "H2O"}).json()

@app.post("/store")
def store(image: bytes):
    return requests.put("https://x.blob.core.windows.net/ocr", data=image).ok, httpx.post("http://docs.internal/ocr").json()

@app.post("/read")
def read(image: bytes):
    return requests.post("http://docs.internal/ocr", files={"image": image}).json() #= read: ocr http/null null

@app.post("/say")
def say(text: str):
    return requests.post(f"http://voices.internal/tts?text={text}").content #= say: speech-synthesis http/null null

@app.post("/wrapped")
def wrapped():
    subprocess.run([os.environ["WHISPER_WRAPPER_PATH"], "--help"])
    subprocess.run([os.environ["TESSERACT_TIMEOUT"], "-x"])
    subprocess.run([os.environ["WHISPER_MODEL_PATH"], "-x"])

@app.post("/started")
def started(path: str):
    subprocess.run([os.environ["TESSERACT_CMD"], path]) #= started: ocr tesseract/tesseract null
`,
);

checkMarked(
  "tuples of which one is possible, and the first of a list that a test leaves open",
  `
from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()
MODELS = [{"id": "small", "name": "gpt-4o-mini"}, {"id": "large", "name": "gpt-4o"}]

def checked(messages):
    for one in messages:
        if len(one) > 1000:
            return [], "too long"
    return [{"role": "user", "content": one} for one in messages], None

@app.post("/chat")
def chat(texts: list[str]):
    messages, problem = checked(texts)
    if problem is not None:
        return {"error": problem}
    return client.chat.completions.create(model="gpt-4.1", messages=messages) #= chat: generation openai/openai gpt-4.1

@app.post("/last")
def last(texts: list[str]):
    messages = [{"role": "system", "content": "x"}]
    for one in texts:
        messages.append({"role": "user", "content": one})
    question = next((m["content"] for m in reversed(messages) if m["role"] == "user"), None)
    if not question:
        return None
    return client.embeddings.create(model="text-embedding-3-small", input=question) #= last: embedding openai/openai text-embedding-3-small

@app.post("/choose/{size}")
def choose(size: str):
    entry = next((m for m in MODELS if m["id"] == size), None)
    if entry is None:
        return None
    return client.responses.create(model=entry["name"], input="x") #= choose: generation openai/openai gpt-4o-mini; choose: generation openai/openai gpt-4o
`,
);

checkMarked(
  "libraries for speech, vision, sound and language that are met more rarely",
  `
import os
import subprocess
import df.enhance
import en_core_web_sm
import fal_client
import nltk
from audio_separator.separator import Separator
from ctranslate2 import Translator
from dia.model import Dia
from fastapi import FastAPI
from huggingface_hub import snapshot_download
from mlx_audio.tts.utils import load_model
from mlx_audio.tts.generate import generate_audio
from ragatouille import RAGPretrainedModel
from realesrgan import RealESRGANer
import whisperx.transcribe as wx

app = FastAPI()
nlp = en_core_web_sm.load()
translator = Translator(snapshot_download(repo_id="OpenNMT/nllb-200-3.3B-ct2-int8"), "cpu")
dia = Dia.from_pretrained("nari-labs/Dia-1.6B")
rag = RAGPretrainedModel.from_pretrained("colbert-ir/colbertv2.0")
upsampler = RealESRGANer(scale=4, model_path="weights/RealESRGAN_x4plus.pth")
asr = wx.load_model("large-v3", "cuda")

@app.post("/a")
def a(text: str):
    return nlp(text).ents #= a: other spacy/spacy en_core_web_sm

@app.post("/b")
def b(tokens: list[str]):
    return list(translator.generate_tokens(tokens, ["fra_Latn"])) #= b: translation ctranslate2/ctranslate2 OpenNMT/nllb-200-3.3B-ct2-int8

@app.post("/c")
def c(text: str):
    return dia.generate(text) #= c: speech-synthesis dia-tts/torch nari-labs/Dia-1.6B

@app.post("/d")
def d(text: str):
    generate_audio(model=load_model("mlx-community/Kokoro-82M-bf16"), text=text) #= d: speech-synthesis mlx-audio/mlx mlx-community/Kokoro-82M-bf16

@app.post("/e")
def e(query: str):
    return rag.search(query, k=3) #= e: embedding ragatouille/torch colbert-ir/colbertv2.0

@app.post("/f")
def f(image: bytes):
    return upsampler.enhance(image) #= f: other realesrgan/torch weights/RealESRGAN_x4plus.pth

@app.post("/g")
def g(path: str):
    return asr.transcribe(path) #= g: transcription whisperx/whisperx large-v3

@app.post("/h")
def h(prompt: str):
    return fal_client.subscribe("fal-ai/flux/dev", arguments={"prompt": prompt}) #= h: image-generation fal-client/fal fal-ai/flux/dev

@app.post("/i")
def i(text: str):
    return nltk.pos_tag(text.split()) #= i: other nltk/nltk null

@app.post("/j")
def j(path: str):
    subprocess.run([os.environ["WHISPER_CPP_BIN"], "--model", f"{os.environ['MODELS']}/ggml-small.bin", path]) #= j: transcription whisper.cpp/whisper.cpp ggml-small.bin

@app.post("/k")
def k(path: str):
    subprocess.run(["./main", "-m", "models/ggml-base.en.bin", "-f", path]) #= k: transcription whisper.cpp/whisper.cpp models/ggml-base.en.bin

@app.post("/l")
def l(path: str):
    subprocess.run([os.environ["CONVERTER"], "-m", path])
`,
);
