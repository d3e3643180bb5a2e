import { checkMarked } from "./marked";

// Classes of the project that a framework runs by how they look, and what a graph is only given.

checkMarked(
  "a vector store with embeddings of the project that extend nothing",
  `
from fastapi import FastAPI
from langchain_community.vectorstores import Milvus
from sentence_transformers import SentenceTransformer
app = FastAPI()
def embeddings():
    st = SentenceTransformer("BAAI/bge-small-en-v1.5")
    def embed(texts):
        return st.encode(texts).tolist() #= search, ingest: embedding sentence-transformers/sentence-transformers BAAI/bge-small-en-v1.5
    class Local:
        def embed_documents(self, texts): return embed(texts)
        def embed_query(self, text): return embed([text])[0]
    return Local()
@app.get("/search")
def search(q: str):
    return Milvus(embedding_function=embeddings()).similarity_search(q, k=4)
@app.post("/ingest")
def ingest(texts: list[str]):
    Milvus.from_texts(texts=texts, embedding=embeddings())
@app.get("/none")
def none():
    embeddings()
    return {}
`,
);

checkMarked(
  "a graph that is built in a handler runs its nodes when it is invoked, not when its state is read",
  `
from asgiref.sync import sync_to_async
from fastapi import FastAPI
from langchain_openai import ChatOpenAI
from langgraph.graph import StateGraph
class Agent:
    def __init__(self):
        self.llm = ChatOpenAI(model="gpt-4o-mini")
        self._graph = None
    async def _chat(self, state):
        return {"messages": [await self.llm.ainvoke(state["messages"])]} #= chat: generation langchain-openai/openai gpt-4o-mini
    async def graph(self):
        if self._graph is None:
            builder = StateGraph(dict)
            builder.add_node("chat", self._chat)
            builder.set_entry_point("chat")
            self._graph = builder.compile()
        return self._graph
    async def ask(self, text):
        graph = await self.graph()
        return await graph.ainvoke({"messages": [text]})
    async def history(self):
        graph = await self.graph()
        return await sync_to_async(graph.get_state)(config={})
agent = Agent()
app = FastAPI()
@app.post("/chat")
async def chat(text: str):
    return await agent.ask(text)
@app.get("/messages")
async def messages():
    return await agent.history()
`,
);

checkMarked(
  "a folder of the project named like the library that a file in it imports",
  `
# file: app/__init__.py
# file: app/core/__init__.py
# file: app/core/langgraph/graph.py
from langchain_openai import ChatOpenAI
from langgraph.graph import StateGraph
llm = ChatOpenAI(model="gpt-4o-mini")
def chat(state):
    return llm.invoke(state["messages"]) #= ask: generation langchain-openai/openai gpt-4o-mini
def make():
    builder = StateGraph(dict)
    builder.add_node("chat", chat)
    return builder.compile()
# file: app/main.py
from fastapi import FastAPI
from app.core.langgraph.graph import make
app = FastAPI()
@app.post("/ask")
def ask(text: str):
    return make().invoke({"messages": [text]})
@app.get("/history")
def history():
    return make().get_state({})
`,
);

checkMarked(
  "nodes of a graph are given what it was called with",
  `
import httpx
from fastapi import FastAPI
from langgraph.graph import StateGraph
from openai import OpenAI
app = FastAPI()
client = OpenAI(base_url="http://inference:8000/v1")
class Service:
    def __init__(self, default: str):
        self.default = default
        builder = StateGraph(dict)
        builder.add_node("retrieve", self._retrieve)
        builder.add_node("answer", self._answer)
        self.graph = builder.compile()
    def _retrieve(self, state):
        out = client.embeddings.create(model=state["embedding_model"], input=state["q"]) #= ask: embedding openai/null bge-m3
        return {"docs": out}
    def _answer(self, state):
        return client.chat.completions.create(model=state["chat_model"], messages=state["docs"]) #= ask: generation openai/null qwen3:8b
    def ask(self, q, model=None):
        return self.graph.invoke({"q": q, "embedding_model": "bge-m3", "chat_model": model or self.default})
service = Service("qwen3:8b")
@app.post("/ask")
def ask(q: str):
    return service.ask(q)
`,
);

checkMarked(
  "a network of the project made of networks is one",
  `
import torch
from torch import nn
from fastapi import FastAPI
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(4, 4)
    def forward(self, x):
        return self.lin(x)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = Block()
        self.b = nn.Sequential(Block(), nn.ReLU())
    def forward(self, x):
        return self.b(self.a(x))
net = Net()
app = FastAPI()
@app.post("/run")
def run(x: list[float]):
    return net(torch.tensor(x)).tolist() #= run: other torch/torch null
`,
);

checkMarked(
  "a network of the project that was moved to a card still has the methods of its class",
  `
import torch
from torch import nn
from fastapi import FastAPI
class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(4, 4)
    def forward(self, x):
        return self.lin(x)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
    def infer(self, x):
        return self.encoder(x) #= run: other torch/torch null
net = Net().to("cuda").eval()
app = FastAPI()
@app.post("/run")
def run(x: list[float]):
    return net.infer(torch.tensor(x)).tolist()
`,
);

checkMarked(
  "a context manager that start-up enters by hand and keeps",
  `
# file: graph.py
from contextlib import asynccontextmanager
from deepagents.graph import create_deep_agent
from langchain_openai import ChatOpenAI
@asynccontextmanager
async def init_graph():
    agent = create_deep_agent(model=ChatOpenAI(model="gpt-4.1"), tools=[])
    yield agent
# file: holder.py
from graph import init_graph
_graph = None
_context = None
_other = None
async def startup(stack):
    global _graph, _context, _other
    _context = init_graph()
    _graph = await _context.__aenter__()
    _other = await stack.enter_async_context(init_graph())
def get_other():
    return _other
def get_graph():
    if _graph is None:
        raise RuntimeError("not started")
    return _graph
# file: main.py
from contextlib import AsyncExitStack, asynccontextmanager
from fastapi import FastAPI
from holder import get_graph, get_other, startup
@asynccontextmanager
async def lifespan(app):
    async with AsyncExitStack() as stack:
        await startup(stack)
        yield
app = FastAPI(lifespan=lifespan)
@app.post("/chat")
async def chat(text: str):
    graph = get_graph()
    return await graph.ainvoke({"messages": [text]}) #= chat: generation langchain-openai/openai gpt-4.1
@app.post("/stream")
async def stream(text: str):
    async for chunk in get_graph().astream({"messages": [text]}): #= stream: generation langchain-openai/openai gpt-4.1
        yield chunk
@app.post("/other")
async def other(text: str):
    return await get_other().ainvoke({"messages": [text]}) #= other: generation langchain-openai/openai gpt-4.1
`,
);

checkMarked(
  "a file of the project named like the library that it imports",
  `
# file: app/__init__.py
# file: app/engines/__init__.py
# file: app/engines/piper.py
from piper.voice import PiperVoice
voice = PiperVoice.load("fr.onnx")
def speak(text):
    return list(voice.synthesize(text)) #= say: speech-synthesis piper-tts/piper fr.onnx
# file: app/main.py
from fastapi import FastAPI
from app.engines.piper import speak
app = FastAPI()
@app.post("/say")
def say(text: str):
    return speak(text)
`,
);
