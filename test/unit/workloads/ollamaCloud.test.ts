import { expect, test } from "vitest";
import { isHosted } from "../../../src/core/workloads/engines";
import { read } from "../routes/reading";

test("what Ollama hands on to its own machines is a provider's", async () => {
  const { routes } = await read(`
import httpx
import litellm
import ollama
from fastapi import FastAPI
from langchain_ollama import ChatOllama
from ollama import Client
app = FastAPI()
far = Client(host="https://ollama.com", headers={"Authorization": "Bearer x"})
near = Client(host="http://gpu:8000")
@app.post("/tag")
def tag(t: str): return ollama.generate(model="gpt-oss:120b-cloud", prompt=t)
@app.post("/plain")
def plain(t: str): return httpx.post("http://localhost:11434/api/generate", json={"model": "glm-4.6:cloud", "prompt": t})
@app.post("/address")
def address(t: str): return far.chat(model="gpt-oss:120b", messages=[])
@app.post("/chain")
def chain(t: str): return ChatOllama(model="deepseek-v3.1:671b-cloud").invoke(t)
@app.post("/named")
def named(t: str): return litellm.completion(model="ollama/qwen3-coder:480b-cloud", messages=[])
@app.post("/site")
def site(t: str): return httpx.post("https://ollama.com/api/chat", json={"model": "gpt-oss:20b", "messages": []})
@app.post("/own")
def own(t: str): return near.generate(model="gpt-oss:20b", prompt=t)
@app.post("/local")
def local(t: str): return ollama.generate(model="cloudy:7b", prompt=t)
`);
  expect(routes.find(({ function: name }) => name === "own")?.workloads[0]?.engine).toBe("ollama");
  const hosted = routes.map(({ function: name, workloads }) => `${name} ${workloads.map(({ engine, model }) => `${model} ${isHosted(engine)}`).join()}`);
  expect(hosted).toEqual([
    "tag gpt-oss:120b-cloud true",
    "plain glm-4.6:cloud true",
    "address gpt-oss:120b true",
    "chain deepseek-v3.1:671b-cloud true",
    "named ollama/qwen3-coder:480b-cloud true",
    "site gpt-oss:20b true",
    "own gpt-oss:20b false",
    "local cloudy:7b false",
  ]);
});
