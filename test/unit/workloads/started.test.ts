import { checkMarked } from "./marked";

// What a program is started with, and what its start-up functions are given.

checkMarked(
  "a start-up function is given nothing, whatever it is; a lifespan is given the application",
  `
# file: main.py
from functools import partial
from fastapi import FastAPI
from faster_whisper import WhisperModel
S = {}
def load(reg, name="tiny"): reg["a"] = WhisperModel(name)
class Loader:
    def __call__(self, name="base"): S["b"] = WhisperModel(name)
async def life(app, name="large-v3"):
    app.state.m = WhisperModel(name)
    yield
app = FastAPI(lifespan=life)
app.add_event_handler("startup", partial(load, S))
app.add_event_handler("startup", Loader())
app.add_event_handler("startup", lambda name="medium": S.update(c=WhisperModel(name)))
@app.post("/a")
def a(p: str): return S["a"].transcribe(p) #= a: transcription faster-whisper/faster-whisper tiny
@app.post("/b")
def b(p: str): return S["b"].transcribe(p) #= b: transcription faster-whisper/faster-whisper base
@app.post("/c")
def c(p: str): return S["c"].transcribe(p) #= c: transcription faster-whisper/faster-whisper medium
@app.post("/d")
def d(p: str): return app.state.m.transcribe(p) #= d: transcription faster-whisper/faster-whisper large-v3
`,
);

checkMarked(
  "a list of arguments that the code writes holds while handlers run too",
  `
# file: main.py
import argparse
from fastapi import FastAPI
from faster_whisper import WhisperModel
parser = argparse.ArgumentParser()
parser.add_argument("--model", default="large-v3")
parser.add_argument("--fast", action="store_true")
parser.add_argument("--slow", action="store_true")
args = parser.parse_args(["--model", "small", "--fast"])
app = FastAPI()
@app.post("/one")
def one(p: str): return WhisperModel(args.model).transcribe(p) #= one: transcription faster-whisper/faster-whisper small
@app.post("/two")
def two(p: str):
    if args.slow: return WhisperModel("large").transcribe(p)
    if args.fast: return WhisperModel("tiny").transcribe(p) #= two: transcription faster-whisper/faster-whisper tiny
    return WhisperModel("medium").transcribe(p)
`,
);
