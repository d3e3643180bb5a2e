import { expect, test } from "vitest";
import { readIntent } from "../../../src/protocol/messages";

const cell = { service: "generation", language: "ar" };

test.each([
  { type: "ready" },
  { type: "openAsText" },
  { type: "showRow", row: "generation/ar" },
  { type: "showProblem", index: 3 },
  { type: "edit", changes: [{ type: "level", ...cell, level: 0.5 }] },
  { type: "edit", changes: [{ type: "level", service: "ocr", language: null, level: null }] },
  { type: "edit", changes: [{ type: "reason", ...cell, reason: "" }] },
  { type: "edit", changes: [{ type: "criticality", ...cell, criticality: "vital" }] },
  { type: "edit", changes: [{ type: "files", ...cell, files: "1 000" }] },
  { type: "edit", changes: [{ type: "budget", carbon: "6,5" }] },
  { type: "savePicture", chart: "months", png: "iVBORw0KGgo=" },
  { type: "copyTable", text: "Month\ttotal (kg)\n" },
])("understood: %j", (message) => {
  expect(readIntent(message)).toEqual(message);
});

// A page that was taken over must not be able to ask for anything else.
test.each([
  undefined,
  null,
  "ready",
  [],
  {},
  { type: "run", command: "rm" },
  { type: "ready", more: 1 },
  { type: "edit", changes: [] },
  { type: "edit", changes: [{ type: "level", ...cell, level: 0.3 }] },
  { type: "edit", changes: [{ type: "level", ...cell, level: "0.5" }] },
  { type: "edit", changes: [{ type: "set", path: ["hosts"], value: 1 }] },
  { type: "edit", changes: [{ type: "criticality", ...cell, criticality: "huge" }] },
  { type: "edit", changes: [{ type: "reason", ...cell, reason: "x".repeat(2001) }] },
  { type: "edit", changes: Array.from({ length: 5001 }, () => ({ type: "budget", carbon: "1" })) },
  { type: "savePicture", chart: "../../../etc/passwd", png: "iVBORw0KGgo=" },
  { type: "savePicture", chart: "months", png: "<svg>" },
  { type: "copyTable", text: "" },
  { type: "showProblem", index: -1 },
  { type: "showProblem", index: 0.5 },
])("dropped: %j", (message) => {
  expect(readIntent(message)).toBeUndefined();
});
