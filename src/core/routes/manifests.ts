import { baseName } from "./project";
import { both, exactly, unlimited, type VersionRange } from "./versionRange";
import { normalName, together, type Wish, wishOf } from "./wishes";

/** A `pyproject.toml`, requirements or lock file, a `setup.py`. */
export interface Manifest {
  readonly path: string;
  readonly text: string;
}

/** What the project's own files say of distributions: which version is installed, and what its own ones offer to others. */
export class Manifests {
  private readonly folders = new Map<string, Manifest[]>();
  private readonly known = new Map<string, readonly VersionRange[]>();

  constructor(private readonly files: readonly Manifest[]) {
    for (const file of files) {
      const folder = folderOf(file.path);
      this.folders.set(folder, [...(this.folders.get(folder) ?? []), file]);
    }
  }

  /** What may be installed where a file runs, by the manifests nearest above it; several where they, or their markers, disagree. */
  versionsOf(distribution: string, file: string): readonly VersionRange[] {
    const name = normalName(distribution);
    const key = `${name}\n${folderOf(file)}`;
    let known = this.known.get(key);
    if (known === undefined) {
      const own = this.own(name);
      known = own === null ? this.required(name, foldersAbove(file)) : [exactly(own)];
      this.known.set(key, known);
    }
    return known;
  }

  /** `name = "module:attribute"` of a group of entry points, in the order of the files. */
  entryPoints(group: string): readonly { readonly name: string; readonly value: string }[] {
    return this.files.flatMap(({ path, text }) => (path.endsWith(".toml") ? inToml(text, group) : path.endsWith("setup.py") ? inSetup(text, group) : []));
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
    const elsewhere = this.files.filter(({ path }) => !above.includes(folderOf(path))).map(({ path, text }) => wishOf(path, text, name));
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

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** A file's folder and those around it, the nearest first. */
function foldersAbove(file: string): string[] {
  const out = [folderOf(file)];
  for (let at = out[0] ?? ""; at !== ""; out.push(at)) at = folderOf(at);
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

function inToml(text: string, group: string): { name: string; value: string }[] {
  const name = `(?:"${escaped(group)}"|'${escaped(group)}'|${escaped(group)})`;
  const pairs = (body: string): { name: string; value: string }[] =>
    [...body.matchAll(/^\s*["']?([\w.-]+)["']?\s*=\s*["']([\w.]+:[\w.]+)["']/gm)].map(([, key = "", value = ""]) => ({ name: key, value }));
  const tables = new RegExp(`^\\[(?:project\\.entry-points|tool\\.poetry\\.plugins)\\.${name}\\][ \\t]*$([\\s\\S]*?)(?=^\\[|(?![\\s\\S]))`, "gm");
  const dotted = new RegExp(`^entry-points\\.${name}\\.(.*)$`, "gm");
  return [...[...text.matchAll(tables)].flatMap(([, body = ""]) => pairs(body)), ...[...text.matchAll(dotted)].flatMap(([, line = ""]) => pairs(line))];
}

/** `entry_points={"group": ["name = module:attribute"]}` */
function inSetup(text: string, group: string): { name: string; value: string }[] {
  const list = new RegExp(`["']${escaped(group)}["']\\s*:\\s*\\[([^\\]]*)\\]`).exec(text)?.[1] ?? "";
  return [...list.matchAll(/["']\s*([\w.-]+)\s*=\s*([\w.]+:[\w.]+)\s*["']/g)].map(([, name = "", value = ""]) => ({ name, value }));
}
