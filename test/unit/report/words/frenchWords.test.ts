import { expect, test } from "vitest";
import { markdown } from "../../../../src/core/report/exports/markdown";
import { decisionReport } from "../../../../src/core/report/report";
import { estimateText } from "../../../../src/core/report/tables/estimateText";
import { matrixText } from "../../../../src/core/report/tables/matrixText";
import { analyse } from "../../../support/analyse";

// French as one writes it: words agree, units are French, and what a note names can be written into the scenario.

const unplaced = `
version: 1
volume: { files: 500/month }
services:
  index: { endpoint: "POST /articles", task: embedding, model: multilingual-e5-large }
  chat: { endpoint: "POST /chat", task: ocr, model: unknown-thing }
`;
const provider = `
version: 1
budget: { carbon: 6 kg/month }
region: francecentral
volume: { files: 500/month }
hosts: { web: { hardware: { vcpus: 4, memory: 16 GB }, deployment: serverless } }
services:
  index: { endpoint: "POST /articles", task: embedding, model: bge-m3, host: web, volume: { files: 40000/month } }
  chat: { endpoint: "POST /chat", host: external }
`;

test("what is unknown agrees with its noun", () => {
  const host = estimateText(analyse(unplaced, { language: "fr" }))
    .split("\n")
    .find((line) => line.startsWith("machine"));
  expect(host).toMatch(/inconnue +\p{L}+ +inconnues +inconnues/u);
  expect(report(provider)).toContain("Probabilité qu’un mois dépasse le budget carbone : inconnue avec tout en service, inconnue selon la recommandation.");
});

test("an assumed machine has a name that can be written, in each language", () => {
  for (const language of ["en", "fr"] as const) {
    const { estimate, problems } = analyse(unplaced, { language });
    expect(estimate.assumptions.map(({ path }) => path).filter((path) => path.startsWith("hosts."))).toContain("hosts.machine.sku");
    expect(problems.map(({ path }) => path ?? "").filter((path) => /\s/.test(path))).toEqual([]);
  }
});

test("sizes, notes and reasons are written in French", () => {
  const analysis = analyse(provider, { language: "fr" });
  expect(analysis.estimate.hosts[0]?.sku).toBe("4 vCPU, 16 Go");
  expect(estimateText(analysis)).toMatch(/POST \/chat\u00a0: ce service tourne chez un fournisseur/);
  const notes = analysis.problems.flatMap(({ code, message }) => (code === "missing-input" ? [message] : []));
  expect(notes.join("\n")).toMatch(/services\.index\.input\.characters est supposé\u00a0: 4\u202f000 \(1\u202f333–12\u202f000\) caractères\. /);
  expect(notes.join("\n")).not.toMatch(/\([^)]*\(/);
  expect(matrixText(analysis, analysis.matrix)).not.toMatch(/\bGB\b|machine serverless/);
});

test("no sentence starts in the middle of another", () => {
  expect(report(provider)).not.toMatch(/\p{Ll}\u00a0: (?:Réduire|Aucun fichier)/u);
});

function report(text: string): string {
  const analysis = analyse(text, { language: "fr" });
  return markdown(decisionReport(analysis, analysis.matrix, { tool: "t" })).replaceAll("\u00a0", " ");
}
