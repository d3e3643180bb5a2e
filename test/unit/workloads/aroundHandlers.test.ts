import { expect, test } from "vitest";
import { read } from "../routes/reading";
import { checkMarked } from "./marked";

// What runs around a handler or in its place: middlewares, classes of routes, Starlette's endpoint classes.

checkMarked(
  "middlewares of all spellings run with each request, a websocket passes those that speak ASGI",
  `
# file: main.py
import ollama
from fastapi import FastAPI, Request, WebSocket
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from sentence_transformers import SentenceTransformer
from transformers import pipeline

class Pure:
    def __init__(self, app):
        self.app = app
        self.check = pipeline("text-classification", model="M/pure")
    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            self.check("x") #= read, write: other transformers/transformers M/pure
        else:
            ollama.embed(model="sockets", input="x") #= live: embedding ollama/ollama sockets
        await self.app(scope, receive, send)

class Similar(BaseHTTPMiddleware):
    def __init__(self, app, threshold=0.9):
        super().__init__(app)
        self.encoder = SentenceTransformer("M/encoder")
    async def dispatch(self, request, call_next):
        if request.method == "POST":
            self.encoder.encode(await request.body()) #= write: embedding sentence-transformers/sentence-transformers M/encoder
        request.state.answers = "llama3"
        return await call_next(request)

async def guard(request: Request, call_next):
    ollama.embed(model="guard", input="x") #= read, write: embedding ollama/ollama guard
    return await call_next(request)

app = FastAPI(middleware=[Middleware(Pure)])
app.add_middleware(Similar, threshold=0.8)
app.add_middleware(BaseHTTPMiddleware, dispatch=guard)

@app.middleware("http")
async def after(request: Request, call_next):
    response = await call_next(request)
    ollama.embed(model="after", input="x") #= read, write: embedding ollama/ollama after
    return response

@app.get("/read")
def read(): return 1
@app.post("/write")
def write(request: Request):
    return ollama.generate(model=request.state.answers, prompt="x") #= write: generation ollama/ollama llama3
@app.websocket("/live")
async def live(socket: WebSocket): await socket.accept()
`,
);

checkMarked(
  "a middleware runs for what is mounted below its application, and not for another application of the project",
  `
# file: main.py
import ollama
from fastapi import FastAPI
app = FastAPI()
inner = FastAPI()
other = FastAPI()
@app.middleware("http")
async def guard(request, call_next):
    ollama.embed(model="guard", input="x") #= outside, inside: embedding ollama/ollama guard
    return await call_next(request)
@app.get("/outside")
def outside(): return 1
@inner.get("/inside")
def inside(): return 1
@other.get("/apart")
def apart(): return 1
app.mount("/inner", inner)
`,
);

checkMarked(
  "a middleware that asks for the path runs for that one alone, and perhaps where the path has a parameter",
  `
# file: main.py
import ollama
from fastapi import FastAPI, Request
app = FastAPI()
class Pure:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/chat":
            ollama.embed(model="pure", input="x") #= chat, named: embedding ollama/ollama pure
        await self.app(scope, receive, send)
app.add_middleware(Pure)
@app.middleware("http")
async def guard(request: Request, call_next):
    if request.url.path.startswith("/chat"):
        ollama.embed(model="guard", input="x") #= chat, named: embedding ollama/ollama guard
    return await call_next(request)
@app.post("/chat")
def chat(): return 1
@app.get("/health")
def health(): return 1
def again(): return 1
app.get("/other")(again)
@app.get("/{name}")
def named(name: str): return 1
`,
);

test("a handler that serves two paths runs what a middleware does for each", async () => {
  const facts = await read(`
import ollama
from fastapi import FastAPI, Request
app = FastAPI()
@app.middleware("http")
async def guard(request: Request, call_next):
    if request.url.path == "/a":
        ollama.embed(model="guard", input="x")
    return await call_next(request)
@app.get("/a")
@app.get("/b")
def both(): return 1
`);
  expect(facts.routes.map(({ path, workloads }) => [path, workloads.map(({ always }) => always === true)]).toSorted()).toEqual([
    ["/a", [true]],
    ["/b", []],
  ]);
});

checkMarked(
  "a class of routes runs what it puts around each handler of its router",
  `
# file: main.py
import ollama
from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
class Logged(APIRoute):
    def get_route_handler(self):
        original = super().get_route_handler()
        async def around(request: Request):
            ollama.embed(model="log", input="x") #= noted, one: embedding ollama/ollama log
            return await original(request)
        return around
app = FastAPI()
noted_router = APIRouter(route_class=Logged)
@noted_router.post("/noted")
async def noted(text: str): return text
plain_router = APIRouter()
@plain_router.post("/plain")
async def plain(text: str): return text
def one(): return 1
plain_router.add_api_route("/one", one, route_class_override=Logged)
app.include_router(noted_router)
app.include_router(plain_router)
`,
);

checkMarked(
  "an endpoint class of Starlette runs the body of the method, and a function of it finds the application in its request",
  `
# file: main.py
from contextlib import asynccontextmanager
import ollama
from fastapi import FastAPI
from faster_whisper import WhisperModel
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
@asynccontextmanager
async def lifespan(app):
    app.state.model = WhisperModel("small")
    yield
class Base(HTTPEndpoint):
    def heard(self, request):
        return request.app.state.model.transcribe("a.wav") #= Transcribe, simple: transcription faster-whisper/faster-whisper small
class Transcribe(Base):
    async def post(self, request):
        return JSONResponse(self.heard(request))
class Health(HTTPEndpoint):
    async def get(self, request):
        return JSONResponse({})
    def never(self, request):
        return ollama.embed(model="never", input="x")
class Live(WebSocketEndpoint):
    encoding = "text"
    async def on_receive(self, websocket, data):
        await websocket.send_text(ollama.generate(model="live", prompt=data).response) #= Live: generation ollama/ollama live
async def simple(request):
    return JSONResponse(Base.heard(None, request))
app = FastAPI(lifespan=lifespan, routes=[Route("/health", Health), WebSocketRoute("/live", Live)])
app.add_route("/transcribe", Transcribe)
app.add_route("/simple", simple, methods=["POST"])
`,
);

checkMarked(
  "validators of a request's model run, those of the models in its fields, of one that the handler makes, and what is computed when it is sent",
  `
# file: main.py
from typing import Annotated, Optional
import ollama
from dataclasses import dataclass
from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, computed_field, field_validator, model_validator
def toxic(text):
    return ollama.embed(model="toxic", input=text) #= comment, thread, several, made, shown: embedding ollama/ollama toxic
def spam(text):
    return ollama.embed(model="spam", input=text) #= annotated: embedding ollama/ollama spam
class Comment(BaseModel):
    text: str
    @field_validator("text")
    @classmethod
    def clean(cls, value):
        if toxic(value): raise ValueError("no")
        return value
class Thread(BaseModel):
    first: Optional[Comment] = None
    more: list[Comment]
class Whole(BaseModel):
    text: str
    @model_validator(mode="after")
    def clean(self):
        ollama.generate(model="whole", prompt=self.text) #= whole: generation ollama/ollama whole
        return self
class Annotations(BaseModel):
    text: Annotated[str, AfterValidator(spam)]
class Shown(BaseModel):
    text: str
    @computed_field
    @property
    def vector(self) -> list[float]:
        return toxic(self.text)
@dataclass
class Service:
    name: str
    def __post_init__(self):
        ollama.pull(self.name)
        self.model = self.name
    def say(self):
        return ollama.generate(model=self.model, prompt="x") #= post: generation ollama/ollama llama3
class Unused(BaseModel):
    text: str
    @field_validator("text")
    def clean(cls, value): return toxic(value)
app = FastAPI()
@app.post("/comment")
def comment(body: Comment): return body.text
@app.post("/thread")
def thread(body: Thread): return body
@app.post("/several")
def several(bodies: list[Comment]): return bodies
@app.post("/whole")
def whole(body: Whole): return body.text
@app.post("/annotated")
def annotated(body: Annotations): return body.text
@app.post("/made")
def made(text: str): return Comment(text=text).text
@app.get("/shown", response_model=Shown)
def shown(): return Shown(text="a")
@app.get("/post")
def post(): return Service("llama3").say()
@app.get("/nothing")
def nothing(): return 1
`,
);
