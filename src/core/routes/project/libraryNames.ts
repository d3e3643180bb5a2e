import { rules } from "../../workloads/rules";

/** FastAPI's own sources, where a folder holds them, are read by nobody: we know what they do. */
export const frameworks = /^(fastapi|starlette|pydantic|typing)(\.|$)/;

/** Libraries whose names projects also give to folders of their own, deeper than where imports start. */
export const outside = new Set(
  (
    "abc asyncio collections contextlib copy dataclasses datetime email enum functools http inspect io itertools json logging math os pathlib queue random re signal string subprocess sys tempfile test threading time types typing uuid " +
    "aiohttp anthropic celery fastapi groq httpx joblib langchain litellm llama_cpp mistralai numpy ollama openai pandas pydantic redis requests sklearn sqlalchemy starlette torch transformers uvicorn vllm whisper " +
    "boto3 chromadb cohere crewai deepgram diffusers dspy easyocr elevenlabs faster_whisper haystack instructor keras kokoro langgraph llama_index onnxruntime paddleocr pytesseract sentence_transformers tensorflow ultralytics vosk whisperx xgboost " +
    "ariadne graphene socketio sqladmin strawberry tortoise"
  ).split(" "),
);

/** Libraries whose names are usual ones of folders too: alone, such a name means the project's own only where imports start. */
export const alsoLibraries = new Set("agents agno autogen datasets doctr evaluate marker mcp piper ray surya".split(" "));

/**
 * Libraries of models, by the name that they are imported under: a file deep in a package may be called so too (`services/edge_tts.py`), and means itself only
 * where a program may be started beside it.
 */
export const modelLibraries = new Set(
  rules.flatMap(({ make = [], call = [] }) => [...make, ...call].flatMap((name) => /^\w+/.exec(name)?.[0] ?? [])).filter((name) => name.length > 2),
);
