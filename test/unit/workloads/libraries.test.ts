import { expect, test } from "vitest";
import { read } from "../routes/reading";

/** `code`, run by a handler after `setup` at module level, runs `workloads`: `task library/engine model`. */
function check(setup: string, code: string, workloads: string[]): void {
  test(`${setup.split("\n").at(-1)} ... ${code.split("\n")[0]}`, async () => {
    const facts = await read(
      `from fastapi import FastAPI\n${setup}\napp = FastAPI()\n@app.post("/run")\nasync def run(text: str):\n    ${code.replaceAll("\n", "\n    ")}\n`,
    );
    expect(facts.problems).toEqual([]);
    expect(facts.routes[0]?.workloads.map((w) => `${w.task} ${w.library}/${w.engine} ${w.model}`)).toEqual(workloads);
  });
}

check("import whisper\nm = whisper.load_model('large-v3')", "return m.transcribe('a.wav')", ["transcription openai-whisper/openai-whisper large-v3"]);
check("import whisper\nm = whisper.load_model('base')", "return whisper.transcribe(m, 'a.wav')", ["transcription openai-whisper/openai-whisper base"]);
check("import whisper\nm = whisper.load_model('base')", "return 1", []);
check("import whisper", "return whisper.load_audio('x')", []);
check(
  "from faster_whisper import WhisperModel, BatchedInferencePipeline\nm = BatchedInferencePipeline(model=WhisperModel('large-v3', device='cuda'))",
  "return m.transcribe('a')",
  ["transcription faster-whisper/faster-whisper large-v3"],
);
check("import os\nfrom faster_whisper import WhisperModel\nm = WhisperModel(os.getenv('WHISPER', 'medium'))", "segments, info = m.transcribe('a')", [
  "transcription faster-whisper/faster-whisper medium",
]);
check("import os\nfrom faster_whisper import WhisperModel\nm = WhisperModel(os.environ['WHISPER'])", "segments, info = m.transcribe('a')", [
  "transcription faster-whisper/faster-whisper null",
]);
check("from transformers import pipeline\np = pipeline('automatic-speech-recognition', model='openai/whisper-small')", "return p('a')", [
  "transcription transformers/transformers openai/whisper-small",
]);
check(
  "from transformers import pipeline\np = pipeline(task='translation', model='facebook/nllb-200-distilled-600M', src_lang='fra_Latn')",
  "return p(text)[0]",
  ["translation transformers/transformers facebook/nllb-200-distilled-600M"],
);
check("from transformers import pipeline\np = pipeline('translation_en_to_fr')", "return p(text)", ["translation transformers/transformers null"]);
check("import transformers\np = transformers.pipeline('summarization')", "return p(text)", ["generation transformers/transformers null"]);
check("from transformers import pipeline\np = pipeline('sentiment-analysis')", "return p(text)", ["other transformers/transformers null"]);
check(
  "from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, pipeline\nm = AutoModelForSeq2SeqLM.from_pretrained('Helsinki-NLP/opus-mt-en-fr')\nt = AutoTokenizer.from_pretrained('x')\np = pipeline('text2text-generation', model=m, tokenizer=t)",
  "return p(text)",
  ["translation transformers/transformers Helsinki-NLP/opus-mt-en-fr"],
);
check("from transformers import M2M100ForConditionalGeneration as M\nm = M.from_pretrained('facebook/m2m100_418M').eval().to('cuda')", "return m.generate(1)", [
  "translation transformers/transformers facebook/m2m100_418M",
]);
check(
  "from transformers import AutoModelForCausalLM, AutoTokenizer\nt = AutoTokenizer.from_pretrained('x')\nm = AutoModelForCausalLM.from_pretrained('mistralai/Mistral-7B-v0.1')",
  "ids = t(text)\nreturn t.decode(m.generate(**ids))",
  ["generation transformers/transformers mistralai/Mistral-7B-v0.1"],
);
check("from transformers import AutoTokenizer\nt = AutoTokenizer.from_pretrained('x')", "return t(text)", []);
check(
  "from transformers import WhisperForConditionalGeneration\nm = WhisperForConditionalGeneration.from_pretrained('openai/whisper-tiny')",
  "return m.generate(1)",
  ["transcription transformers/transformers openai/whisper-tiny"],
);
check("import ctranslate2\nt = ctranslate2.Translator('nllb-ct2')", "return t.translate_batch([text])", ["translation ctranslate2/ctranslate2 nllb-ct2"]);
check("import ctranslate2\nt = ctranslate2.Generator('mistral-ct2')", "return t.generate_batch([text])", ["generation ctranslate2/ctranslate2 mistral-ct2"]);
check("from sentence_transformers import SentenceTransformer\ne = SentenceTransformer('all-MiniLM-L6-v2')", "return e.encode([text]).tolist()", [
  "embedding sentence-transformers/sentence-transformers all-MiniLM-L6-v2",
]);
check("from sentence_transformers import CrossEncoder\ne = CrossEncoder('cross-encoder/ms-marco')", "return e.predict([(text, text)])", [
  "reranking sentence-transformers/sentence-transformers cross-encoder/ms-marco",
]);
check("import ollama", "return ollama.chat(model='mistral:7b', messages=[])", ["generation ollama/ollama mistral:7b"]);
check("from ollama import AsyncClient", "return await AsyncClient(host='http://x').generate('llama3', text)", ["generation ollama/ollama llama3"]);
check("import ollama\nc = ollama.Client()", "return c.embed(model='nomic-embed-text', input=text)", ["embedding ollama/ollama nomic-embed-text"]);
check("import requests\nURL = 'http://ollama:11434'", "return requests.post(URL + '/api/generate', json={'model': 'mistral', 'prompt': text}).json()", [
  "generation http/ollama mistral",
]);
check(
  "import httpx\nBASE = 'http://localhost:11434'",
  "async with httpx.AsyncClient(base_url=BASE, timeout=60) as c:\n    async with c.stream('POST', '/api/chat', json={'model': 'mistral:7b', 'messages': []}) as r:\n        return r",
  ["generation http/ollama mistral:7b"],
);
check(
  "import aiohttp",
  "async with aiohttp.ClientSession() as s:\n    async with s.post(f'http://localhost:8000/v1/chat/completions', json=dict(model='m', messages=[])) as r:\n        return await r.json()",
  ["generation http/null m"],
);
check("import requests", "return requests.get('http://example.org/users')", []);
check("import requests", "return requests.post('https://api.example.org/orders', json={'model': 'car'})", []);
check(
  "import requests, json\nurl = 'https://api.openai.com/v1/embeddings'",
  "payload = {'model': 'text-embedding-3-small', 'input': text}\nreturn requests.request('POST', url, data=json.dumps(payload))",
  ["embedding http/openai text-embedding-3-small"],
);
check("from llama_cpp import Llama\nllm = Llama(model_path='./mistral-7b.Q4_K_M.gguf', n_ctx=4096)", "return llm(text, max_tokens=10)", [
  "generation llama-cpp-python/llama.cpp ./mistral-7b.Q4_K_M.gguf",
]);
check("from llama_cpp import Llama\nllm = Llama('m.gguf')", "return llm.create_chat_completion(messages=[])", ["generation llama-cpp-python/llama.cpp m.gguf"]);
check("from vllm import LLM, SamplingParams\nllm = LLM(model='mistralai/Mistral-7B-Instruct-v0.3')", "return llm.generate([text], SamplingParams())", [
  "generation vllm/vllm mistralai/Mistral-7B-Instruct-v0.3",
]);
check(
  "from vllm import AsyncLLMEngine, AsyncEngineArgs\nargs = AsyncEngineArgs(model='m')\nengine = AsyncLLMEngine.from_engine_args(args)",
  "async for out in engine.generate(text, None, '1'):\n    yield out",
  ["generation vllm/vllm m"],
);
check("from openai import OpenAI\nc = OpenAI()", "return c.chat.completions.create(model='gpt-4o-mini', messages=[])", [
  "generation openai/openai gpt-4o-mini",
]);
check(
  "from openai import AsyncOpenAI\nc = AsyncOpenAI(base_url='http://localhost:11434/v1', api_key='x')",
  "return await c.chat.completions.create(model='mistral:7b', messages=[])",
  ["generation openai/ollama mistral:7b"],
);
check("from openai import AzureOpenAI\nc = AzureOpenAI(azure_endpoint='https://x')", "return c.embeddings.create(model='ada', input=text)", [
  "embedding openai/azure-openai ada",
]);
check(
  "from openai import OpenAI\nc = OpenAI()",
  "a = c.audio.transcriptions.create(model='whisper-1', file=1)\nb = c.audio.speech.create(model='tts-1', voice='alloy', input=text)\nreturn c.images.generate(model='dall-e-3', prompt=text)",
  ["transcription openai/openai whisper-1", "speech-synthesis openai/openai tts-1", "image-generation openai/openai dall-e-3"],
);
check("from mistralai import Mistral\nc = Mistral(api_key='x')", "return await c.chat.complete_async(model='mistral-small-latest', messages=[])", [
  "generation mistralai/mistral mistral-small-latest",
]);
check("import anthropic\nc = anthropic.Anthropic()", "with c.messages.stream(model='claude-3-haiku', messages=[]) as s:\n    return s.get_final_text()", [
  "generation anthropic/anthropic claude-3-haiku",
]);
check("from groq import Groq", "return Groq().chat.completions.create(model='llama3-8b', messages=[])", ["generation groq/groq llama3-8b"]);
check("from litellm import acompletion", "return await acompletion(model='ollama/mistral', messages=[])", ["generation litellm/ollama ollama/mistral"]);
check(
  "from langchain_openai import ChatOpenAI\nfrom langchain_core.prompts import ChatPromptTemplate\nfrom langchain_core.output_parsers import StrOutputParser\nchain = ChatPromptTemplate.from_template('x') | ChatOpenAI(model='gpt-4o') | StrOutputParser()",
  "return await chain.ainvoke({'q': text})",
  ["generation langchain-openai/openai gpt-4o"],
);
check("from langchain_ollama import ChatOllama\nllm = ChatOllama(model='mistral').bind_tools([])", "return llm.invoke(text)", [
  "generation langchain-ollama/ollama mistral",
]);
check(
  "from langchain.chains import RetrievalQA\nfrom langchain_openai import ChatOpenAI, OpenAIEmbeddings\nfrom langchain_community.vectorstores import FAISS\nstore = FAISS.load_local('x', OpenAIEmbeddings(model='text-embedding-3-small'))\nqa = RetrievalQA.from_chain_type(llm=ChatOpenAI(model_name='gpt-4'), retriever=store.as_retriever())",
  "return qa.run(text)",
  ["generation langchain-openai/openai gpt-4", "embedding langchain-openai/openai text-embedding-3-small"],
);
check("from llama_index.llms.ollama import Ollama\nllm = Ollama(model='mistral')", "return llm.complete(text)", ["generation llama-index/ollama mistral"]);
check("from TTS.api import TTS\ntts = TTS('tts_models/multilingual/multi-dataset/xtts_v2')", "tts.tts_to_file(text=text, file_path='o.wav')", [
  "speech-synthesis TTS/coqui tts_models/multilingual/multi-dataset/xtts_v2",
]);
check("import edge_tts", "await edge_tts.Communicate(text, 'fr-FR-DeniseNeural').save('o.mp3')", ["speech-synthesis edge-tts/edge-tts fr-FR-DeniseNeural"]);
check(
  "from diffusers import StableDiffusionXLPipeline\nimport torch\npipe = StableDiffusionXLPipeline.from_pretrained('stabilityai/sdxl', torch_dtype=torch.float16)\npipe = pipe.to('cuda')",
  "return pipe(prompt=text).images[0]",
  ["image-generation diffusers/diffusers stabilityai/sdxl"],
);
check("import pytesseract", "return pytesseract.image_to_string(1, lang='fra')", ["ocr pytesseract/tesseract null"]);
check("import easyocr\nr = easyocr.Reader(['fr'])", "return r.readtext('x')", ["ocr easyocr/easyocr null"]);
check("from paddleocr import PaddleOCR\no = PaddleOCR(lang='fr')", "return o.ocr('x')", ["ocr paddleocr/paddle null"]);
check("import joblib\nm = joblib.load('model.joblib')", "return m.predict([[1]])", ["classic-ml joblib/scikit-learn model.joblib"]);
check("import pickle\nwith open('m.pkl', 'rb') as f:\n    m = pickle.load(f)", "return m.predict_proba([[1]])", ["classic-ml pickle/scikit-learn m.pkl"]);
check("import onnxruntime as ort\ns = ort.InferenceSession('m.onnx')", "return s.run(None, {})", ["classic-ml onnxruntime/onnxruntime m.onnx"]);
check("import xgboost as xgb\nb = xgb.Booster()\nb.load_model('m.json')", "return b.predict(1)", ["classic-ml xgboost/xgboost m.json"]);
check("import tensorflow as tf\nm = tf.keras.models.load_model('m.h5')", "return m.predict([1])", ["other tensorflow/tensorflow m.h5"]);
check("class Predictor:\n    def predict(self, x):\n        return x\np = Predictor()", "return p.predict(text)", []);
check("import pandas as pd\nd = pd.read_csv('x')", "return d.transform(text)", []);
