import { type TomlEntry, tomlEntries, tomlTexts } from "../settings/toml";
import { anyVersion, both, exactly, rangesOf, type VersionRange } from "./versionRange";

/** What one file says of a distribution's version: alternatives, none where it does not name it. */
export interface Wish {
  /** what is installed with the project */
  readonly certain: readonly VersionRange[];
  /** what a group or an extra adds, that may be installed or not */
  readonly possible: readonly VersionRange[];
}

const nothing: Wish = { certain: [], possible: [] };

/** `name` as `normalName` gives it. */
export function wishOf(path: string, text: string, name: string): Wish {
  if (!new RegExp(spelled(name), "i").test(text)) return nothing;
  if (path.endsWith(".lock")) return { certain: lockedIn(text, name), possible: [] };
  if (path.endsWith(".txt")) return { certain: inLines(text, name), possible: [] };
  if (path.endsWith(".cfg")) return inConfig(text, name);
  return path.endsWith(".py") ? inSetup(text, name) : inTables(tomlEntries(text), name);
}

/** As PEP 503 compares names of distributions. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");
/** A distribution's name however it is spelled. */
const spelled = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/-/g, "[-_.]+");

/** What holds under all of several wishes; where they contradict each other, each may hold. */
export function together(wishes: readonly (readonly VersionRange[])[]): readonly VersionRange[] {
  let sum: readonly VersionRange[] = [];
  for (const one of wishes) {
    const shared = sum.flatMap((a) => one.flatMap((b) => both(a, b) ?? []));
    sum = shared.length > 0 ? shared : sum.concat(one);
  }
  return sum;
}

/** Lock files of uv, Poetry and PDM, and `Pipfile.lock`. */
function lockedIn(text: string, name: string): VersionRange[] {
  const entry = new RegExp(`^name\\s*=\\s*"${spelled(name)}"\\s*\\n\\s*version\\s*=\\s*"([^"]+)"`, "gim");
  const pipenv = new RegExp(`"${spelled(name)}":\\s*\\{[^}]*"version":\\s*"==([^"]+)"`, "gi");
  return [...text.matchAll(entry), ...text.matchAll(pipenv)].map(([, version = ""]) => exactly(version));
}

interface Mention {
  readonly ranges: readonly VersionRange[];
  /** under a marker: `; python_version < "3.8"` */
  readonly marked: boolean;
}

function inLines(text: string, name: string): readonly VersionRange[] {
  const lines = text
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*/, ""));
  return allOf(lines.flatMap((line) => requirement(line, name) ?? []));
}

function allOf(mentions: readonly Mention[]): readonly VersionRange[] {
  const marked = mentions.filter((one) => one.marked).flatMap(({ ranges }) => ranges);
  return together([...mentions.filter((one) => !one.marked).map(({ ranges }) => ranges), ...(marked.length > 0 ? [marked] : [])]);
}

/** `pydantic[email]>=2,<3 ; python_version > "3.8"` */
function requirement(text: string, name: string): Mention | null {
  const found = new RegExp(`^\\s*${spelled(name)}\\s*(?:\\[[^\\]]*\\])?\\s*(\\(?[\\^~<>=!][^;]*?\\)?|@[^;]*)?(?:\\s--.*)?\\s*(;.*)?$`, "i").exec(text);
  if (found === null) return null;
  const [, wish = "", marker] = found;
  return { ranges: wish.startsWith("@") ? [anyVersion] : rangesOf(wish.replace(/[()]/g, "").replace(/\s--.*/, "")), marked: marker !== undefined };
}

const extraTables = /^(project\.optional-dependencies|dependency-groups|tool\.pdm\.dev-dependencies)$/;
const extraKeys = /^(project\.optional-dependencies\..*|tool\.uv\.dev-dependencies)$/;
const mainTables = /^(tool\.poetry\.dependencies|packages)$/;
const groupTables = /^(tool\.poetry\.(group\..*\.dependencies|dev-dependencies)|dev-packages)$/;

function inTables(entries: readonly TomlEntry[], name: string): Wish {
  const certain: Mention[] = [];
  const possible: Mention[] = [];
  for (const { table, key, value } of entries) {
    const path = `${table}.${key}`;
    const listed = (): Mention[] => tomlTexts(value).flatMap((one) => requirement(one, name) ?? []);
    if (path === "project.dependencies") certain.push(...listed());
    else if (extraTables.test(table) || extraKeys.test(path)) possible.push(...listed());
    else if (normalName(key) === name && (mainTables.test(table) || groupTables.test(table)))
      (mainTables.test(table) && !/optional\s*=\s*true/.test(value) ? certain : possible).push(poetry(value));
    else if (key === "version" && table.startsWith("tool.poetry.dependencies.") && normalName(table.slice(25)) === name) certain.push(poetry(value));
  }
  return { certain: allOf(certain), possible: possible.flatMap(({ ranges }) => ranges) };
}

/** `"^2.4"`, `{ version = "^2.4", extras = ["x"] }`, `[{ version = "^1", python = "<3.8" }, ...]`, `{ git = "..." }` */
function poetry(value: string): Mention {
  if (/^["']/.test(value)) return { ranges: tomlTexts(value).slice(0, 1).flatMap(rangesOf), marked: false };
  const versions = [...value.matchAll(/\bversion\s*=\s*["']([^"']*)["']/g)].flatMap(([, one = ""]) => rangesOf(one));
  return { ranges: versions.length > 0 ? versions : [anyVersion], marked: /\b(python|markers|platform)\s*=/.test(value) };
}

/** The list that `setup()` is given, in the call or under a name of the file. */
function inSetup(text: string, name: string): Wish {
  const code = text.replace(/^\s*#.*$/gm, "");
  const given = /\binstall_requires\s*=\s*(\[|[A-Za-z_]\w*)/.exec(code);
  const list = given === null ? null : given[1] === "[" ? given : new RegExp(`^${given[1]}\\s*(?::[^=\\n]*)?=\\s*\\[`, "m").exec(code);
  const extras = /\bextras_require\s*=\s*\{/.exec(code);
  const among = (from: RegExpExecArray | null): Mention[] =>
    from === null ? [] : tomlTexts(inBrackets(code, from.index + from[0].length - 1)).flatMap((one) => requirement(one, name) ?? []);
  return { certain: allOf(among(list)), possible: among(extras).flatMap(({ ranges }) => ranges) };
}

/** From a bracket to the one that closes it. */
function inBrackets(text: string, start: number): string {
  let open = 0;
  for (let at = start; at < text.length; at++) {
    const one = text.charAt(at);
    if (one === "[" || one === "{") open++;
    else if ((one === "]" || one === "}") && --open === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

/** `install_requires` of a `setup.cfg`, a requirement a line; its extras may be installed or not. */
function inConfig(text: string, name: string): Wish {
  const parts = text.split(/^(?=\[)/m);
  const under = (header: string): string => parts.find((one) => one.startsWith(`[${header}]`)) ?? "";
  const listed = /^install_requires[ \t]*=(.*(?:\r?\n(?:[ \t]+.*)?)*)/m.exec(under("options"))?.[1] ?? "";
  return { certain: inLines(listed, name), possible: inLines(under("options.extras_require").replace(/^\w[\w-]*[ \t]*=/gm, ""), name) };
}
