/** Never taken out of a `.env` file: what nobody else should see. */
const isSecret = /key|token|secret|passw|credential|private|dsn|auth|salt|hash|signature|cookie/i;

const line = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:'((?:[^'\\\r\n]|\\.)*)'|"((?:[^"\\\r\n]|\\.)*)"|([^\r\n]*))/gm;

/**
 * The value of one variable of a `.env` file, as python-dotenv reads it; null where it has none, or is a secret. No other is looked at.
 * `${NAME:-x}` is its default, unless the file says NAME.
 */
export function envValue(written: string, asked: string, ignoreCase = false, depth = 0): string | null {
  if (isSecret.test(asked) || depth > 5) return null;
  const same = (name: string): boolean => name === asked || (ignoreCase && name.toLowerCase() === asked.toLowerCase());
  let found: string | null = null;
  for (const [, name = "", single, double, bare] of written.matchAll(line)) {
    if (!same(name)) continue;
    const value =
      single ?? double?.replace(/\\(["\\nrt])/g, (_, c: string) => ({ n: "\n", r: "\r", t: "\t" })[c] ?? c) ?? (bare ?? "").replace(/(^|\s)#.*$/, "").trimEnd();
    found = single === undefined ? filledIn(value, written, depth) : value;
  }
  // an address with a password in it
  return found === null || /:\/\/[^/\s]*:[^/\s]*@/.test(found) ? null : found;
}

/** Its variables that are no secrets. */
export function envNames(written: string): string[] {
  return [...new Set([...written.matchAll(line)].map(([, name = ""]) => name))].filter((name) => envValue(written, name) !== null);
}

function filledIn(value: string, written: string, depth: number): string | null {
  let known = true;
  const filled = value.replace(/\$\{(\w+)(?::-([^{}]*))?\}/g, (_, name: string, otherwise: string | undefined) => {
    const other = envValue(written, name, false, depth + 1) ?? otherwise;
    known &&= other !== undefined;
    return other ?? "";
  });
  return known ? filled : null;
}
