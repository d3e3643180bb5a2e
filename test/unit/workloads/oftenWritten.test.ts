import { checkMarked } from "./marked";

// What small services that nobody here had seen had, and was missed at first: the ninth session's.

checkMarked(
  "files that may be missing are collected: a list that a test fills may be empty, and so may a dictionary of errors",
  `
# file: main.py
import os
import joblib
from fastapi import FastAPI

app = FastAPI()
components = None

def load():
    found, missing, errors = {}, [], {}
    for name in ["category.pkl", "risk.pkl"]:
        here = False
        for folder in ["./models/", "./"]:
            if os.path.exists(os.path.join(folder, name)):
                found[name] = os.path.join(folder, name)
                here = True
                break
        if not here:
            missing.append(name)
        if os.path.isdir(name):
            errors[name] = "a folder"
    if missing:
        return None
    if errors:
        raise ValueError(errors)
    return {"category": joblib.load(found["category.pkl"])}

@app.on_event("startup")
async def start():
    global components
    components = load()

@app.post("/category")
def category(text: str):
    return components["category"].predict([text]) #= category: classic-ml joblib/scikit-learn ./category.pkl
`,
);

checkMarked(
  "methods of classes that come with the weights",
  `
# file: main.py
from fastapi import FastAPI
from transformers import AutoModel, AutoTokenizer

app = FastAPI()
reader = AutoModel.from_pretrained("deepseek-ai/DeepSeek-OCR", trust_remote_code=True).eval().cuda()
tokens = AutoTokenizer.from_pretrained("deepseek-ai/DeepSeek-OCR")
ranker = AutoModel.from_pretrained("jinaai/jina-reranker-v3", trust_remote_code=True)

@app.post("/read")
def read(path: str):
    return reader.infer(tokens, prompt="<image>", image_file=path) #= read: ocr transformers/transformers deepseek-ai/DeepSeek-OCR

@app.post("/rank")
def rank(query: str, texts: list[str]):
    return ranker.rerank(query, texts) #= rank: reranking transformers/transformers jinaai/jina-reranker-v3
`,
);
