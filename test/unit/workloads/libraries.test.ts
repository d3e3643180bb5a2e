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
check("import whisper\nm = whisper.load_model('base')", "return m.detect_language(text)", ["other openai-whisper/openai-whisper base"]);
check("import whisper\nm = whisper.load_model('base')", "return whisper.detect_language(m, text)", ["other openai-whisper/openai-whisper base"]);
check("import whisper\nm = whisper.load_model('base')", "m.detect_language(text)\nreturn whisper.decode(m, text).text", [
  "transcription openai-whisper/openai-whisper base",
]);
check("from faster_whisper import WhisperModel\nm = WhisperModel('tiny')", "return m.detect_language(text)", ["other faster-whisper/faster-whisper tiny"]);
check("import whisper", "return whisper.load_audio('x')", []);
check(
  "from faster_whisper import WhisperModel, BatchedInferencePipeline\nm = BatchedInferencePipeline(model=WhisperModel('large-v3', device='cuda'))",
  "return m.transcribe('a')",
  ["transcription faster-whisper/faster-whisper-batched large-v3"],
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
check("from transformers import pipeline\np = pipeline('translation_en_to_fr')", "return p(text)", ["translation transformers/transformers google-t5/t5-base"]);
check("import transformers\np = transformers.pipeline('summarization')", "return p(text)", [
  "generation transformers/transformers sshleifer/distilbart-cnn-12-6",
]);
check("from transformers import pipeline\np = pipeline('sentiment-analysis')", "return p(text)", [
  "other transformers/transformers distilbert/distilbert-base-uncased-finetuned-sst-2-english",
]);
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
check("from vllm import LLM\nllm = LLM(model='Qwen/Qwen3-ASR-0.6B')", "return llm.generate([text])", ["transcription vllm/vllm Qwen/Qwen3-ASR-0.6B"]);
check(
  "import sherpa_onnx\nr = sherpa_onnx.OfflineRecognizer.from_transducer(encoder='zipformer/encoder.onnx', decoder='zipformer/decoder.onnx')",
  "s = r.create_stream()\nr.decode_stream(s)\nreturn s.result.text",
  ["transcription sherpa-onnx/onnxruntime zipformer/encoder.onnx"],
);
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
check("import edge_tts", "await edge_tts.Communicate(text, 'fr-FR-DeniseNeural').save('o.mp3')", ["speech-synthesis edge-tts/edge-tts null"]);
check("import subprocess", "subprocess.run(['edge-tts', '--voice', 'fr-FR-DeniseNeural', '--text', text])", ["speech-synthesis edge-tts/edge-tts null"]);
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

// transcription
check("import whisperx\nm = whisperx.load_model('large-v2', 'cuda', compute_type='float16')", "return m.transcribe(whisperx.load_audio('a'), batch_size=16)", [
  "transcription whisperx/whisperx large-v2",
]);
check("import stable_whisper\nm = stable_whisper.load_model('base')", "return m.transcribe('a').to_srt_vtt('x')", [
  "transcription stable-ts/openai-whisper base",
]);
check("from pywhispercpp.model import Model\nm = Model('base.en', n_threads=6)", "return [s.text for s in m.transcribe('a')]", [
  "transcription pywhispercpp/whisper.cpp base.en",
]);
check(
  "import nemo.collections.asr as nemo_asr\nm = nemo_asr.models.ASRModel.from_pretrained('nvidia/parakeet-tdt-0.6b-v2')",
  "return m.transcribe(['a'])[0].text",
  ["transcription nemo-toolkit/nemo nvidia/parakeet-tdt-0.6b-v2"],
);
check(
  "import torch\nfrom transformers import AutoModelForSpeechSeq2Seq, AutoProcessor, pipeline\nm = AutoModelForSpeechSeq2Seq.from_pretrained('openai/whisper-large-v3', torch_dtype=torch.float16).to('cuda')\np = AutoProcessor.from_pretrained('openai/whisper-large-v3')\npipe = pipeline('automatic-speech-recognition', model=m, tokenizer=p.tokenizer, feature_extractor=p.feature_extractor)",
  "return pipe('a', chunk_length_s=30)['text']",
  ["transcription transformers/transformers openai/whisper-large-v3"],
);
check(
  "from transformers import WhisperProcessor, WhisperForConditionalGeneration\np = WhisperProcessor.from_pretrained('openai/whisper-small')\nm = WhisperForConditionalGeneration.from_pretrained('openai/whisper-small')",
  "features = p(text, return_tensors='pt').input_features\nids = m.generate(features)\nreturn p.batch_decode(ids, skip_special_tokens=True)",
  ["transcription transformers/transformers openai/whisper-small"],
);
check("import assemblyai as aai\naai.settings.api_key = 'x'", "return aai.Transcriber().transcribe('a').text", ["transcription assemblyai/assemblyai null"]);
check(
  "from deepgram import DeepgramClient, PrerecordedOptions\nc = DeepgramClient('k')",
  "options = PrerecordedOptions(model='nova-2')\nreturn c.listen.rest.v('1').transcribe_file({'buffer': 1}, options)",
  ["transcription deepgram-sdk/deepgram nova-2"],
);
check("from google.cloud import speech\nc = speech.SpeechClient()", "return c.recognize(config=1, audio=2)", [
  "transcription google-cloud-speech/google-cloud null",
]);
check("import azure.cognitiveservices.speech as speechsdk", "r = speechsdk.SpeechRecognizer(speech_config=1)\nreturn r.recognize_once_async().get()", [
  "transcription azure-cognitiveservices-speech/azure-speech null",
]);
check(
  "import speech_recognition as sr\nr = sr.Recognizer()",
  "with sr.AudioFile('a') as source:\n    audio = r.record(source)\nreturn r.recognize_whisper(audio, model='base')",
  ["transcription SpeechRecognition/openai-whisper base"],
);
check("import mlx_whisper", "return mlx_whisper.transcribe('a', path_or_hf_repo='mlx-community/whisper-turbo')['text']", [
  "transcription mlx-whisper/mlx mlx-community/whisper-turbo",
]);
// translation
check(
  "from transformers import MarianMTModel, MarianTokenizer\nname = 'Helsinki-NLP/opus-mt-en-de'\nt = MarianTokenizer.from_pretrained(name)\nm = MarianMTModel.from_pretrained(name)",
  "out = m.generate(**t([text], return_tensors='pt', padding=True))\nreturn t.decode(out[0], skip_special_tokens=True)",
  ["translation transformers/transformers Helsinki-NLP/opus-mt-en-de"],
);
check(
  "from transformers import AutoModelForSeq2SeqLM, AutoTokenizer\nMODEL = 'facebook/nllb-200-distilled-600M'\nt = AutoTokenizer.from_pretrained(MODEL)\nm = AutoModelForSeq2SeqLM.from_pretrained(MODEL)",
  "ids = m.generate(**t(text, return_tensors='pt'), forced_bos_token_id=t.convert_tokens_to_ids('fra_Latn'))\nreturn t.batch_decode(ids)",
  ["translation transformers/transformers facebook/nllb-200-distilled-600M"],
);
check("import argostranslate.translate", "return argostranslate.translate.translate(text, 'en', 'fr')", ["translation argostranslate/ctranslate2 null"]);
check("from argostranslate import translate\nt = translate.get_translation_from_codes('en', 'fr')", "return t.translate(text)", [
  "translation argostranslate/ctranslate2 null",
]);
check("import deepl\nt = deepl.Translator('k')", "return t.translate_text(text, target_lang='FR').text", ["translation deepl/deepl null"]);
check("from deep_translator import GoogleTranslator", "return GoogleTranslator(source='auto', target='fr').translate(text)", [
  "translation deep-translator/google-translate null",
]);
check("from google.cloud import translate_v2 as translate\nc = translate.Client()", "return c.translate(text, target_language='fr')", [
  "translation google-cloud-translate/google-cloud null",
]);
check("import requests", "return requests.post('http://libretranslate:5000/translate', json={'q': text, 'source': 'en', 'target': 'fr'}).json()", [
  "translation http/libretranslate null",
]);
// generation
check(
  "from ctransformers import AutoModelForCausalLM\nllm = AutoModelForCausalLM.from_pretrained('TheBloke/Llama-2-7B-GGUF', model_file='llama-2-7b.Q4_K_M.gguf')",
  "return llm(text)",
  ["generation ctransformers/ctransformers TheBloke/Llama-2-7B-GGUF"],
);
check("from gpt4all import GPT4All\nm = GPT4All('orca-mini-3b-gguf2-q4_0.gguf')", "with m.chat_session():\n    return m.generate(text)", [
  "generation gpt4all/llama.cpp orca-mini-3b-gguf2-q4_0.gguf",
]);
check("from text_generation import AsyncClient\nc = AsyncClient('http://tgi:8080')", "async for r in c.generate_stream(text):\n    yield r.token.text", [
  "generation text-generation/tgi null",
]);
check(
  "import google.generativeai as genai\ngenai.configure(api_key='k')\nm = genai.GenerativeModel('gemini-1.5-flash')",
  "return m.generate_content(text).text",
  ["generation google-generativeai/google gemini-1.5-flash"],
);
check(
  "import google.generativeai as genai\nm = genai.GenerativeModel('gemini-pro')",
  "chat = m.start_chat(history=[])\n\nreturn chat.send_message(text).text",
  ["generation google-generativeai/google gemini-pro"],
);
check("from google import genai\nc = genai.Client(api_key='k')", "return c.models.generate_content(model='gemini-2.0-flash', contents=text).text", [
  "generation google-genai/google gemini-2.0-flash",
]);
check("from google import genai\nc = genai.Client()", "chat = c.chats.create(model='gemini-2.5-pro')\nreturn chat.send_message(text).text", [
  "generation google-genai/google gemini-2.5-pro",
]);
check(
  "import cohere\nco = cohere.Client('k')",
  "return co.chat(message=text, model='command-r').text, co.embed(texts=[text], model='embed-english-v3.0'), co.rerank(query=text, documents=[], model='rerank-english-v3.0')",
  ["generation cohere/cohere command-r", "embedding cohere/cohere embed-english-v3.0", "reranking cohere/cohere rerank-english-v3.0"],
);
check("from together import Together\nc = Together()", "return c.chat.completions.create(model='meta-llama/Llama-3-8b-chat-hf', messages=[])", [
  "generation together/together meta-llama/Llama-3-8b-chat-hf",
]);
check("import replicate", "return replicate.run('stability-ai/sdxl:39ed52f2', input={'prompt': text})", [
  "image-generation replicate/replicate stability-ai/sdxl:39ed52f2",
]);
check("import replicate", "return replicate.run('meta/meta-llama-3-70b-instruct', input={'prompt': text})", [
  "generation replicate/replicate meta/meta-llama-3-70b-instruct",
]);
check(
  "from huggingface_hub import InferenceClient\nc = InferenceClient(model='mistralai/Mistral-7B-Instruct-v0.3')",
  "return c.text_generation(text, max_new_tokens=10)",
  ["generation huggingface-hub/huggingface mistralai/Mistral-7B-Instruct-v0.3"],
);
check(
  "from huggingface_hub import AsyncInferenceClient\nc = AsyncInferenceClient()",
  "return await c.automatic_speech_recognition('a', model='openai/whisper-large-v3')",
  ["transcription huggingface-hub/huggingface openai/whisper-large-v3"],
);
check(
  "import boto3, json\nc = boto3.client('bedrock-runtime')",
  "return c.invoke_model(modelId='anthropic.claude-3-haiku-20240307-v1:0', body=json.dumps({}))['body'].read()",
  ["generation boto3/bedrock anthropic.claude-3-haiku-20240307-v1:0"],
);
check("import boto3\nc = boto3.client('s3')", "c.put_object(Bucket='b', Key='k', Body=text)\nreturn c.get_object(Bucket='b', Key='k')", []);
check("import litellm", "return litellm.completion(model='azure/gpt-4o', messages=[]), litellm.embedding(model='mistral/mistral-embed', input=[text])", [
  "generation litellm/azure-openai azure/gpt-4o",
  "embedding litellm/mistral mistral/mistral-embed",
]);
check("import openai\nopenai.api_key = 'k'", "return openai.ChatCompletion.create(model='gpt-3.5-turbo', messages=[])", [
  "generation openai/openai gpt-3.5-turbo",
]);
check(
  "from openai import OpenAI\nc = OpenAI(base_url='http://vllm:8000/v1', api_key='x')",
  "return c.responses.create(model='Qwen/Qwen2.5-7B-Instruct', input=text)",
  ["generation openai/vllm Qwen/Qwen2.5-7B-Instruct"],
);
check("import dspy\nlm = dspy.LM('openai/gpt-4o-mini')\ndspy.settings.configure(lm=lm)\nqa = dspy.Predict('q -> a')", "return qa(q=text).a", [
  "generation dspy/openai openai/gpt-4o-mini",
]);
// over the network by hand
check(
  "import requests\nAPI = 'https://api-inference.huggingface.co/models/facebook/bart-large-cnn'",
  "return requests.post(API, headers={}, json={'inputs': text}).json()",
  ["generation http/huggingface facebook/bart-large-cnn"],
);
check("import httpx", "r = httpx.post('http://whisper:9000/asr', params={'task': 'transcribe'}, files={'audio_file': b''})\nreturn r.text", [
  "transcription http/null null",
]);
check(
  "import aiohttp, os",
  "async with aiohttp.ClientSession(base_url=os.environ['LLM_URL']) as s:\n    r = await s.post('/v1/chat/completions', json={'model': 'mistral', 'messages': []})\n    return await r.json()",
  ["generation http/null mistral"],
);
check(
  "import json, urllib.request",
  "req = urllib.request.Request('http://localhost:11434/api/generate', data=json.dumps({'model': 'phi3', 'prompt': text}).encode())\nwith urllib.request.urlopen(req) as r:\n    return json.load(r)",
  ["generation http/ollama phi3"],
);
check("import requests", "return requests.post(f'http://triton:8000/v2/models/resnet50/infer', json={'inputs': []}).json()", ["other http/triton resnet50"]);
check("import requests", "return requests.post('http://backend/api/chat', json={'message': text}).json()", []);
check(
  "import requests",
  "return requests.post('http://users/generate', json={'name': text}).json(), requests.post('http://shop/translate', json={'id': 1})",
  [],
);
check(
  "import requests",
  "return requests.post('http://tei:80/embed', json={'inputs': text}).json(), requests.post('http://tei:80/rerank', json={'query': text, 'texts': []})",
  ["embedding http/tei null", "reranking http/tei null"],
);
// speech, images, text in images
check(
  "from elevenlabs.client import ElevenLabs\nc = ElevenLabs()",
  "return c.text_to_speech.convert(text=text, voice_id='v', model_id='eleven_multilingual_v2')",
  ["speech-synthesis elevenlabs/elevenlabs eleven_multilingual_v2"],
);
check("from gtts import gTTS", "gTTS(text, lang='fr').save('o.mp3')", ["speech-synthesis gTTS/google-translate null"]);
check("from kokoro import KPipeline\np = KPipeline(lang_code='f')", "for _, _, audio in p(text, voice='ff_siwis'):\n    yield audio", [
  "speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M",
]);
check("from piper.voice import PiperVoice\nv = PiperVoice.load('fr_FR-siwis-low.onnx')", "v.synthesize(text, open('o.wav', 'wb'))", [
  "speech-synthesis piper-tts/piper fr_FR-siwis-low.onnx",
]);
check(
  "from diffusers import AutoPipelineForText2Image, DiffusionPipeline\npipe = AutoPipelineForText2Image.from_pretrained('stabilityai/sdxl-turbo')\npipe.enable_model_cpu_offload()",
  "return pipe(text).images[0]",
  ["image-generation diffusers/diffusers stabilityai/sdxl-turbo"],
);
check(
  "from transformers import TrOCRProcessor, VisionEncoderDecoderModel\np = TrOCRProcessor.from_pretrained('microsoft/trocr-base-printed')\nm = VisionEncoderDecoderModel.from_pretrained('microsoft/trocr-base-printed')",
  "return p.batch_decode(m.generate(p(text).pixel_values))",
  ["ocr transformers/transformers microsoft/trocr-base-printed"],
);
check("from transformers import pipeline\np = pipeline('text2text-generation', model='yelpfeast/byt5-base-english-ocr-correction')", "return p('x')", [
  "generation transformers/transformers yelpfeast/byt5-base-english-ocr-correction",
]);
check("from transformers import AutoModelForCausalLM\nm = AutoModelForCausalLM.from_pretrained('my/llama-3-8b-ocr-post-correction')", "return m.generate(1)", [
  "generation transformers/transformers my/llama-3-8b-ocr-post-correction",
]);
check("from doctr.models import ocr_predictor\nm = ocr_predictor(pretrained=True)", "return m([1]).export()", ["ocr python-doctr/doctr null"]);
check(
  "from diffusers import FluxPipeline, FluxControlNetPipeline\npipe = FluxPipeline.from_pretrained('black-forest-labs/FLUX.1-schnell')\nother = FluxControlNetPipeline(controlnet=text, **pipe.components)",
  "return other(text).images[0]",
  ["image-generation diffusers/diffusers black-forest-labs/FLUX.1-schnell"],
);
check(
  "from diffusers import AutoPipelineForText2Image, AutoPipelineForInpainting\npipe = AutoPipelineForText2Image.from_pretrained('stabilityai/sdxl-turbo')\nother = AutoPipelineForInpainting.from_pipe(pipe).to('cuda')",
  "return other(text).images[0]",
  ["image-generation diffusers/diffusers stabilityai/sdxl-turbo"],
);
// the rest
check("import torch\nm = torch.hub.load('ultralytics/yolov5', 'yolov5s', pretrained=True)", "return m('img').pandas()", ["other torch/torch yolov5s"]);
check(
  "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(4, 3)\n    def forward(self, x):\n        return self.fc(x)\nmodel = Net()\nmodel.load_state_dict(torch.load('iris.pt'))\nmodel.eval()",
  "with torch.no_grad():\n    out = model(torch.tensor([1.0]))\nreturn out.argmax().item()",
  ["other torch/torch iris.pt"],
);
check("import torch\nm = torch.jit.load('m.ts').eval()", "return m(torch.zeros(1)).tolist()", ["other torch/torch m.ts"]);
check("from torchvision import models\nm = models.resnet50(weights='DEFAULT').to('cuda').eval()", "return m(text)", ["other torchvision/torch resnet50"]);
check("from torchvision import models\nm = models.get_model('vit_b_16', weights='DEFAULT')", "return m(text)", ["other torchvision/torch vit_b_16"]);
check(
  "from torchvision.models import detection\nm = detection.fasterrcnn_resnet50_fpn()\nm.load_state_dict(__import__('torch').load('w.pth'))",
  "return m(text)",
  ["other torchvision/torch w.pth"],
);
check(
  "from torchvision.models import resnet18, ResNet18_Weights\nw = ResNet18_Weights.DEFAULT\npre = w.transforms()\nm = resnet18(weights=w)",
  "return m(pre(text))",
  ["other torchvision/torch resnet18"],
);
check("import timm\nm = timm.create_model('efficientnet_b0', pretrained=True)", "return m(text)", ["other timm/torch efficientnet_b0"]);
check("from crewai import Agent, Crew\na = Agent(role='r', goal='g', backstory='b')\nc = Crew(agents=[a], tasks=[])", "return c.kickoff()", [
  "generation crewai/null null",
]);
check(
  "from crewai import Agent, Crew\nfrom langchain_openai import ChatOpenAI\na = Agent(role='r', goal='g', backstory='b', llm=ChatOpenAI(model='gpt-4o'))\nc = Crew(agents=[a], tasks=[])",
  "return c.kickoff()",
  ["generation langchain-openai/openai gpt-4o"],
);
check(
  "from openai import OpenAI\nc = OpenAI(base_url='https://api.groq.com/openai/v1')",
  "return c.chat.completions.create(model='openai/gpt-oss-20b', messages=[])",
  ["generation openai/groq openai/gpt-oss-20b"],
);
check("from openai import OpenAI\nc = OpenAI(base_url='https://x.openai.azure.com/openai/v1/')", "return c.chat.completions.create(model='d', messages=[])", [
  "generation openai/azure-openai d",
]);
check("import joblib\nm = joblib.load('svm.joblib')", "return m.predict_with_context(text)", ["classic-ml joblib/scikit-learn svm.joblib"]);
check("from tensorflow import keras\nm = keras.models.load_model('m.keras')", "return m.predict([1])", ["other tensorflow/tensorflow m.keras"]);
check("from tensorflow.keras.models import load_model\nm = load_model('cnn.h5')", "return m(text)", ["other tensorflow/tensorflow cnn.h5"]);
check("import lightgbm as lgb\nb = lgb.Booster(model_file='lgbm.txt')", "return b.predict([[1]])", ["classic-ml lightgbm/lightgbm lgbm.txt"]);
check("from catboost import CatBoostClassifier\nm = CatBoostClassifier()\nm.load_model('m.cbm')", "return m.predict_proba([[1]])", [
  "classic-ml catboost/catboost m.cbm",
]);
check("import xgboost\nm = xgboost.XGBRegressor()\nm.load_model('x.json')", "return float(m.predict([[1]])[0])", ["classic-ml xgboost/xgboost x.json"]);
check("import mlflow\nm = mlflow.pyfunc.load_model('models:/churn/Production')", "return m.predict([[1]])", [
  "classic-ml mlflow/mlflow models:/churn/Production",
]);
check("import fasttext\nm = fasttext.load_model('lid.176.bin')", "return m.predict(text)", ["classic-ml fasttext/fasttext lid.176.bin"]);
check("import spacy\nnlp = spacy.load('en_core_web_sm')", "return [e.text for e in nlp(text).ents]", ["other spacy/spacy en_core_web_sm"]);
check("import joblib\npipe = joblib.load('pipe.joblib')\nvec = joblib.load('vec.joblib')", "x = vec.transform([text])\nreturn pipe.predict(x)", [
  "classic-ml joblib/scikit-learn pipe.joblib",
]);
check(
  "import pickle\nfrom pathlib import Path\nPATH = Path(__file__).parent / 'models' / 'rf.pkl'\nmodel = pickle.loads(PATH.read_bytes())",
  "return model.predict([[1]])",
  ["classic-ml pickle/scikit-learn models/rf.pkl"],
);
check("import pickle\nmodel = pickle.load(open('model.sav', 'rb'))", "return model.predict([[1]])", ["classic-ml pickle/scikit-learn model.sav"]);
check(
  "from sklearn.datasets import load_iris\nfrom sklearn.linear_model import LogisticRegression\nX, y = load_iris(return_X_y=True)\nclf = LogisticRegression().fit(X, y)",
  "return int(clf.predict([[1, 2, 3, 4]])[0])",
  ["classic-ml scikit-learn/scikit-learn null"],
);
check("import tritonclient.http as httpclient\nc = httpclient.InferenceServerClient('triton:8000')", "return c.infer('densenet', inputs=[]).as_numpy('o')", [
  "other tritonclient/triton densenet",
]);
check("from ray import serve\nh = serve.get_app_handle('summarizer')", "return await h.remote(text)", ["other ray-serve/ray summarizer"]);
check("import bentoml\nrunner = bentoml.sklearn.get('iris_clf:latest').to_runner()", "return await runner.predict.async_run([[1]])", [
  "classic-ml bentoml/bentoml iris_clf:latest",
]);
check(
  "from optimum.onnxruntime import ORTModelForSequenceClassification\nfrom transformers import AutoTokenizer, pipeline\nm = ORTModelForSequenceClassification.from_pretrained('distilbert-base-uncased-finetuned-sst-2-english')\nc = pipeline('text-classification', model=m, tokenizer=AutoTokenizer.from_pretrained('x'))",
  "return c(text)",
  ["other transformers/onnxruntime distilbert-base-uncased-finetuned-sst-2-english"],
);
check(
  "from transformers import AutoTokenizer, AutoModel\nimport torch\nt = AutoTokenizer.from_pretrained('thenlper/gte-small')\nm = AutoModel.from_pretrained('thenlper/gte-small')",
  "with torch.inference_mode():\n    out = m(**t(text, return_tensors='pt'))\nreturn out.last_hidden_state.mean(dim=1).tolist()",
  ["embedding transformers/transformers thenlper/gte-small"],
);
check(
  "from transformers import AutoTokenizer, AutoModelForSequenceClassification\nt = AutoTokenizer.from_pretrained('BAAI/bge-reranker-base')\nm = AutoModelForSequenceClassification.from_pretrained('BAAI/bge-reranker-base')",
  "return m(**t([[text, text]])).logits",
  ["reranking transformers/transformers BAAI/bge-reranker-base"],
);
check("from transformers import AutoModelForSequenceClassification as A\nm = A.from_pretrained('ProsusAI/finbert')", "return m(text).logits", [
  "other transformers/transformers ProsusAI/finbert",
]);
check(
  "from transformers import pipeline\np = pipeline('zero-shot-classification', model='facebook/bart-large-mnli')",
  "return p(text, candidate_labels=['a'])",
  ["other transformers/transformers facebook/bart-large-mnli"],
);
check("from transformers import pipeline\np = pipeline(model='openai/whisper-base')", "return p('a')", [
  "transcription transformers/transformers openai/whisper-base",
]);
check("from transformers import pipeline\np = pipeline('image-to-text', model='Salesforce/blip-image-captioning-base')", "return p('a')", [
  "generation transformers/transformers Salesforce/blip-image-captioning-base",
]);
check("from FlagEmbedding import BGEM3FlagModel\nm = BGEM3FlagModel('BAAI/bge-m3', use_fp16=True)", "return m.encode([text])['dense_vecs']", [
  "embedding FlagEmbedding/transformers BAAI/bge-m3",
]);
check(
  "from infinity_emb import AsyncEngineArray, EngineArgs\na = AsyncEngineArray.from_args([EngineArgs(model_name_or_path='michaelfeil/bge-small-en-v1.5')])",
  "return await a[0].embed(sentences=[text])",
  ["embedding infinity-emb/infinity michaelfeil/bge-small-en-v1.5"],
);

check(
  "import os\nfrom transformers import AutoModelForSeq2SeqLM, AutoTokenizer\nname = os.environ['MODEL']\nt = AutoTokenizer.from_pretrained(name)\nm = AutoModelForSeq2SeqLM.from_pretrained(name)\ndef translate(text):\n    return m.generate(**t(text))",
  "return translate(text)",
  ["translation transformers/transformers null"],
);

check("from langchain.chat_models import init_chat_model\nllm = init_chat_model('gpt-4o-mini', model_provider='azure_openai')", "return llm.invoke(text)", [
  "generation langchain/azure-openai gpt-4o-mini",
]);
check(
  "import httpx\nDEFAULT = 'llama3.2'\nasync def generate(model=None):\n    async with httpx.AsyncClient() as c:\n        return await c.post('http://ollama:11434/api/chat', json={'model': model or DEFAULT, 'messages': []})",
  "return await generate(text)",
  ["generation http/ollama llama3.2"],
);

check("import boto3\nc = boto3.client('polly', region_name='eu-west-3')", "return c.synthesize_speech(Text=text, OutputFormat='mp3', VoiceId='Lea')", [
  "speech-synthesis boto3/amazon-polly null",
]);
check("import boto3\nc = boto3.client(service_name='textract')", "return c.detect_document_text(Document={})", ["ocr boto3/amazon-textract null"]);

check("from kokoro import KPipeline\np = KPipeline(lang_code='a', model=False)", "return [r.phonemes for r in p(text)]", []);
check("from kokoro import KPipeline\np = KPipeline(lang_code='a', repo_id='hexgrad/Kokoro-82M')", "return list(p(text))", [
  "speech-synthesis kokoro/kokoro hexgrad/Kokoro-82M",
]);
check("import os\nfrom openai import OpenAI\nc = OpenAI(base_url=os.environ['VLLM_URL'])", "return c.chat.completions.create(model='m', messages=[])", [
  "generation openai/vllm m",
]);

check("from faster_whisper.vad import get_vad_model\nv = get_vad_model()", "return v(text)", ["other faster-whisper/onnxruntime silero-vad"]);
check("from faster_whisper.vad import get_speech_timestamps", "return get_speech_timestamps(text)", ["other faster-whisper/onnxruntime silero-vad"]);

check(
  "from google import genai\nfrom google.genai import types\nc = genai.Client()",
  "return c.models.generate_content(model='gemini-2.5-flash-preview-tts', contents=text, config=types.GenerateContentConfig(response_modalities=['AUDIO']))",
  ["speech-synthesis google-genai/google gemini-2.5-flash-preview-tts"],
);
check(
  "from google import genai\nc = genai.Client()",
  "return c.models.generate_content(model='gemini-2.5-flash-image', contents=text, config={'response_modalities': ['TEXT', 'IMAGE']})",
  ["image-generation google-genai/google gemini-2.5-flash-image"],
);
check(
  "from google import genai\nc = genai.Client()",
  "async with c.aio.live.connect(model='gemini-live', config={'response_modalities': ['AUDIO']}) as session:\n    await session.send_client_content(turns=text)",
  ["speech-synthesis google-genai/google gemini-live"],
);
check("from k_means_constrained import KMeansConstrained", "return KMeansConstrained(n_clusters=3).fit_predict([[1]])", [
  "classic-ml k-means-constrained/scikit-learn null",
]);
check("import hdbscan", "return hdbscan.HDBSCAN().fit_predict([[1]])", ["classic-ml hdbscan/scikit-learn null"]);
check("import umap", "return umap.UMAP().fit_transform([[1]])", ["classic-ml umap-learn/scikit-learn null"]);
check(
  "from openai import OpenAI\nclients = [('a', OpenAI(base_url='https://api.cerebras.ai/v1')), ('b', OpenAI(base_url='https://api.groq.com/openai/v1'))]",
  "for name, c in clients:\n    try:\n        return c.chat.completions.create(model='llama-3.3-70b', messages=[])\n    except Exception as e:\n        print(e)\n        continue",
  ["generation openai/cerebras llama-3.3-70b", "generation openai/groq llama-3.3-70b"],
);

check("import dashscope", "return dashscope.TextReRank.call(model='gte-rerank-v2', query=text, documents=[])", ["reranking dashscope/dashscope gte-rerank-v2"]);
check(
  "from transformers import CLIPModel\nm = CLIPModel.from_pretrained('openai/clip-vit-base-patch32')",
  "return m.get_image_features(pixel_values=1), m(pixel_values=1)",
  ["embedding transformers/transformers openai/clip-vit-base-patch32", "other transformers/transformers openai/clip-vit-base-patch32"],
);
check("from paddleocr import PaddleOCR\no = PaddleOCR(ocr_version='PP-OCRv5', text_recognition_model_name='PP-OCRv5_mobile_rec')", "return o.predict(text)", [
  "ocr paddleocr/paddle PP-OCRv5_mobile_rec",
]);
check("from langchain_qwq import ChatQwen\nm = ChatQwen(model='qwen3-32b')", "return m.invoke(text)", ["generation langchain-qwq/dashscope qwen3-32b"]);
check("from langchain_core.prompts import ChatPromptTemplate\np = ChatPromptTemplate.from_template('x')", "return p.invoke({'x': text})", []);
check(
  "from deepagents.graph import create_deep_agent\nfrom langchain_deepseek import ChatDeepSeek\na = create_deep_agent(model=ChatDeepSeek(model='deepseek-chat'), tools=[])",
  "return await a.ainvoke({'messages': [text]})",
  ["generation langchain-deepseek/deepseek deepseek-chat"],
);

check("import os\nimport onnxruntime as ort\ns = ort.InferenceSession(os.path.join(os.environ['MODELS'], 'campplus.onnx'))", "return s.run(None, {})", [
  "classic-ml onnxruntime/onnxruntime campplus.onnx",
]);
check("import onnxruntime as ort\ns = ort.InferenceSession('models/bge-m3/model.onnx')", "return s.run(None, {})", [
  "embedding onnxruntime/onnxruntime models/bge-m3/model.onnx",
]);
check("import skops.io as sio\nm = sio.load('model.skops')", "return m.predict_proba([text])", ["classic-ml skops/scikit-learn model.skops"]);
check(
  "from diffusers import DiffusionPipeline\np = DiffusionPipeline.from_pretrained('CompVis/stable-diffusion-v1-4').to('cuda')",
  "make = p.inpaint\nreturn make(prompt=text).images",
  ["image-generation diffusers/diffusers CompVis/stable-diffusion-v1-4"],
);
check(
  "from pydantic_ai import Agent\nfrom pydantic_ai_litellm import LiteLLMModel\na = Agent(model=LiteLLMModel(model_name='ollama/granite4'))",
  "return await a.run(text)",
  ["generation pydantic-ai/ollama ollama/granite4"],
);
// the provider of a model of pydantic-ai tells who runs it, whatever the model is called
for (const [model, engine] of [
  ["OpenAIChatModel('qwen3', provider=OpenAIProvider(base_url='http://localhost:11434/v1'))", "ollama"],
  ["OpenAIChatModel('qwen3', provider=OpenAIProvider(base_url='http://10.0.0.2:9000/v1'))", null],
  ["OpenAIChatModel('qwen3', provider=OpenAIProvider(base_url=os.environ['LLM_URL']))", null],
  ["OpenAIChatModel('qwen3', provider=OpenAIProvider(openai_client=AsyncOpenAI(base_url='https://api.groq.com/openai/v1')))", "groq"],
  ["OpenAIChatModel('qwen3', provider=OllamaProvider(base_url=os.getenv('URL', 'http://gpu:9000/v1')))", "ollama"],
  ["OpenAIChatModel('qwen3', provider='openrouter')", "openrouter"],
  ["OpenAIChatModel('qwen3', provider=AzureProvider(azure_endpoint='https://x'))", "azure-openai"],
  ["OpenAIChatModel('qwen3', provider=LiteLLMProvider(api_base='http://proxy:4000'))", null],
  ["OpenAIModel('qwen3')", "openai"],
  ["GroqModel('qwen3')", "groq"],
  ["OllamaModel('qwen3')", "ollama"],
] as const)
  check(
    `import os
from openai import AsyncOpenAI
from pydantic_ai import Agent
from pydantic_ai.models.groq import GroqModel
from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIModel
from pydantic_ai.providers.azure import AzureProvider
from pydantic_ai.providers.litellm import LiteLLMProvider
from pydantic_ai.providers.ollama import OllamaProvider
from pydantic_ai.providers.openai import OpenAIProvider
a = Agent(${model})`,
    "return await a.run(text)",
    [`generation pydantic-ai/${engine} qwen3`],
  );

check(
  "from agents import Agent, OpenAIResponsesModel, Runner\nfrom openai import AsyncOpenAI\na = Agent(name='a', model=OpenAIResponsesModel(model='phi3:3.8b', openai_client=AsyncOpenAI(base_url='http://localhost:11434/v1')))",
  "result = Runner.run_streamed(a, text)\nasync for event in result.stream_events():\n    yield event",
  ["generation openai-agents/ollama phi3:3.8b"],
);
check(
  "import os\nfrom agents import Agent, OpenAIResponsesModel, Runner\nfrom openai import AsyncOpenAI\nn = 'gpt-4o' if os.getenv('HOST') == 'openai' else 'gpt-4.1'\na = Agent(name='a', model=OpenAIResponsesModel(model=n, openai_client=AsyncOpenAI()))",
  "return await Runner.run(a, text)",
  ["generation openai-agents/openai gpt-4o", "generation openai-agents/openai gpt-4.1"],
);
check(
  "from agents import Agent, Runner, set_default_openai_client\nfrom openai import AsyncOpenAI\nset_default_openai_client(AsyncOpenAI(base_url='http://localhost:11434/v1'))\na = Agent(name='a', model='qwen3:8b')",
  "return await Runner.run(a, text)",
  ["generation openai-agents/ollama qwen3:8b"],
);
check("import websockets", "async with websockets.connect('wss://api.deepgram.com/v1/listen?model=nova-2&language=multi') as c:\n    await c.send(text)", [
  "transcription http/deepgram nova-2",
]);

check("from mxbai_rerank import MxbaiRerankV2\nm = MxbaiRerankV2('mixedbread-ai/mxbai-rerank-base-v2')", "return m.rank(text, [text], return_documents=True)", [
  "reranking mxbai-rerank/transformers mixedbread-ai/mxbai-rerank-base-v2",
]);

check("import httpx\nc = httpx.AsyncClient(base_url='http://torchserve:8080')", "return await c.post('/predictions/bert/1.0', content=text)", [
  "other http/torchserve bert",
]);
check("import requests", "return requests.post('http://tf:8501/v1/models/cats/versions/2:predict', json={'instances': [text]}).json()", [
  "classic-ml http/tensorflow-serving cats",
]);
check("import requests", "return requests.post('http://mlflow:5001/invocations', json={'dataframe_split': {}}).json()", ["other http/mlflow null"]);
check("import requests", "return requests.post('http://crm:5001/invocations', json={'order': text}).json()", []);
check(
  "import grpc\nfrom tensorflow_serving.apis import predict_pb2, prediction_service_pb2_grpc\nstub = prediction_service_pb2_grpc.PredictionServiceStub(grpc.insecure_channel('tf:8500'))",
  "request = predict_pb2.PredictRequest()\nrequest.model_spec.name = 'cats'\nreturn stub.Predict(request, timeout=20)",
  ["other tensorflow-serving-api/tensorflow-serving cats"],
);
check("import bentoml", "with bentoml.SyncHTTPClient('http://localhost:3000') as client:\n    return client.summarize(text=text)", [
  "other bentoml/bentoml null",
]);
check("from ray import serve", "handle = serve.get_deployment_handle('Summarizer', 'app')\nreturn await handle.remote(text)", [
  "other ray-serve/ray Summarizer",
]);
check(
  "from faster_whisper import WhisperModel\nfast = WhisperModel('tiny')\nbest = WhisperModel('large-v3')",
  "draft, _ = fast.transcribe(text)\nreturn best.transcribe(text)",
  ["transcription faster-whisper/faster-whisper tiny", "transcription faster-whisper/faster-whisper large-v3"],
);

// what a library takes where no model is named, and names given by place
check("from pywhispercpp.model import Model", "return Model().transcribe(text)", ["transcription pywhispercpp/whisper.cpp tiny"]);
check("import whisper_s2t\nm = whisper_s2t.load_model()", "return m.transcribe_with_vad([text])", ["transcription whisper-s2t/ctranslate2 large-v2"]);
check("import moonshine_onnx", "return moonshine_onnx.transcribe(text)", ["transcription moonshine-onnx/onnxruntime moonshine/base"]);
check("from RealtimeSTT import AudioToTextRecorder\nr = AudioToTextRecorder()", "return r.text()", ["transcription RealtimeSTT/faster-whisper tiny"]);
check("import dl_translate as dlt\nm = dlt.TranslationModel()", "return m.translate(text)", ["translation dl-translate/transformers facebook/m2m100_418M"]);
check("from flashrank import Ranker\nr = Ranker(max_length=128)", "return r.rerank(text)", ["reranking flashrank/onnxruntime ms-marco-TinyBERT-L-2-v2"]);
check("from chromadb.utils import embedding_functions as ef\ne = ef.SentenceTransformerEmbeddingFunction('all-mpnet-base-v2')", "return e([text])", [
  "embedding chromadb/sentence-transformers all-mpnet-base-v2",
]);
check("from chromadb.utils import embedding_functions as ef\ne = ef.InstructorEmbeddingFunction()", "return e([text])", [
  "embedding chromadb/sentence-transformers hkunlp/instructor-base",
]);
check("from chromadb.utils import embedding_functions as ef\ne = ef.OpenAIEmbeddingFunction('key', 'text-embedding-3-large')", "return e([text])", [
  "embedding chromadb/openai text-embedding-3-large",
]);
check("from chromadb.utils import embedding_functions as ef\ne = ef.JinaEmbeddingFunction(api_key='k')", "return e([text])", [
  "embedding chromadb/jina jina-embeddings-v2-base-en",
]);
check("from bertopic import BERTopic\nm = BERTopic(min_topic_size=5)", "return m.fit_transform([text])", [
  "other bertopic/sentence-transformers all-MiniLM-L6-v2",
]);
check("from bertopic import BERTopic\nm = BERTopic(language='multilingual')", "return m.fit_transform([text])", ["other bertopic/sentence-transformers null"]);
check("from langchain_community.chat_models import ChatOllama\nm = ChatOllama()", "return m.invoke(text)", ["generation langchain-ollama/ollama llama2"]);
check("from langchain_mistralai import ChatMistralAI\nm = ChatMistralAI(temperature=0)", "return m.invoke(text)", [
  "generation langchain-mistralai/mistral mistral-small",
]);
check("from langchain_mistralai import MistralAIEmbeddings\ne = MistralAIEmbeddings()", "return e.embed_query(text)", [
  "embedding langchain-mistralai/mistral mistral-embed",
]);
check("from langchain_community.embeddings import FastEmbedEmbeddings\ne = FastEmbedEmbeddings()", "return e.embed_query(text)", [
  "embedding langchain-community/onnxruntime BAAI/bge-small-en-v1.5",
]);
check(
  "from langchain_huggingface import HuggingFaceEndpointEmbeddings\ne = HuggingFaceEndpointEmbeddings(repo_id='BAAI/bge-m3')",
  "return e.embed_query(text)",
  ["embedding langchain-huggingface/huggingface BAAI/bge-m3"],
);
check("from langchain_community.cross_encoders import HuggingFaceCrossEncoder\nm = HuggingFaceCrossEncoder()", "return m.score([(text, text)])", [
  "reranking langchain-community/sentence-transformers BAAI/bge-reranker-base",
]);
check("from langchain_community.document_compressors import FlashrankRerank\nm = FlashrankRerank(top_n=3)", "return m.compress_documents([], text)", [
  "reranking langchain-community/onnxruntime ms-marco-MultiBERT-L-12",
]);
check("from llama_index.embeddings.fastembed import FastEmbedEmbedding\ne = FastEmbedEmbedding()", "return e.get_text_embedding(text)", [
  "embedding llama-index/onnxruntime BAAI/bge-small-en-v1.5",
]);
check("from llama_index.embeddings.huggingface import HuggingFaceEmbedding\ne = HuggingFaceEmbedding()", "return e.get_text_embedding(text)", [
  "embedding llama-index/sentence-transformers BAAI/bge-small-en",
]);
check(
  "from llama_index.core.postprocessor import SentenceTransformerRerank\nr = SentenceTransformerRerank(top_n=3)",
  "return r.postprocess_nodes([], query_str=text)",
  ["reranking llama-index/sentence-transformers cross-encoder/stsb-distilroberta-base"],
);
check("from haystack_integrations.components.embedders.ollama import OllamaTextEmbedder\ne = OllamaTextEmbedder()", "return e.run(text)", [
  "embedding haystack-ai/ollama nomic-embed-text",
]);
check("from haystack.components.embedders import SentenceTransformersTextEmbedder\ne = SentenceTransformersTextEmbedder('BAAI/bge-m3')", "return e.run(text)", [
  "embedding haystack-ai/sentence-transformers BAAI/bge-m3",
]);
check("from demucs.api import Separator\ns = Separator()", "return s.separate_audio_file(text)", ["other demucs/torch htdemucs"]);
check("from chatterbox.tts import ChatterboxTTS\nm = ChatterboxTTS.from_pretrained(device='cpu')", "return m.generate(text)", [
  "speech-synthesis chatterbox-tts/torch ResembleAI/chatterbox",
]);
check("from presidio_analyzer import AnalyzerEngine\na = AnalyzerEngine()", "return a.analyze(text=text, language='en')", [
  "other presidio-analyzer/spacy en_core_web_lg",
]);
check(
  "from presidio_analyzer import AnalyzerEngine\nfrom presidio_analyzer.nlp_engine import NlpEngineProvider\na = AnalyzerEngine(nlp_engine=NlpEngineProvider(conf_file='a.yaml').create_engine())",
  "return a.analyze(text=text, language='en')",
  ["other presidio-analyzer/spacy null"],
);

// one call of each library
check("from modelscope.pipelines import pipeline", "return pipeline('auto-speech-recognition', model='iic/paraformer')(text)", [
  "transcription modelscope/torch iic/paraformer",
]);
check("from modelscope import AutoModelForCausalLM", "return AutoModelForCausalLM.from_pretrained('Qwen/Qwen2-7B').generate(text)", [
  "generation modelscope/transformers Qwen/Qwen2-7B",
]);
check("from pyannote.audio.pipelines import VoiceActivityDetection", "return VoiceActivityDetection(segmentation='pyannote/segmentation')(text)", [
  "other pyannote.audio/torch pyannote/segmentation",
]);
check("from simple_diarizer.diarizer import Diarizer", "return Diarizer().diarize(text)", ["other simple-diarizer/torch null"]);
check("from nemo.collections.asr.models import SortformerEncLabelModel", "return SortformerEncLabelModel.from_pretrained('nvidia/diar').diarize(text)", [
  "other nemo-toolkit/nemo nvidia/diar",
]);
check(
  "from speechbrain.inference.separation import SepformerSeparation",
  "return SepformerSeparation.from_hparams(source='speechbrain/sepformer-wsj02mix').separate_file(text)",
  ["other speechbrain/speechbrain speechbrain/sepformer-wsj02mix"],
);
check("from speechbrain.inference.VAD import VAD", "return VAD.from_hparams(source='speechbrain/vad-crdnn-libriparty').get_speech_segments(text)", [
  "other speechbrain/speechbrain speechbrain/vad-crdnn-libriparty",
]);
check(
  "from speechbrain.inference.enhancement import SpectralMaskEnhancement",
  "return SpectralMaskEnhancement.from_hparams(source='speechbrain/metricgan-plus-voicebank').enhance_file(text)",
  ["other speechbrain/speechbrain speechbrain/metricgan-plus-voicebank"],
);
check("from espnet2.bin.tts_inference import Text2Speech", "return Text2Speech.from_pretrained('espnet/vits')(text)", [
  "speech-synthesis espnet/torch espnet/vits",
]);
check("from wtpsplit import SaT", "return SaT('sat-3l-sm').split(text)", ["other wtpsplit/torch sat-3l-sm"]);
check("import translators as ts", "return ts.translate_text(text)", ["translation translators/null null"]);
check("from libretranslatepy import LibreTranslateAPI", "return LibreTranslateAPI('http://text').translate(text, 'en', 'fr')", [
  "translation libretranslatepy/libretranslate null",
]);
check("from seamless_communication.inference import Translator", "return Translator('seamlessM4T_v2_large', 'vocoder_v2').predict(text, 'S2TT', 'eng')", [
  "translation seamless-communication/torch seamlessM4T_v2_large",
]);
check("from google.cloud import translate_v3", "return translate_v3.TranslationServiceClient().translate_text(text)", [
  "translation google-cloud-translate/google-cloud null",
]);
check("from openrouter import OpenRouter", "return OpenRouter().chat.send(model='m', messages=[])", ["generation openrouter/openrouter m"]);
check("from sambanova import SambaNova", "return SambaNova().chat.completions.create(model='m')", ["generation sambanova/sambanova m"]);
check("import instructor", "return instructor.from_genai(text).chat.completions.create(model='g')", ["generation instructor/google g"]);
check("import instructor", "return instructor.from_cohere(text).chat.completions.create(model='g')", ["generation instructor/cohere g"]);
check("from anthropic import AnthropicFoundry", "return AnthropicFoundry().messages.create(model='claude-fable')", [
  "generation anthropic/anthropic claude-fable",
]);
check("from azure.ai.textanalytics import TextAnalyticsClient", "return TextAnalyticsClient('e','k').analyze_sentiment([text])", [
  "other azure-ai-textanalytics/azure-ai null",
]);
check("from azure.ai.vision.imageanalysis import ImageAnalysisClient", "return ImageAnalysisClient('e','k').analyze(text)", [
  "other azure-ai-vision-imageanalysis/azure-ai null",
]);
check("from azure.ai.contentsafety import ContentSafetyClient", "return ContentSafetyClient('e','k').analyze_text(text)", [
  "other azure-ai-contentsafety/azure-ai null",
]);
check("from google.cloud import language_v1", "return language_v1.LanguageServiceClient().analyze_sentiment(text)", [
  "other google-cloud-language/google-cloud null",
]);
check("from google.cloud import documentai", "return documentai.DocumentProcessorServiceClient().process_document(request=text)", [
  "ocr google-cloud-documentai/google-cloud null",
]);
check("from google.cloud import videointelligence", "return videointelligence.VideoIntelligenceServiceClient().annotate_video(text)", [
  "other google-cloud-videointelligence/google-cloud null",
]);
check("from google.cloud import vision", "return vision.ImageAnnotatorClient().label_detection(image=text)", ["other google-cloud-vision/google-cloud null"]);
check("from airllm import AutoModel", "return AutoModel.from_pretrained('m').generate(text)", ["generation airllm/transformers m"]);
check("from gptqmodel import GPTQModel", "return GPTQModel.load('m').generate(text)", ["generation gptqmodel/transformers m"]);
check("from optimum.intel import OVModelForCausalLM", "return OVModelForCausalLM.from_pretrained('m').generate(text)", ["generation optimum/openvino m"]);
check("from optimum.intel import OVModelForFeatureExtraction", "return OVModelForFeatureExtraction.from_pretrained('m')(text)", [
  "embedding optimum/openvino m",
]);
check("from ipex_llm.transformers import AutoModelForCausalLM", "return AutoModelForCausalLM.from_pretrained('m').generate(text)", [
  "generation ipex-llm/transformers m",
]);
check("from autogen_ext.models.openai import OpenAIChatCompletionClient", "return OpenAIChatCompletionClient(model='gpt-4o').create([])", [
  "generation autogen-ext/openai gpt-4o",
]);
check("from llama_parse import LlamaParse", "return LlamaParse().load_data(text)", ["ocr llama-parse/llama-parse null"]);
check("from llama_cloud_services import LlamaParse", "return LlamaParse().parse(text)", ["ocr llama-parse/llama-parse null"]);
check("from redisvl.utils.vectorize import HFTextVectorizer", "return HFTextVectorizer().embed(text)", [
  "embedding redisvl/null sentence-transformers/all-mpnet-base-v2",
]);
check("from redisvl.utils.vectorize import OpenAITextVectorizer", "return OpenAITextVectorizer().embed_many([text])", [
  "embedding redisvl/openai text-embedding-ada-002",
]);
check("from redisvl.utils.rerank import HFCrossEncoderReranker", "return HFCrossEncoderReranker().rank(text, [])", [
  "reranking redisvl/null cross-encoder/ms-marco-MiniLM-L-6-v2",
]);
check("from lancedb.embeddings import get_registry", "return get_registry().get('sentence-transformers').create(name='m').compute_query_embeddings(text)", [
  "embedding lancedb/null m",
]);
check("import weaviate", "return weaviate.connect_to_local().collections.get('A').query.near_text(query=text)", ["embedding weaviate-client/null null"]);
check("import marqo", "return marqo.Client(url='u').index('i').search(text)", ["embedding marqo/marqo null"]);
check("from img2vec_pytorch import Img2Vec", "return Img2Vec().get_vec(text)", ["embedding img2vec-pytorch/torch resnet-18"]);
check("import ChatTTS", "return ChatTTS.Chat().infer(text)", ["speech-synthesis ChatTTS/torch null"]);
check("from style_bert_vits2.tts_model import TTSModel", "return TTSModel(model_path='m').infer(text)", ["speech-synthesis style-bert-vits2/torch m"]);
check("from voicevox_core.blocking import Synthesizer", "return Synthesizer(text).tts(text, 1)", ["speech-synthesis voicevox-core/onnxruntime null"]);
check("from resemble_enhance.enhancer.inference import enhance", "return enhance(text, 1)", ["other resemble-enhance/torch null"]);
check("from voicefixer import VoiceFixer", "return VoiceFixer().restore(text)", ["other voicefixer/torch null"]);
check("from clearvoice import ClearVoice", "return ClearVoice(task='speech_enhancement', model_names=['MossFormer2_SE_48K'])(text)", [
  "other clearvoice/torch MossFormer2_SE_48K",
]);
check("from openunmix import predict", "return predict.separate(text)", ["other openunmix/torch null"]);
check("from asteroid.models import BaseModel", "return BaseModel.from_pretrained('m').separate(text)", ["other asteroid/torch m"]);
check("import crepe", "return crepe.predict(text)", ["other crepe/tensorflow null"]);
check("from openwakeword.model import Model", "return Model().predict(text)", ["other openwakeword/onnxruntime null"]);
check("from silero_vad import VADIterator, load_silero_vad", "return VADIterator(load_silero_vad())(text)", ["other silero-vad/torch null"]);
check("from denoiser import pretrained", "return pretrained.dns64()(text)", ["other denoiser/torch dns64"]);
check("from simple_lama_inpainting import SimpleLama", "return SimpleLama()(text, text)", ["other simple-lama-inpainting/torch null"]);
check("from clip_interrogator import Interrogator, Config", "return Interrogator(Config(clip_model_name='ViT-L-14/openai')).interrogate(text)", [
  "other clip-interrogator/torch ViT-L-14/openai",
]);
check("from super_image import EdsrModel", "return EdsrModel.from_pretrained('eugenesiow/edsr-base')(text)", ["other super-image/torch eugenesiow/edsr-base"]);
check("import insightface", "return insightface.model_zoo.get_model('inswapper_128.onnx').get(text)", ["other insightface/onnxruntime inswapper_128.onnx"]);
check("from super_gradients.training import models", "return models.get('yolo_nas_s', pretrained_weights='coco').predict(text)", [
  "other super-gradients/torch yolo_nas_s",
]);
check("from inference import get_model", "return get_model('yolov8n-640').infer(text)", ["other inference/roboflow yolov8n-640"]);
check("from mtcnn import MTCNN", "return MTCNN().detect_faces(text)", ["other mtcnn/tensorflow null"]);
check("from fer import FER", "return FER().detect_emotions(text)", ["other fer/tensorflow null"]);
check("from hsemotion_onnx.facial_emotions import HSEmotionRecognizer", "return HSEmotionRecognizer('enet_b0_8_best_afew').predict_emotions(text)", [
  "other hsemotion/torch enet_b0_8_best_afew",
]);
check("from fast_alpr import ALPR", "return ALPR().predict(text)", ["ocr fast-alpr/onnxruntime null"]);
check("from fast_plate_ocr import LicensePlateRecognizer", "return LicensePlateRecognizer('cct-xs-v1-global-model').run(text)", [
  "ocr fast-plate-ocr/onnxruntime cct-xs-v1-global-model",
]);
check(
  "from sahi import AutoDetectionModel\nfrom sahi.predict import get_sliced_prediction",
  "return get_sliced_prediction(text, AutoDetectionModel.from_pretrained(model_type='ultralytics', model_path='yolo11n.pt'))",
  ["other sahi/torch yolo11n.pt"],
);
check("from lang_sam import LangSAM", "return LangSAM().predict(text, text)", ["other lang-sam/torch null"]);
check("from mobile_sam import SamPredictor, sam_model_registry", "return SamPredictor(sam_model_registry['vit_t']('m.pt')).predict(text)", [
  "other mobile-sam/torch null",
]);
check("from mediapipe.tasks.python import vision", "return vision.FaceLandmarker.create_from_options(text).detect(text)", ["other mediapipe/mediapipe null"]);
check("import mediapipe as mp", "return mp.tasks.vision.HandLandmarker.create_from_model_path('hand.task').detect(text)", [
  "other mediapipe/mediapipe hand.task",
]);
check("import layoutparser as lp", "return lp.Detectron2LayoutModel('lp://PubLayNet/mask_rcnn_X_101_32x8d_FPN_3x/config').detect(text)", [
  "other layoutparser/torch lp://PubLayNet/mask_rcnn_X_101_32x8d_FPN_3x/config",
]);
check("from presidio_image_redactor import ImageRedactorEngine", "return ImageRedactorEngine().redact(text)", ["ocr presidio-image-redactor/tesseract null"]);
check("from neuralprophet import load", "return load('m.np').predict(text)", ["classic-ml neuralprophet/torch null"]);
check("from darts.models import NBEATSModel", "return NBEATSModel.load('m.pt').predict(n=3)", ["classic-ml darts/darts null"]);
check("from statsforecast import StatsForecast", "return StatsForecast(models=[], freq='D').forecast(df=text, h=3)", [
  "classic-ml statsforecast/statsforecast null",
]);
check("from neuralforecast import NeuralForecast", "return NeuralForecast.load('m').predict(text)", ["classic-ml neuralforecast/torch null"]);
check("from nixtla import NixtlaClient", "return NixtlaClient().forecast(df=text, h=3)", ["other nixtla/nixtla null"]);
check("from mlforecast import MLForecast", "return MLForecast.load('m').predict(3)", ["classic-ml mlforecast/scikit-learn null"]);
check("import pmdarima as pm", "return pm.auto_arima(text).predict(3)", ["classic-ml pmdarima/statsmodels null"]);
check("from chronos import ChronosPipeline", "return ChronosPipeline.from_pretrained('amazon/chronos-t5-small').predict(text)", [
  "other chronos-forecasting/torch amazon/chronos-t5-small",
]);
check("from chronos import BaseChronosPipeline", "return BaseChronosPipeline.from_pretrained('amazon/chronos-bolt-small').predict_quantiles(text)", [
  "other chronos-forecasting/torch amazon/chronos-bolt-small",
]);
check(
  "import timesfm",
  "return timesfm.TimesFm(hparams=text, checkpoint=timesfm.TimesFmCheckpoint(huggingface_repo_id='google/timesfm-1.0-200m')).forecast(text)",
  ["other timesfm/torch google/timesfm-1.0-200m"],
);
check("from tabpfn import TabPFNClassifier", "return TabPFNClassifier().predict(text)", ["classic-ml tabpfn/torch null"]);
check("from flaml import AutoML", "return AutoML().predict(text)", ["classic-ml flaml/scikit-learn null"]);
check("from tpot import TPOTClassifier", "return TPOTClassifier().predict(text)", ["classic-ml tpot/scikit-learn null"]);
check("from sktime.forecasting.arima import ARIMA", "return ARIMA().predict(fh=[1])", ["classic-ml sktime/scikit-learn null"]);
check("from statsmodels.tsa.arima.model import ARIMA", "return ARIMA(text, order=(1,1,1)).fit().forecast(steps=3)", [
  "classic-ml statsmodels/statsmodels null",
]);
check("from statsmodels.tsa.holtwinters import ExponentialSmoothing", "return ExponentialSmoothing(text).fit().forecast(3)", [
  "classic-ml statsmodels/statsmodels null",
]);
check("from fbprophet import Prophet", "return Prophet().predict(text)", ["classic-ml prophet/prophet null"]);
check("from lifelines import CoxPHFitter", "return CoxPHFitter().predict_survival_function(text)", ["classic-ml lifelines/lifelines null"]);
check("from pyod.models.iforest import IForest", "return IForest().predict(text)", ["classic-ml pyod/scikit-learn null"]);
check("from implicit.als import AlternatingLeastSquares", "return AlternatingLeastSquares().recommend(text, text)", ["classic-ml implicit/implicit null"]);
check("from surprise import SVD", "return SVD().predict(text, text)", ["classic-ml scikit-surprise/surprise null"]);
check("from lightfm import LightFM", "return LightFM().predict(text, text)", ["classic-ml lightfm/lightfm null"]);
check("from river import linear_model", "return linear_model.LogisticRegression().predict_one(text)", ["classic-ml river/river null"]);
check("import cuml", "return cuml.ensemble.RandomForestClassifier().predict(text)", ["classic-ml cuml/cuml null"]);
check("from imblearn.pipeline import Pipeline", "return Pipeline([]).predict(text)", ["classic-ml imbalanced-learn/scikit-learn null"]);
check("import sklearn_crfsuite", "return sklearn_crfsuite.CRF().predict(text)", ["classic-ml sklearn-crfsuite/crfsuite null"]);
check("from ngboost import NGBRegressor", "return NGBRegressor().predict(text)", ["classic-ml ngboost/scikit-learn null"]);
check("from interpret.glassbox import ExplainableBoostingClassifier", "return ExplainableBoostingClassifier().predict(text)", [
  "classic-ml interpret/scikit-learn null",
]);
check("from pytorch_tabnet.tab_model import TabNetClassifier", "return TabNetClassifier().predict(text)", ["classic-ml pytorch-tabnet/torch null"]);
check("from pypmml import Model", "return Model.fromFile('m.pmml').predict(text)", ["classic-ml pypmml/pmml m.pmml"]);
check("from pyspark.ml import PipelineModel", "return PipelineModel.load('m').transform(text)", ["classic-ml pyspark/spark m"]);
check("import ydf", "return ydf.load_model('m').predict(text)", ["classic-ml ydf/ydf m"]);
check("from ludwig.api import LudwigModel", "return LudwigModel.load('m').predict(text)", ["classic-ml ludwig/torch m"]);
check("from hmmlearn.hmm import GaussianHMM", "return GaussianHMM().predict(text)", ["classic-ml hmmlearn/scikit-learn null"]);
check("from skorch import NeuralNetClassifier", "return NeuralNetClassifier(text).predict(text)", ["classic-ml skorch/torch null"]);
check("from llm_guard.input_scanners import PromptInjection", "return PromptInjection().scan(text)", ["other llm-guard/transformers null"]);
check("from llamafirewall import LlamaFirewall", "return LlamaFirewall().scan(text)", ["other llamafirewall/transformers null"]);
check("from profanity_check import predict", "return predict([text])", ["classic-ml alt-profanity-check/scikit-learn null"]);
check("from gliner import GLiNER", "return GLiNER.from_pretrained('m').inference([text], [])", ["other gliner/torch m"]);
check("from gliner2 import GLiNER2", "return GLiNER2.from_pretrained('fastino/gliner2-base-v1').extract_entities(text, [])", [
  "other gliner2/torch fastino/gliner2-base-v1",
]);
check("from span_marker import SpanMarkerModel", "return SpanMarkerModel.from_pretrained('m').predict(text)", ["other span-marker/transformers m"]);
check("import medspacy", "return medspacy.load()(text)", ["other medspacy/spacy null"]);
check("from flair.embeddings import TransformerDocumentEmbeddings", "return TransformerDocumentEmbeddings('m').embed(text)", ["embedding flair/flair m"]);
check("from deeppavlov import build_model", "return build_model('ner_ontonotes_bert')([text])", ["other deeppavlov/torch ner_ontonotes_bert"]);
check("from allennlp.predictors.predictor import Predictor", "return Predictor.from_path('m').predict(text)", ["other allennlp/torch m"]);
check("import hanlp", "return hanlp.load('m')(text)", ["other hanlp/torch m"]);
check("from underthesea import ner", "return ner(text)", ["other underthesea/null null"]);
check("from trankit import Pipeline", "return Pipeline('english')(text)", ["other trankit/torch null"]);
check("from deepmultilingualpunctuation import PunctuationModel", "return PunctuationModel().restore_punctuation(text)", [
  "other deepmultilingualpunctuation/transformers oliverguhr/fullstop-punctuation-multilang-large",
]);
check("from happytransformer import HappyTextToText", "return HappyTextToText('T5', 'vennify/t5-base-grammar-correction').generate_text(text)", [
  "generation happytransformer/transformers vennify/t5-base-grammar-correction",
]);
check("from sparknlp.pretrained import PretrainedPipeline", "return PretrainedPipeline('explain_document_dl').annotate(text)", [
  "other spark-nlp/spark explain_document_dl",
]);
check("from paddlenlp import Taskflow", "return Taskflow('information_extraction', model='uie-base')(text)", ["other paddlenlp/paddle uie-base"]);
check("from comet import load_from_checkpoint", "return load_from_checkpoint('m').predict([text])", ["other unbabel-comet/torch m"]);
check("from dostoevsky.models import FastTextSocialNetworkModel", "return FastTextSocialNetworkModel(text).predict([text])", [
  "other dostoevsky/fasttext null",
]);
check("from punctuators.models import PunctCapSegModelONNX", "return PunctCapSegModelONNX.from_pretrained('m').infer([text])", [
  "other punctuators/onnxruntime m",
]);
check("from llm_guard.input_scanners import Toxicity\ns = Toxicity()", "return s.scan(text)", ["other llm-guard/transformers unitary/unbiased-toxic-roberta"]);
check("from llm_guard.input_scanners import Secrets\ns = Secrets()", "return s.scan(text)", []);
