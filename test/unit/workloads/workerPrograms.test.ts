import { checkMarked } from "./marked";

// A worker that is a program of its own takes what a handler puts on a queue of Redis.

checkMarked(
  "a loop in a function that the program starts",
  `
# file: api/main.py
import json, uuid, redis
from fastapi import FastAPI
app = FastAPI()
r = redis.Redis(host="redis")
@app.post("/transcribe")
def submit(path: str):
    jid = str(uuid.uuid4())
    r.rpush("transcribe", json.dumps({"id": jid, "path": path}))
    return jid
@app.get("/result/{jid}")
def result(jid: str): return r.get(f"result:{jid}")
# file: worker/worker.py
import json, redis, whisper
r = redis.Redis(host="redis")
model = whisper.load_model("base")
def main():
    while True:
        _, raw = r.blpop("transcribe")
        job = json.loads(raw)
        text = model.transcribe(job["path"])["text"] #= submit: transcription openai-whisper/openai-whisper base
        r.set(f"result:{job['id']}", text)
if __name__ == "__main__":
    main()
`,
);

checkMarked(
  "a loop of the program itself; another queue is not taken from, and what is done before taking is not the handler's",
  `
# file: app/main.py
import redis
from fastapi import FastAPI
from app.config import JOBS, LOG
app = FastAPI()
r = redis.Redis()
@app.post("/embed")
def embed(text: str):
    r.lpush(JOBS, text)
@app.post("/log")
def log(text: str):
    r.lpush(LOG, text)
# file: app/__init__.py
# file: app/config.py
JOBS = "jobs"
LOG = "log"
# file: worker.py
import redis
from sentence_transformers import SentenceTransformer
from app.config import JOBS
r = redis.Redis()
model = SentenceTransformer("all-MiniLM-L6-v2")
model.encode("warm up")
while True:
    item = r.brpop(JOBS)
    if item is None:
        continue
    r.set("v", model.encode(item[1]).tolist()) #= embed: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2
`,
);

checkMarked(
  "programs of the project that a handler starts",
  `
# file: app/__init__.py
# file: app/main.py
import json, subprocess, sys
from pathlib import Path
from fastapi import FastAPI
app = FastAPI()
class Manager:
    def __init__(self): self.proc = None
    def ensure(self):
        if self.proc is None:
            self.proc = subprocess.Popen([sys.executable, "-m", "app.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    def ask(self, p):
        self.ensure()
        self.proc.stdin.write(json.dumps({"p": p}).encode())
        return self.proc.stdout.readline()
m = Manager()
@app.post("/gen")
def gen(p: str): return m.ask(p)
@app.post("/ocr")
def ocr(p: str):
    return subprocess.run(["python", str(Path(__file__).parent / "scripts" / "read_page.py"), p], capture_output=True).stdout
@app.post("/ls")
def ls(): return subprocess.run(["ls", "-m", "app"]).returncode
# file: app/worker/__init__.py
# file: app/worker/__main__.py
import json, sys
from llama_cpp import Llama
def main():
    llm = Llama(model_path="m.gguf")
    for line in sys.stdin:
        print(llm(json.loads(line)["p"])) #= gen: generation llama-cpp-python/llama.cpp m.gguf
if __name__ == "__main__":
    main()
# file: app/scripts/read_page.py
import sys
import easyocr
reader = easyocr.Reader(["fr"])
print(reader.readtext(sys.argv[1])) #= ocr: ocr easyocr/easyocr null
`,
);

checkMarked(
  "a key that is known in part, and a program that imports what takes",
  `
# file: shop/__init__.py
# file: shop/names.py
QUEUE = "tts:queue:{model}"
def queue_of(model): return QUEUE.format(model=model)
# file: shop/queue.py
async def push(client, name, item): await client.zadd(name, {item: 1})
async def pull(client, name): return await client.bzpopmin(name, timeout=5)
# file: shop/main.py
import redis.asyncio as redis
from fastapi import FastAPI
from shop.names import queue_of
from shop.queue import push
app = FastAPI()
client = redis.from_url("redis://r")
@app.post("/say")
async def say(model: str, text: str): await push(client, queue_of(model), text)
@app.post("/other")
async def other(text: str): await push(client, "log:queue", text)
# file: shop/worker/__init__.py
# file: shop/worker/__main__.py
import asyncio, os
import redis.asyncio as redis
from kokoro import KPipeline
from shop.names import queue_of
from shop.queue import pull
async def work(client, name, pipe):
    while True:
        job = await pull(client, name)
        if job is None:
            continue
        for _, _, audio in pipe(job[1], voice="af_heart"): #= say: speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M
            print(audio)
if __name__ == "__main__":
    asyncio.run(work(redis.from_url(os.environ["REDIS_URL"]), queue_of("kokoro"), KPipeline(lang_code="a")))
`,
);

checkMarked(
  "a worker of several queues is given the key of the one that brought the item, however the client's method is handed on",
  `
# file: main.py
import redis
from fastapi import FastAPI
import q
app = FastAPI()
r = redis.Redis()
@app.post("/a")
def a(path: str): q.push("asr", path)
@app.post("/b")
def b(path: str): r.rpush("tts", path)
# file: q.py
import redis
r = redis.Redis()
push = r.rpush
# file: worker.py
import redis, whisper
from openai import OpenAI
r = redis.Redis()
def hear(x): return whisper.load_model("base").transcribe(x) #= a: transcription openai-whisper/openai-whisper base
def speak(x): return OpenAI().audio.speech.create(model="tts-1", input=x) #= b: speech-synthesis openai/openai tts-1
HANDLERS = {"asr": hear, "tts": speak}
def main():
    while True:
        key, raw = r.blpop(["asr", "tts"])
        HANDLERS[key](raw)
if __name__ == "__main__":
    main()
`,
);

const others = Array.from({ length: 6 }, (_, at) => `# file: w${at + 1}.py\nimport redis\nwhile True: redis.Redis().blpop("jobs${at + 1}")`).join("\n");

checkMarked(
  "of many workers the one that names the queue runs, and none of an example",
  `
# file: api.py
import redis
from fastapi import FastAPI
app = FastAPI()
r = redis.Redis()
@app.post("/a")
def a(path: str): r.rpush("jobs7", path)
@app.post("/b")
def b(path: str): r.rpush("shown", path)
${others}
# file: w7.py
import redis, whisper
m = whisper.load_model("base")
while True:
    x = redis.Redis().blpop("jobs7")
    m.transcribe(x[1]) #= a: transcription openai-whisper/openai-whisper base
# file: examples/worker.py
import redis, whisper
m = whisper.load_model("tiny")
while True:
    _, raw = redis.Redis().blpop("shown")
    m.transcribe(raw)
`,
);

const putsAndAsks = [
  '@app.post("/jobs")\ndef jobs(path: str): r.rpush("jobs", path)',
  '@app.post("/again")\ndef again(path: str): r.rpush("jobs", path)',
  '@app.post("/here")\ndef here(path: str): return shared.run(path)',
];
for (const [name, handlers] of [
  ["before", putsAndAsks],
  ["after", [...putsAndAsks].reverse()],
] as const) {
  checkMarked(
    `what a worker sets is not there for the handlers of the API, and still there for the worker: puts ${name} it asks`,
    `
# file: api.py
import redis, shared
from fastapi import FastAPI
app = FastAPI()
r = redis.Redis()
${handlers.join("\n")}
# file: shared.py
model = None
def run(path):
    if model is not None:
        return model.transcribe(path) #= jobs, again: transcription openai-whisper/openai-whisper base
# file: worker.py
import redis, whisper, shared
r = redis.Redis()
def load():
    shared.model = whisper.load_model("base")
if __name__ == "__main__":
    load()
    while True:
        item = r.blpop("jobs")
        shared.run(item[1])
`,
  );
}

checkMarked(
  "a program that a client class starts with the words that it is given, and that ends with what its main function gives",
  `
# file: svc/main.py
from fastapi import FastAPI
from .proxy import build
app = FastAPI()
@app.post("/ask")
def ask(path: str, kind: str):
    return build(kind).ask(path)
# file: svc/__init__.py
# file: svc/proxy.py
import os
from pathlib import Path
from .client import Client
WORKER = Path(__file__).resolve().parent / "worker.py"
OTHER = Path(__file__).resolve().parent / "other.py"
class Proxy:
    def __init__(self, name, worker: Path = WORKER):
        python = Path(os.environ["PY"])
        if not python.is_file():
            raise RuntimeError("no")
        args = [str(python), str(worker), "--model", name]
        self._client = Client(args=args, cwd=".")
    def ask(self, path):
        return self._client.request({"path": path})
def build(kind):
    if kind == "a":
        return Proxy("a")
    if kind == "b":
        return Proxy("b", worker=OTHER)
    raise ValueError(kind)
# file: svc/client.py
import json, subprocess
class Client:
    def __init__(self, *, args, cwd, env=None):
        self.process = subprocess.Popen(list(args), cwd=cwd, stdin=subprocess.PIPE)
    def request(self, message):
        self.process.stdin.write(json.dumps(message))
        return self.process.stdout.readline()
# file: svc/worker.py
import sys
from faster_whisper import WhisperModel
class Worker:
    def __init__(self):
        self.model = WhisperModel("tiny")
    def run(self, path):
        return self.model.transcribe(path) #= ask: transcription faster-whisper/faster-whisper tiny
def main() -> int:
    worker = Worker()
    for line in sys.stdin:
        worker.run(line)
    return 0
if __name__ == "__main__":
    raise SystemExit(main())
# file: svc/other.py
import sys
from faster_whisper import WhisperModel
def main() -> int:
    model = WhisperModel("large-v3")
    for line in sys.stdin:
        model.transcribe(line) #= ask: transcription faster-whisper/faster-whisper large-v3
    return 0
if __name__ == "__main__":
    sys.exit(main())
`,
);
