import type { Statement } from "../../python/syntax";
import type { FileText } from "../fileText";
import { installedVersion } from "../project/distributions";
import { baseName } from "../project/paths";
import { isDescribed, outsideValue } from "../standard/outside";
import type { Frame } from "./frame";
import type { Module } from "./module";
import { moduleMember } from "./moduleMembers";
import type { Run } from "./run";
import { bind, exported, moduleName, read } from "./scope";
import type { End } from "./statements";
import type { Place, Reason, Value } from "./values";

/** `import a.b as c` */
export function importModules(run: Run, s: Statement & { k: "import" }, frame: Frame): End {
  let end: End = "next";
  for (const { name, as } of s.names) {
    const path = run.project.resolve(frame.module.file, 0, name);
    const first = name.split(".", 1)[0] ?? name;
    if (path === null) {
      const missing = name !== first && isMissing(run, frame.module.file, name);
      const bound = as === "" ? first : as;
      if (missing) {
        const reason = absent(run, run.reason("missing-module", run.place(frame, s.line), name), 0, name);
        bind(run, frame, bound, { k: "unknown", reason });
        end = "raise";
      } else bind(run, frame, bound, { k: "external", path: as === "" ? first : name });
      continue;
    }
    run.modules.load(path);
    if (as !== "") bind(run, frame, as, { k: "module", module: run.modules.open(path) });
    else {
      const top = run.project.resolve(frame.module.file, 0, first) ?? path;
      bind(run, frame, first, { k: "module", module: run.modules.open(top) });
    }
  }
  return end;
}

/** `from a import b as c` */
export function importNames(run: Run, s: Statement & { k: "from" }, frame: Frame): End {
  const { module } = frame;
  const path = isDescribed(s.module, s.level, module.file) ? null : run.project.resolve(module.file, s.level, s.module);
  if (path === null) return importOutside(run, s, frame);
  const source = run.modules.load(path);
  let end: End = "next";
  if (s.names === "*") {
    if (frame.scope.kind === "module") {
      module.stars.push(source);
      overwrite(run, module, source);
    }
    // submodules named in __all__ are imported too
    const all = source.active ? read(source.scope, "__all__") : moduleName(run, source, "__all__");
    if (all?.k === "list") for (const item of all.items) if (item.k === "text") loadSubmodule(run, path, item.value);
    return end;
  }
  for (const { name, as } of s.names) {
    const sub = loadSubmodule(run, path, name);
    if (!source.isPackage || sub === null) {
      const simple = source.state === "done" && read(source.scope, name) === undefined && moduleMember(run, source, name) === undefined;
      if (simple) end = "raise";
    }
    bind(run, frame, as === "" ? name : as, {
      k: "lazy",
      force: () => moduleMember(run, source, name) ?? (sub === null ? undefined : { k: "module", module: run.modules.open(sub) }),
    });
  }
  return end;
}

/** A star import takes the place of what the module had under the same names before. */
function overwrite(run: Run, module: Module, source: Module): void {
  if (source === module) return;
  for (const [name, before] of [...module.scope.names]) {
    if (name.startsWith("__")) continue;
    module.scope.names.set(name, { k: "lazy", force: () => exported(run, source, name) ?? (before.k === "lazy" ? before.force() : before) });
  }
}

function loadSubmodule(run: Run, path: string, name: string): string | null {
  if (!path.endsWith("/") && baseName(path) !== "__init__.py") return null;
  const own = run.modules.open(path);
  // a name that the package binds itself wins over a file of that name
  if (own.scope.names.has(name)) return null;
  const sub = run.modules.submodule(path, name);
  if (sub !== null) run.modules.load(sub);
  return sub;
}

const outsideNow = (run: Run, path: string, place: Place): Value => installedVersion(run, path, place) ?? outsideValue(path);

/**
 * Whether a module that no file holds is one of the project: it lies in a package of the project, and not in the part of a namespace that another
 * distribution brings (`stac_fastapi.api` beside a folder `stac_fastapi/pgstac/`, where a manifest asks for `stac-fastapi-api`).
 */
function isMissing(run: Run, file: string, dotted: string): boolean {
  const parts = dotted.split(".");
  const top = run.project.lookUp(file, 0, parts[0] ?? "");
  if (top === null) return false;
  // a folder below the project's own package that is called like a library which is asked for: `app/langchain` beside `from langchain.llms import ...`
  if (baseName(top) === "__init__.py") return !(top.split("/").length > 2 && run.manifests.asksFor(parts[0] ?? ""));
  // Python takes an installed package before a folder without `__init__.py`, and nothing lies below a file that is no package: `services/websockets.py`
  return !parts.some((_, at) => run.manifests.asksFor(parts.slice(0, at + 1).join("-")));
}

/** Whether what a file imports is of the project and in no file of the folder. */
export function importsMissing(run: Run, file: string, { level, module }: { readonly level: number; readonly module: string }): boolean {
  if (level === 0 && !module.includes(".")) return false;
  return (
    run.project.lookUp(file, level, module) === null &&
    !isDescribed(module, level, file) &&
    (level > 0 || (isMissing(run, file, module) && !run.project.mayHold(module)))
  );
}

/** The same for all that it imports. */
export function importsAnyMissing(run: Run, file: string, source: FileText): boolean {
  return run.project.importsNowhere(file, source).some((one) => importsMissing(run, file, one));
}

function absent(run: Run, reason: Reason, level: number, module: string): Reason {
  return level === 0 && run.project.mayHold(module) ? reason : { ...reason, absent: true };
}

function importOutside(run: Run, s: Statement & { k: "from" }, frame: Frame): End {
  const own = !isDescribed(s.module, s.level, frame.module.file);
  const missing = own && (s.level > 0 || isMissing(run, frame.module.file, s.module));
  const reason = run.reason("missing-module", run.place(frame, s.line), ".".repeat(s.level) + s.module);
  if (missing && s.level - 1 > frame.module.file.split("/").length - 1 && run.notes.every(({ code }) => code !== "imports-leave-folder"))
    run.note("imports-leave-folder", reason.place, reason.detail);
  if (s.names === "*") {
    if (!missing) frame.module.stars.push(s.module);
    return missing ? "raise" : "next";
  }
  const told = missing ? absent(run, reason, s.level, s.module) : reason;
  for (const { name, as } of s.names) {
    const bound = as === "" ? name : as;
    bind(run, frame, bound, missing ? { k: "unknown", reason: told } : outsideNow(run, `${s.module}.${name}`, reason.place));
    if (name === "FastAPI" || name === "Starlette") run.makers.add(bound);
  }
  return missing ? "raise" : "next";
}
