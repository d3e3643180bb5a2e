/** A `pyproject.toml`, requirements or lock file, a `setup.py`. */
export interface Manifest {
  readonly path: string;
  readonly text: string;
}

/** What the project's own files say of distributions: which version is installed, and what its own ones offer to others. */
export class Manifests {
  private readonly versions = new Map<string, string | null>();

  constructor(private readonly files: readonly Manifest[]) {}

  /** `2.5.1` where a file names it, `2.` where only its beginning is sure; null where nothing tells. */
  versionOf(distribution: string): string | null {
    const name = normal(distribution);
    let known = this.versions.get(name);
    if (known === undefined) {
      known = this.own(name) ?? this.required(name) ?? null;
      this.versions.set(name, known);
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
        if (normal(keyIn(table, "name") ?? "") !== name) continue;
        const version = keyIn(table, "version");
        // with a version from tags or a file, what stands here is a placeholder
        if (version !== null && !/^0+(\.0+)*$/.test(version) && !/dynamic-versioning|setuptools[_-]scm/.test(text)) return version;
      }
    }
    return null;
  }

  private required(name: string): string | null {
    let bound: string | null = null;
    for (const { path, text } of this.files) {
      if (path.endsWith(".py")) continue;
      const exact = locked(text, name);
      if (exact !== null) return exact;
      bound ??= bounded(text, name);
    }
    return bound;
  }
}

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** A distribution's name however it is spelled. */
const spelled = (name: string): string => escaped(name).replace(/-/g, "[-_.]");

/** What stands under `[header]`. */
function section(toml: string, header: string): string {
  return new RegExp(`^\\[${escaped(header)}\\][ \\t]*(?:#.*)?$([\\s\\S]*?)(?=^\\[|(?![\\s\\S]))`, "m").exec(toml)?.[1] ?? "";
}

function keyIn(table: string, key: string): string | null {
  return new RegExp(`^${key}\\s*=\\s*["']([^"']*)["']`, "m").exec(table)?.[1] ?? null;
}

/** A version that a lock file or a pin names. */
function locked(text: string, name: string): string | null {
  const version = "(\\d+(?:\\.\\w+)*)";
  const lock = new RegExp(`name\\s*=\\s*"${spelled(name)}"\\s*\\n\\s*version\\s*=\\s*"${version}"`, "i").exec(text);
  const pipenv = new RegExp(`"${spelled(name)}":\\s*\\{[^}]*"version":\\s*"==${version}`, "i").exec(text);
  const pin = new RegExp(`(?:^|["'\\s])${spelled(name)}(?:\\[[^\\]]*\\])?\\s*===?\\s*${version}(?![\\w.]*\\*)`, "im").exec(text);
  const poetry = new RegExp(`^${spelled(name)}\\s*=\\s*(?:\\{[^}]*version\\s*=\\s*)?"(?:==)?${version}"`, "im").exec(text);
  return (lock ?? pipenv ?? pin ?? poetry)?.[1] ?? null;
}

/** The beginning that all versions within the stated bounds share: `^2.13`, `>=2,<3`, `~=2.4`. */
function bounded(text: string, name: string): string | null {
  const wish = new RegExp(`(?:^|["'\\s])${spelled(name)}(?:\\[[^\\]]*\\])?\\s*(?:=\\s*(?:\\{[^}]*version\\s*=\\s*)?")?\\s*([\\^~<>=!][^"'\\n;#]*)`, "im").exec(
    text,
  )?.[1];
  if (wish === undefined) return null;
  const caret = /\^\s*(\d+)/.exec(wish) ?? /~=\s*(\d+)\.\d+(?!\.)/.exec(wish);
  if (caret !== null) return `${caret[1]}.`;
  const near = /~=?\s*(\d+)\.(\d+)/.exec(wish);
  if (near !== null) return `${near[1]}.${near[2]}.`;
  const from = />=?\s*(\d+)/.exec(wish)?.[1];
  const below = /<\s*(\d+)(?:\.0)*(?![.\d])/.exec(wish)?.[1];
  return from !== undefined && below !== undefined && Number(below) === Number(from) + 1 ? `${from}.` : null;
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
