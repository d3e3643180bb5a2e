interface Text {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads what .gitignore names by itself, not with its folder, and what files that are read import all the same: Git keeps a file that was added
 * before a rule named it (`apis/*`), and Python imports whatever lies there. `candidates` are such files; gives what was read of them.
 */
export async function readImported<T extends Text>(
  candidates: readonly string[],
  read: readonly Text[],
  more: (paths: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const left = new Set(candidates);
  const found: T[] = [];
  let last = read;
  while (left.size > 0 && last.length > 0) {
    const wanted = new Set(last.flatMap((file) => importedOf(file, left)));
    for (const path of wanted) left.delete(path);
    const next = wanted.size === 0 ? [] : await more([...wanted]);
    found.push(...next);
    last = next;
  }
  return found;
}

/** `from a.b import (c, d as e)`, `import a.b as c, d`: the module, then the names, or the modules alone. */
const imports = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^\n#;]*))|import[ \t]+([^\n#;]*))/gm;

/** Which of the files an import of this file may mean: packages on the way too, counted from its folder, those above it and their `src`. */
function importedOf({ path, text }: Text, files: ReadonlySet<string>): string[] {
  const folder = path.split("/").slice(0, -1);
  const out = new Set<string>();
  for (const [, from, inside, line, modules] of text.matchAll(imports)) {
    const names = namesIn(inside ?? line ?? modules ?? "");
    for (const name of names) {
      const dotted = from === undefined ? name : from.endsWith(".") ? `${from}${name}` : `${from}.${name}`;
      for (const file of filesOf(dotted, folder)) if (files.has(file)) out.add(file);
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
