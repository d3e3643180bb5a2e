import type { Problem } from "../problem";
import { problemAt, type Reporter } from "./report";
import type { Source } from "./source";

/** What is wrong with the version: without one the text is read as version 1, a later one is not read at all. */
export function versionProblem(root: Readonly<Record<string, unknown>>, reporter: Reporter): Problem | undefined {
  const { source, t } = reporter;
  const version = root.version;
  if (version === undefined) {
    const fixes = [{ title: t("Add version: 1"), edits: [versionEdit(source)] }];
    return problemAt(reporter, source.locate([]), "missing-version", "error", t("The version of the format is missing: add version: 1."), fixes);
  }
  const written = typeof version === "object" ? JSON.stringify(version) : String(version);
  if (written.trim() === "1") return undefined;
  return problemAt(
    reporter,
    source.locate(["version"]),
    "unsupported-version",
    "error",
    t("Version {0} is not known here: write version: 1, or install a newer Carbon Matrix.", written.slice(0, 60)),
  );
}

function versionEdit(source: Source) {
  const start = source.text.startsWith("\ufeff") ? 1 : 0;
  const brace = /^\ufeff?\s*\{/u.exec(source.text);
  if (brace) {
    const at = brace[0].length;
    return { start: at, end: at, text: /^\s*\}/u.test(source.text.slice(at)) ? '"version": 1' : '"version": 1, ' };
  }
  return { start, end: start, text: source.text.includes("\r\n") ? "version: 1\r\n" : "version: 1\n" };
}
