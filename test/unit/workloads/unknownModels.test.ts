import { expect, test } from "vitest";
import { read } from "../routes/reading";

const source = `
# file: main.py
import importlib
import os
from celery import Celery
from fastapi import FastAPI
from faster_whisper import WhisperModel
from plugins import load
app = FastAPI()
celery = Celery("w")
model = WhisperModel("small")
@app.post("/plugin")
async def plugin(path: str):
    engine = load(os.environ["ENGINE"])
    return engine.transcribe(path)
@app.post("/module")
async def module(text: str):
    chain = importlib.import_module(os.environ["CHAIN"]).chain
    return await chain.ainvoke(text)
@app.post("/queue")
async def queue(path: str):
    celery.send_task("workers.transcribe", args=[path])
@app.post("/known")
async def known(path: str):
    load("other").transcribe(path)
    return model.transcribe(path)
@app.get("/words")
async def words(text: str):
    return load("x").translate(text).encode("utf-8")
`;

test("a handler that seems to run a model of something unknown says so, with the line; one whose models are found does not", async () => {
  const facts = await read(source);
  expect(facts.routes.map((route) => [route.function, route.workloads.map(({ model }) => model)])).toEqual([
    ["plugin", []],
    ["module", []],
    ["queue", []],
    ["known", ["small"]],
    ["words", []],
  ]);
  expect(facts.problems.map(({ code, line, message }) => [code, line, /^(\w+) .*\((.*)\)/.exec(message)?.slice(1)])).toEqual([
    ["model-unknown", 13, ["plugin", "plugins.load.transcribe"]],
    ["model-unknown", 17, ["module", "ainvoke"]],
    ["model-unknown", 20, ["queue", "workers.transcribe"]],
  ]);
});
