import { expect, test } from "vitest";
import { hoverText } from "../../../src/core/report/besideCode/hover";
import { lensesOf } from "../../../src/core/report/besideCode/lens";
import type { Language } from "../../../src/core/text";
import { analyse } from "../../support/analyse";
import { fakeRoute } from "../../support/fakeAnalysis";

const text = (model: string): string => `version: 1
horizon: { from: 2027-01, months: 1 }
region: francecentral
volume: { files: 500/month }
hosts:
  gpu: { sku: Standard_NC4as_T4_v3, deployment: dedicated }
services:
  chat: { endpoint: "POST /chat", model: "${model}", engine: vllm, precision: ${model.endsWith(":8b") ? "q4" : "fp16"}, host: gpu, criticality: high, input: { characters: 3000 }, output: { tokens: 300 } }
`;
const route = fakeRoute({ id: "POST /chat", method: "POST", path: "/chat" });
const analysed = (model: string, language: Language = "en") => analyse(text(model), { language });

test.each([
  ["en", "its machine is too small", "Its machine would not run it"],
  ["fr", "sa machine est trop petite", "Sa machine ne le ferait pas tourner"],
] as const)(
  "an endpoint whose written machine cannot hold its model says so above the code, and why and what would hold it on it, %s",
  (language, short, long) => {
    const analysis = analysed("llama3:70b", language);
    expect(lensesOf(analysis, [route])[0]?.text).toContain(short);
    const hover = hoverText(analysis, [route], () => ({}));
    expect(hover).toContain(long);
    expect(hover).toMatch(/GB|Go/);
    expect(hover).toMatch(/would be enough|suffirait/);
  },
);

test("one that holds it says nothing of it", () => {
  const analysis = analysed("llama3:8b");
  expect(lensesOf(analysis, [route])[0]?.text).not.toContain("too small");
  expect(hoverText(analysis, [route], () => ({}))).not.toContain("would not run it");
});
