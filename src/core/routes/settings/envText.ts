import { isShown } from "./shownValues";

/** Longer ones are no settings. */
const LONGEST = 1000;

/**
 * The variables of a `.env` file, as python-dotenv reads them; null for one that has a value that is not taken out of the file.
 * `${NAME:-x}` is what the lines above say of NAME, else x.
 */
export function envValues(written: string): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const [name, value] of bindings(written)) {
    const whole = value.length > LONGEST ? null : filledIn(value, values);
    values.set(name, whole !== null && isShown(name, whole) ? whole : null);
  }
  return values;
}

/** Each pattern begins where the last one ended, and none goes back. */
const blank = /[\s\uFEFF]*/y;
const start = /(?:export[^\S\r\n]+)?(?:'([^'\r\n]+)'|([^=#\s]+))[^\S\r\n]*=[^\S\r\n]*/y;
const rest = /[^\r\n]*/y;
const nothingElse = /^[^\S\r\n]*(?:#.*)?$/;

/** The names with what is written after them, quotes and comments taken away; a line that is none is left out. */
function* bindings(written: string): Iterable<[name: string, value: string]> {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(written);
    at += found?.[0].length ?? 0;
    return found;
  };
  for (take(blank); at < written.length; take(blank)) {
    const begun = take(start);
    const quote = written[at] ?? "";
    if (begun !== null && (quote === '"' || quote === "'")) {
      const from = at + 1;
      const end = closing(written, from, quote);
      if (end !== -1) at = end + 1;
      const after = take(rest)?.[0] ?? "";
      if (end !== -1 && nothingElse.test(after)) yield [nameOf(begun), unescaped(written.slice(from, end), quote)];
      continue;
    }
    const line = take(rest)?.[0] ?? "";
    if (begun === null) continue;
    const comment = line.search(/\s#/);
    yield [nameOf(begun), (comment === -1 ? line : line.slice(0, comment)).trimEnd()];
  }
}

function nameOf([, quoted, plain]: RegExpExecArray): string {
  return quoted ?? plain ?? "";
}

function closing(written: string, from: number, quote: string): number {
  for (let at = written.indexOf(quote, from); at !== -1; at = written.indexOf(quote, at + 1)) if (written[at - 1] !== "\\") return at;
  return -1;
}

const escapes: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

function unescaped(value: string, quote: string): string {
  return value.replace(quote === '"' ? /\\([\\'"abfnrtv])/g : /\\([\\'])/g, (_, one: string) => escapes[one] ?? one);
}

function filledIn(value: string, above: ReadonlyMap<string, string | null>): string | null {
  let known = true;
  const filled = value.replace(/\$\{([^}:]*)(?::-([^}]*))?\}/g, (_, name: string, otherwise: string | undefined) => {
    const said = above.get(name);
    const other = said === undefined ? otherwise : said;
    known &&= other !== undefined && other !== null;
    return other ?? "";
  });
  return known ? filled : null;
}
