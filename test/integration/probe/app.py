"""An application whose handlers know their own CPU cost: the truth that the probe is compared with."""
import asyncio
import hashlib
import os
import threading
import time
from collections import defaultdict

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import StreamingResponse

from carbon_matrix_asgi import instrument

truth = defaultdict(float)  # seconds of CPU by "METHOD template"
guard = threading.Lock()


def burn(label, milliseconds):
    """Use `milliseconds` of this thread's CPU and note what it really was."""
    began = time.thread_time()
    while time.thread_time() < began + milliseconds / 1000:
        pass
    with guard:
        truth[label] += time.thread_time() - began


app = FastAPI()


@app.get("/async-cpu")
async def async_cpu():
    burn("GET /async-cpu", 4)


@app.get("/async-steps")
async def async_steps():
    for _ in range(4):
        burn("GET /async-steps", 1)
        await asyncio.sleep(0.004)


@app.get("/async-sleep")
async def async_sleep():
    await asyncio.sleep(0.03)


@app.get("/gather")
async def gather():
    async def one():
        burn("GET /gather", 1)
        await asyncio.sleep(0.002)
        burn("GET /gather", 1)

    await asyncio.gather(one(), one())


@app.get("/sync-cpu")
def sync_cpu():
    burn("GET /sync-cpu", 8)


@app.get("/sync-sleep")
def sync_sleep():
    time.sleep(0.03)


@app.get("/stream")
def stream():
    def parts():
        for _ in range(4):
            burn("GET /stream", 2)
            yield b"y" * 1000

    return StreamingResponse(parts())


@app.get("/background")
async def background(tasks: BackgroundTasks):
    tasks.add_task(burn, "GET /background", 4)


@app.get("/pool")
async def pool():
    loop = asyncio.get_running_loop()
    await asyncio.gather(loop.run_in_executor(None, burn, "GET /pool", 3), asyncio.to_thread(burn, "GET /pool", 2))


@app.get("/own-threads")
def own_threads():
    threads = [threading.Thread(target=burn, args=("GET /own-threads", 3)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@app.post("/upload")
async def upload(request: Request):
    size = len(await request.body())
    burn("POST /upload", 4)
    return {"size": size}


@app.get("/boom")
async def boom():
    raise RuntimeError("expected by the test")


# A router in a router: FastAPI >= 0.137 no longer puts the prefixes into the route's own path.
items = APIRouter(prefix="/items")
api = APIRouter(prefix="/api/v1")


def dependency():
    burn("GET /api/v1/items/{item_id}", 2)


@items.get("/{item_id}")
def item(item_id: int, _=Depends(dependency)):
    burn("GET /api/v1/items/{item_id}", 2)


api.include_router(items)
app.include_router(api)
app.include_router(items, prefix="/old")  # the same routes again, elsewhere

# Sub-applications, one under a prefix with a parameter.
sub = FastAPI()
inner = APIRouter(prefix="/inner")


@sub.get("/things/{thing_id}")
async def thing(thing_id: str):
    burn("GET /sub/things/{thing_id}", 4)


@inner.get("/deep")
async def deep():
    burn("GET /sub/inner/deep", 4)


sub.include_router(inner)
app.mount("/sub", sub)

tenants = FastAPI()


@tenants.get("/report")
async def report():
    return {}


app.mount("/tenants/{tenant}", tenants)

data = b"x" * (8 << 20)
hash_now = hashlib.sha256
native_truth = [0.0]
start_unseen = threading.Thread.start  # before the probe hooks it: stands for a thread that a C library starts


@app.get("/native")
def native():
    def work():
        began = time.thread_time()
        hash_now(data).digest()
        native_truth[0] += time.thread_time() - began

    thread = threading.Thread(target=work)
    start_unseen(thread)
    thread.join()


@app.get("/_truth", include_in_schema=False)
async def told():
    return {"truth": truth, "native": native_truth[0], "snapshot": meter.snapshot() if meter else None}


meter = instrument(app, os.environ.get("OUT"), native_routes=["GET /native"], every=0.5, metrics_path="/metrics")
