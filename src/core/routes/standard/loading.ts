import { underCondition } from "../conditions";
import { getAttribute } from "../interpreter/attributes";
import { keyText } from "../interpreter/entries";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, list, type Place, text, unknown, type Value } from "../interpreter/values";
import { folderOf } from "./folders";
import { first, type Known } from "./known";

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
  "importlib.util.spec_from_file_location": (args, run, place, frame) => {
    const origin = args.positional[1] ?? args.named.get("location") ?? unknown;
    const loader: Value = {
      k: "instance",
      id: run.id(),
      cls: null,
      place,
      attrs: new Map([["exec_module", { k: "native", name: "exec_module", call: first }]]),
    };
    const attrs = new Map<string, Value>([
      ["name", first(args)],
      ["origin", origin],
      ["loader", loader],
      ["__file__", text(fileAt(run, origin, frame) ?? "")],
    ]);
    return { k: "instance", id: run.id(), cls: null, attrs, place };
  },
  "importlib.util.module_from_spec": (args, run, place) => {
    const spec = first(args);
    const file = spec.k === "instance" ? spec.attrs.get("__file__") : undefined;
    if (file?.k !== "text" || file.value === "") {
      if (spec.k !== "constant" && run.registering) run.note("unresolved-import", place);
      return unknown;
    }
    run.modules.load(file.value);
    return { k: "module", module: run.modules.open(file.value) };
  },
  "importlib.reload": first,
  "uvicorn.importer.import_from_string": byPath,
  "pydoc.locate": byPath,
  "werkzeug.utils.import_string": byPath,
  "importlib.resources.files": (args, run, _place, frame) => packageFolder(run, first(args), frame),
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
    // what a handler imports registers nothing
    if (run.registering) run.note("unresolved-import", place);
    return run.registering ? oneOfModules(run, first(args), place, frame) : unknown;
  }
  const path = moduleFile(run, name, args.named.get("package") ?? args.positional[1], frame);
  if (path === null) return { k: "external", path: name.replace(/^\.+/, "") };
  run.modules.load(path);
  return { k: "module", module: run.modules.open(path) };
}

/** So many modules may be meant by a name that is known in part. */
const MOST_MODULES = 16;

/** `import_module(f"plugins.{name}")`: any module of the project that its name fits, which only the running application chooses. */
function oneOfModules(run: Run, name: Value, place: Place, frame: Frame): Value {
  if (name.k !== "text" || !/\w\.?\{\?\}|\{\?\}\.?\w/.test(name.value)) return unknown;
  const parts = name.value.split("{?}").map((part) => part.replace(/\./g, "\\."));
  const fits = run.cache.pattern(`^${parts.join("\\w+")}$`);
  const found = run.project.served.filter((file) => {
    const dotted = run.project.moduleName(file);
    return fits.test(dotted) && run.project.resolve(frame.module.file, 0, dotted) === file;
  });
  if (found.length === 0 || found.length > MOST_MODULES) return unknown;
  const modules = found.map((file): Value => underCondition(run, place, () => ({ k: "module", module: run.modules.load(file) })));
  return { k: "union", options: [...modules, unknown], test: place };
}

/** `package.module:name.attribute`, or with a point for the colon. */
export function byPath(args: Args, run: Run, place: Place, frame: Frame): Value {
  const path = keyText(first(args));
  if (path === null) {
    run.note("unresolved-import", place);
    return unknown;
  }
  const at = path.includes(":") ? path.indexOf(":") : path.lastIndexOf(".");
  const module = importModule({ ...args, positional: [text(path.slice(0, at))], named: new Map() }, run, place, frame);
  return path
    .slice(at + 1)
    .split(".")
    .reduce((value, name) => getAttribute(run, value, name, frame, place), module);
}

/** The file of the project that a path of the code means. */
function fileAt(run: Run, path: Value, frame: Frame): string | null {
  if (path.k !== "text" || path.holes.length > 0) return null;
  const cut = path.value.lastIndexOf("/");
  const folder = folderOf(run, text(path.value.slice(0, Math.max(0, cut))), frame);
  const name = path.value.slice(cut + 1);
  const file = folder === null || folder === "" ? name : `${folder}/${name}`;
  return run.project.files.has(file) ? file : null;
}

/** The folder of a package, given by name or as a module. */
function packageFolder(run: Run, given: Value, frame: Frame): Value {
  const file =
    given.k === "module" ? given.module.file : given.k === "text" && given.holes.length === 0 ? moduleFile(run, given.value, undefined, frame) : null;
  return file === null ? unknown : text(file.replace(/\/(__init__\.py)?$/, ""));
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
