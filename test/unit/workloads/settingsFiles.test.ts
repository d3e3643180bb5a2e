import { checkMarked } from "./marked";

// Models named in YAML and JSON files that the code opens.

checkMarked(
  "a YAML file that a settings class is made of, and one that a table of services is filled from",
  `
# file: app/main.py
from pathlib import Path
import yaml
from fastapi import FastAPI
from pydantic import BaseModel
from faster_whisper import WhisperModel
from sentence_transformers import CrossEncoder, SentenceTransformer
from app.manager import Manager

class Speech(BaseModel):
    model: str = "tiny"
    device: str = "cpu"

class Config(BaseModel):
    title: str = "x"
    speech: Speech = Speech()

    @classmethod
    def from_yaml(cls, path: str = "config.yaml") -> "Config":
        with open(path) as f:
            return cls(**yaml.safe_load(f))

config = Config.from_yaml()
raw = yaml.safe_load(Path(__file__).parent.joinpath("conf", "embed.yml").read_text())
app = FastAPI()
whisper = WhisperModel(config.speech.model, device=config.speech.device)
embedder = SentenceTransformer(raw["embedding"]["name"])
manager = Manager("app/conf/models.yaml")

@app.post("/transcribe")
def transcribe(path: str):
    return list(whisper.transcribe(path)[0]) #= transcribe: transcription faster-whisper/faster-whisper large-v3-turbo

@app.post("/embed")
def embed(text: str):
    return embedder.encode(text).tolist() #= embed: embedding sentence-transformers/sentence-transformers intfloat/e5-small

@app.post("/rerank")
def rerank(query: str, texts: list[str], model: str = "bge"):
    return manager.get(model).rank(query, texts)
# file: app/__init__.py
# file: app/manager.py
import yaml
from sentence_transformers import CrossEncoder, SentenceTransformer

class Entry:
    def __init__(self, id, given):
        self.id = id
        self.name = given["name"]
        self.type = given["type"]

class Dense:
    def __init__(self, entry):
        self.model = SentenceTransformer(entry.name)
    def rank(self, query, texts):
        return self.model.encode(texts) #= rerank: embedding sentence-transformers/sentence-transformers intfloat/e5-base

class Rerank:
    def __init__(self, entry):
        self.model = CrossEncoder(entry.name)
    def rank(self, query, texts):
        return self.model.predict([(query, t) for t in texts]) #= rerank: reranking sentence-transformers/sentence-transformers BAAI/bge-reranker-base

class Manager:
    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            loaded = yaml.safe_load(f)
        self.entries = {id: Entry(id, given) for id, given in loaded["models"].items()}
        self.models = {}
    def create(self, entry):
        if entry.type == "rerank":
            return Rerank(entry)
        return Dense(entry)
    def get(self, id):
        if id not in self.models:
            self.models[id] = self.create(self.entries[id])
        return self.models[id]
# file: config.yaml
title: Example
speech:
  model: large-v3-turbo   # the larger ones do not fit
  device: cuda
# file: app/conf/embed.yml
embedding: { name: intfloat/e5-small }
# file: app/conf/models.yaml
models:
  e5: { name: intfloat/e5-base, type: embeddings }
  bge: { name: BAAI/bge-reranker-base, type: rerank }
`,
);

checkMarked(
  "JSON, a path from the environment with a default, and files that are not there or are broken",
  `
# file: src/server/main.py
import json
import os
import yaml
from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()
PATH = os.getenv("CONFIG", os.path.join(os.path.dirname(__file__), "settings.json"))
settings = json.load(open(PATH))

def missing():
    try:
        with open("missing-config.yaml") as f:
            return yaml.safe_load(f)
    except FileNotFoundError:
        return {"model": "gpt-4o-mini"}

@app.post("/json")
def of_json(text: str):
    return client.chat.completions.create(model=settings["llm"]["model"], messages=[]) #= of_json: generation openai/openai gpt-4.1-mini

@app.post("/missing")
def of_missing(text: str):
    return client.chat.completions.create(model=missing()["model"], messages=[]) #= of_missing: generation openai/openai gpt-4o-mini

@app.post("/broken")
def of_broken(text: str):
    with open("src/server/broken.config.yaml") as f:
        model = yaml.safe_load(f)["model"]
    return client.chat.completions.create(model=model, messages=[]) #= of_broken: generation openai/openai null
# file: src/server/settings.json
{
	"llm": {
		"model": "gpt-4.1-mini",
		"api_key": ""
	}
}
# file: src/server/broken.config.yaml
model: [unclosed
`,
);

checkMarked(
  "settings set by name in a loop, dictionaries with attributes, and the crew of CrewAI that a class is made of",
  `
# file: main.py
from fastapi import FastAPI
from omegaconf import OmegaConf
from openai import OpenAI
from sentence_transformers import SentenceTransformer
from src.manager import SettingsManager
from src.crew import Team

settings = SettingsManager()
config = OmegaConf.load("src/settings/settings.yml")
app = FastAPI()
model = SentenceTransformer(settings.model_id)
client = OpenAI()

@app.post("/embed")
def embed(text: str):
    return model.encode(text) #= embed: embedding sentence-transformers/sentence-transformers intfloat/e5-base

@app.post("/chat")
def chat(text: str):
    return client.chat.completions.create(model=config.llm.model, messages=[]) #= chat: generation openai/openai gpt-4.1

@app.post("/preset")
def preset(text: str, name: str):
    return client.chat.completions.create(model=config["presets"][name].model, messages=[]) #= preset: generation openai/openai gpt-4o-mini; preset: generation openai/openai gpt-4o

@app.post("/crew")
def crew(topic: str):
    return Team().crew().kickoff(inputs={"topic": topic}) #= crew: generation crewai/openai openai/gpt-4o-mini
# file: src/manager.py
import yaml

def read(path):
    with open(path, "r") as f:
        return yaml.load(f, Loader=yaml.FullLoader)

class SettingsManager:
    PATH: str = "src/settings/settings.yml"
    def __init__(self):
        self.load()
    def load(self):
        settings = read(self.PATH)
        for key in settings:
            for name, value in settings[key].items():
                setattr(self, name, value)
# file: src/crew.py
from crewai import Agent, Crew, Process, Task
from crewai.project import CrewBase, agent, crew, task

@CrewBase
class Team:
    agents_config = "config/agents.yaml"
    tasks_config = "config/tasks.yaml"
    @agent
    def researcher(self) -> Agent:
        return Agent(config=self.agents_config["researcher"], verbose=True)
    @task
    def research(self) -> Task:
        return Task(config=self.tasks_config["research"])
    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks, process=Process.sequential)
# file: src/config/agents.yaml
researcher: { role: researcher, llm: openai/gpt-4o-mini }
# file: src/config/tasks.yaml
research: { description: research, agent: researcher }
# file: src/settings/settings.yml
embedding: { model_id: intfloat/e5-base }
llm: { model: gpt-4.1 }
presets:
  fast: { model: gpt-4o-mini }
  good: { model: gpt-4o }
`,
);

checkMarked(
  "settings of tests are not the program's, and where only a part of the folder is known it is the one file that ends so",
  `
# file: app/main.py
import os
import yaml
from fastapi import FastAPI
from faster_whisper import WhisperModel
with open("config.yaml") as f:
    cfg = yaml.safe_load(f)
other = yaml.safe_load(open(os.path.join(os.environ["SETTINGS"], "models.yaml")))
app = FastAPI()
@app.post("/t")
def t():
    return WhisperModel(cfg["model"]).transcribe("x") #= t: transcription faster-whisper/faster-whisper null
@app.post("/u")
def u():
    return WhisperModel(other["model"]).transcribe("x") #= u: transcription faster-whisper/faster-whisper small
# file: tests/data/config.yaml
model: tiny-random-for-tests
# file: deploy/config.yaml
model: base
# file: deploy/models.yaml
model: small
# file: examples/models.yaml
model: medium
`,
);
