/** The value of a Python string literal without interpolation: `r"\d"` -> `\d`, `b'a'` -> `a`, `"\x41"` -> `A`. */
export function stringValue(literal: string): string {
  const match = /^([a-zA-Z]*)("""|'''|"|')/.exec(literal);
  if (match === null) return literal;
  const [opening, prefix = "", quotes = ""] = match;
  const body =
    literal.endsWith(quotes) && literal.length >= opening.length + quotes.length
      ? literal.slice(opening.length, -quotes.length)
      : literal.slice(opening.length);
  return /[rR]/.test(prefix) ? body : resolveEscapes(body);
}

const single: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v", "\\": "\\", "'": "'", '"': '"', "\n": "" };

/** Resolves the escapes of a Python string; names of characters (`\N{...}`) stay as written. */
export function resolveEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g, (whole, x, u, long, octal, other) => {
    const hex: string | undefined = x ?? u ?? long;
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
    if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
    return other === "\r\n" ? "" : (single[other] ?? whole);
  });
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
}
