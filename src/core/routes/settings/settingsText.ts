import { isScalar, parseDocument, Scalar, visit } from "yaml";
import { dict, list, text, unknown, type Value } from "../interpreter/values";
import { secret } from "./settable";
import { tomlContent } from "./tomlContent";

/** Larger ones hold data, not settings. */
export const LARGEST = 200_000;
/** Values of one file: more is data. */
const MOST_VALUES = 5000;

type YamlVersion = "1.1" | "1.2";
/** PyYAML and what is built on it read YAML 1.1 (`010` is 8, `no` is false), ruamel.yaml 1.2. */
export type SettingsSyntax = YamlVersion | "toml";

/** Whoever reads it may change what it is given: made anew each time. `asWritten`: variables in texts stay as they are. */
export function settingsValue(content: unknown, asWritten = false): Value {
  return asValue(content, { left: MOST_VALUES, asWritten });
}

/** Undefined for what is too large, or neither JSON nor YAML, nor TOML where that is asked. */
export function settingsContent(written: string, version: SettingsSyntax): unknown {
  if (written.length > LARGEST) return undefined;
  if (version === "toml") return tomlContent(written);
  try {
    // with tabs it is JSON, and no YAML
    if (/^\s*[[{]/.test(written)) return JSON.parse(written);
  } catch {}
  try {
    return yamlContent(written, version);
  } catch {
    return undefined;
  }
}

/** Stands for what only the running program knows. */
const open = Symbol("open");

function yamlContent(written: string, version: YamlVersion): unknown {
  const document = parseDocument(written, { version, schema: version === "1.1" ? "yaml-1.1" : "core", merge: true, uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  visit(document, {
    Node(_, node) {
      const { tag } = node;
      if (tag !== undefined && !plainTags.test(tag)) {
        const isEnvironment = isScalar(node) && /^!env/i.test(tag);
        return new Scalar((isEnvironment ? filledIn(String(node.value), true) : null) ?? open);
      }
      if (version === "1.1" && isScalar(node) && node.type === "PLAIN" && node.source !== undefined && isTextToPyYaml(node)) node.value = node.source;
      return undefined;
    },
  });
  return document.toJS({ maxAliasCount: 50 }) as unknown;
}

const plainTags = /^(!|tag:yaml\.org,2002:(str|int|float|bool|null|seq|map|set|omap|pairs|binary|timestamp|merge))$/;

/** PyYAML takes `y`, `n`, `089` and `1e3`, which has neither point nor sign, for text. */
function isTextToPyYaml({ value, source = "" }: Scalar): boolean {
  if (typeof value === "boolean") return /^[yn]$/i.test(source);
  return typeof value === "number" && /^[-+]?([\d._]+e\d*|0[\d_]*[89][\d_]*)$/i.test(source);
}

/** A text of whose variables each has a default, after `:-` or `:`; null where one has none. */
export function filledIn(written: string, tagged = false): string | null {
  const filled = written
    .replace(/\$\{\s*\w+\s*:?-([^{}]*)\}/g, "$1")
    .replace(/\$\{\s*[A-Z][A-Z0-9_]*(?:\s*,\s*\w+)*\s*:(?![?+=])([^{}]*)\}/g, "$1")
    .replace(/\$\{\s*oc\.env:[^{},]+,\s*(["']?)([^{}]*?)\1\s*\}/g, "$2")
    .replace(tagged ? /\$\{\s*\w+\s*:([^{}]*)\}/g : /(?!)/, "$1");
  return filled.includes("${") || /^\$[A-Z_][A-Z0-9_]*$/.test(filled) || (tagged && filled === written) ? null : filled;
}

function asValue(given: unknown, budget: { left: number; readonly asWritten: boolean }): Value {
  if (--budget.left < 0) return unknown;
  if (typeof given === "string") {
    const filled = budget.asWritten ? given : filledIn(given);
    return filled === null ? unknown : text(filled);
  }
  if (typeof given === "number") return { k: "number", value: given };
  if (typeof given === "boolean" || given === null) return { k: "constant", value: given };
  if (given instanceof Map) return dict([...(given as Map<string, unknown>)].map(([key, value]) => [key, secret(key, asValue(value, budget))]));
  if (Array.isArray(given)) return list(given.map((one: unknown) => asValue(one, budget)));
  // dates, sets and bytes are no settings that anything here asks for
  if (typeof given !== "object" || Object.getPrototypeOf(given) !== Object.prototype) return unknown;
  return dict(Object.entries(given).map(([key, value]) => [key, secret(key, asValue(value, budget))]));
}
