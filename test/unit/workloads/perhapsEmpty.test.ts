import { checkMarked } from "./marked";

checkMarked(
  "whatever fills a list, a set or a dictionary where a test decides, and whatever asks afterwards, it may be empty",
  `
# file: main.py
from collections import defaultdict
from fastapi import FastAPI
from faster_whisper import WhisperModel

app = FastAPI()

@app.post("/item")
def item(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= item: transcription faster-whisper/faster-whisper tiny

@app.post("/update")
def update(t: str):
    bad = {}
    if len(t) > 3:
        bad.update(t="long")
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= update: transcription faster-whisper/faster-whisper tiny

@app.post("/setdefault")
def setdefault(t: str):
    bad = {}
    if len(t) > 3:
        bad.setdefault("t", []).append("long")
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= setdefault: transcription faster-whisper/faster-whisper tiny

@app.post("/default")
def default(t: str):
    bad = defaultdict(list)
    if len(t) > 3:
        bad["t"].append("long")
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= default: transcription faster-whisper/faster-whisper tiny

@app.post("/set_add")
def set_add(t: str):
    bad = set()
    if len(t) > 3:
        bad.add("x")
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= set_add: transcription faster-whisper/faster-whisper tiny

@app.post("/set_update")
def set_update(t: str):
    bad = set()
    if len(t) > 3:
        bad.update(["x"])
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= set_update: transcription faster-whisper/faster-whisper tiny

@app.post("/insert")
def insert(t: str):
    bad = []
    if len(t) > 3:
        bad.insert(0, "x")
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= insert: transcription faster-whisper/faster-whisper tiny

@app.post("/plus")
def plus(t: str):
    bad = []
    if len(t) > 3:
        bad += ["x"]
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= plus: transcription faster-whisper/faster-whisper tiny

@app.post("/extend")
def extend(t: str):
    bad = []
    if len(t) > 3:
        bad.extend(["x"])
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= extend: transcription faster-whisper/faster-whisper tiny

@app.post("/length")
def length(t: str):
    bad = []
    if len(t) > 3:
        bad.append("x")
    if len(bad) > 0:
        return 1
    return WhisperModel("tiny").transcribe(t) #= length: transcription faster-whisper/faster-whisper tiny

@app.post("/dict_length")
def dict_length(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    if len(bad) > 0:
        return 1
    return WhisperModel("tiny").transcribe(t) #= dict_length: transcription faster-whisper/faster-whisper tiny

@app.post("/key")
def key(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    if "x" in bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= key: transcription faster-whisper/faster-whisper tiny

@app.post("/keys")
def keys(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    if list(bad.keys()):
        return 1
    return WhisperModel("tiny").transcribe(t) #= keys: transcription faster-whisper/faster-whisper tiny

@app.post("/get")
def get(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    if bad.get("x"):
        return 1
    return WhisperModel("tiny").transcribe(t) #= get: transcription faster-whisper/faster-whisper tiny

@app.post("/member")
def member(t: str):
    bad = set()
    if len(t) > 3:
        bad.add("x")
    if "x" in bad:
        return 1
    return WhisperModel("tiny").transcribe(t) #= member: transcription faster-whisper/faster-whisper tiny

@app.post("/copied")
def copied(t: str):
    bad = {}
    if len(t) > 3:
        bad.update(x=1)
    if dict(bad):
        return 1
    return WhisperModel("tiny").transcribe(t) #= copied: transcription faster-whisper/faster-whisper tiny

@app.post("/texts")
def texts(t: str):
    bad = []
    if len(t) > 3:
        bad.append("x")
    if [one.upper() for one in bad]:
        return 1
    return WhisperModel("tiny").transcribe(t) #= texts: transcription faster-whisper/faster-whisper tiny

@app.post("/compared")
def compared(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    if bad != {}:
        return 1
    return WhisperModel("tiny").transcribe(t) #= compared: transcription faster-whisper/faster-whisper tiny

@app.post("/loop")
def loop(t: str):
    bad = {}
    if len(t) > 3:
        bad["x"] = 1
    for one in bad:
        return one
    return WhisperModel("tiny").transcribe(t) #= loop: transcription faster-whisper/faster-whisper tiny

@app.post("/sure")
def sure(t: str):
    bad = {"y": 1}
    bad.update(x=1)
    if bad:
        return 1
    return WhisperModel("tiny").transcribe(t)
`,
);
