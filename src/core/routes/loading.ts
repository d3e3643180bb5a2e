import { keyText } from "./expressions";
import { folderOf } from "./folders";
import { first, type Known } from "./known";
import type { Frame, Run } from "./run";
import { type Args, list, type Place, text, unknown, type Value } from "./values";

/** Functions that import modules by name, or find them in folders. */
export const loading: Readonly<Record<string, Known>> = {
  "importlib.import_module": (args, run, place, frame) => importModule(args, run, place, frame),
  __import__: (args, run, place, frame) => importModule(args, run, place, frame),
  "importlib.util.find_spec": (args, run, _place, frame) => {
    const name = keyText(first(args));
    // whether a library is installed, nobody can know
    if (name === null || moduleFile(run, name, args.named.get("package") ?? args.positional[1], frame) === null) return unknown;
    return { k: "external", path: "importlib.machinery.ModuleSpec" };
  },
  "importlib.reload": first,
  "pkgutil.iter_modules": (args, run, _place, frame) => submodules(run, first(args), args.named.get("prefix") ?? args.positional[1], frame, false),
  "pkgutil.walk_packages": (args, run, _place, frame) => submodules(run, first(args), args.named.get("prefix") ?? args.positional[1], frame, true),
  "fastapi_utils.import_modules": (_args, run, place) => {
    run.note("unresolved-import", place);
    return unknown;
  },
};

function importModule(args: Args, run: Run, place: Place, frame: Frame): Value {
  const name = keyText(first(args));
  if (name === null) {
    run.note("unresolved-import", place);
    return unknown;
  }
  const path = moduleFile(run, name, args.named.get("package") ?? args.positional[1], frame);
  if (path === null) return { k: "external", path: name.replace(/^\.+/, "") };
  run.load(path);
  return { k: "module", module: run.open(path) };
}

/** The file of `a.b`, or of `.b` in a package. */
function moduleFile(run: Run, name: string, packageName: Value | undefined, frame: Frame): string | null {
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  const dotted = name.slice(level);
  if (level === 0 || packageName?.k !== "text") return run.project.resolve(frame.module.file, level, dotted);
  const base = run.project.resolve(frame.module.file, 0, packageName.value);
  return base === null ? null : run.project.resolve(base, level, dotted);
}

function submodules(run: Run, where: Value, prefix: Value | undefined, frame: Frame, deep: boolean): Value {
  const before = prefix?.k === "text" ? prefix.value : "";
  const folders = where.k === "list" ? where.items : [where];
  const items: Value[] = [];
  for (const folder of folders) {
    const top = folderOf(run, folder, frame);
    if (top === null) return list([], "list", true);
    const walk = (path: string, name: string): void => {
      for (const one of run.project.submodules(path)) {
        const found = list([unknown, text(name + one.name), { k: "constant", value: one.isPackage }], "tuple");
        items.push({ ...found, fields: ["module_finder", "name", "ispkg"] });
        if (deep && one.isPackage && items.length < 2000) walk(`${path}/${one.name}`, `${name}${one.name}.`);
      }
    };
    walk(top, before);
  }
  return list(items);
}
