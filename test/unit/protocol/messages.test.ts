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
  { type: "edit", changes: [{ type: "lock", ...cell, lock: true }] },
  { type: "edit", changes: [{ type: "by", ...cell, by: "the board" }] },
  { type: "edit", changes: [{ type: "review", ...cell, review: "" }] },
  { type: "edit", changes: [{ type: "maintenance", service: "generation", amount: "30 EUR/month" }] },
  { type: "try", changes: [{ type: "volume", files: "700" }] },
  { type: "ready", draft: [[{ type: "budget", carbon: "7" }]], other: { kind: "file", file: "b.carbon.yaml" } },
  { type: "ready", other: { kind: "revision", revision: "0123456789abcdef", label: "01234567, 2026-11-01" } },
  { type: "draft", act: "optimise" },
  { type: "compare", act: "choose" },
  { type: "explain", rows: ["generation/ar"] },
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
  { type: "try", changes: [] },
  { type: "draft", act: "save" },
  { type: "compare", act: "choose", with: "/etc/passwd" },
  { type: "ready", other: { kind: "revision", revision: "--output=x", label: "" } },
  { type: "ready", draft: [[]] },
  { type: "explain", rows: [1] },
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
