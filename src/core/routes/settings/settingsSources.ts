import { modelConfig } from "../frameworks/modelFields";
import { validated } from "../frameworks/models";
import { ancestors, inClass, isSettings } from "../interpreter/ancestry";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import { type Args, type Class, type Dict, dict, type Instance, text, type Value } from "../interpreter/values";
import { settable } from "./settable";
import { settingsValue } from "./settingsText";

/** What pydantic's settings take from files beside the code: `SettingsConfigDict(env_file=".env", env_prefix="APP_")`, `yaml_file="config.yaml"`. */
export function fillFromFiles(run: Run, cls: Class, instance: Instance, args: Args): void {
  if (!isSettings(cls)) return;
  const options = modelConfig(cls).entries;
  const option = (name: string): Value | undefined => args.named.get(`_${name}`) ?? options.get(name);
  const from = cls.module.file;
  const environment = pathsOf(option("env_file")).reverse();
  const prefix = textOf(option("env_prefix")) ?? "";
  for (const [name, owner] of fieldsOf(cls)) {
    if (instance.attrs.has(name)) continue;
    const names = namesInEnvironment(owner, name, prefix);
    const written = firstFound(names, (one) => {
      const loaded = run.settings.variable(one.toUpperCase(), from);
      return loaded !== undefined ? loaded : firstFound(environment, (path) => run.settings.variableIn(path, from, one, true));
    });
    if (written === undefined) continue;
    // what is not shown of a file of the environment is the environment's to say, under its name
    const hidden = { k: "unknown", reason: run.reason("environment", { file: from, line: owner.base + 1 }, (names[0] ?? name).toUpperCase()) } as const;
    instance.attrs.set(name, written === null ? hidden : settable(validated(run, cls, name, plainOrJson(written)), (names[0] ?? name).toUpperCase()));
  }
  const delimiter = textOf(option("env_nested_delimiter"));
  if (delimiter !== null && delimiter !== "") fillParts(run, cls, instance, environment, prefix, delimiter.toLowerCase());
  // without a source for it such a file is not read
  const sources = inClass(cls, "settings_customise_sources") === null ? null : ancestors(cls);
  for (const [kind, source] of fileSources) {
    if (sources?.some((one) => typeof one !== "string" && one.module.source.matches(source)) !== true) continue;
    for (const path of pathsOf(option(kind)).reverse()) {
      const content = run.settings.read(path, from, kind === "toml_file" ? "toml" : "1.1");
      if (content?.k !== "dict") continue;
      for (const [name] of fieldsOf(cls)) {
        const value = content.entries.get(name);
        if (value !== undefined && !instance.attrs.has(name)) instance.attrs.set(name, validated(run, cls, name, value));
      }
    }
  }
}

const fileSources = [
  ["yaml_file", /YamlConfigSettingsSource/],
  ["toml_file", /TomlConfigSettingsSource/],
  ["json_file", /JsonConfigSettingsSource/],
] as const;

/** `LLM__NAME=tiny` is the name of the field `llm`, which is a model. */
function fillParts(run: Run, cls: Class, instance: Instance, files: readonly string[], prefix: string, delimiter: string): void {
  const said = files.flatMap((path) => {
    const all = run.settings.allIn(path, cls.module.file);
    return all.k === "dict" ? [...all.entries].map(([name, value]) => [name.toLowerCase(), value] as const) : [];
  });
  for (const [name, owner] of fieldsOf(cls)) {
    const starts = namesInEnvironment(owner, name, prefix).map((one) => one.toLowerCase() + delimiter);
    const parts = said.flatMap(([written, value]) => {
      const start = starts.find((one) => written.startsWith(one));
      return start === undefined ? [] : [[written.slice(start.length).split(delimiter), value] as const];
    });
    if (parts.length === 0 || instance.attrs.has(name)) continue;
    const whole = dict();
    for (const [path, value] of parts) put(whole, path, value);
    instance.attrs.set(name, validated(run, cls, name, whole));
  }
}

/** The first file wins. */
function put(into: Dict, [key = "", ...rest]: readonly string[], value: Value): void {
  const before = into.entries.get(key);
  if (rest.length === 0) {
    if (before === undefined) into.entries.set(key, value);
    return;
  }
  const next = before ?? dict();
  if (before === undefined) into.entries.set(key, next);
  if (next.k === "dict") put(next, rest, value);
}

function fieldsOf(cls: Class): [string, Class][] {
  const out = new Map<string, Class>();
  for (const one of [...ancestors(cls)].reverse()) if (typeof one !== "string") for (const name of one.fields.keys()) out.set(name, one);
  return [...out].filter(([name]) => name !== "model_config");
}

/** The variable of the environment that sets a field of a class of settings. */
export function variableOf(cls: Class, name: string): string {
  const prefix = textOf(modelConfig(cls).entries.get("env_prefix")) ?? "";
  const owner = ancestors(cls).find((one): one is Class => typeof one !== "string" && one.fields.has(name)) ?? cls;
  return (namesInEnvironment(owner, name, prefix)[0] ?? name).toUpperCase();
}

/** The names that a field has in the environment: those that it is given, else its own after the prefix. */
function namesInEnvironment(owner: Class, name: string, prefix: string): string[] {
  const field = read(owner.scope, name);
  const given = field?.k === "made" ? ["validation_alias", "alias", "env"].flatMap((key) => field.args.named.get(key) ?? []) : [];
  const names = given.flatMap((one) => (one.k === "made" ? one.args.positional : one.k === "list" ? one.items : [one])).flatMap((one) => textOf(one) ?? []);
  return names.length > 0 ? names : [prefix + name];
}

function plainOrJson(written: string): Value {
  if (!/^\s*[[{]/.test(written)) return text(written);
  try {
    return settingsValue(JSON.parse(written));
  } catch {
    return text(written);
  }
}

function pathsOf(value: Value | undefined): string[] {
  return (value?.k === "list" ? value.items : value === undefined ? [] : [value]).flatMap((one) => textOf(one) ?? []);
}

function textOf(value: Value | undefined): string | null {
  return value?.k === "text" ? value.value : null;
}

function firstFound<T>(all: readonly T[], find: (one: T) => string | null | undefined): string | null | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
