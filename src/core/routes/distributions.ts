import { keyText } from "./expressions";
import { first, type Known } from "./known";
import type { Run } from "./run";
import { list, type Place, text, unknown, type Value } from "./values";

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
  "packaging.version.parse": (args) => parsed(first(args)),
  "packaging.version.Version": (args) => parsed(first(args)),
};

const attributes = /^(pydantic|fastapi|starlette)\.(version\.)?(VERSION|__version__)$/;

/** `pydantic.VERSION`; null for any other name. */
export function installedVersion(run: Run, path: string, place: Place): Value | null {
  const name = attributes.exec(path)?.[1];
  return name === undefined ? null : version(run, name, place);
}

function version(run: Run, name: string | null, place: Place): Value {
  const reason = run.reason("runtime", place, name ?? "version");
  const known = name === null ? null : (run.manifests.versionOf(name) ?? usual(run, name.toLowerCase()));
  if (known === null) return { k: "unknown", reason };
  return known.endsWith(".") ? { k: "text", value: `${known}{?}`, holes: [reason] } : text(known);
}

/** Nothing limits it, so it is the newest that its FastAPI works with: pydantic 2 since 0.100. */
function usual(run: Run, name: string): string | null {
  if (name !== "pydantic") return null;
  const minor = /^0\.(\d+)/.exec(run.manifests.versionOf("fastapi") ?? "")?.[1];
  return minor !== undefined && Number(minor) < 100 ? "1." : "2.";
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
