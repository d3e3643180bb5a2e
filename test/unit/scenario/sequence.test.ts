import { expect, test } from "vitest";
import { addService } from "../../../src/core/scenario/edit/addService";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";
import { read } from "../routes/reading";

// What stops with what: services of one handler, as `init` writes them from its code.

const t = translator("en");

const project = (handlers: string): string => `
import ollama
from fastapi import BackgroundTasks, FastAPI
from faster_whisper import WhisperModel
from transformers import pipeline
whisper = WhisperModel("large-v3")
nllb = pipeline("translation", model="facebook/nllb-200-distilled-600M")
app = FastAPI()
def listen(file):
    segments, _ = whisper.transcribe(file)
    return " ".join(one.text for one in segments)
def translate(text):
    return nllb(text)[0]["translation_text"]
def sum_up(text):
    return ollama.chat(model="mistral", messages=[{"role": "user", "content": text}])
${handlers}`;

/** `podcast-translation < podcast-transcription` where it is written; `?` before what is left to people. */
async function needs(handlers: string): Promise<string[]> {
  const text = createScenario(await read(project(handlers)), { title: "x", today: "2026-11-26", t });
  const { scenario, problems } = parseScenario(text, "x.carbon.yaml", t);
  expect(problems).toEqual([]);
  const written = Object.entries(scenario?.services ?? {}).flatMap(([name, service]) => {
    const lines = text.slice(text.indexOf(`\n  ${name}:`) + 1).split("\n");
    const end = lines.findIndex((line, at) => at > 0 && /^ {2}\S/.test(line));
    const own = lines.slice(0, end < 0 ? undefined : end);
    const asked = own.flatMap((line) => /^ +# needs: (\S+)/.exec(line)?.[1] ?? []).map((one) => `?${one}`);
    const media = service.input?.media === undefined ? "" : ` (${service.input.media.join()})`;
    return [...(service.needs === undefined ? [] : [service.needs]), ...asked].map((one) => `${name} < ${one}${media}`);
  });
  return written;
}

test.each<[string, string, string[]]>([
  [
    "each request runs all three: what is said feeds the rest, and enters it from recordings",
    `
@app.post("/podcast")
def podcast(file):
    text = listen(file)
    translated = translate(text)
    return sum_up(translated)
`,
    ["podcast-translation < podcast-transcription (audio,video)", "podcast-generation < podcast-transcription (audio,video)"],
  ],
  [
    "a check that refuses comes before; what only some requests go on to needs the text too",
    `
@app.post("/all")
def all_(file):
    if file is None:
        raise ValueError("no file")
    return sum_up(listen(file))
@app.post("/some")
def some(file, short: bool):
    text = listen(file)
    if short:
        return {"text": text}
    return sum_up(text)
`,
    ["all-generation < all-transcription (audio,video)", "some-generation < some-transcription (audio,video)"],
  ],
  [
    "a text may come in without a recording: people decide",
    `
@app.post("/digest")
def digest(file, text: str | None = None):
    if text is None:
        text = listen(file)
    return sum_up(text)
`,
    ["digest-generation < ?digest-transcription"],
  ],
  [
    "one or the other",
    `
@app.post("/either")
def either(file, kind: str):
    if kind == "audio":
        return listen(file)
    return sum_up(kind)
`,
    ["either-generation < ?either-transcription"],
  ],
  [
    "from text to text it may work on what came in",
    `
@app.post("/brief")
def brief(text: str):
    return sum_up(translate(text))
`,
    ["brief-generation < ?brief-translation"],
  ],
  [
    "what runs once the answer is sent does not wait for what runs before",
    `
@app.post("/later")
def later(file, tasks: BackgroundTasks):
    tasks.add_task(sum_up, "x")
    return listen(file)
`,
    [],
  ],
  [
    "two handlers of one model each",
    `
@app.post("/a")
def a(file):
    return listen(file)
@app.post("/b")
def b(text: str):
    return translate(text)
`,
    [],
  ],
])("%s", async (_, handlers, expected) => {
  expect(await needs(handlers)).toEqual(expected);
});

test("what a function runs on one alternative only is not sure where another handler calls the same function for certain", async () => {
  const facts = await read(
    project(`
@app.post("/sure")
def sure(file):
    return sum_up(listen(file))
@app.post("/perhaps")
def perhaps(file, short: bool):
    text = listen(file)
    summary = text if short else sum_up(text)
    return summary
`),
  );
  const always = Object.fromEntries(facts.routes.map(({ path, workloads }) => [path, workloads.map((one) => one.always === true)]));
  expect(always).toEqual({ "/sure": [true, true], "/perhaps": [true, false] });
});

test("the quick fix writes the same, in a block and without one", async () => {
  const { routes } = await read(
    project(`
@app.post("/podcast")
def podcast(file):
    return translate(listen(file))
`),
  );
  const [route] = routes;
  if (route === undefined) throw new Error("no route");
  for (const text of ['version: 1\nservices:\n  other: { endpoint: "GET /x" }\n', "version: 1\nservices: {}\n"]) {
    const { scenario } = parseScenario(applyEdits(text, addService(text, route, t)), "x.carbon.yaml", t);
    expect(scenario?.services?.["podcast-translation"]?.needs).toBe("podcast-transcription");
  }
});

test("a chain of retriever and model: the model needs what the same call finds; an agent decides whether it looks", async () => {
  const text = (handler: string): string => `
from fastapi import FastAPI
from langchain.chains import RetrievalQA
from langchain.agents import AgentExecutor, create_tool_calling_agent
from langchain.tools.retriever import create_retriever_tool
from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_ollama import ChatOllama
store = FAISS.load_local("index", HuggingFaceEmbeddings(model_name="BAAI/bge-m3"))
llm = ChatOllama(model="mistral")
app = FastAPI()
@app.post("/ask")
def ask(question: str):
    ${handler}
`;
  const written = async (handler: string): Promise<string | undefined> =>
    parseScenario(createScenario(await read(text(handler)), { title: "x", today: "2026-11-26", t }), "x.carbon.yaml", t).scenario?.services?.["ask-generation"]
      ?.needs;
  expect(await written("return RetrievalQA.from_chain_type(llm=llm, retriever=store.as_retriever()).invoke(question)")).toBe("ask-embedding");
  expect(await written('return ({"context": store.as_retriever()} | llm).invoke(question)')).toBe("ask-embedding");
  const agent =
    'tools = [create_retriever_tool(store.as_retriever(), "docs", "d")]; return AgentExecutor(agent=create_tool_calling_agent(llm, tools), tools=tools).invoke(question)';
  expect(await written(agent)).toBeUndefined();
});
