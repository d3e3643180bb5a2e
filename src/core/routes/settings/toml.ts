/** A key of a table with the text of its value, comments left out. */
export interface TomlEntry {
  readonly table: string;
  readonly key: string;
  readonly value: string;
}

/** The entries of a TOML file, as far as names and texts need it: values stay text. */
export function tomlEntries(text: string): TomlEntry[] {
  const out: TomlEntry[] = [];
  let table = "";
  let open: { key: string; value: string } | null = null;
  for (const line of withoutComments(text).split("\n")) {
    if (open !== null) open.value += `\n${line}`;
    else {
      const header = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*$/.exec(line)?.[1];
      if (header !== undefined) {
        table = header.replace(/["']/g, "");
        continue;
      }
      const [, key = "", value = ""] = /^\s*((?:"[^"]*"|'[^']*'|[\w.-])+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (key === "") continue;
      open = { key: key.replace(/["']/g, ""), value };
    }
    if (depth(open.value) > 0) continue;
    out.push({ table, ...open });
    open = null;
  }
  return open === null ? out : [...out, { table, ...open }];
}

/** The texts in a value: `["a", 'b']` gives `a` and `b`. */
export function tomlTexts(value: string): string[] {
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? "");
}

function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\\n]|\\.)*"|'[^'\n]*')|#.*/g, (_, quoted: string | undefined) => quoted ?? "");
}

/** Brackets that are still open, those in texts left out. */
function depth(value: string): number {
  let open = 0;
  for (const one of value.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g, "")) {
    if (one === "[" || one === "{") open++;
    else if (one === "]" || one === "}") open--;
  }
  return open;
}
