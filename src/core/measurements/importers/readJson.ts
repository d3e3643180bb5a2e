import type { Problem } from "../../problem";
import type { Translate } from "../../text";

/** Characters that an importer reads at most; a probe's file with a thousand routes has less than one per cent of it. */
export const maximumCharacters = 50_000_000;

/** The JSON value of a measurement file, or the problem that says why there is none and what to do. */
export function readJson(text: string, file: string, t: Translate): { readonly value: unknown } | { readonly problem: Problem } {
  const tooLarge = tooLargeProblem(text, file, t);
  if (tooLarge !== null) return { problem: tooLarge };
  const body = text.replace(/^\uFEFF/, "");
  try {
    return { value: JSON.parse(body) };
  } catch (error) {
    // V8 says "position N" for most mistakes, only "end of JSON input" for a text that stops too early, and nothing for NaN.
    const end = body.trimEnd().length;
    const told = /position (\d+)/.exec(String(error))?.[1];
    const position = told !== undefined ? Number(told) : /end of JSON input/.test(String(error)) ? end : undefined;
    const truncated = position !== undefined && position >= end;
    const message = truncated
      ? t("This file ends before its JSON is complete, as if it had been copied while it was being written. Copy it again.")
      : t("This file is not JSON. Let the tool write it again, or take it out of measurements.");
    const code = truncated ? "measurement-truncated" : "measurement-not-json";
    return { problem: { code, severity: "error", file, message, ...(position === undefined ? {} : place(body, position)) } };
  }
}

/** A problem for a file that is too large to be a measurement file, else null. */
export function tooLargeProblem(text: string, file: string, t: Translate): Problem | null {
  if (text.length <= maximumCharacters) return null;
  const message = t(
    "This file has {0} million characters; at most {1} million are read. Name a smaller file under measurements.",
    Math.round(text.length / 1e6),
    maximumCharacters / 1e6,
  );
  return { code: "measurement-too-large", severity: "error", file, message };
}

function place(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
