import { checkMarked } from "./marked";

checkMarked(
  "what a request unpacks into keywords may hold any of them, whatever the code takes where it lacks one",
  `
# file: main.py
import ollama
from fastapi import FastAPI, Request

app = FastAPI()

class Plugin:
    def ask(self):
        return ollama.chat(model="plugin", messages=[]) #= switched: generation ollama/ollama plugin

plugins = {"p": Plugin}

def got(**kwargs):
    if kwargs.get("stream", False):
        return ollama.chat(model="streaming", messages=[]) #= gets: generation ollama/ollama streaming
    return ollama.chat(model="plain", messages=[]) #= gets: generation ollama/ollama plain

def popped(**kwargs):
    kwargs["top"] = 1
    if kwargs.pop("stream", False):
        return ollama.chat(model="streaming", messages=[]) #= pops: generation ollama/ollama streaming
    return ollama.chat(model="plain", messages=[]) #= pops: generation ollama/ollama plain

def switch(**kwargs):
    name = kwargs.get("model", "")
    provider = name.split("/")[0] if "/" in name else ""
    if not provider or provider not in plugins:
        return ollama.chat(model="other", messages=[]) #= switched: generation ollama/ollama other
    return plugins[provider]().ask()

def closed(**kwargs):
    if kwargs.get("stream", False):
        return ollama.chat(model="streaming", messages=[])
    return ollama.chat(model="plain", messages=[]) #= closes: generation ollama/ollama plain

@app.post("/gets")
async def gets(request: Request):
    return got(**(await request.json()))

@app.post("/pops")
async def pops(request: Request):
    return popped(**(await request.json()))

@app.post("/switched")
async def switched(request: Request):
    return switch(**(await request.json()))

@app.post("/closes")
async def closes(request: Request):
    return closed(text=(await request.json()))
`,
);
