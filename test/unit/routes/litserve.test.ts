import { expect, test } from "vitest";
import { check, read } from "./reading";

// LitServe's own paths: api.py, specs/openai.py and specs/openai_embedding.py of Lightning-AI/LitServe.

const speech = `
import litserve as ls
from faster_whisper import WhisperModel

class Speech(ls.LitAPI):
    def setup(self, device):
        self.model = WhisperModel("small")
    def decode_request(self, request):
        return request["path"]
    def predict(self, path):
        return self.model.transcribe(path)
    def encode_response(self, output):
        return {"text": output}
`;

test("what LitServe serves runs what the API has loaded", async () => {
  const { routes, problems } = await read(`${speech}
if __name__ == "__main__":
    server = ls.LitServer(Speech(), accelerator="auto")
    server.run(port=8000)
`);
  expect(routes.map((one) => [one.method, one.path, one.function, one.line, one.workloads.map(({ model }) => model)])).toEqual([
    ["POST", "/predict", "Speech.predict", 10, ["small"]],
  ]);
  expect(problems.map(({ code, line }) => [code, line])).toEqual([["library-routes", 16]]);
});

check(
  "each API has the path that it or the server is given, or that of its specification",
  `${speech}
server = ls.LitServer(Speech(), api_path="/speech")
several = ls.LitServer([Speech(api_path="/a"), Speech(api_path="/b")])
chat = ls.LitServer(Speech(spec=ls.OpenAISpec()))
vectors = ls.LitServer(Speech(), spec=ls.OpenAIEmbeddingSpec())
`,
  ["/speech", "/a", "/b", "/v1/chat/completions", "/v1/embeddings"].map((path) => `POST ${path} main.py:10 Speech.predict`),
  [15, 16, 17, 18].map((line) => `library-routes main.py:${line}`),
);
