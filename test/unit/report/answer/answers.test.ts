import { expect, test } from "vitest";
import { markdown } from "../../../../src/core/report/exports/markdown";
import { decisionReport } from "../../../../src/core/report/report";
import { analyse } from "../../../support/analyse";

// What only people can answer of RGESN's questions: printed from the scenario, else with the place where it is written.

const record = (answers: string, language: "en" | "fr" = "en"): string => {
  const analysis = analyse(`version: 1\nservices: { a: { task: transcription, model: whisper-large-v3 } }\n${answers}`, { language });
  return markdown(decisionReport(analysis, analysis.matrix, { tool: "carbon-matrix" }));
};

test("answers of the scenario stand in the record; what is missing says where it is written", () => {
  const answered = record('answers: { need: "survey of May", alternatives: "a typist", rebound: "nowhere", consequences: "faster subtitles" }\n');
  for (const words of ["| survey of May |", "| a typist |", "| nowhere |", "Rebound: nowhere", "| faster subtitles |"]) expect(answered).toContain(words);
  expect(answered).not.toContain("key “answers:");
  const empty = record("");
  for (const key of ["alternatives", "rebound", "consequences"]) expect(empty).toContain(`to be answered in the scenario file (key “answers: ${key}:”)`);
  expect(record("", "fr")).toContain("à compléter dans le fichier du scénario (clé « answers: rebound: »)");
});
