import { expect, test } from "vitest";
import { read } from "../routes/reading";

const around = (body: string): string => `
from fastapi import FastAPI
from openai import OpenAI
from vllm import LLM, SamplingParams
from diffusers import StableDiffusionXLPipeline
from transformers import pipeline
from sentence_transformers import SentenceTransformer
from langchain_openai import ChatOpenAI
from langchain_core.prompts import ChatPromptTemplate
import litellm
import requests
client = OpenAI()
llm = LLM("mistralai/Mistral-7B-Instruct-v0.3")
pipe = StableDiffusionXLPipeline.from_pretrained("stabilityai/stable-diffusion-xl-base-1.0").to("cuda")
writer = pipeline("text-generation", model="gpt2")
nllb = pipeline("translation", model="facebook/nllb-200-distilled-600M")
encoder = SentenceTransformer("BAAI/bge-m3")
chain = ChatPromptTemplate.from_template("{text} {n}") | ChatOpenAI(model="gpt-4o-mini")
four = ChatOpenAI(model="gpt-4o-mini", n=4)
LANGS = ["fr", "en", "es"]
app = FastAPI()
def paint(prompt, n=1):
    return pipe(prompt, num_images_per_prompt=n).images
@app.post("/x")
async def handler(q: str, texts: list[str], n: int = 2):
    return ${body}
`;

/** How often one call runs its model: `[least, what makes it more]`. */
const cases: readonly (readonly [string, readonly [number, "loop"?]])[] = [
  ["paint(q)", [1]],
  ["paint(q, 4)", [4]],
  ["paint(q, n)", [1, "loop"]],
  ["paint([q, q + '!'], 2)", [4]],
  ['client.images.generate(model="gpt-image-1", prompt=q, n=3)', [3]],
  ['client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}, {"role": "user", "content": q}], n=3)', [3]],
  ['client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}])', [1]],
  ['client.completions.create(model="gpt-3.5-turbo-instruct", prompt=[q, "a" + q])', [2]],
  ['client.embeddings.create(model="text-embedding-3-small", input=[q, q])', [1]],
  ['requests.post("https://api.openai.com/v1/chat/completions", json={"model": "gpt-4o", "n": 3})', [3]],
  ["encoder.encode([q, q, q])", [1]],
  ["nllb([q, q])", [1]],
  ["llm.generate(q)", [1]],
  ["llm.generate([q])", [1]],
  ["llm.generate([q + one for one in LANGS])", [3]],
  ["llm.generate(['a' + q, 'b' + q], SamplingParams(n=4, max_tokens=50))", [8]],
  ["llm.generate(texts)", [1, "loop"]],
  ['llm.chat([{"role": "system", "content": "x"}, {"role": "user", "content": q}])', [1]],
  ['llm.chat([[{"role": "user", "content": q}], [{"role": "user", "content": "x"}]])', [2]],
  ["writer(q, num_return_sequences=5)", [5]],
  ["writer([q, 'a' + q])", [2]],
  ['writer([{"role": "system", "content": "x"}, {"role": "user", "content": q}])', [1]],
  ['chain.invoke({"text": q, "n": 4})', [1]],
  ['chain.batch([{"text": q}] * 3)', [3]],
  ['await chain.abatch([{"text": q, "lang": one} for one in LANGS])', [3]],
  ['chain.batch([{"text": q}] * n)', [1, "loop"]],
  ['chain.batch([{"text": one} for one in texts])', [1, "loop"]],
  ["chain.map().invoke([q, q])", [2]],
  ["four.invoke(q)", [4]],
  ['litellm.completion(model="gpt-4o", messages=[], n=2)', [2]],
];

test.each(cases)("runs of one call: %s", async (body, expected) => {
  const { routes } = await read(around(body));
  const [found, ...others] = routes[0]?.workloads ?? [];
  expect(others).toEqual([]);
  expect([found?.times ?? 1, ...(found?.oftener === undefined ? [] : [found.oftener])]).toEqual(expected);
});
