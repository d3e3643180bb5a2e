import type { Frame } from "../interpreter/frame";
import { over } from "../interpreter/merging";
import type { Run } from "../interpreter/run";
import { truth } from "../interpreter/truth";
import { type Args, type Dict, dict, noneValue } from "../interpreter/values";
import { type Known, state } from "../standard/known";

/** `Dynaconf(settings_files=["settings.toml"], environments=True)`: what its files say, a key in any case; the environment may say more. */
const settings: Known = (args, run, place, frame) => {
  const contents = filesOf(args).flatMap((file) => contentOf(run, file, frame) ?? []);
  const content = contents
    .map((one) => (inEnvironments(args) ? ofEnvironment(one, args) : one))
    .reduce<Dict | null>((a, b) => joined(a ?? dict([], true), b, args), null);
  if (content === null) return state("dynaconf.Dynaconf")(args, run, place, frame);
  const spelled = [...content.entries].flatMap(([key, value]) => [key, key.toLowerCase(), key.toUpperCase()].map((name) => [name, value] as const));
  return dict(spelled, true);
};

const endings = ["toml", "yaml", "yml", "json"];

function filesOf({ named }: Args): string[] {
  const given = named.get("settings_files") ?? named.get("settings_file") ?? named.get("SETTINGS_FILE_FOR_DYNACONF") ?? named.get("settings_module");
  const listed = given?.k === "list" ? given.items : given === undefined ? [] : [given];
  return listed.flatMap((one) => (one.k === "text" ? one.value.split(/[,;]/).map((part) => part.trim()) : []));
}

function contentOf(run: Run, file: string, frame: Frame): Dict | null {
  const content = endings.some((ending) => file.endsWith(`.${ending}`))
    ? run.settings.read(file, frame.module.file, file.endsWith(".toml") ? "toml" : "1.1")
    : null;
  return content?.k === "dict" ? content : null;
}

function inEnvironments({ named }: Args): boolean {
  const given = named.get("environments");
  return given?.k === "list" || truth(given ?? noneValue) === true;
}

/** `[default]`, over it the environment that is chosen, development unless somebody says otherwise, over all `[global]`. */
function ofEnvironment(content: Dict, args: Args): Dict {
  const { named } = args;
  const chosen = named.get("env") ?? named.get("default_env_name");
  const names = ["default", chosen?.k === "text" ? chosen.value.toLowerCase() : "development", "global"];
  const found = names.flatMap((name) => [...content.entries].flatMap(([key, value]) => (key.toLowerCase() === name && value.k === "dict" ? [value] : [])));
  return found.reduce((a, b) => joined(a, b, args), dict([], true));
}

/** One set of settings over another: a key is replaced whole, unless it is said that tables are merged. */
function joined(base: Dict, more: Dict, { named }: Args): Dict {
  const entries = new Map(base.entries);
  for (const [key, value] of more.entries) {
    const name = key.toUpperCase();
    const before = entries.get(name);
    const own = value.k === "dict" ? value.entries.get("dynaconf_merge") : undefined;
    const merges = truth(own ?? named.get("merge_enabled") ?? noneValue) === true;
    entries.set(name, before !== undefined && merges ? over(before, value) : value);
  }
  return dict([...entries], true);
}

export const dynaconf: Readonly<Record<string, Known>> = {
  "dynaconf.Dynaconf": settings,
  "dynaconf.LazySettings": settings,
};
