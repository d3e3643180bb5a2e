import { expect, test } from "vitest";
import { routesText } from "../../../src/core/report/tables/routesText";
import { addService } from "../../../src/core/scenario/edit/addService";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";
import { read } from "../routes/reading";

const t = translator("en");
const source = `
import httpx, ollama
from fastapi import FastAPI
from faster_whisper import WhisperModel
from openai import OpenAI
client, model, cache = OpenAI(), WhisperModel("small"), {}
app = FastAPI()
def hosted(text):
    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": text}])
def own(text):
    return ollama.generate(model="mistral:7b", prompt=text)
def either(text):
    try:
        return own(text)
    except httpx.HTTPError:
        return hosted(text)
@app.post("/titles")
def titles(text: str):
    return either(text)
@app.post("/again")
def again(text: str):
    return either(text)
@app.post("/both")
def both(text: str):
    first = either(text)
    return first, hosted(text)
@app.post("/cached")
def cached(path: str):
    try:
        return cache[path]
    except KeyError:
        return model.transcribe(path)
`;

test("what stands in an except after a model runs only where that one fails", async () => {
  const facts = await read(source);
  const found = Object.fromEntries(facts.routes.map(({ path, workloads }) => [path, workloads.map((one) => [one.model, one.fallback === true])]));
  expect(found).toEqual({
    "/titles": [
      ["mistral:7b", false],
      ["gpt-4o-mini", true],
    ],
    "/again": [
      ["mistral:7b", false],
      ["gpt-4o-mini", true],
    ],
    "/both": [
      ["mistral:7b", false],
      ["gpt-4o-mini", false],
    ],
    "/cached": [["small", false]],
  });
  expect(routesText(facts, "en")).toContain("openai gpt-4o-mini (generation, only where another fails)");
});

test("a scenario has it as a comment with the reason, from which the # can be removed", async () => {
  const { routes, ...facts } = await read(source);
  const titles = routes.filter(({ path }) => path === "/titles");
  const text = createScenario({ ...facts, routes: titles }, { title: "x", today: "2026-11-26", t });
  const namesIn = (yaml: string): string[] => Object.keys(parseScenario(yaml, "x.carbon.yaml", t).scenario?.services ?? {});
  expect(namesIn(text)).toEqual(["titles-generation"]);
  expect(text).toMatch(/ {2}# titles-generation-2 runs only where another model of main\.py:\d+ fails/);
  expect(namesIn(text.replace(/^ {2}# (?=titles-generation-2:| {2}(?:endpoint|task|model|engine|host):)/gm, "  "))).toEqual([
    "titles-generation",
    "titles-generation-2",
  ]);
  for (const before of ["version: 1\nservices:\n  one:\n    task: ocr\n", "version: 1\n"]) {
    const [route] = titles;
    const edits = route === undefined ? [] : addService(before, route, t);
    const after = edits.reduceRight((whole, { start, end, text: put }) => whole.slice(0, start) + put + whole.slice(end), before);
    expect(namesIn(after)).toContain("titles-generation");
    expect(namesIn(after)).not.toContain("titles-generation-2");
  }
});

test("what a framework asks where another fails is a fallback, in a chain, of one model, by a function and by names", async () => {
  const { routes } = await read(`
import litellm
from fastapi import FastAPI
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI
from openai import OpenAI
app = FastAPI()
def hosted(q): return OpenAI().chat.completions.create(model="gpt-4o", messages=[])
llm = ChatOllama(model="mistral:7b").with_fallbacks([ChatOpenAI(model="gpt-4o-mini")])
chain = ChatPromptTemplate.from_template("{q}") | llm
other = ChatOllama(model="mistral:7b").with_fallbacks(fallbacks=[RunnableLambda(hosted)])
@app.post("/one")
def one(q: str): return llm.invoke(q)
@app.post("/chain")
def chained(q: str): return chain.invoke({"q": q})
@app.post("/function")
def by_function(q: str): return other.invoke(q)
@app.post("/names")
async def names(q: str):
    return await litellm.acompletion(model="ollama/mistral:7b", messages=[], fallbacks=["gpt-4o-mini", {"model": "groq/llama3-8b"}])
@app.post("/loop")
def loop(q: str):
    for model in ("ollama/mistral:7b", "gpt-4o-mini"):
        try:
            return litellm.completion(model=model, messages=[])
        except Exception:
            continue
@app.post("/break")
def until(q: str):
    answer = None
    for model in ("ollama/mistral:7b", "gpt-4o-mini"):
        try:
            answer = litellm.completion(model=model, messages=[])
            break
        except Exception:
            continue
    return answer
`);
  const found = Object.fromEntries(
    routes.map(({ path, workloads }) => [path, workloads.map(({ model, fallback, always }) => [model, fallback === true ? "fallback" : always])]),
  );
  const local = ["ollama/mistral:7b", true];
  expect(found).toEqual({
    "/one": [
      ["mistral:7b", true],
      ["gpt-4o-mini", "fallback"],
    ],
    "/chain": [
      ["mistral:7b", true],
      ["gpt-4o-mini", "fallback"],
    ],
    "/function": [
      ["mistral:7b", true],
      ["gpt-4o", "fallback"],
    ],
    "/names": [local, ["gpt-4o-mini", "fallback"], ["groq/llama3-8b", "fallback"]],
    "/loop": [local, ["gpt-4o-mini", "fallback"]],
    "/break": [local, ["gpt-4o-mini", "fallback"]],
  });
});
