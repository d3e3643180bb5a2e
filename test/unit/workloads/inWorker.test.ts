import { expect, test } from "vitest";
import { routesText } from "../../../src/core/report/tables/routesText";
import { read } from "../routes/reading";

const source = `
# file: jobs.py
from celery import Celery
import whisper
celery = Celery("w")
model = whisper.load_model("small")
@celery.task(name="transcribe")
def transcribe(path):
    return model.transcribe(path)
# file: main.py
import threading
from celery import Celery
from fastapi import BackgroundTasks, FastAPI
from jobs import transcribe
api = Celery("api")
app = FastAPI()
@app.post("/delay")
def delay(path: str):
    transcribe.delay(path)
@app.post("/named")
def named(path: str):
    api.send_task("transcribe", args=[path])
@app.post("/here")
def here(path: str):
    return transcribe(path)
@app.post("/after")
def after(path: str, tasks: BackgroundTasks):
    tasks.add_task(transcribe, path)
@app.post("/thread")
def thread(path: str):
    threading.Thread(target=transcribe, args=(path,)).start()
`;

test("what a queue brings to a worker is said to run there; what this process runs is not", async () => {
  const facts = await read(source);
  const away = Object.fromEntries(facts.routes.map((route) => [route.function, route.workloads.map(({ model, inWorker }) => [model, inWorker])]));
  expect(away).toEqual({
    delay: [["small", true]],
    named: [["small", true]],
    here: [["small", undefined]],
    after: [["small", undefined]],
    thread: [["small", undefined]],
  });
  expect(facts.routes.flatMap((route) => (route.workloads.some(({ afterAnswer }) => afterAnswer) ? [route.function] : []))).toEqual(["after", "thread"]);
  expect(routesText(facts, "en")).toContain("openai-whisper small (transcription, after the answer)");
  expect(routesText(facts, "en")).toContain("openai-whisper small (transcription, in a worker)");
  expect(routesText(facts, "fr")).toContain("openai-whisper small (transcription, dans un processus de travail)");
});

const tasks = `
# file: main.py
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from fastapi import FastAPI, WebSocket
from fastapi.responses import StreamingResponse
import whisper
app = FastAPI()
model = whisper.load_model("small")
pool = ThreadPoolExecutor()
kept = set()
def work(path):
    return model.transcribe(path)
async def later(path, queue=None):
    result = work(path)
    if queue is not None:
        await queue.put(result)
class Jobs:
    def __init__(self):
        self.task = None
    def start(self, path):
        self.task = asyncio.create_task(later(path))
    async def finish(self, path):
        self.task = asyncio.create_task(later(path))
        await self.task
jobs = Jobs()
@app.post("/left/alone")
async def alone(path: str):
    asyncio.create_task(later(path))
@app.post("/left/loop")
async def loop(path: str):
    asyncio.get_running_loop().create_task(later(path))
@app.post("/left/kept")
async def kept_in_set(path: str):
    task = asyncio.create_task(later(path))
    kept.add(task)
    task.add_done_callback(kept.discard)
@app.post("/left/added")
async def added(path: str):
    kept.add(asyncio.create_task(later(path)))
@app.post("/open/attribute")
async def attribute(path: str):
    jobs.start(path)
@app.post("/left/executor")
async def executor(path: str):
    asyncio.get_running_loop().run_in_executor(None, work, path)
@app.post("/left/submit")
def submitted(path: str):
    pool.submit(work, path)
@app.post("/left/daemon")
def daemon(path: str):
    t = threading.Thread(target=work, args=(path,), daemon=True)
    t.start()
@app.post("/open/stream")
async def streamed(path: str):
    threading.Thread(target=work, args=(path,)).start()
    return StreamingResponse(pipe)
@app.websocket("/open/socket")
async def socket(websocket: WebSocket):
    asyncio.create_task(later("a.wav"))
    await websocket.receive_text()
@app.post("/waited/await")
async def awaited(path: str):
    task = asyncio.create_task(later(path))
    return await task
@app.post("/waited/gather")
async def gathered(paths: list[str]):
    tasks = [asyncio.create_task(later(path)) for path in paths]
    return await asyncio.gather(*tasks)
@app.post("/waited/appended")
async def appended(paths: list[str]):
    tasks = []
    for path in paths:
        tasks.append(asyncio.create_task(later(path)))
    await asyncio.wait(tasks)
@app.post("/waited/attribute")
async def finished(path: str):
    await jobs.finish(path)
@app.post("/waited/queue")
async def queued(path: str):
    queue = asyncio.Queue()
    asyncio.create_task(later(path, queue))
    return await queue.get()
@app.post("/waited/executor")
async def in_executor(path: str):
    return await asyncio.get_running_loop().run_in_executor(None, work, path)
@app.post("/waited/with")
def within(path: str):
    with ThreadPoolExecutor() as inner:
        inner.submit(work, path)
@app.post("/waited/future")
def future(path: str):
    f = pool.submit(work, path)
    return f.result()
@app.post("/waited/join")
def joined(path: str):
    t = threading.Thread(target=work, args=(path,))
    t.start()
    t.join()
@app.post("/waited/collected")
async def collected(path: str):
    ts = set()
    for x in "ab":
        t = asyncio.create_task(later(path)); ts.add(t)
    await asyncio.gather(*ts)
@app.post("/waited/listed")
async def listed(path: str):
    t = asyncio.create_task(later(path))
    both = [t]
    await asyncio.wait(both)
@app.post("/waited/event")
async def event(path: str):
    done = asyncio.Event()
    async def run():
        work(path); done.set()
    asyncio.create_task(run())
    await done.wait()
@app.post("/waited/thread-event")
def thread_event(path: str):
    done = threading.Event()
    def run():
        work(path); done.set()
    threading.Thread(target=run).start()
    done.wait()
def wait_all(ts, timeout=None):
    for t in ts: t.join(timeout)
def describe(ts):
    print(len(ts))
@app.post("/waited/by-another")
def by_another(path: str):
    t = threading.Thread(target=work, args=(path,))
    t.start()
    results = wait_all([t])
    return results
@app.post("/left/told-another")
def told_another(path: str):
    t = threading.Thread(target=work, args=(path,))
    t.start()
    describe([t])
kept = set()
@app.post("/left/kept")
async def keeps(path: str):
    t = asyncio.create_task(later(path))
    kept.add(t)
    t.add_done_callback(kept.discard)
@app.post("/left/named-socket")
async def named_socket(path: str):
    ws = path
    asyncio.create_task(later(ws))
@app.websocket("/waited/a")
async def socket_a(socket: WebSocket):
    await socket.accept()
    asyncio.create_task(later("x"))
    await socket.receive_text()
Annotation = WebSocket
@app.websocket("/waited/b")
async def socket_b(conn: Annotation):
    await serve(conn)
async def serve(peer):
    async def inner():
        asyncio.create_task(later("x"))
        await peer.receive_text()
    await inner()
@app.post("/waited/group")
async def group(path: str):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(later(path))
`;

const inQueues = `
# file: main.py
import asyncio
import queue
import threading
import uuid
from fastapi import FastAPI, HTTPException, Request, WebSocket
import whisper
app = FastAPI()
model = whisper.load_model("small")
jobs = asyncio.Queue()
plain = queue.Queue()
results = {}
async def worker():
    while True:
        job = await jobs.get()
        results[job[0]] = model.transcribe(job[1])
def thread_worker(waiting):
    while True:
        job = waiting.get()
        job[1] = model.transcribe(job[0])
@app.on_event("startup")
async def start():
    asyncio.create_task(worker())
threading.Thread(target=thread_worker, args=(plain,), daemon=True).start()
async def wait_for(id):
    while id not in results:
        await asyncio.sleep(0.1)
    return results[id]
def outcome(id):
    return results[id]
async def enqueue(path):
    await jobs.put(("a", path))
@app.post("/left/await")
async def put(path: str):
    await jobs.put(("a", path))
    return {"queued": True}
@app.post("/left/id")
async def identified(request: Request):
    body = await request.body()
    id = str(uuid.uuid4())
    try:
        jobs.put_nowait((id, body))
    except asyncio.QueueFull:
        raise HTTPException(503)
    return {"id": id, "known": results.get(id)}
@app.post("/left/thread")
def thread(path: str):
    plain.put([path, None])
@app.post("/waited/future")
async def future(path: str):
    done = asyncio.get_running_loop().create_future()
    await jobs.put((done, path))
    return await done
@app.post("/waited/poll")
async def poll(path: str):
    await jobs.put(("a", path))
    return await wait_for("a")
@app.post("/waited/join")
async def join(path: str):
    await jobs.put(("a", path))
    await jobs.join()
@app.post("/waited/event")
def event(path: str):
    done = threading.Event()
    plain.put([path, done])
    done.wait(30)
@app.post("/waited/answers")
def answers(path: str):
    back = queue.Queue()
    plain.put([path, back])
    return back.get(timeout=5)
@app.post("/open/asks")
def asks(path: str):
    plain.put([path, None])
    return outcome(path)
@app.post("/open/by-another")
async def by_another(path: str):
    await enqueue(path)
@app.websocket("/open/socket")
async def socket(websocket: WebSocket):
    jobs.put_nowait(("a", "b"))
`;

test.each([
  ["a task or thread that nobody waits for", tasks],
  ["what is put on a queue of this process, where the handler waits for nothing more,", inQueues],
])("%s runs after the answer", async (_, source) => {
  const facts = await read(source);
  for (const { path, workloads } of facts.routes) {
    expect([path, workloads.map(({ model, afterAnswer }) => [model, afterAnswer ?? false])]).toEqual([path, [["small", path.startsWith("/left/")]]]);
  }
});
