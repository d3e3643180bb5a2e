import { beforeEach, expect, test, vi } from "vitest";
import { translator } from "../../../src/core/text";
import type { AnalysisService } from "../../../src/vscode/analysisService";
import { commandLink } from "../../../src/vscode/commands";
import { ProblemDiagnostic } from "../../../src/vscode/problems";
import { QuickFixes } from "../../../src/vscode/quickFixes";
import type { Settings } from "../../../src/vscode/settings";
import { editor, fakeVscode } from "../../support/fakeVscode";

vi.mock("vscode", async () => (await import("../../support/fakeVscode")).fakeVscode);

const fixes = new QuickFixes({ of: () => undefined } as unknown as AnalysisService, { on: true, t: translator("en") } as Settings);
const problem = {
  code: "x",
  severity: "warning",
  message: "",
  file: "a.carbon.yaml",
  fixes: [{ title: "Add version: 1", edits: [{ start: 0, end: 0, text: "version: 1\n" }] }],
} as const;
const everywhere = new fakeVscode.Range(0, 0, 0, 0) as never;
const offered = (text: string) => fixes.provideCodeActions(editor.document("/p/a.carbon.yaml", text) as never, everywhere).map(({ title }) => title);

beforeEach(() => editor.reset());

test("a fix is offered for the text that it was computed on, and for no other", () => {
  editor.diagnostics.push(new ProblemDiagnostic(everywhere, problem, "title: a\n") as never);
  expect(offered("title: a\n")).toEqual(["Add version: 1"]);
  expect(offered("# typed meanwhile\ntitle: a\n")).toEqual([]);
});

test.each(["file:///p/a).py", "file:///p/((a.py", "file:///p/é (1).py"])("a link to %s holds no bracket that would end it", (uri) => {
  const link = commandLink("copyExplanation", "GET /a", uri);
  expect(link).not.toMatch(/[()\s]/);
  expect(JSON.parse(decodeURIComponent(link.slice(link.indexOf("?") + 1)))).toEqual(["GET /a", uri]);
});

test("what if is offered for the service that a problem names, be there a dot in its name", () => {
  const overflow = { code: "context-overflow", severity: "error", message: "", file: "a.carbon.yaml", path: 'services."whisper.v3".input' } as const;
  editor.diagnostics.push(new ProblemDiagnostic(everywhere, overflow, "") as never);
  const [action] = fixes.provideCodeActions(editor.document("/p/a.carbon.yaml", "") as never, everywhere);
  expect(action?.command?.arguments?.at(-1)).toEqual({ of: "service", name: "whisper.v3" });
});
