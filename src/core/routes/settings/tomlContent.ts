/** A table of TOML: texts, numbers, booleans, lists and tables; dates are texts that nothing asks for. */
export type TomlTable = Map<string, TomlValue>;
export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;

/** What a TOML file holds, as `tomllib.load` gives it; undefined for what is none. */
export function tomlContent(written: string): TomlTable | undefined {
  try {
    return new Reader(written.replaceAll("\r\n", "\n")).document();
  } catch {
    return undefined;
  }
}

class Malformed extends Error {}

const bareValue = /^[^\s,\]}#]+(?: \d\d:[^\s,\]}#]*)?/;
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", e: "\u001b", '"': '"', "\\": "\\" };

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): TomlTable {
    const whole: TomlTable = new Map();
    let table = whole;
    for (this.skip(true); this.at < this.text.length; this.skip(true)) {
      if (this.take("[[")) {
        table = new Map();
        this.append(whole, this.keys(), table);
        this.expect("]]");
      } else if (this.take("[")) {
        table = this.inside(whole, this.keys());
        this.expect("]");
      } else this.entry(table);
      this.skip(false);
      if (this.at < this.text.length && this.text[this.at] !== "\n") throw new Malformed();
    }
    return whole;
  }

  private entry(table: TomlTable): void {
    const keys = this.keys();
    this.expect("=");
    const last = keys.pop() ?? "";
    this.inside(table, keys).set(last, this.value());
  }

  /** The table that is reached by these keys; of a list of tables the last. */
  private inside(table: TomlTable, keys: readonly string[]): TomlTable {
    for (const key of keys) {
      const found = table.get(key);
      const one = Array.isArray(found) ? (found.at(-1) as TomlValue | undefined) : found;
      if (one !== undefined && !(one instanceof Map)) throw new Malformed();
      const next: TomlTable = one ?? new Map();
      if (one === undefined) table.set(key, next);
      table = next;
    }
    return table;
  }

  private append(whole: TomlTable, keys: string[], table: TomlTable): void {
    const last = keys.pop() ?? "";
    const owner = this.inside(whole, keys);
    const before = owner.get(last);
    if (before === undefined) owner.set(last, [table]);
    else if (Array.isArray(before)) before.push(table);
    else throw new Malformed();
  }

  private keys(): string[] {
    const keys: string[] = [];
    do {
      this.skip(false);
      const quote = this.text[this.at];
      if (quote === '"' || quote === "'") keys.push(this.quoted(quote));
      else {
        const bare = /^[\w-]+/.exec(this.text.slice(this.at, this.at + 200))?.[0];
        if (bare === undefined) throw new Malformed();
        this.at += bare.length;
        keys.push(bare);
      }
      this.skip(false);
    } while (this.take("."));
    return keys;
  }

  private value(): TomlValue {
    this.skip(false);
    const first = this.text[this.at];
    if (first === '"' || first === "'") return this.quoted(first);
    if (this.take("[")) return this.sequence("]", () => this.value());
    if (this.take("{")) {
      const table: TomlTable = new Map();
      this.sequence("}", () => this.entry(table));
      return table;
    }
    const bare = bareValue.exec(this.text.slice(this.at, this.at + 100))?.[0];
    if (bare === undefined) throw new Malformed();
    this.at += bare.length;
    return plain(bare);
  }

  private sequence<T>(end: string, one: () => T): T[] {
    const all: T[] = [];
    for (;;) {
      this.skip(true);
      if (this.take(end)) return all;
      all.push(one());
      this.skip(true);
      if (!this.take(",") && this.text[this.at] !== end) throw new Malformed();
    }
  }

  private quoted(quote: string): string {
    const isLong = this.text.startsWith(quote.repeat(3), this.at);
    const mark = isLong ? quote.repeat(3) : quote;
    this.at += mark.length;
    if (isLong && this.text[this.at] === "\n") this.at++;
    let out = "";
    while (!this.text.startsWith(mark, this.at)) {
      const one = this.text[this.at++];
      if (one === undefined || (one === "\n" && !isLong)) throw new Malformed();
      out += one === "\\" && quote === '"' ? this.escaped() : one;
    }
    this.at += mark.length;
    // up to two quotes may stand before the three that end a long text
    while (isLong && this.text[this.at] === quote) out += this.text[this.at++];
    return out;
  }

  private escaped(): string {
    const one = this.text[this.at++] ?? "";
    const digits = one === "u" ? 4 : one === "U" ? 8 : one === "x" ? 2 : 0;
    if (digits > 0) {
      const code = Number.parseInt(this.text.slice(this.at, this.at + digits), 16);
      this.at += digits;
      return String.fromCodePoint(code);
    }
    if (/\s/.test(one)) {
      while (/\s/.test(this.text[this.at] ?? "")) this.at++;
      return "";
    }
    const meant = escapes[one];
    if (meant === undefined) throw new Malformed();
    return meant;
  }

  /** Blanks and comments, `lines` too. */
  private skip(lines: boolean): void {
    for (;;) {
      const one = this.text[this.at];
      if (one === " " || one === "\t" || (lines && one === "\n")) this.at++;
      else if (one === "#") while (this.at < this.text.length && this.text[this.at] !== "\n") this.at++;
      else return;
    }
  }

  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  private expect(mark: string): void {
    this.skip(false);
    if (!this.take(mark)) throw new Malformed();
  }
}

function plain(bare: string): TomlValue {
  if (bare === "true" || bare === "false") return bare === "true";
  const digits = bare.replaceAll("_", "");
  if (/^([+-]?\d+(\.\d+)?(e[+-]?\d+)?|0x[\da-f]+|0o[0-7]+|0b[01]+)$/i.test(digits)) return Number(digits);
  if (/^[+-]?(inf|nan)$/.test(bare) || /^\d{2,4}[-:]\d/.test(bare)) return bare;
  throw new Malformed();
}
