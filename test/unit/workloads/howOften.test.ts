import { expect, test } from "vitest";
import { analysisOf } from "../../support/analyse";
import { read } from "../routes/reading";

const around = (body: string): string => `
import asyncio
from concurrent.futures import ThreadPoolExecutor
from fastapi import FastAPI, Depends
import ollama
from transformers import AutoModelForCausalLM
network = AutoModelForCausalLM.from_pretrained("gpt2")
pool = ThreadPoolExecutor()
LANGS = ["fr", "en", "es"]
app = FastAPI()
def ask(text, what=""):
    return ollama.chat(model="mistral:7b", messages=[{"role": "user", "content": what + text}])
def step(ids):
    return network(ids)
def once():
    return ask("once")
def both(one=Depends(once)):
    return one
${body}`;

/** How often one request runs the model: `[least, what makes it more]`. */
const cases: readonly (readonly [string, string, readonly [number, ("loop" | "way")?]])[] = [
  ["one call", "return ask(text)", [1]],
  ["summary, title and translation", 'return ask(text, "summary"), ask(text, "title"), ask(text, "translation")', [3]],
  ["the same call twice", "a = ask(text)\nb = ask(text)\nreturn a, b", [2]],
  ["a loop over what is written", 'for lang in ("fr", "en"):\n    ask(text, lang)', [2]],
  ["a comprehension over a constant", "return await asyncio.gather(*[asyncio.to_thread(ask, text, one) for one in LANGS])", [3]],
  ["loops in loops", 'for lang in LANGS:\n    for what in ("a", "b"):\n        ask(text, lang + what)', [6]],
  ["a pool of threads", "return list(pool.map(ask, LANGS))", [3]],
  ["map", "return list(map(ask, LANGS))", [3]],
  ["range", "return [ask(text) for _ in range(4)]", [4]],
  ["passes of which one answer is made", "ids = []\nfor _ in range(8):\n    ids.append(network(ids))\nreturn ids", [1]],
  ["passes in a helper that is called again", "step(ids := [])\nfor _ in range(8):\n    step(ids)\nreturn step(ids)", [1]],
  ["a loop over what a request brings", "return [ask(one) for one in texts]", [1, "loop"]],
  ["a loop before a call", "for one in texts:\n    ask(one)\nreturn ask(text)", [1, "loop"]],
  ["a list that may be longer", 'langs = ["fr"]\nif text:\n    langs.append("en")\nreturn [ask(text, one) for one in langs]', [1, "loop"]],
  ["one of two lists", 'for lang in (["fr", "en"] if text else ["es"]):\n    ask(text, lang)', [1, "loop"]],
  ["until an agent is content", "while True:\n    answer = ask(text)\n    if answer.done:\n        return answer", [1, "loop"]],
  ["another call on one way", 'a = ask(text)\nif text == "x":\n    a = ask(text, "more")\nreturn a', [1, "way"]],
  ["a way with two, a way with one", 'if text == "x":\n    return ask(text, "a"), ask(text, "b")\nreturn ask(text, "c")', [1, "way"]],
  ["two on each way", 'if text == "x":\n    a = ask(text, "a"), ask(text, "b")\nelse:\n    a = ask(text, "c"), ask(text, "d")\nreturn a', [2]],
  ["tried again where it fails", "for _ in range(3):\n    try:\n        return ask(text)\n    except OSError:\n        continue", [1]],
  ["tried until it answers", "while True:\n    try:\n        answer = ask(text)\n        break\n    except OSError:\n        pass\nreturn answer", [1]],
  [
    "tried as often as a request asks",
    "for _ in range(len(texts)):\n    try:\n        answer = ask(text)\n        break\n    except OSError:\n        pass\nreturn answer",
    [1],
  ],
  ["another one where it fails", "try:\n    return ask(text)\nexcept OSError:\n    return ask(text, 'again')", [1]],
];

test.each(cases)("how often: %s", async (_name, body, expected) => {
  const facts = await read(around(`@app.post("/x")\nasync def handler(text: str, texts: list[str]):\n${body.replace(/^/gm, "    ")}`));
  const [found] = facts.routes[0]?.workloads ?? [];
  expect([found?.times ?? 1, ...(found?.oftener === undefined ? [] : [found.oftener])]).toEqual(expected);
});

test("a dependency that two ask for runs once a request", async () => {
  const facts = await read(around('@app.post("/x")\ndef handler(a=Depends(once), b=Depends(both)):\n    return a, b'));
  expect(facts.routes[0]?.workloads.map(({ times = 1, always }) => [times, always])).toEqual([[1, true]]);
});

const calls =
  '@app.post("/one")\ndef one(text: str):\n    return ask(text)\n@app.post("/three")\ndef three(text: str):\n    return ask(text), ask(text, "title"), ask(text, "more")';

test("an estimate multiplies by what is certain, and says so", async () => {
  const { routes } = await read(around(calls));
  const { estimate } = analysisOf(null, { routes });
  const busy = (id: string): number => estimate.endpoints.find((one) => one.id === id)?.busyPerRequest?.central ?? 0;
  expect(busy("POST /three") / busy("POST /one")).toBeCloseTo(3, 9);
  expect(estimate.assumptions.filter(({ path }) => path.endsWith(".calls")).map(({ path, value }) => [path, value])).toEqual([
    ["services.POST /three.calls", "3"],
  ]);
});

const seconds = async (service: string, measurement?: string): Promise<number | undefined> => {
  const { routes } = await read(around(calls));
  const text = `version: 1\nregion: francecentral\nvolume: { files: 500/month }\nhosts:\n  text: { sku: Standard_NC4as_T4_v3 }\nservices:\n${service}`;
  return analysisOf(text, { routes, measurement }).estimate.endpoints.find(({ id }) => id === "POST /three")?.perRequest.seconds?.central;
};
const measured = JSON.stringify({
  schema: "carbon-matrix/measurements@1",
  tool: { name: "carbon-matrix-asgi", version: "0.1.0" },
  process: { pid: 7, startedAt: "2026-11-20T10:00:00Z", writtenAt: "2026-11-21T10:00:00Z", cpuSeconds: 4000, unattributedCpuSeconds: 5 },
  endpoints: [{ method: "POST", route: "/three", requests: 10, status: { "2xx": 10 }, wallSeconds: 300, cpuSeconds: 1 }],
});

test("a measured time has all calls in it, and services that tell them apart count each once", async () => {
  const one = await seconds('  ask: { endpoint: "POST /three", requests: 1/file }\n');
  expect((await seconds('  ask: { endpoint: "POST /three" }\n')) ?? 0).toBeCloseTo(3 * (one ?? 0), 6);
  expect(await seconds('  ask: { endpoint: "POST /three" }\n', measured)).toBeCloseTo(30, 6);
  const apart = ["summary", "title", "more"].map((name) => `  ${name}: { endpoint: "POST /three" }\n`).join("");
  expect((await seconds(apart)) ?? 0).toBeCloseTo(3 * (one ?? 0), 6);
});

test("calls of the scenario are runs within one request: they replace the code's count, and a measured time has them in it", async () => {
  const one = await seconds('  ask: { endpoint: "POST /three", requests: 1/file }\n');
  expect((await seconds('  ask: { endpoint: "POST /three", calls: 40 }\n')) ?? 0).toBeCloseTo(40 * (one ?? 0), 6);
  expect(await seconds('  ask: { endpoint: "POST /three", calls: 40 }\n', measured)).toBeCloseTo(30, 6);
});
