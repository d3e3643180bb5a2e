import type { Translate } from "../text";

export interface JsonMistake {
  readonly offset: number;
  readonly message: string;
  /** The text can still be read only one way. */
  readonly harmless?: true;
}

type Expect = "value" | "first-value" | "key" | "first-key" | "colon" | "after" | "end";

/**
 * The first place where a text is not strict JSON, and what should stand there; null for valid JSON.
 * `JSON.parse` gives neither a reliable place nor a sentence in the reader's language.
 */
export function checkJson(text: string, t: Translate): JsonMistake | null {
  const token =
    /[ \t\r\n\ufeff]*(?:([{}[\]:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])|)/gy;
  const open: string[] = [];
  let expect: Expect = "value";
  let comma = -1;
  for (;;) {
    const found = token.exec(text);
    const [whole = "", mark, string, literal] = found ?? [];
    const offset = token.lastIndex - (mark ?? string ?? literal ?? "").length;
    if (whole === "" || (mark === undefined && string === undefined && literal === undefined)) {
      return offset >= text.length && expect === "end" ? null : unexpected(text, offset, expect, comma, t);
    }
    const inMap = open.at(-1) === "{";
    if (mark === "," && expect === "after") {
      comma = offset;
      expect = inMap ? "key" : "value";
    } else if (mark === ":" && expect === "colon") expect = "value";
    else if ((mark === "}" || mark === "]") && (expect === "after" || expect === (mark === "}" ? "first-key" : "first-value")) && inMap === (mark === "}")) {
      open.pop();
      expect = open.length === 0 ? "end" : "after";
    } else if ((mark === "{" || mark === "[") && (expect === "value" || expect === "first-value")) {
      open.push(mark);
      expect = mark === "{" ? "first-key" : "first-value";
    } else if (string !== undefined && (expect === "key" || expect === "first-key")) expect = "colon";
    else if ((string !== undefined || literal !== undefined) && (expect === "value" || expect === "first-value")) expect = open.length === 0 ? "end" : "after";
    else return unexpected(text, offset, expect, comma, t);
  }
}

function unexpected(text: string, offset: number, expect: Expect, comma: number, t: Translate): JsonMistake {
  const next = text[offset];
  const say = (message: string, at = offset): JsonMistake => ({ offset: Math.min(at, Math.max(0, text.length - 1)), message });
  if (next === undefined) return say(t("The JSON ends too early: a bracket or a quote is not closed."));
  if (next === "/" || next === "#") return say(t("JSON has no comments: remove it, or name the file .carbon.yaml."));
  if ((expect === "key" || expect === "value") && (next === "}" || next === "]") && comma >= 0)
    return { ...say(t("Remove the comma before {0}: JSON allows none there.", next), comma), harmless: true };
  if (next === "'") return say(t("JSON texts stand in double quotes."));
  if (next === '"' && (expect === "key" || expect === "first-key" || expect === "value" || expect === "first-value")) {
    return say(t("This text is not closed, or holds a character that JSON wants escaped."));
  }
  switch (expect) {
    case "after":
      return say(t("A comma or a closing bracket is missing before {0}.", next));
    case "colon":
      return say(t("A colon is missing before {0}.", next));
    case "key":
    case "first-key":
      return say(t("A key in double quotes is wanted here, not {0}.", next));
    case "end":
      return say(t("The JSON is complete before {0}: remove what follows.", next));
    default:
      return say(t("A value is wanted here, not {0}: texts such as 10 min stand in double quotes.", next));
  }
}
