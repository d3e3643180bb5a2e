import { expect, test } from "vitest";
import { read } from "../routes/reading";
import { checkMarked } from "./marked";

// What small projects that nobody here had seen had, and was missed at first: the twelfth session's.

checkMarked(
  "a file deep in a package that is called like a library of models is not that library",
  `
# file: app/__init__.py
# file: app/services/__init__.py
# file: app/services/edge_tts.py
import edge_tts
class EdgeTTSService:
    def voices(self):
        return edge_tts.list_voices()
# file: app/services/providers/__init__.py
# file: app/services/providers/edge.py
import edge_tts
class EdgeProvider:
    async def speak(self, text):
        communicate = edge_tts.Communicate(text=text, voice="fr-FR-DeniseNeural")
        async for chunk in communicate.stream(): #= tts: speech-synthesis edge-tts/edge-tts null
            yield chunk
# file: app/main.py
from fastapi import FastAPI
from app.services.providers.edge import EdgeProvider
app = FastAPI()
provider = EdgeProvider()

@app.post("/tts")
async def tts(text: str):
    return [one async for one in provider.speak(text)]
`,
);

checkMarked(
  "a retriever of the project's own is invoked by what it extends",
  `
# file: main.py
import cohere
from fastapi import FastAPI
from langchain_core.retrievers import BaseRetriever
from openai import OpenAI

class Documents(BaseRetriever):
    def __init__(self):
        super().__init__()
        self._client = OpenAI()
        self._ranker = cohere.ClientV2()

    def _get_relevant_documents(self, query, *, run_manager, roles):
        vector = self._client.embeddings.create(input=query, model="text-embedding-3-small") #= search: embedding openai/openai text-embedding-3-small
        return self._ranker.rerank(model="rerank-v3.5", query=query, documents=[vector]) #= search: reranking cohere/cohere rerank-v3.5

app = FastAPI()
documents = Documents()

@app.get("/search")
def search(q: str):
    return documents.invoke(q, roles=[])
`,
);

checkMarked(
  "networks packed by Silero, rerankers of Pinecone, GigaChat in LangChain, what vLLM reads of a network, a voice that is converted",
  `
# file: main.py
import os
import torch
from fastapi import FastAPI
from inferrvc import RVC
from langchain_gigachat import GigaChat
from pinecone import Pinecone
from sentence_transformers import SentenceTransformer
from vllm import LLM

app = FastAPI()
PATH = "/models/tts_model_ru_v3.pt"
if not os.path.exists(PATH):
    PATH = "models/tts_model_ru_v3.pt"
voice = torch.package.PackageImporter(PATH).load_pickle("tts_models", "model")
llm = GigaChat(model="GigaChat-Max")
store = Pinecone()
network = LLM(model="papluca/xlm-roberta-base-language-detection")
vectors = SentenceTransformer("all-MiniLM-L6-v2")
converter = RVC(model="voices/anna.pth")

@app.post("/speak")
def speak(text: str):
    return voice.apply_tts(text=text, speaker="baya") #= speak: speech-synthesis silero/torch /models/tts_model_ru_v3.pt

@app.post("/chat")
def chat(text: str):
    return llm.invoke(text) #= chat: generation langchain-gigachat/gigachat GigaChat-Max

@app.post("/rank")
def rank(text: str):
    return store.inference.rerank(model="bge-reranker-v2-m3", query=text, documents=[]) #= rank: reranking pinecone/pinecone bge-reranker-v2-m3

@app.post("/language")
def language(text: str):
    return network.classify(text) #= language: other vllm/vllm papluca/xlm-roberta-base-language-detection

@app.post("/pooled")
def pooled(text: str):
    return network.encode(text, pooling_task="classify") #= pooled: other vllm/vllm papluca/xlm-roberta-base-language-detection

@app.post("/vector")
def vector(text: str):
    return vectors(text) #= vector: embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2

@app.post("/convert")
def convert(path: str):
    return converter(path) #= convert: speech-synthesis inferrvc/torch voices/anna.pth
`,
);

checkMarked(
  "what is asked of each item by which others are sorted, and what a background task publishes on a queue by name",
  `
# file: main.py
import ollama
from fastapi import BackgroundTasks, FastAPI
from faststream import FastStream
from faststream.redis import RedisBroker

broker = RedisBroker("redis://localhost")
stream = FastStream(broker)
app = FastAPI()

@broker.subscriber("pending")
async def work(text: str):
    return ollama.chat(model="mistral:7b", messages=[]) #= later: generation ollama/ollama mistral:7b

def score(one):
    return ollama.chat(model="phi3", messages=[]) #= ranked, best: generation ollama/ollama phi3

@app.post("/ranked")
def ranked(texts: list[str]):
    return sorted(texts, key=score)

@app.post("/best")
def best(texts: list[str]):
    return max(texts, key=lambda one: score(one))

@app.post("/later")
async def later(text: str, background: BackgroundTasks):
    background.add_task(broker.publish, text, channel="pending")
`,
);

/** Of one route: `model always`, `model 2x`, `model one of several`. */
async function told(source: string): Promise<string[]> {
  const { routes } = await read(source);
  return (routes[0]?.workloads ?? []).map(({ model, always, alternative, times, oftener }) =>
    [model, always && "always", alternative && "one of several", times && `${times}x`, oftener].filter(Boolean).join(" "),
  );
}

test("both language models of a chain run; of two that a setting of the request chooses between, one does", async () => {
  const chain = (second: string): string => `
# file: main.py
from fastapi import FastAPI
from langchain.chains import create_history_aware_retriever, create_retrieval_chain
from langchain.chains.combine_documents import create_stuff_documents_chain
from langchain_openai import ChatOpenAI
app = FastAPI()
@app.post("/chat")
def chat(text: str, fast: bool = False):
    finder = create_history_aware_retriever(ChatOpenAI(model="gpt-4-turbo"), None, None)
    answerer = create_stuff_documents_chain(${second}, None)
    return create_retrieval_chain(finder, answerer).invoke({"input": text})
`;
  expect(await told(chain('ChatOpenAI(model="gpt-4o-mini")'))).toEqual(["gpt-4-turbo always", "gpt-4o-mini always"]);
  expect(await told(chain('ChatOpenAI(model="gpt-4o-mini") if fast else ChatOpenAI(model="gpt-4o")'))).toEqual([
    "gpt-4-turbo always",
    "gpt-4o-mini one of several",
    "gpt-4o one of several",
  ]);
});

const around = (body: string): string => `
# file: main.py
import os
import ollama
from fastapi import Depends, FastAPI
from transformers import AutoModelForCausalLM
app = FastAPI()
def ask(text="x"):
    return ollama.chat(model="mistral:7b", messages=[])
${body}`;

test.each([
  [
    "a dependency that is not kept runs for each place that asks",
    '@app.post("/x")\ndef x(a=Depends(ask, use_cache=False), b=Depends(ask, use_cache=False)):\n    return a',
    ["mistral:7b always 2x"],
  ],
  ["a dependency that is kept runs once", '@app.post("/x")\ndef x(a=Depends(ask), b=Depends(ask)):\n    return a', ["mistral:7b always"]],
  [
    "what calls itself where a model has failed tries again",
    'def again(text, n=0):\n    try:\n        return ask(text)\n    except Exception:\n        return again(text, n + 1)\n@app.post("/x")\ndef x(text: str):\n    return again(text)',
    ["mistral:7b always"],
  ],
  [
    "one folder of weights at two places is one model",
    'P = "/models/gemma-2-2b-it"\nif not os.path.exists(P):\n    P = "models/gemma-2-2b-it"\nnetwork = AutoModelForCausalLM.from_pretrained(P)\n@app.post("/x")\ndef x(text: str):\n    return network.generate(text)',
    ["/models/gemma-2-2b-it always"],
  ],
])("%s", async (_name, body, expected) => {
  expect(await told(around(body))).toEqual(expected);
});
