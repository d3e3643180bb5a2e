import { checkMarked } from "./marked";

// Calls that look like a model and are none, and models behind calls that do not look like one.

checkMarked(
  "what a parameter is by its type decides isinstance",
  `
# file: main.py
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer, CrossEncoder
from openai import OpenAI
app = FastAPI()
local = SentenceTransformer("BAAI/bge-small-en-v1.5")
remote = OpenAI()
def embed(backend, texts):
    if isinstance(backend, SentenceTransformer):
        return backend.encode(texts).tolist() #= l: embedding sentence-transformers/sentence-transformers BAAI/bge-small-en-v1.5
    return [d.embedding for d in backend.embeddings.create(model="text-embedding-3-small", input=texts).data] #= r: embedding openai/openai text-embedding-3-small
@app.post("/l")
def l(t: list[str]): return embed(local, t)
@app.post("/r")
def r(t: list[str]): return embed(remote, t)
def vector(x):
    if isinstance(x, str):
        return local.encode(x) #= one: embedding sentence-transformers/sentence-transformers BAAI/bge-small-en-v1.5
    elif isinstance(x, list):
        return remote.embeddings.create(model="text-embedding-3-large", input=x) #= many: embedding openai/openai text-embedding-3-large
@app.post("/one")
def one(t: str): return vector(t)
@app.post("/many")
def many(t: list[str]): return vector(t)
`,
);

checkMarked(
  "a tool of an agent, and a program of DSPy",
  `
# file: main.py
import instructor, dspy
from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, RunContext
from fastapi import FastAPI
class City(BaseModel): name: str
ins = instructor.from_openai(AsyncOpenAI())
agent = Agent("openai:gpt-4o", output_type=City, system_prompt="x")
@agent.tool
async def lookup(ctx: RunContext[None], q: str) -> str:
    return (await AsyncOpenAI().embeddings.create(model="text-embedding-3-small", input=q)).data[0] #= b: embedding openai/openai text-embedding-3-small
dspy.configure(lm=dspy.LM("ollama_chat/llama3.2", api_base="http://localhost:11434"))
class RAG(dspy.Module):
    def __init__(self):
        super().__init__()
        self.cot = dspy.ChainOfThought("q -> a")
    def forward(self, q): return self.cot(q=q) #= c: generation dspy/ollama ollama_chat/llama3.2
rag = RAG()
app = FastAPI()
@app.post("/a")
async def a(t: str): return await ins.chat.completions.create(model="gpt-4o-mini", response_model=City, messages=[]) #= a: generation instructor/openai gpt-4o-mini
@app.post("/b")
async def b(t: str): return (await agent.run(t)).output #= b: generation pydantic-ai/openai openai:gpt-4o
@app.post("/c")
def c(t: str): return rag(q=t).a
`,
);

checkMarked(
  "what prepares for a model runs none",
  `
# file: main.py
import torch, torchaudio
from transformers import AutoProcessor, SeamlessM4Tv2Model, WhisperProcessor, WhisperForConditionalGeneration, pipeline
from fastapi import FastAPI, UploadFile
app = FastAPI()
p = AutoProcessor.from_pretrained("facebook/seamless-m4t-v2-large")
m = SeamlessM4Tv2Model.from_pretrained("facebook/seamless-m4t-v2-large")
wp = WhisperProcessor.from_pretrained("openai/whisper-small")
wm = WhisperForConditionalGeneration.from_pretrained("openai/whisper-small")
asr = pipeline("automatic-speech-recognition", model="openai/whisper-large-v3-turbo", chunk_length_s=30)
@app.post("/t2t")
def t2t(t: str):
    i = p(text=t, src_lang="fra", return_tensors="pt")
    o = m.generate(**i, tgt_lang="eng", generate_speech=False) #= t2t: translation transformers/transformers facebook/seamless-m4t-v2-large
    return p.decode(o[0].tolist()[0])
@app.post("/w")
def w(f: UploadFile):
    a, sr = torchaudio.load(f.file)
    feats = wp(a, sampling_rate=sr, return_tensors="pt").input_features
    return wp.batch_decode(wm.generate(feats)) #= w: transcription transformers/transformers openai/whisper-small
@app.post("/pl")
def pl(f: UploadFile): return asr(f.file.read(), generate_kwargs={"language": "fr"})["text"] #= pl: transcription transformers/transformers openai/whisper-large-v3-turbo
@app.post("/prep")
def prep(t: str): return p(text=t).input_ids
`,
);

checkMarked(
  "a session of boto3 makes clients",
  `
# file: main.py
import boto3, json
from fastapi import FastAPI
app = FastAPI()
class Bedrock:
    def __init__(self, region="us-east-1"):
        self.rt = boto3.Session(region_name=region).client("bedrock-runtime")
    def invoke(self, prompt, model_id="anthropic.claude-3-sonnet-20240229-v1:0"):
        body = json.dumps({"messages": [{"role": "user", "content": prompt}], "max_tokens": 100, "anthropic_version": "bedrock-2023-05-31"})
        return json.loads(self.rt.invoke_model(modelId=model_id, body=body)["body"].read()) #= gen: generation boto3/bedrock anthropic.claude-3-sonnet-20240229-v1:0
    def embed(self, t):
        return self.rt.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=json.dumps({"inputText": t})) #= emb: embedding boto3/bedrock amazon.titan-embed-text-v2:0
b = Bedrock()
s3 = boto3.client("s3")
@app.post("/g")
def gen(p: str): return b.invoke(p)
@app.post("/e")
def emb(p: str): return b.embed(p)
@app.post("/conv")
def conv(p: str):
    c = boto3.client("bedrock-runtime")
    return c.converse(modelId="mistral.mistral-large-2407-v1:0", messages=[{"role": "user", "content": [{"text": p}]}]) #= conv: generation boto3/bedrock mistral.mistral-large-2407-v1:0
@app.post("/up")
def up(k: str): s3.put_object(Bucket="b", Key=k, Body=b"")
`,
);

checkMarked(
  "a start-up function is not given the application",
  `
# file: gen.py
from threading import Thread
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer
class Chat:
    model = None
    tok = None
    @classmethod
    def load(cls, name="Qwen/Qwen2.5-1.5B-Instruct"):
        cls.tok = AutoTokenizer.from_pretrained(name)
        cls.model = AutoModelForCausalLM.from_pretrained(name, torch_dtype=torch.bfloat16, device_map="auto")
    @classmethod
    def stream(cls, msgs):
        ids = cls.tok.apply_chat_template(msgs, return_tensors="pt")
        st = TextIteratorStreamer(cls.tok)
        Thread(target=cls.model.generate, kwargs=dict(inputs=ids, streamer=st, max_new_tokens=200)).start() #= chat: generation transformers/transformers Qwen/Qwen2.5-1.5B-Instruct
        yield from st
# file: main.py
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from gen import Chat
app = FastAPI(on_startup=[Chat.load])
@app.post("/chat")
def chat(msgs: list[dict]): return StreamingResponse(Chat.stream(msgs))
@app.get("/")
def root(): return {"loaded": Chat.model is not None}
`,
);

checkMarked(
  "a cache by a name that is known in part",
  `
# file: main.py
from fastapi import FastAPI
from transformers import MarianMTModel, MarianTokenizer
app = FastAPI()
CACHE: dict[str, tuple] = {}
def pair(src, tgt):
    name = f"Helsinki-NLP/opus-mt-{src}-{tgt}"
    if name not in CACHE:
        CACHE[name] = (MarianTokenizer.from_pretrained(name), MarianMTModel.from_pretrained(name))
    return CACHE[name]
@app.post("/fr-en")
def fr_en(text: str):
    tok, model = pair("fr", "en")
    return tok.decode(model.generate(**tok(text, return_tensors="pt"))[0]) #= fr_en: translation transformers/transformers Helsinki-NLP/opus-mt-fr-en
@app.post("/translate/{src}/{tgt}")
def any_pair(src: str, tgt: str, text: str):
    tok, model = pair(src, tgt)
    return tok.decode(model.generate(**tok(text, return_tensors="pt"))[0]) #= any_pair: translation transformers/transformers null
`,
);

checkMarked(
  "keywords are found by vectors of texts",
  `
from fastapi import FastAPI
from keybert import KeyBERT
app = FastAPI()
@app.post("/k")
def k(t: str):
    return KeyBERT().extract_keywords(t) #= k: embedding keybert/sentence-transformers all-MiniLM-L6-v2
`,
);

checkMarked(
  "what an event brings, behind a decorator in a function",
  `
# file: main.py
from fastapi import FastAPI
from aiortc import RTCPeerConnection
from faster_whisper import WhisperModel
m = WhisperModel("tiny")
app = FastAPI()
async def offer(o):
    pc = RTCPeerConnection()
    @pc.on("datachannel")
    def on_channel(channel):
        @channel.on("message")
        async def on_message(msg):
            channel.send(str(m.transcribe(msg))) #= rtc: transcription faster-whisper/faster-whisper tiny
    await pc.setRemoteDescription(o)
    return pc.localDescription
@app.post("/rtc")
async def rtc(o: dict): return await offer(o)
`,
);

checkMarked(
  "a model that is made again each time it is asked for counts once among many",
  `
import torch
from fastapi import FastAPI
from faster_whisper import WhisperModel
device = "cuda" if torch.cuda.is_available() else "cpu"
class Lazy:
    def __init__(self):
        self._tiny = None
        self._base = None
        self._small = None
        self._medium = None
        self._large = None
    @property
    def tiny(self):
        if self._tiny is None:
            if device == "cuda":
                self._tiny = WhisperModel("tiny", device=device)
            else:
                self._tiny = WhisperModel("tiny", device=device, cpu_threads=2)
        return self._tiny
    @property
    def base(self):
        if self._base is None:
            if device == "cuda":
                self._base = WhisperModel("base", device=device)
            else:
                self._base = WhisperModel("base", device=device, cpu_threads=2)
        return self._base
    @property
    def small(self):
        if self._small is None:
            if device == "cuda":
                self._small = WhisperModel("small", device=device)
            else:
                self._small = WhisperModel("small", device=device, cpu_threads=2)
        return self._small
    @property
    def medium(self):
        if self._medium is None:
            if device == "cuda":
                self._medium = WhisperModel("medium", device=device)
            else:
                self._medium = WhisperModel("medium", device=device, cpu_threads=2)
        return self._medium
    @property
    def large(self):
        if self._large is None:
            if device == "cuda":
                self._large = WhisperModel("large", device=device)
            else:
                self._large = WhisperModel("large", device=device, cpu_threads=2)
        return self._large
models = Lazy()
def do(path, size):
    if size == "large": m = models.large
    elif size == "medium": m = models.medium
    elif size == "small": m = models.small
    elif size == "base": m = models.base
    elif size == "tiny": m = models.tiny
    return m.transcribe(path) #= a, b: transcription faster-whisper/faster-whisper tiny; a, b: transcription faster-whisper/faster-whisper base; a, b: transcription faster-whisper/faster-whisper small; a, b: transcription faster-whisper/faster-whisper medium; a, b: transcription faster-whisper/faster-whisper large
app = FastAPI()
@app.on_event("startup")
def load():
    models.tiny
    models.base
    models.small
    models.medium
    models.large
@app.post("/a")
def a(path: str, size: str): return do(path, size)
@app.post("/b")
def b(path: str, size: str = "base"): return do(path, size)
`,
);

checkMarked(
  "an item of a typed list is not of the list's type, and a validator may make another type",
  `
# file: main.py
from typing import Annotated
from fastapi import FastAPI
from pydantic import AfterValidator
from sentence_transformers import SentenceTransformer
from openai import OpenAI
app = FastAPI()
local = SentenceTransformer("BAAI/bge-small-en-v1.5")
remote = OpenAI()
def vector(x):
    if isinstance(x, str):
        return local.encode(x) #= loop, each, first, split: embedding sentence-transformers/sentence-transformers BAAI/bge-small-en-v1.5
    return remote.embeddings.create(model="text-embedding-3-large", input=x) #= loop, each, first, split: embedding openai/openai text-embedding-3-large
@app.post("/loop")
def loop(texts: list[str]): return [vector(x) for x in texts]
@app.post("/each")
def each(texts: list[str]):
    for x in texts: vector(x)
@app.post("/first")
def first(texts: list[str]):
    a, b = texts
    return vector(a)
@app.post("/split")
def split(q: Annotated[str, AfterValidator(lambda v: v.split(","))]): return vector(q)
`,
);

checkMarked(
  "a cache by a name that is known in part keeps what each branch put there, and what stood there",
  `
# file: main.py
import torch
from fastapi import FastAPI
from faster_whisper import WhisperModel
app = FastAPI()
CACHE = {}
TABLE = {"asr-fr": WhisperModel("bofenghuang/whisper-large-v3-french"), "tts-en": WhisperModel("tiny")}
def get(lang):
    key = f"asr-{lang}"
    if key not in CACHE:
        if torch.cuda.is_available():
            CACHE[key] = WhisperModel("large-v3")
        else:
            CACHE[key] = WhisperModel("small")
    return CACHE[key]
def table(lang):
    if f"asr-{lang}" not in TABLE:
        TABLE[f"asr-{lang}"] = WhisperModel("small")
    return TABLE[f"asr-{lang}"]
@app.post("/t")
def t(path: str, lang: str): return get(lang).transcribe(path) #= t: transcription faster-whisper/faster-whisper large-v3; t: transcription faster-whisper/faster-whisper small
@app.post("/u")
def u(path: str, lang: str): return table(lang).transcribe(path) #= u: transcription faster-whisper/faster-whisper bofenghuang/whisper-large-v3-french; u: transcription faster-whisper/faster-whisper small
`,
);

checkMarked(
  "a pattern without a letter of its own tells nothing of the key",
  `
# file: main.py
import os
from fastapi import FastAPI
from faster_whisper import WhisperModel
from sentence_transformers import SentenceTransformer
app = FastAPI()
CACHE = {}
@app.on_event("startup")
def start():
    CACHE[f"{os.environ['KIND']}:{os.environ['SIZE']}"] = WhisperModel("small")
    CACHE[f"{os.environ['NAME']}:{os.environ['DIM']}"] = SentenceTransformer("all-MiniLM-L6-v2")
@app.post("/t")
def t(path: str, kind: str, size: str): return CACHE[f"{kind}:{size}"].transcribe(path) #= t: transcription faster-whisper/faster-whisper small
@app.post("/e")
def e(text: str, name: str, dim: str): return CACHE[f"{name}:{dim}"].encode(text) #= e: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
`,
);

checkMarked(
  "what is asked of a network of Coqui besides speaking is no synthesis, and the call that speaks is the one",
  `
# file: main.py
from fastapi import FastAPI
from TTS.api import TTS
from TTS.tts.models.xtts import Xtts
app = FastAPI()
tts = TTS("tts_models/multilingual/multi-dataset/xtts_v2")
xtts = Xtts.init_from_config({})
@app.post("/to")
def to(): tts.synthesizer.tts_model.to("cpu").eval()
@app.get("/size")
def size(): return sum(p.numel() for p in tts.synthesizer.tts_model.parameters())
@app.post("/learn")
def learn(path: str):
    return tts.synthesizer.tts_model.get_conditioning_latents(path) #= learn: speech-synthesis TTS/coqui tts_models/multilingual/multi-dataset/xtts_v2
@app.post("/speak")
def speak(text: str, path: str):
    latent, speaker = xtts.get_conditioning_latents(path)
    return xtts.inference(text, "en", latent, speaker) #= speak: speech-synthesis TTS/coqui null
`,
);

checkMarked(
  "a function that is tried again is no event",
  `
# file: main.py
import backoff
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
c = OpenAI()
@app.post("/x")
def x(body: dict):
    @backoff.on_exception(backoff.expo, Exception, max_tries=3)
    def ask(model="gpt-4o"):
        return c.chat.completions.create(model=model, messages=[]) #= x: generation openai/openai gpt-4o-mini
    return ask(model="gpt-4o-mini")
@app.post("/y")
def y(body: dict):
    @backoff.on_exception(backoff.expo, Exception, max_tries=3)
    def ask():
        return c.chat.completions.create(model="gpt-4.1", messages=[])
    @app.on_event("shutdown")
    def bye(): ask()
    return {}
`,
);

for (const [name, setup] of [
  ["is set nowhere", ""],
  ["comes from a package that is not here", "from other import get_lm\ndspy.configure(lm=get_lm())"],
] as const) {
  checkMarked(
    `a program of DSPy whose model ${name} runs one that the code does not name`,
    `
# file: main.py
import dspy
from fastapi import FastAPI
app = FastAPI()
${setup}
class Check(dspy.Module):
    def __init__(self):
        super().__init__()
        self.extract = dspy.ChainOfThought("text -> claims")
        self.verify = dspy.Predict("claim -> ok")
    def forward(self, text):
        claims = self.extract(text=text) #= one: generation dspy/null null
        return [self.verify(claim=one) for one in claims.claims]
checkers = {"general": Check()}
@app.post("/one")
def one(kind: str, text: str): return checkers[kind](text=text).claims
@app.post("/two")
async def two(text: str): return dspy.Predict("q -> a")(q=text).a #= two: generation dspy/null null
@app.get("/none")
def none(): return dspy.Example(q="x").with_inputs("q")
`,
  );
}

checkMarked(
  "Hugging Face's own interface, which pauses an endpoint, runs no model; the endpoint does",
  `
# file: main.py
import requests
from fastapi import FastAPI
app = FastAPI()
@app.post("/pause")
def pause(name: str):
    return requests.post(f"https://api.endpoints.huggingface.cloud/v2/endpoint/me/{name}/pause", timeout=10).json()
@app.post("/ask")
def ask(text: str):
    return requests.post("https://abc.eu-west-1.aws.endpoints.huggingface.cloud", json={"inputs": text}, timeout=10).json() #= ask: other http/huggingface null
`,
);

checkMarked(
  "what a file holds and a call is given is no model that it runs; an agent runs its tools when it runs, and they find what it was given",
  `
# file: main.py
import torch
from fastapi import FastAPI
from langchain.agents import create_agent
from openai import AsyncOpenAI
from pydantic_ai import Agent, RunContext
from qwen_tts import Qwen3TTSModel
app = FastAPI()
tts = Qwen3TTSModel.from_pretrained("Qwen/Qwen3-TTS-12Hz-1.7B-Base")
class Embedder:
    def __init__(self):
        self.client = AsyncOpenAI()
    async def embed(self, q: str):
        return await self.client.embeddings.create(model="text-embedding-3-small", input=q) #= ask, stream: embedding openai/openai text-embedding-3-small
class Deps:
    def __init__(self, embedder: object):
        self.embedder = embedder
async def lookup(ctx: RunContext[Deps], q: str) -> str:
    return await ctx.deps.embedder.embed(q)
async def rewrite(q: str) -> str:
    return await AsyncOpenAI().chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": q}]) #= stream: generation openai/openai gpt-4o-mini
agent = Agent("openai:gpt-4o", tools=[lookup])
agents = {}
@app.post("/say")
def say(voice: str):
    saved = torch.load(voice)
    return tts.generate_voice_clone(text="x", voice_clone_prompt=saved["prompt"]) #= say: speech-synthesis qwen-tts/torch Qwen/Qwen3-TTS-12Hz-1.7B-Base
@app.post("/make")
def make(name: str):
    agents[name] = Agent("openai:gpt-4.1", tools=[lookup, rewrite])
@app.post("/chain")
def chain(name: str):
    agents[name] = create_agent("openai:gpt-4.1", tools=[rewrite])
@app.post("/ask")
async def ask(q: str):
    return (await agent.run(q, deps=Deps(Embedder()))).output #= ask: generation pydantic-ai/openai openai:gpt-4o
@app.post("/stream")
async def stream(q: str):
    mine = Agent("openai:gpt-5", tools=[lookup, rewrite])
    async with mine.run_stream(q, deps=Deps(Embedder())) as answer: #= stream: generation pydantic-ai/openai openai:gpt-5
        return await answer.get_output()
`,
);

checkMarked(
  "an address that nobody knows is not said to be OpenAI's, unless only OpenAI has a model of that name",
  `
# file: main.py
import os
from fastapi import FastAPI
from langchain_openai import ChatOpenAI
from openai import OpenAI
app = FastAPI()
M = [{"role": "user", "content": "x"}]
@app.post("/env")
def env(): return OpenAI(base_url=os.environ["LLM_URL"]).chat.completions.create(model="some-model", messages=M) #= env: generation openai/null some-model
@app.post("/request")
def request(url: str): return OpenAI(base_url=url).chat.completions.create(model="some-model", messages=M) #= request: generation openai/null some-model
@app.post("/named")
def named(): return OpenAI(base_url=os.environ["LLM_URL"]).chat.completions.create(model="gpt-4o-mini", messages=M) #= named: generation openai/openai gpt-4o-mini
@app.post("/usual")
def usual(): return OpenAI(base_url=None).chat.completions.create(model="some-model", messages=M) #= usual: generation openai/openai some-model
@app.post("/written")
def written(): return OpenAI(base_url=os.getenv("LLM_URL", "https://api.deepseek.com")).chat.completions.create(model="deepseek-chat", messages=M) #= written: generation openai/deepseek deepseek-chat
@app.post("/chain")
def chain(): return ChatOpenAI(model="some-model", base_url=os.environ["LLM_URL"]).invoke("x") #= chain: generation langchain-openai/null some-model
`,
);
