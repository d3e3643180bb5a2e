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
