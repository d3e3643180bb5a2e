import { checkMarked } from "./marked";

// Handlers that leave their text to a batcher, and wait for what its loop makes of it.

checkMarked(
  "batches that a helper collects for the loop around it, and a heap as a queue",
  `
import asyncio
import heapq
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fastapi import FastAPI
from sentence_transformers import CrossEncoder, SentenceTransformer

@dataclass
class Job:
    text: str
    future: asyncio.Future

class Batcher:
    def __init__(self):
        self.queue = asyncio.Queue()
    async def collect(self):
        batch = [await self.queue.get()]
        while len(batch) < 32:
            try:
                batch.append(await asyncio.wait_for(self.queue.get(), 0.01))
            except asyncio.TimeoutError:
                break
        return batch
    async def loop(self, model):
        while True:
            try:
                batch = await self.collect()
                if batch:
                    await self.process(batch, model)
            except Exception as e:
                print(e)
    async def process(self, batch, model):
        vectors = await asyncio.to_thread(model.encode, [job.text for job in batch]) #= embed: embedding sentence-transformers/sentence-transformers intfloat/e5-base
        for job, vector in zip(batch, vectors):
            job.future.set_result(vector)
    async def submit(self, text):
        future = asyncio.get_running_loop().create_future()
        await self.queue.put(Job(text, future))
        return await future

class Urgent:
    def __init__(self):
        self.waiting = []
        self.ready = asyncio.Event()
    async def loop(self, model):
        while True:
            await self.ready.wait()
            job = heapq.heappop(self.waiting)
            job.future.set_result(model.predict([("a", job.text)])) #= score: reranking sentence-transformers/sentence-transformers BAAI/bge-reranker-base
    async def submit(self, text):
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self.waiting, Job(text, future))
        self.ready.set()
        return await future

batcher = Batcher()
urgent = Urgent()

@asynccontextmanager
async def lifespan(app):
    tasks = [
        asyncio.create_task(batcher.loop(SentenceTransformer("intfloat/e5-base"))),
        asyncio.create_task(urgent.loop(CrossEncoder("BAAI/bge-reranker-base"))),
    ]
    yield
    for task in tasks:
        task.cancel()

app = FastAPI(lifespan=lifespan)

@app.post("/embed")
async def embed(text: str):
    return await batcher.submit(text)

@app.post("/score")
async def score(text: str):
    return await urgent.submit(text)

@app.get("/health")
async def health():
    return {"waiting": batcher.queue.qsize()}
`,
);
