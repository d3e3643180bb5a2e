/** A module that a piece of text imports, and the names that may be its submodules. */
export interface ImportedModule {
  readonly level: number;
  readonly module: string;
  readonly names: readonly string[];
  /** in a block of the outermost level: `if`, `try` */
  readonly inBlock?: true;
}

const pattern = /(?:^|[;:])[ \t]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|(?:\\\r?\n|[^\n#;])*)|import[ \t]+((?:\\\r?\n|[^\n#;])*))/gm;

/** What a text imports, read without parsing: enough to follow imports through modules that need nothing else. */
export function importsOf(text: string): ImportedModule[] {
  const out: ImportedModule[] = [];
  for (const [, dots = "", module = "", names = "", plain] of matchesIn(text)) {
    if (plain !== undefined) {
      for (const one of plain.replaceAll("\\", "").split(",")) out.push({ level: 0, module: one.trim().split(/\s/, 1)[0] ?? "", names: [] });
    } else {
      const list = names.replace(/#[^\n]*|[()\\]/g, "").split(",");
      out.push({ level: dots.length, module, names: list.map((name) => name.trim().split(/\s/, 1)[0] ?? "").filter((name) => name !== "") });
    }
  }
  return out;
}

/** All matches: each begins in a line with the word, and most lines need not be looked at. */
function* matchesIn(text: string): Generator<RegExpExecArray> {
  let end = 0;
  for (let at = text.indexOf("import"); at !== -1; at = text.indexOf("import", end)) {
    // no further back than the last match: a line may be as long as the file
    pattern.lastIndex = end + text.slice(end, at).lastIndexOf("\n") + 1;
    const found = pattern.exec(text);
    if (found === null) return;
    end = pattern.lastIndex;
    yield found;
  }
}
