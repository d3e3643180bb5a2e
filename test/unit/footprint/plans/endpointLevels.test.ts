import { expect, test } from "vitest";
import { analyse } from "../../../support/analyse";

// An answer without the search before it: whether that has a use, only people know, and are asked.

const scenario = (more: string, answer = "") => `version: 1
horizon: { from: 2027-01 }
region: francecentral
budget: { carbon: 900 kg/month }
volume: { files: 500/month }
hosts:
  text: { sku: Standard_NC4as_T4_v3 }
services:
  search: { endpoint: "POST /ask", task: embedding, model: bge-m3, input: { characters: 300 }${more} }
  answer: { endpoint: "POST /ask", task: generation, model: "mistral:7b", engine: ollama, input: { characters: 900 }, output: { tokens: 80 }${answer} }
`;
const notes = (text: string) => analyse(text).problems.filter(({ code }) => code === "levels-of-one-endpoint");

test("services of one endpoint, one recommended to stop and one to run: once, with both levels", () => {
  const [note, ...others] = notes(scenario(", need: not-shown"));
  expect(others).toEqual([]);
  expect(note).toMatchObject({ severity: "information", line: 9 });
  expect(note?.message).toContain("POST /ask");
  expect(note?.message).toContain("search 0 %, answer 100 %");
});

test.each([
  ["both run", scenario("")],
  ["both stop", scenario(", need: not-shown", ", need: not-shown")],
  ["the scenario says which needs which", scenario(", need: not-shown", ", needs: search")],
  ["they are of two endpoints", scenario(", need: not-shown").replace("POST /ask", "POST /search")],
])("nothing is said where %s", (_, text) => expect(notes(text)).toEqual([]));
