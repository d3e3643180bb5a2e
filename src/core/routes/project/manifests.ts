import { tomlEntries, tomlTexts } from "../settings/toml";
import { baseName, parent } from "./paths";
import { both, exactly, unlimited, type VersionRange } from "./versionRange";
import { normalName, together, type Wish, wishOf } from "./wishes";

/** A `pyproject.toml`, requirements or lock file, a `setup.py`. */
export interface Manifest {
  readonly path: string;
  readonly text: string;
}

interface EntryPoint {
  readonly name: string;
  readonly value: string;
}

/** What the project's own files say of distributions: which version is installed, and what its own ones offer to others. */
export class Manifests {
  private readonly folders = new Map<string, Manifest[]>();
  private readonly known = new Map<string, readonly VersionRange[]>();
  private readonly asked = new Map<string, boolean>();
  private readonly points = new Map<string, readonly EntryPoint[]>();

  constructor(private readonly files: readonly Manifest[]) {
    for (const file of files) {
      const folder = parent(file.path);
      this.folders.set(folder, [...(this.folders.get(folder) ?? []), file]);
    }
  }

  /** What may be installed where a file runs, by the manifests nearest above it; several where they, or their markers, disagree. */
  versionsOf(distribution: string, file: string): readonly VersionRange[] {
    const name = normalName(distribution);
    const key = `${name}\n${parent(file)}`;
    let known = this.known.get(key);
    if (known === undefined) {
      const own = this.own(name);
      known = own === null ? this.required(name, foldersAbove(file)) : [exactly(own)];
      this.known.set(key, known);
    }
    return known;
  }

  /** Whether some manifest of the project names a distribution among what it needs. */
  asksFor(distribution: string): boolean {
    const name = normalName(distribution);
    let known = this.asked.get(name);
    if (known === undefined) {
      known = this.files.map(({ path, text }) => wishOf(path, text, name)).some(({ certain, possible }) => certain.length + possible.length > 0);
      this.asked.set(name, known);
    }
    return known;
  }

  /** `name = "module:attribute"` of a group of entry points, in the order of the files. */
  entryPoints(group: string): readonly EntryPoint[] {
    let known = this.points.get(group);
    if (known === undefined) {
      known = this.files.flatMap(({ path, text }) => readers.find(({ name }) => path.endsWith(name))?.read(text, group) ?? []);
      this.points.set(group, known);
    }
    return known;
  }

  /** `module:function` of the commands that are installed with the project's own distributions, and the manifest that says so. */
  scripts(): readonly { readonly by: string; readonly target: string }[] {
    return this.files.flatMap(({ path, text }) => {
      const reader = readers.find(({ name }) => path.endsWith(name));
      const listed = ["console_scripts", "gui_scripts"].flatMap((group) => reader?.read(text, group) ?? []);
      const targets = [...listed.map(({ value }) => value), ...(path.endsWith(".toml") ? scriptsIn(text) : [])];
      return targets.map((target) => ({ by: path, target }));
    });
  }

  /** A folder with a manifest of its own. */
  isIn(folder: string): boolean {
    return this.folders.has(folder);
  }

  private own(name: string): string | null {
    for (const { path, text } of this.files) {
      if (!path.endsWith("pyproject.toml")) continue;
      for (const header of ["project", "tool.poetry"]) {
        const table = section(text, header);
        if (normalName(keyIn(table, "name") ?? "") !== name) continue;
        const version = keyIn(table, "version");
        // with a version from tags or a file, what stands here is a placeholder
        if (version !== null && !/^0+(\.0+)*$/.test(version) && !/dynamic-versioning|setuptools[_-]scm/.test(text)) return version;
      }
    }
    return null;
  }

  private required(name: string, above: readonly string[]): readonly VersionRange[] {
    // a nearer one lists what is installed, FastAPI among it, but does not name this
    let unnamed = false;
    for (const [at, folder] of above.entries()) {
      const files = this.folders.get(folder) ?? [];
      const { certain, possible } = wishIn(files, name);
      if (certain.length > 0) {
        const locks = above.slice(at).flatMap((one) => (this.folders.get(one) ?? []).filter(isLock));
        const locked = wishIn(locks, name).certain;
        const chosen = certain.flatMap((a) => locked.flatMap((b) => both(a, b) ?? []));
        return [...(chosen.length > 0 ? chosen : certain), ...(unnamed && locked.length === 0 ? [unlimited] : [])];
      }
      if (possible.length > 0) return [...possible, unlimited];
      unnamed ||= wishIn(files, "fastapi").certain.length > 0;
    }
    if (unnamed) return [unlimited];
    const elsewhere = this.files.filter(({ path }) => !above.includes(parent(path))).map(({ path, text }) => wishOf(path, text, name));
    const any = elsewhere.flatMap(({ certain, possible }) => [...certain, ...possible]);
    return any.length > 0 ? any : [unlimited];
  }
}

/** What the files of one folder say together. */
function wishIn(files: readonly Manifest[], name: string): Wish {
  const wishes = files.map(({ path, text }) => ({ wish: wishOf(path, text, name), aside: isAside(path, files) }));
  return {
    certain: together(wishes.flatMap(({ wish, aside }) => (aside || wish.certain.length === 0 ? [] : [wish.certain]))),
    possible: wishes.flatMap(({ wish, aside }) => (aside ? wish.certain : wish.possible)),
  };
}

/** `requirements-dev.txt` beside a `requirements.txt` that does not include it: it may be installed or not. */
function isAside(path: string, files: readonly Manifest[]): boolean {
  const name = baseName(path);
  const main = files.find((one) => baseName(one.path) === "requirements.txt");
  if (main === undefined || !name.endsWith(".txt") || name === "requirements.txt") return false;
  return ![...main.text.matchAll(/^\s*(?:-r|-c|--requirement|--constraint)[ =]*(?:\.\/)?(\S+)/gm)].some(([, included]) => included === name);
}

const isLock = ({ path }: Manifest): boolean => path.endsWith(".lock");

/** A file's folder and those around it, the nearest first. */
function foldersAbove(file: string): string[] {
  const out = [parent(file)];
  for (let at = out[0] ?? ""; at !== ""; out.push(at)) at = parent(at);
  return out;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What stands under `[header]`. */
function section(toml: string, header: string): string {
  return new RegExp(`^\\[${escaped(header)}\\][ \\t]*(?:#.*)?$([\\s\\S]*?)(?=^\\[|(?![\\s\\S]))`, "m").exec(toml)?.[1] ?? "";
}

function keyIn(table: string, key: string): string | null {
  return new RegExp(`^${key}\\s*=\\s*["']([^"']*)["']`, "m").exec(table)?.[1] ?? null;
}

/** A table of its own, `[project.entry-points.group]`, an inline one, or dotted keys; Poetry calls them plugins. */
function inToml(text: string, group: string): EntryPoint[] {
  if (!text.includes(group)) return [];
  const places = ["project.entry-points", "tool.poetry.plugins"].map((one) => `${one}.${group}`);
  return tomlEntries(text).flatMap(({ table, key, value }) => {
    const target = tomlTexts(value)[0];
    if (places.includes(table)) return entryPoint(key, target);
    const path = `${table}.${key}`;
    if (places.includes(path)) return [...value.matchAll(/["']?([\w.-]+)["']?\s*=\s*["']([^"']*)["']/g)].flatMap(([, name, one]) => entryPoint(name, one));
    const place = places.find((one) => path.startsWith(`${one}.`) && one.startsWith(table));
    const name = place === undefined ? "" : path.slice(place.length + 1);
    return name === "" || name.includes(".") ? [] : entryPoint(name, target);
  });
}

/** `module:attribute [extra]`, or a module alone. */
function entryPoint(name = "", target = ""): EntryPoint[] {
  const value = /^\s*([\w.]+(?:\s*:\s*[\w.]+)?)\s*(?:\[.*\])?\s*$/.exec(target)?.[1];
  return value === undefined ? [] : [{ name, value: value.replace(/\s/g, "") }];
}

/** `[project.scripts]` and Poetry's. */
function scriptsIn(text: string): string[] {
  if (!text.includes("scripts")) return [];
  return tomlEntries(text).flatMap(({ table, key, value }) =>
    /^(?:project|tool\.poetry)\.(?:gui-)?scripts$/.test(table) ? entryPoint(key, tomlTexts(value)[0]).map((one) => one.value) : [],
  );
}

/** `[options.entry_points]` of a `setup.cfg`: a group a key, an entry point a line. */
function inConfig(text: string, group: string): EntryPoint[] {
  const body = section(text, "options.entry_points");
  const lines = new RegExp(`^${escaped(group)}[ \\t]*=(.*(?:\\n[ \\t]+.*|\\n[ \\t]*)*)`, "m").exec(body)?.[1] ?? "";
  return lines.split("\n").flatMap((line) => {
    const [, name, target] = /^\s*([\w.-]+)\s*=\s*([^#]*)/.exec(line) ?? [];
    return entryPoint(name, target);
  });
}

/** `entry_points={"group": ["name = module:attribute"]}` */
function inSetup(text: string, group: string): EntryPoint[] {
  const list = new RegExp(`["']${escaped(group)}["']\\s*:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1] ?? "";
  return [...list.matchAll(/["']\s*([\w.-]+)\s*=\s*([^"']+)["']/g)].flatMap(([, name, target]) => entryPoint(name, target));
}

const readers = [
  { name: ".toml", read: inToml },
  { name: "setup.py", read: inSetup },
  { name: "setup.cfg", read: inConfig },
];
