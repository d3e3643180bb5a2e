import { isEnvironmentFile } from "../../files/projectFiles";
import { optionsOf } from "../interpreter/alternatives";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, dict, type MadePart, text, unknown, type Value } from "../interpreter/values";
import { baseName, parent } from "../project/paths";
import { tidy } from "../standard/folders";
import { type Known, state } from "../standard/known";
import { choosesModel, composedModels } from "./composeFiles";
import { envValues } from "./envText";
import { interpolated } from "./omegaConf";
import { settable } from "./settable";
import { LARGEST, type SettingsSyntax, settingsContent, settingsValue } from "./settingsText";

// What a program keeps in a YAML or JSON file beside its code is written down as a constant is: models, addresses, prefixes.

interface Loaded {
  readonly file: string;
  /** for whose code it is loaded */
  readonly folder: string;
  /** whether it is the same program that asks */
  readonly serves: (from: string) => boolean;
}

/** What one file says, by the names as they are written and in small letters. */
interface Variables {
  readonly exact: ReadonlyMap<string, string | null>;
  readonly folded: ReadonlyMap<string, string | null>;
}

/** The settings files of a project, by the paths that code opens. */
export class SettingsFiles {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly contents = new Map<string, unknown>();
  private readonly variables = new Map<string, Variables>();
  private composed: ReturnType<typeof composedModels> | null = null;
  private readonly loaded: Loaded[] = [];

  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    this.texts = new Map(files.map(({ path, text }) => [path, text]));
  }

  /** What a file holds that code in another one opens by this path; null for one that is not there or cannot be read. */
  read(path: string, from: string, version: SettingsSyntax = "1.1", asWritten = false): Value | null {
    const found = this.find(tidy(path.replaceAll("\\", "/")), from);
    const content = found === null ? undefined : this.contentOf(found, version);
    return content === undefined ? null : settingsValue(content, asWritten);
  }

  /** What the code loads into the environment from here on: `load_dotenv()`; null is the `.env` nearest above the code. */
  load(path: string | null, from: string, overrides: boolean, serves: Loaded["serves"]): void {
    const file = this.environmentFile(path, from);
    if (file === null) return;
    const one: Loaded = { file, folder: commonFolder(file, from), serves };
    if (overrides) this.loaded.unshift(one);
    else this.loaded.push(one);
  }

  /**
   * A variable of the environment of code in a file: what a program loads counts for the code below the folder of both, where programs lie beside each other.
   * Undefined where no file says it; null where its value is not taken out of the file.
   */
  variable(name: string, from: string): string | null | undefined {
    const composed = choosesModel.test(name) ? this.composedVariable(name, from) : undefined;
    if (composed !== undefined) return composed;
    let nearest: Loaded | null = null;
    for (const one of this.loaded) {
      if (one.folder !== "" && !from.startsWith(`${one.folder}/`)) continue;
      if (nearest !== null && one.folder.length <= nearest.folder.length) continue;
      if (this.variablesOf(one.file).exact.has(name) && one.serves(from)) nearest = one;
    }
    return nearest === null ? undefined : this.variablesOf(nearest.file).exact.get(name);
  }

  private composedVariable(name: string, from: string): string | null | undefined {
    this.composed ??= composedModels(this.texts);
    for (let folder = parent(from); ; folder = parent(folder)) {
      const said = this.composed.get(folder)?.get(name);
      if (said !== undefined || folder === "") return said;
    }
  }

  /** The same of one file that the code asks. */
  variableIn(path: string | null, from: string, name: string, ignoreCase = false): string | null | undefined {
    const file = this.environmentFile(path, from);
    if (file === null) return undefined;
    const { exact, folded } = this.variablesOf(file);
    return ignoreCase ? folded.get(name.toLowerCase()) : exact.get(name);
  }

  /** All that a `.env` file says; more may be there. */
  allIn(path: string | null, from: string): Value {
    const file = this.environmentFile(path, from);
    const said = file === null ? [] : [...this.variablesOf(file).exact];
    return dict(
      said.map(([name, value]) => [name, value === null ? unknown : settable(text(value), name)]),
      true,
    );
  }

  private environmentFile(path: string | null, from: string): string | null {
    if (path === null) return this.find(".env", from);
    return isEnvironmentFile(path) ? this.find(tidy(path.replaceAll("\\", "/")), from) : null;
  }

  private variablesOf(file: string): Variables {
    let known = this.variables.get(file);
    if (known === undefined) {
      const written = this.texts.get(file) ?? "";
      const exact = envValues(written.length > LARGEST ? "" : written);
      known = { exact, folded: new Map([...exact].map(([name, value]) => [name.toLowerCase(), value])) };
      this.variables.set(file, known);
    }
    return known;
  }

  private contentOf(path: string, version: SettingsSyntax): unknown {
    const key = `${version} ${path}`;
    if (!this.contents.has(key)) this.contents.set(key, settingsContent(this.texts.get(path) ?? "", path.endsWith(".toml") ? "toml" : version));
    return this.contents.get(key);
  }

  /** From the folder that the program is started in, which may be any above the file. Where a part of the folder is not known: the only one that ends like that. */
  private find(path: string, from: string): string | null {
    const ends = path.replace(/^.*\{\?\}[^/]*\//, "");
    if (ends === "" || ends.includes("{?}")) return null;
    if (ends !== path) {
      const same = [...this.texts.keys()].filter((one) => (one === ends || one.endsWith(`/${ends}`)) && !isAside(one, from));
      return same.length === 1 ? (same[0] ?? null) : null;
    }
    for (let folder = parent(from); ; folder = parent(folder)) {
      const whole = folder === "" ? path : `${folder}/${path}`;
      if (this.texts.has(whole)) return whole;
      if (folder === "") return null;
    }
  }
}

/** The innermost folder that holds both files. */
function commonFolder(a: string, b: string): string {
  let folder = parent(a);
  while (folder !== "" && !b.startsWith(`${folder}/`)) folder = parent(folder);
  return folder;
}

/** What lies there is not for the program, unless code in the same folder reads it. */
const aside = /(^|\/)(tests?|testing|test[-_]?data|e2e|examples?|samples?|demos?|docs?|fixtures?)\//i;

function isAside(path: string, from: string): boolean {
  const folders = path.split("/");
  const others = from.split("/");
  const apart = folders.findIndex((name, at) => name !== others[at]);
  return aside.test(folders.slice(apart).join("/"));
}

function parsed(written: string, version: SettingsSyntax): Value | null {
  const content = settingsContent(written, version);
  return content === undefined ? null : settingsValue(content);
}

const isToml = /^(tomllib|tomli|toml|tomlkit|rtoml|pytoml|pytomlpp|qtoml)\./;
const readers = [
  ...["tomllib.load", "tomllib.loads", "tomli.load", "tomli.loads", "toml.load", "toml.loads", "tomlkit.load", "tomlkit.loads", "tomlkit.parse"],
  ...["rtoml.load", "rtoml.loads", "pytoml.load", "pytoml.loads", "pytomlpp.load", "pytomlpp.loads", "qtoml.load", "qtoml.loads"],
  ...["yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load", "ruamel.yaml.safe_load", "ruamel.yaml.load"],
  ...["json.load", "json.loads", "orjson.loads", "ujson.load", "ujson.loads", "hjson.load", "commentjson.load", "simplejson.load", "ast.literal_eval"],
  ...["omegaconf.OmegaConf.load", "omegaconf.omegaconf.OmegaConf.load"],
];

/** They give a dictionary attributes, or take them away. */
const wrappers = [
  ...["omegaconf.OmegaConf.create", "omegaconf.OmegaConf.to_container", "omegaconf.OmegaConf.to_object", "box.Box", "dotmap.DotMap", "easydict.EasyDict"],
  ...["munch.munchify", "munch.Munch.fromDict", "munch.DefaultMunch.fromDict", "addict.Dict", "attrdict.AttrDict", "ml_collections.ConfigDict"],
];

/** `yaml.safe_load(open("config.yaml"))`, `json.loads('{"path": "/a"}')`, `Box(settings)` */
export const settingsReaders: Readonly<Record<string, Known>> = Object.fromEntries([
  ...wrappers.map((name): [string, Known] => [
    name,
    (args, run, place, frame) => {
      const [given] = args.positional;
      if (given?.k !== "dict") return state(name)(args, run, place, frame);
      return name.endsWith("OmegaConf.create") ? interpolated(given) : given;
    },
  ]),
  ...readers.map((name): [string, Known] => [
    name,
    (args, run, place, frame) => {
      const path = openedPath(args);
      const [given] = args.positional;
      const version = isToml.test(name) ? "toml" : name.startsWith("ruamel.") ? "1.2" : "1.1";
      const written = given?.k === "text" && given.holes.length === 0 ? given.value : null;
      const isOmega = name.endsWith("OmegaConf.load");
      const found = path !== null ? run.settings.read(path, frame.module.file, version, isOmega) : written === null ? null : parsed(written, version);
      if (found !== null) return isOmega && found.k === "dict" ? interpolated(found) : found;
      run.listener?.({ k: "external", path: name }, args, place);
      return state(name)(args, run, place, frame);
    },
  ]),
]);

/** `yaml.SafeLoader(stream).get_single_data()`, where a loader that was taught its own tags reads; null for anything else. */
export function loaded(run: Run, { of, path }: MadePart, frame: Frame): Value | null {
  if (!/^yaml\.(\w+\.)?\w*Loader$/.test(of.path) || !/^get_(single_)?data$/.test(path)) return null;
  const file = openedPath(of.args);
  return file === null ? null : run.settings.read(file, frame.module.file);
}

const files = /\.(ya?ml|json|toml)$/i;
const opens = /^(open|io\.open|aiofiles\.open|codecs\.open|anyio\.open_file)\b/;

/** The path of the file that is read: of what was opened, of its text, or given itself. */
function openedPath(args: Args): string | null {
  const given = args.positional[0] ?? args.named.get("stream") ?? args.named.get("fp");
  for (const one of given === undefined ? [] : optionsOf(given)) {
    if (one.k === "text" && files.test(one.value)) return one.value;
    let made = one.k === "part" ? one.of : one;
    for (let depth = 0; made.k === "made" && depth < 6; depth++) {
      const path = opens.test(made.path) && made.of === null ? (made.args.positional[0] ?? made.args.named.get("file")) : undefined;
      for (const option of path === undefined ? [] : optionsOf(path)) if (option.k === "text" && files.test(baseName(option.value))) return option.value;
      if (made.of === null) break;
      made = made.of.k === "part" ? made.of.of : made.of;
    }
  }
  return null;
}
