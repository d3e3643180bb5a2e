interface Text {
  readonly path: string;
  readonly text: string;
}

/** Files that .gitignore names, or a folder above them. */
export interface Candidates {
  /** the last names of all such paths, without `.py`: who imports one names it */
  readonly names: ReadonlySet<string>;
  /** whether a path, with `/`, is that of one */
  has(path: string): boolean;
}

/**
 * Reads what .gitignore names, and what files that are read import all the same: Git keeps a file that was added before a rule named it (`apis/*`,
 * `models/` that is meant for weights), and Python imports whatever lies there. Gives what was read of them.
 */
export async function readImported<T extends Text>(
  candidates: Candidates,
  read: readonly Text[],
  more: (paths: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const asked = new Map<string, boolean>();
  const isNew = (path: string): boolean => {
    const known = asked.get(path);
    if (known === undefined) asked.set(path, candidates.has(path));
    return known === undefined && asked.get(path) === true;
  };
  const found: T[] = [];
  let last = read;
  while (candidates.names.size > 0 && last.length > 0) {
    // what is found imports what lies beside it
    const wanted = last.flatMap((file) => importedOf(file, last === read ? candidates.names : null).filter(isNew));
    const next = wanted.length === 0 ? [] : await more(wanted);
    found.push(...next);
    last = next;
  }
  return found;
}

/** The last name of a path, without `.py`; of `__init__.py` that of its folder. */
export const importName = (path: string): string => path.replace(/(?:\/__init__)?\.py$/, "").replace(/^.*\//, "");

/** `from a.b import (c, d as e)`, `import a.b as c, d`: the module, then the names, or the modules alone. */
const imports = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^\n#;]*))|import[ \t]+([^\n#;]*))/gm;

/** Which files the imports of this file that have one of some names may mean: packages on the way too, counted from its folder, those above it and their `src`. */
function importedOf({ path, text }: Text, names: ReadonlySet<string> | null): string[] {
  const folder = path.split("/").slice(0, -1);
  const out = new Set<string>();
  for (const [, from, inside, line, modules] of text.matchAll(imports)) {
    for (const name of namesIn(inside ?? line ?? modules ?? "")) {
      const dotted = from === undefined ? name : from.endsWith(".") ? `${from}${name}` : `${from}.${name}`;
      if (names === null || dotted.split(".").some((one) => names.has(one))) for (const file of filesOf(dotted, folder)) out.add(file);
    }
  }
  return [...out];
}

const namesIn = (list: string): string[] =>
  list
    .replace(/#.*$/gm, "")
    .split(",")
    .flatMap((one) => one.trim().split(/\s+/, 1)[0] || []);

function filesOf(dotted: string, folder: readonly string[]): string[] {
  const level = /^\.*/.exec(dotted)?.[0].length ?? 0;
  const segments = dotted.slice(level).split(".");
  const above = folder.map((_, at) => folder.slice(0, folder.length - at));
  const roots = level > 0 ? [folder.slice(0, Math.max(0, folder.length + 1 - level))] : [...above, []].flatMap((root) => [root, [...root, "src"]]);
  return roots.flatMap((root) =>
    segments.flatMap((_, at) => {
      const module = [...root, ...segments.slice(0, at + 1)].join("/");
      return [`${module}.py`, `${module}/__init__.py`];
    }),
  );
}
