import { expect, test } from "vitest";
import { routesText } from "../../../src/core/report/tables/routesText";
import { createScenario } from "../../../src/core/scenario/edit/createScenario";
import { translator } from "../../../src/core/text";
import { read } from "../routes/reading";

const speech = `
# file: speech/main.py
from fastapi import FastAPI
from faster_whisper import WhisperModel
model = WhisperModel("small")
app = FastAPI()
@app.post("/transcribe")
def transcribe(path: str):
    return model.transcribe(path)
@app.get("/jobs/{job}")
def job(job: str):
    return model.transcribe(job)
@app.post("/plain")
def plain():
    return 1
`;

const gateway = `
# file: gateway/main.py
import os
import httpx, requests
from fastapi import FastAPI, Request
SPEECH = os.environ["SPEECH_URL"]
app = FastAPI()
client = httpx.AsyncClient(base_url=SPEECH)
async def send(path):
    return await client.post("/transcribe", files={"file": path})
@app.post("/environment")
async def environment(path: str):
    return requests.post(f"{SPEECH}/transcribe", files={"file": path}).json()
@app.post("/base")
async def base(path: str):
    return await send(path)
@app.post("/again")
async def again(path: str):
    return await send(path)
@app.get("/named")
async def named(id: str):
    async with httpx.AsyncClient() as own:
        return await own.request("GET", f"http://speech:8000/jobs/{id}?full=1")
@app.post("/verb")
async def verb(path: str):
    return requests.put(f"{SPEECH}/transcribe", files={"file": path}).json()
@app.post("/public")
async def public(path: str):
    return requests.post("https://api.example.com/transcribe", files={"file": path}).json()
@app.post("/plain")
async def plain():
    return requests.post(f"{SPEECH}/plain").json()
@app.post("/transcribe")
async def transcribe(path: str):
    return requests.post(f"{SPEECH}/transcribe", files={"file": path}).json()
`;

async function called(source: string): Promise<Record<string, readonly string[]>> {
  const { routes } = await read(source);
  return Object.fromEntries(
    routes
      .filter(({ file }) => file.startsWith("gateway"))
      .map(({ function: name, calls, workloads }) => [name, [...(calls ?? []), ...workloads.map(({ task }) => task)]]),
  );
}

test("what a gateway sends to another application of the project counts there alone", async () => {
  expect(await called(speech + gateway)).toEqual({
    environment: ["POST /transcribe (speech.main:app)"],
    base: ["POST /transcribe (speech.main:app)"],
    again: ["POST /transcribe (speech.main:app)"],
    named: ["GET /jobs/{job}"],
    verb: ["transcription"],
    public: ["transcription"],
    plain: [],
    transcribe: ["POST /transcribe (speech.main:app)"],
  });
});

test("an application that stands alone forwards to a model that nobody else counts", async () => {
  expect(await called(gateway)).toMatchObject({ environment: ["transcription"], transcribe: ["transcription"] });
});

test("of two applications that serve the path, the one is meant that the address names", async () => {
  const other = speech.replace("speech/main.py", "captions/main.py");
  expect(await called(speech + other + gateway)).toMatchObject({ environment: ["POST /transcribe (speech.main:app)"] });
  expect(await called(speech + other + gateway.replaceAll("SPEECH", "OTHER"))).toMatchObject({ environment: ["transcription"] });
});

test("a table of routes and a first scenario say what is called", async () => {
  const facts = await read(speech + gateway);
  expect(routesText(facts, "en")).toContain("calls GET /jobs/{job}");
  expect(routesText(facts, "fr")).toContain("appelle GET /jobs/{job}");
  const text = createScenario(facts, { title: "x", today: "2026-11-26", t: translator("en") });
  expect(text).toContain("# GET /named calls GET /jobs/{job}, whose models count there.");
  expect(text).not.toMatch(/^ {4}endpoint: "GET \/named"/m);
});

test("what another application runs may be unseen, as where a file cannot be read: it is asked all the same", async () => {
  const unseen = speech.replace('from faster_whisper import WhisperModel\nmodel = WhisperModel("small")', "from .engine import model");
  expect(await called(unseen + gateway)).toMatchObject({ plain: [] });
  expect(await called(unseen.replace("return 1", 'return model.transcribe("a.wav")') + gateway)).toMatchObject({ plain: ["POST /plain (speech.main:app)"] });
});
