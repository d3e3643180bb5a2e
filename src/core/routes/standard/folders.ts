import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { list, type Text, text, type Value } from "../interpreter/values";
import type { Project } from "../project/project";

// Folders of the project as the code looks into them: paths count from the folder that is read, `__file__` too.

/** `./a/../b/` -> `b` */
export function tidy(path: string): string {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && out.length > 0 && out.at(-1) !== "..") out.pop();
    else out.push(part);
  }
  return out.join("/");
}

/** What a folder holds of Python: files and folders, by name. */
export function entries(project: Project, folder: string): readonly { readonly name: string; readonly path: string; readonly isFolder: boolean }[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const found = new Map<string, boolean>();
  for (const file of project.files.keys()) {
    if (!file.startsWith(prefix)) continue;
    const rest = file.slice(prefix.length);
    const slash = rest.indexOf("/");
    if (slash === -1) found.set(rest, false);
    else found.set(rest.slice(0, slash), true);
  }
  return [...found].map(([name, isFolder]) => ({ name, path: prefix + name, isFolder })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The folder that a path of the code means: counted from the top, or from the module's own folders; null if there is none. */
export function folderOf(run: Run, path: Value, frame: Frame): string | null {
  if (path.k !== "text" || path.holes.length > 0) return null;
  const wanted = tidy(path.value);
  if (wanted === "" || run.project.isFolder(wanted)) return wanted;
  const parts = frame.module.file.split("/").slice(0, -1);
  for (let length = parts.length; length > 0; length--) {
    const candidate = `${parts.slice(0, length).join("/")}/${wanted}`;
    if (run.project.isFolder(candidate)) return candidate;
  }
  return null;
}

/** Null where it cannot be known: the snapshot holds no files but those that we read. */
export function isFile(run: Run, path: Value): Value | null {
  if (path.k !== "text" || path.holes.length > 0) return null;
  const wanted = tidy(path.value);
  if (run.project.files.has(wanted)) return { k: "constant", value: true };
  return run.project.isFolder(wanted) || wanted.endsWith(".py") ? { k: "constant", value: false } : null;
}

/** Null where it cannot be known. */
export function isFolder(run: Run, path: Value, frame: Frame): Value | null {
  if (folderOf(run, path, frame) !== null) return { k: "constant", value: true };
  return path.k === "text" && run.project.files.has(tidy(path.value)) ? { k: "constant", value: false } : null;
}

/** `os.listdir(folder)`, `Path(folder).iterdir()`: `whole` paths or names alone. */
export function listed(run: Run, path: Value, frame: Frame, whole: boolean): Value {
  const folder = folderOf(run, path, frame);
  if (folder === null) return list([], "list", true);
  return list(entries(run.project, folder).map((one) => text(whole ? one.path : one.name)));
}

/** `os.walk(folder)`: folder, names of folders, names of files. */
export function walked(run: Run, path: Value, frame: Frame): Value {
  const top = folderOf(run, path, frame);
  if (top === null) return list([], "list", true);
  const out: Value[] = [];
  const visit = (folder: string): void => {
    const all = entries(run.project, folder);
    const folders = all.filter((one) => one.isFolder);
    const names = (some: readonly { name: string }[]): Value => list(some.map((one) => text(one.name)));
    out.push(list([text(folder), names(folders), names(all.filter((one) => !one.isFolder))], "tuple"));
    if (out.length < 2000) for (const one of folders) visit(one.path);
  };
  visit(top);
  return list(out);
}

/** `Path(folder).glob(pattern)`; `deep` is `rglob`. */
export function globbed(run: Run, path: Value, pattern: Value | undefined, frame: Frame, deep: boolean): Value {
  const folder = folderOf(run, path, frame);
  if (folder === null || pattern?.k !== "text" || pattern.holes.length > 0) return list([], "list", true);
  const wanted = globPattern(deep ? `**/${pattern.value}` : pattern.value);
  const prefix = folder === "" ? "" : `${folder}/`;
  const found = new Set<string>();
  for (const file of run.project.files.keys()) {
    if (!file.startsWith(prefix)) continue;
    const parts = file.slice(prefix.length).split("/");
    for (let length = 1; length <= parts.length; length++) {
      const rest = parts.slice(0, length).join("/");
      if (wanted.test(rest)) found.add(prefix + rest);
    }
  }
  return list([...found].sort().map(text));
}

/** `glob.glob("folder/*.py")` */
export function globOf(run: Run, pattern: Value, frame: Frame): Value {
  if (pattern.k !== "text" || pattern.holes.length > 0) return list([], "list", true);
  const fixed = /^[^*?[]*(?=\/)/.exec(tidy(pattern.value).replace(/^([^/]*[*?[])/, "./$1"))?.[0] ?? "";
  const rest = tidy(pattern.value).slice(fixed === "." || fixed === "" ? 0 : fixed.length + 1);
  return globbed(run, text(fixed), text(rest), frame, false);
}

function globPattern(pattern: string): RegExp {
  const source = pattern
    .split("/")
    .map((part) =>
      part === "**"
        ? "(?:[^/]+/)*"
        : `${part
            .replace(/[.+^${}()|\\]/g, "\\$&")
            .replace(/\[!/g, "[^")
            .replace(/\*/g, "[^/]*")
            .replace(/\?/g, "[^/]")}/`,
    )
    .join("")
    .replace(/\/$/, "");
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^$/;
  }
}

const baseOf = (path: string): string => path.replace(/\/+$/, "").replace(/^.*\//, "");

/** `/a/b.tar.gz` -> `.gz` */
export function suffixOf(path: string): string {
  return /[^.](\.[^.]+)$/.exec(baseOf(path))?.[1] ?? "";
}

/** What is certain of the suffix of a path of which a part is not known: `{?}.wav` has one, `{?}` may have any. */
function suffixAfterHole(path: string): string | null {
  const after = baseOf(path).split("{?}").at(-1) ?? "";
  return !baseOf(path).includes("{?}") ? suffixOf(path) : after.includes(".") ? after.slice(after.lastIndexOf(".")) : null;
}

/** A part of a path, with the reasons of the holes that are in it. */
function partOf({ holes }: Text, value: string, side: "start" | "end"): Text {
  const count = value.split("{?}").length - 1;
  return { k: "text", value, holes: side === "start" ? holes.slice(0, count) : count === 0 ? [] : holes.slice(-count) };
}

/** Members of `pathlib.Path`, which is kept as its text; undefined for one that we do not know. */
export function pathMember(run: Run, self: Text, name: string, frame: Frame): Value | undefined {
  const { value } = self;
  const above = partOf(self, value.replace(/\/?[^/]+\/?$/, "") || (value.startsWith("/") ? "/" : "."), "start");
  const suffix = self.holes.length === 0 ? suffixOf(value) : suffixAfterHole(value);
  switch (name) {
    case "parent":
      return above;
    case "parents": {
      const parts = tidy(value).split("/");
      return list(parts.map((_, index) => partOf(self, parts.slice(0, parts.length - 1 - index).join("/") || ".", "start")));
    }
    case "name":
      return partOf(self, baseOf(value), "end");
    case "stem":
      return suffix === null ? undefined : partOf(self, baseOf(value).slice(0, baseOf(value).length - suffix.length), "end");
    case "suffix":
      return suffix === null ? undefined : text(suffix);
    case "parts":
      return self.holes.length === 0 ? list([...(value.startsWith("/") ? ["/"] : []), ...tidy(value).split("/")].map(text), "tuple") : undefined;
  }
  const method = methods[name];
  return method === undefined
    ? undefined
    : { k: "native", name: `path.${name}`, call: (args) => method(self, args.positional, run, frame) ?? { k: "unknown", reason: null } };
}

type PathMethod = (self: Text, args: readonly Value[], run: Run, frame: Frame) => Value | null;
const same: PathMethod = (self) => self;
const textOf = (value: Value | undefined): string | null => (value?.k === "text" && value.holes.length === 0 ? value.value : null);

const methods: Readonly<Record<string, PathMethod>> = {
  as_posix: same,
  resolve: same,
  absolute: same,
  expanduser: same,
  joinpath: (self, args) => {
    const parts = args.map(textOf);
    return parts.includes(null) ? null : { ...self, value: [self.value.replace(/\/+$/, ""), ...parts].filter((part) => part !== "").join("/") };
  },
  with_suffix: (self, args) => {
    const suffix = textOf(args[0]);
    // what is not known of a name may hold its suffix
    const before = self.holes.length === 0 ? suffixOf(self.value) : (suffixAfterHole(self.value) ?? "");
    return suffix === null ? null : partOf(self, self.value.slice(0, self.value.length - before.length) + suffix, "start");
  },
  with_name: (self, args) => {
    const name = textOf(args[0]);
    return name === null ? null : partOf(self, self.value.replace(/[^/]*$/, name), "start");
  },
  relative_to: (self, args) => {
    const top = textOf(args[0]);
    if (top === null) return null;
    const [path, folder] = [tidy(self.value), tidy(top)];
    if (folder === "") return { ...self, value: path };
    return path.startsWith(`${folder}/`) ? { ...self, value: path.slice(folder.length + 1) } : null;
  },
  exists: (self, _args, run, frame) => (run.project.files.has(tidy(self.value)) ? { k: "constant", value: true } : isFolder(run, self, frame)),
  is_file: (self, _args, run) => isFile(run, self),
  is_dir: (self, _args, run, frame) => isFolder(run, self, frame),
  iterdir: (self, _args, run, frame) => listed(run, self, frame, true),
  glob: (self, args, run, frame) => globbed(run, self, args[0], frame, false),
  rglob: (self, args, run, frame) => globbed(run, self, args[0], frame, true),
};
