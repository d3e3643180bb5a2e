import { expect, test } from "vitest";
import { composedModels } from "../../../src/core/routes/settings/composeFiles";
import { checkWorkloads } from "./reading";

function said(files: Record<string, string>): Record<string, Record<string, string | null>> {
  return Object.fromEntries([...composedModels(new Map(Object.entries(files)))].map(([folder, one]) => [folder, Object.fromEntries(one)]));
}

test("each service's folder has what its environment says of models, and nothing else", () => {
  const written = `
services:
  speech:
    build: ./services/speech
    environment:
      WHISPER_SIZE: large-v3-turbo
      PREFIX: /speech
      MODEL_KEY: abcdef
      LLM: "\${LLM:-mistral:7b}"
      ASR_MODEL: \${ASR_MODEL}
      URL: http://translate:8000
  translate:
    build: { context: ., dockerfile: services/translate/Dockerfile }
    env_file: [translate.env]
    environment: ["MODEL_DIR=/models/nllb-200-3.3B-int8", NOT_SET]
  ollama: { image: "ollama/ollama:0.4.7", environment: { LLM: tiny } }
  far: { build: "https://host/x.git", environment: { LLM: tiny } }
`;
  expect(said({ "docker-compose.yml": written, "translate.env": "MODEL_SIZE=small\nMODEL_DIR=/other\nPREFIX=/x\n" })).toEqual({
    "services/speech": { WHISPER_SIZE: "large-v3-turbo", LLM: "mistral:7b" },
    "services/translate": { MODEL_SIZE: "small", MODEL_DIR: "/models/nllb-200-3.3B-int8" },
  });
});

test("services of one folder that differ say nothing; a file of another name counts where there is none of the usual one", () => {
  const one = (name: string, size: string) => `  ${name}: { build: ., environment: { SIZE: ${size}, MODEL: tiny } }\n`;
  expect(said({ "deploy/compose.yaml": `services:\n${one("a", "small")}${one("b", "large")}` })).toEqual({ deploy: { SIZE: null, MODEL: "tiny" } });
  const production = `services:\n${one("a", "small")}`;
  expect(said({ "docker-compose.prod.yml": production })).toEqual({ "": { SIZE: "small", MODEL: "tiny" } });
  expect(said({ "docker-compose.prod.yml": production, "docker-compose.dev.yml": `services:\n${one("a", "large")}` })).toEqual({
    "": { SIZE: null, MODEL: "tiny" },
  });
  expect(said({ "docker-compose.prod.yml": production, "docker-compose.yml": `services:\n${one("a", "large")}` })).toEqual({
    "": { SIZE: "large", MODEL: "tiny" },
  });
  expect(said({ "compose.yml": "services: [" })).toEqual({});
});

checkWorkloads(
  "a service runs the model that its compose file names",
  `
# file: services/speech/main.py
import os
from fastapi import FastAPI
from faster_whisper import WhisperModel
app = FastAPI()
model = WhisperModel(os.getenv("WHISPER_SIZE", "small"))
@app.post("/t")
def speech(path: str):
    return model.transcribe(path)
# file: compose.yaml
services:
  speech:
    build: services/speech
    environment:
      WHISPER_SIZE: large-v3-turbo
`,
  "speech",
  ["transcription faster-whisper/faster-whisper large-v3-turbo services/speech/main.py:8"],
);
