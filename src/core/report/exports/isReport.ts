import { translator } from "../../text";
import { columns, csv } from "./csv";

/** As much of a file as tells whether it is a report. */
export const mostReportHead = 256 * 1024;

/**
 * Whether a text begins as a report does that we wrote, in any format and language: by the sentence that says who drew it up and the fingerprint
 * in its record, by the fields of its JSON, the description of its manifest, or the columns of its table.
 */
export function isReport(head: string): boolean {
  const text = head.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  if (text.startsWith("{")) return /^\{\s*"version": \d+,\s*"tool": "carbon-matrix [^"]*",\s*"date": "[^"]*",\s*"fingerprint": "[0-9a-f]{16}"/.test(text);
  if (text.startsWith("name:")) return /^name: .*\ndescription: [^\n]*, (by|par) carbon-matrix \d\S* (on|le) \d{4}-\d\d-\d\d\./.test(text);
  const isSigned = /carbon-matrix \d\S*, \p{L}+ [0-9a-f]{16}\b/u.test(text);
  if (text.startsWith("# ")) return isSigned && /^[^\n]*\n\n[^\n]* carbon-matrix \d\S* [^\n]*\n/.test(text);
  if (text.startsWith("<!DOCTYPE html>")) return isSigned && /\n<p>[^\n]* carbon-matrix \d\S* [^\n]*\n/.test(text);
  return (["en", "fr"] as const).some((language) =>
    text.startsWith(
      csv([columns(translator(language))], language)
        .replace(/^\uFEFF/, "")
        .trim(),
    ),
  );
}
