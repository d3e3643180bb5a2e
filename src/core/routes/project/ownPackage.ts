import { type ImportedModule, importsOf } from "./imports";

/**
 * The name under which a folder that is itself a package imports its own modules: `app`, where `app/` was opened and not the folder above it.
 * It is not among the paths, so it is taken from the imports: all that begin with it lead to files that are there; null if no name does.
 */
export function ownPackage(files: ReadonlyMap<string, string>): string | null {
  if (!files.has("__init__.py") && !files.has("main.py")) return null;
  const evidence = new Map<string, Evidence>();
  for (const [file, text] of files) {
    if (!file.endsWith(".py") || file.split("/").length > deepest) continue;
    for (const one of importsOf(text)) {
      const [first = "", ...rest] = one.module.split(".");
      if (one.level > 0 || first === "" || isThere(files, first)) continue;
      const [said, before] = [evidenceOf(files, rest.join("/"), one.names), evidence.get(first)];
      if (before !== "against" && (before === undefined || said !== "nothing")) evidence.set(first, said);
    }
  }
  const [name, ...others] = [...evidence].flatMap(([first, said]) => (said === "for" ? [first] : []));
  return name !== undefined && others.length === 0 ? name : null;
}

/** Files of the folder and of the folders in it tell enough. */
const deepest = 2;

type Evidence = "for" | "against" | "nothing";

function evidenceOf(files: ReadonlyMap<string, string>, path: string, names: ImportedModule["names"]): Evidence {
  if (path !== "") return isThere(files, path) || names.some((name) => isThere(files, `${path}/${name}`)) ? "for" : "against";
  if (names.length > 0 && names.every((name) => isThere(files, name))) return "for";
  // `from app import version`: what `__init__.py` holds, if it is there
  return files.has("__init__.py") ? "nothing" : "against";
}

const isThere = (files: ReadonlyMap<string, string>, path: string): boolean => files.has(`${path}.py`) || files.has(`${path}/__init__.py`);
