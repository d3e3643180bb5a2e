import { checkMarked } from "./marked";

// What trains a model in a handler is no endpoint without AI; how long it takes, nobody publishes.

checkMarked(
  "models that a request trains",
  `
import joblib
import xgboost as xgb
from fastapi import FastAPI
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
from trl import SFTTrainer
app = FastAPI()
def load(name):
    return joblib.load(f"models/{name}.joblib")
@app.post("/fit")
def fit(rows: list[list[float]], labels: list[int]):
    model = load("section")
    model.fit(rows, labels) #= fit: other joblib/scikit-learn models/section.joblib
    return "ok"
@app.post("/predict")
def predict(rows: list[list[float]]):
    return load("section").predict(rows) #= predict: classic-ml joblib/scikit-learn models/section.joblib
@app.post("/boost")
def boost(rows: list[list[float]]):
    xgb.train({}, xgb.DMatrix(rows)) #= boost: other xgboost/xgboost null
@app.post("/tune")
def tune():
    model = AutoModelForSequenceClassification.from_pretrained("BAAI/bge-reranker-base")
    Trainer(model, TrainingArguments("out")).train() #= tune: other transformers/transformers BAAI/bge-reranker-base
@app.post("/sft")
def sft():
    SFTTrainer(model="Qwen/Qwen3-0.6B").train() #= sft: other trl/transformers Qwen/Qwen3-0.6B
@app.get("/health")
def health():
    return "ok"
`,
);
