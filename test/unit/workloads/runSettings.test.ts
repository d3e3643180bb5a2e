import { expect, test } from "vitest";
import { read } from "../routes/reading";

const app = (imports: string, before: string, handler: string): string => `${imports}
from fastapi import FastAPI
app = FastAPI()
${before}
@app.post("/x")
def x(prompt: str, n: int = 5):
${handler
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`;

const settings = async (text: string) => {
  const { routes } = await read(text);
  return routes[0]?.workloads.map(({ precision = null, longestAnswer = null }) => [precision, longestAnswer]);
};

test.each([
  ["OpenAI's client", "import openai", "c = openai.OpenAI()", 'return c.chat.completions.create(model="gpt-4o", messages=[], max_tokens=200)', [[null, 200]]],
  [
    "a constant",
    "import openai",
    "c = openai.OpenAI()\nMOST = 64",
    'return c.chat.completions.create(model="gpt-4o", messages=[], max_completion_tokens=MOST)',
    [[null, 64]],
  ],
  [
    "a length that the request chooses",
    "import openai",
    "c = openai.OpenAI()",
    'return c.chat.completions.create(model="gpt-4o", messages=[], max_tokens=n)',
    [[null, null]],
  ],
  ["options of Ollama", "import ollama", "", 'return ollama.chat(model="mistral:7b", messages=[], options={"num_predict": 128})', [[null, 128]]],
  [
    "a request to Ollama",
    "import httpx",
    "",
    'return httpx.post("http://localhost:11434/api/generate", json={"model": "mistral:7b", "prompt": prompt, "options": {"num_predict": 90}})',
    [[null, 90]],
  ],
  [
    "transformers in half precision",
    "import torch\nfrom transformers import AutoModelForCausalLM",
    'm = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1", torch_dtype=torch.float16)',
    "return m.generate(prompt, max_new_tokens=256)",
    [["float16", 256]],
  ],
  [
    "four bits of bitsandbytes",
    "import torch\nfrom transformers import AutoModelForCausalLM, BitsAndBytesConfig",
    'm = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1", torch_dtype=torch.bfloat16, quantization_config=BitsAndBytesConfig(load_in_4bit=True))',
    "return m.generate(prompt)",
    [["4bit", null]],
  ],
  [
    "a pipeline around a loaded model",
    "import torch\nfrom transformers import AutoModelForCausalLM, pipeline",
    'm = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1", load_in_8bit=True)\np = pipeline("text-generation", model=m)',
    "return p(prompt, max_new_tokens=50)",
    [["8bit", 50]],
  ],
  ["dtype auto", "from transformers import pipeline", 'p = pipeline("text-generation", model="gpt2", torch_dtype="auto")', "return p(prompt)", [[null, null]]],
  [
    "vLLM",
    "from vllm import LLM, SamplingParams",
    'llm = LLM(model="mistralai/Mistral-7B-v0.1", quantization="awq")\np = SamplingParams(max_tokens=77)',
    "return llm.generate([prompt], p)",
    [["awq", 77]],
  ],
  [
    "faster-whisper",
    "from faster_whisper import WhisperModel",
    'm = WhisperModel("small", compute_type="int8_float16")',
    "return m.transcribe(prompt)",
    [["int8_float16", null]],
  ],
  [
    "a file of llama.cpp",
    "from llama_cpp import Llama",
    'm = Llama.from_pretrained(repo_id="acme/acme-7B-GGUF", filename="*Q5_K_M.gguf")',
    "return m(prompt, max_tokens=32)",
    [["*Q5_K_M.gguf", 32]],
  ],
  [
    "two calls of one model, of which one sets no end",
    "import ollama",
    "",
    'ollama.generate(model="mistral:7b", prompt=prompt, options={"num_predict": 10})\nreturn ollama.generate(model="mistral:7b", prompt=prompt)',
    [[null, null]],
  ],
  [
    "two calls of one model",
    "import ollama",
    "",
    'ollama.generate(model="mistral:7b", prompt=prompt, options={"num_predict": 10})\nreturn ollama.generate(model="mistral:7b", prompt=prompt, options={"num_predict": 40})',
    [[null, 40]],
  ],
])("number format and longest answer, as the code writes them: %s", async (_, imports, before, handler, expected) => {
  expect(await settings(app(imports, before, handler))).toEqual(expected);
});

const LOAD = "import torch\nfrom transformers import AutoModelForSeq2SeqLM";

test.each([
  ["the processor", "from faster_whisper import WhisperModel", 'm = WhisperModel("small", device="cpu")', "return m.transcribe(prompt)", "cpu"],
  ["a card", "from faster_whisper import WhisperModel", 'm = WhisperModel("small", device="cuda")', "return m.transcribe(prompt)", "gpu"],
  ["nothing said", "from faster_whisper import WhisperModel", 'm = WhisperModel("small")', "return m.transcribe(prompt)", null],
  ["a translator", "import ctranslate2", 'm = ctranslate2.Translator("nllb-200", device="cpu")', "return m.translate_batch([[prompt]])", "cpu"],
  ["a pipeline's number", "from transformers import pipeline", 'm = pipeline("translation", model="t5-small", device=-1)', "return m(prompt)", "cpu"],
  ["its first card", "from transformers import pipeline", 'm = pipeline("translation", model="t5-small", device=0)', "return m(prompt)", "gpu"],
  ["a switch", "import easyocr", 'm = easyocr.Reader(["fr"], gpu=True)', "return m.readtext(prompt)", "gpu"],
  ["a switch that is off", "import easyocr", 'm = easyocr.Reader(["fr"], gpu=False)', "return m.readtext(prompt)", "cpu"],
  [
    "a switch that the machine sets",
    "import easyocr\nimport torch",
    'm = easyocr.Reader(["fr"], gpu=torch.cuda.is_available())',
    "return m.readtext(prompt)",
    null,
  ],
  [
    "a card where there is one",
    "import torch\nfrom faster_whisper import WhisperModel",
    'm = WhisperModel("small", device="cuda" if torch.cuda.is_available() else "cpu")',
    "return m.transcribe(prompt)",
    null,
  ],
  [
    "what the environment may change",
    "import os\nfrom faster_whisper import WhisperModel",
    'm = WhisperModel("small", device=os.getenv("DEVICE", "cpu"))',
    "return m.transcribe(prompt)",
    null,
  ],
  ["a network that is moved", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").eval().to("cpu")', "return m.generate(prompt)", "cpu"],
  ["by a device of torch", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").to(torch.device("cpu"))', "return m.generate(prompt)", "cpu"],
  ["by its own method", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").cpu()', "return m.generate(prompt)", "cpu"],
  ["on a later line", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small")\nm.to("cpu")\nm.eval()', "return m.generate(prompt)", "cpu"],
  ["a card and then the processor", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").to("cuda")\nm.to("cpu")', "return m.generate(prompt)", null],
  [
    "where there is a card, there",
    LOAD,
    'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").to("cuda" if torch.cuda.is_available() else "cpu")',
    "return m.generate(prompt)",
    null,
  ],
  ["a number format is no device", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").to(torch.float16)', "return m.generate(prompt)", "not-said"],
  ["what goes in is moved", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small").cuda()', 'return m.generate(prompt).to("cpu")', "gpu"],
  ["nothing said of a network", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small")', "return m.generate(prompt)", "not-said"],
  ["left to the machine", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small", device_map="auto")', "return m.generate(prompt)", null],
  ["eight bits", LOAD, 'm = AutoModelForSeq2SeqLM.from_pretrained("t5-small", load_in_8bit=True)', "return m.generate(prompt)", null],
])("the device that the code writes: %s", async (_name, imports, before, handler, device) => {
  const { routes } = await read(app(imports, before, handler));
  expect(routes[0]?.workloads.map((one) => one.device ?? null)).toEqual([device]);
});

test.each([
  ["options of Ollama", "import ollama", 'return ollama.generate(model="mistral:7b", prompt=prompt, options={"num_ctx": 16384, "num_predict": 200})', 16384],
  ["LangChain's Ollama", "from langchain_ollama import ChatOllama", 'return ChatOllama(model="mistral:7b", num_ctx=8192).invoke(prompt)', 8192],
  ["LlamaIndex", "from llama_index.llms.ollama import Ollama", 'return Ollama(model="mistral:7b", context_window=16000).complete(prompt)', 16000],
  ["LiteLLM", "import litellm", 'return litellm.completion(model="ollama/mistral:7b", messages=[], num_ctx=12000)', 12000],
  [
    "a request to Ollama",
    "import httpx",
    'return httpx.post("http://ollama:11434/api/generate", json={"model": "mistral:7b", "prompt": prompt, "options": {"num_ctx": 2048}})',
    2048,
  ],
  ["llama.cpp", "from llama_cpp import Llama", 'return Llama(model_path="m.gguf", n_ctx=4096)(prompt)', 4096],
  [
    "pairs of a cross-encoder",
    "from sentence_transformers import CrossEncoder",
    'return CrossEncoder("BAAI/bge-reranker-v2-m3", max_length=512).predict([])',
    512,
  ],
  ["the model's own", "from llama_cpp import Llama", 'return Llama(model_path="m.gguf", n_ctx=0)(prompt)', undefined],
  [
    "two calls",
    "import ollama",
    'ollama.generate(model="mistral:7b", prompt=prompt, options={"num_ctx": 1024})\nreturn ollama.generate(model="mistral:7b", prompt=prompt, options={"num_ctx": 8192})',
    8192,
  ],
])("the context that the code sets: %s", async (_name, imports, handler, expected) => {
  const { routes } = await read(app(imports, "", handler));
  expect(routes[0]?.workloads.map(({ context }) => context)).toEqual([expected]);
});
