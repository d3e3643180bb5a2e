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
  for (const [, dots = "", module = "", names = "", plain] of text.matchAll(pattern)) {
    if (plain !== undefined) {
      for (const one of plain.replaceAll("\\", "").split(",")) out.push({ level: 0, module: one.trim().split(/\s/, 1)[0] ?? "", names: [] });
    } else {
      const list = names.replace(/#[^\n]*|[()\\]/g, "").split(",");
      out.push({ level: dots.length, module, names: list.map((name) => name.trim().split(/\s/, 1)[0] ?? "").filter((name) => name !== "") });
    }
  }
  return out;
}
