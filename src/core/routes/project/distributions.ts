import { optionsOf, union } from "../interpreter/alternatives";
import { keyText } from "../interpreter/entries";
import type { Run } from "../interpreter/run";
import { list, type Place, text, unknown, type Value } from "../interpreter/values";
import { first, type Known } from "../standard/known";
import { anyVersion, beginnings, endsBelow, isUnlimited, unlimited, type VersionRange } from "./versionRange";

// The version of what is installed, as far as the project's own files settle it: exactly, or its beginning, `2.{?}`.

export const distributions: Readonly<Record<string, Known>> = {
  "importlib.metadata.version": (args, run, place) => version(run, keyText(first(args)), place),
  "importlib_metadata.version": (args, run, place) => version(run, keyText(first(args)), place),
  "pkg_resources.get_distribution": (args, run, place) => ({
    k: "instance",
    id: run.id(),
    cls: null,
    attrs: new Map([["version", version(run, keyText(first(args)), place)]]),
    place,
  }),
  "packaging.version.parse": (args) => union(optionsOf(first(args)).map(parsed)),
  "packaging.version.Version": (args) => union(optionsOf(first(args)).map(parsed)),
};

const attributes = /^(pydantic|fastapi|starlette)\.(version\.)?(VERSION|__version__)$/;

/** `pydantic.VERSION`; null for any other name. */
export function installedVersion(run: Run, path: string, place: Place): Value | null {
  // asked for every attribute of a library
  if (!path.endsWith("VERSION") && !path.endsWith("__version__")) return null;
  const name = attributes.exec(path)?.[1];
  return name === undefined ? null : version(run, name, place);
}

/** Of what projects ask about most: the oldest and the newest major version that FastAPI has worked with. */
const majors: Readonly<Record<string, readonly [oldest: number, newest: number]>> = { pydantic: [1, 2] };

/** One of several where the manifests leave it between some. */
function version(run: Run, name: string | null, place: Place): Value {
  const reason = run.reason("runtime", place, name ?? "version");
  if (name === null) return { k: "unknown", reason };
  const known = run.manifests.versionsOf(name, place.file).map((range) => (isUnlimited(range) ? usual(run, name, place.file) : range));
  const options = known.flatMap((range): readonly Value[] => {
    const texts = beginnings(range, majors[name.toLowerCase()] ?? null);
    if (texts === null) return [{ k: "unknown", reason }];
    return texts.map((one) => (one.endsWith(".") ? { k: "text", value: `${one}{?}`, holes: [reason] } : text(one)));
  });
  return union(options);
}

/** Nothing limits it, so it is the newest that its FastAPI works with: pydantic 2 since 0.100. */
function usual(run: Run, name: string, file: string): VersionRange {
  if (name.toLowerCase() !== "pydantic") return unlimited;
  const before = run.manifests.versionsOf("fastapi", file).map((range) => endsBelow(range, [0, 100]));
  if (before.includes(true)) return before.includes(false) ? anyVersion : { from: [1], below: [2], exact: null };
  return { from: [2], below: [3], exact: null };
}

/** Compared as the numbers that it begins with. */
function parsed(value: Value): Value {
  if (value.k !== "text") return unknown;
  const certain = value.holes.length === 0 ? value.value : value.value.slice(0, value.value.indexOf("{?}"));
  const numbers = certain.split(".").flatMap((part) => (/^\d+$/.test(part) ? [Number(part)] : []));
  if (numbers.length === 0) return unknown;
  // `2` is `2.0.0`, and of `2.{?}` the rest is not known
  const exact = value.holes.length === 0;
  const release = exact ? [...numbers, 0, 0].slice(0, Math.max(3, numbers.length)) : numbers;
  const items = release.map((one) => ({ k: "number", value: one }) as const);
  return { ...list(items, "tuple", !exact), fields: ["major", "minor", "micro"] };
}
