import { checkMarked } from "./marked";

// What looks like a model and is none: a stand-in for tests, a database that only stores, a cache that only keeps.

checkMarked(
  "models that only answer for one in tests run nothing, a vector store's client is no model, and a cache keeps what it is given",
  `
import os
import subprocess
import torch
from cachetools import LRUCache, TTLCache, cached
from fastapi import FastAPI
from langchain_community.embeddings import FakeEmbeddings
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.runnables import RunnablePassthrough
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langchain_qdrant import QdrantVectorStore
from qdrant_client import QdrantClient

app = FastAPI()
cache = TTLCache(maxsize=10, ttl=60)
fake = FakeListChatModel(responses=["x"])

def model(name="gpt-4o"):
    if name in cache:
        return cache[name]
    cache[name] = ChatOpenAI(model=name)
    return cache[name]

@cached(LRUCache(maxsize=4))
def vectors():
    return OpenAIEmbeddings(model="text-embedding-3-large")

store = QdrantVectorStore(client=QdrantClient(url="x"), collection_name="a", embedding=vectors())
empty = QdrantVectorStore(client=QdrantClient(url="x"), collection_name="a", embedding=FakeEmbeddings(size=10))

@app.post("/a")
def a(q: str):
    return model().invoke(q) #= a: generation langchain-openai/openai gpt-4o

@app.post("/b")
def b(q: str):
    chain = {"context": store.as_retriever(), "q": RunnablePassthrough()} | model("gpt-4.1")
    return chain.invoke(q) #= b: generation langchain-openai/openai gpt-4.1; b: embedding langchain-openai/openai text-embedding-3-large

@app.post("/c")
def c(q: str):
    return fake.invoke(q), empty.add_texts([q])

@app.post("/d")
def d(path: str):
    return subprocess.run(["onmt_translate", "--model", "fr-en.pt", "--src", path]) #= d: translation OpenNMT-py/torch fr-en.pt

@app.post("/e")
def e(path: str):
    name, tensor = torch.load(path)
    return tensor(name)
`,
);
