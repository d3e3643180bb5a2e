import { type Known, state } from "./known";
import { over } from "./merging";
import type { Frame, Run } from "./run";
import { type Args, type Dict, dict, truth, unknown, type Value } from "./values";

/** `Dynaconf(settings_files=["settings.toml"], environments=True)`: what its files say, a key in any case; the environment may say more. */
const settings: Known = (args, run, place, frame) => {
  const contents = filesOf(args).flatMap((file) => contentOf(run, file, frame) ?? []);
  const content = contents
    .map((one) => (inEnvironments(args) ? ofEnvironment(one, args) : one))
    .reduce<Value | null>((a, b) => (a === null ? b : over(a, b)), null);
  if (content?.k !== "dict") return state("dynaconf.Dynaconf")(args, run, place, frame);
  const spelled = [...content.entries].flatMap(([key, value]) => [key, key.toLowerCase(), key.toUpperCase()].map((name) => [name, value] as const));
  return dict(spelled, true);
};

const endings = ["toml", "yaml", "yml", "json"];

function filesOf({ named }: Args): string[] {
  const given = named.get("settings_files") ?? named.get("settings_file") ?? named.get("SETTINGS_FILE_FOR_DYNACONF") ?? named.get("settings_module");
  const listed = given?.k === "list" ? given.items : given === undefined ? [] : [given];
  const files = listed.flatMap((one) => (one.k === "text" ? one.value.split(/[,;]/).map((part) => part.trim()) : []));
  return files.length > 0 ? files : endings.map((ending) => `settings.${ending}`);
}

function contentOf(run: Run, file: string, frame: Frame): Dict | null {
  const content = endings.some((ending) => file.endsWith(`.${ending}`))
    ? run.settings.read(file, frame.module.file, file.endsWith(".toml") ? "toml" : "1.1")
    : null;
  return content?.k === "dict" ? content : null;
}

function inEnvironments({ named }: Args): boolean {
  const given = named.get("environments");
  return given?.k === "list" || truth(given ?? unknown) === true;
}

/** `[default]`, over it the environment that is chosen, development unless somebody says otherwise, over all `[global]`. */
function ofEnvironment(content: Dict, { named }: Args): Value {
  const chosen = named.get("env") ?? named.get("default_env_name");
  const names = ["default", chosen?.k === "text" ? chosen.value.toLowerCase() : "development", "global"];
  const found = names.flatMap((name) => [...content.entries].flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : [])));
  return found.reduce((a, b) => over(a, b), dict([], true));
}

export const dynaconf: Readonly<Record<string, Known>> = {
  "dynaconf.Dynaconf": settings,
  "dynaconf.LazySettings": settings,
};
