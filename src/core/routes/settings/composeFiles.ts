import { isComposeFile } from "../../files/projectFiles";
import type { Dict, Value } from "../interpreter/values";
import { parent } from "../project/paths";
import { tidy } from "../standard/folders";
import { envValues } from "./envText";
import { settingsContent, settingsValue } from "./settingsText";
import { isShown } from "./shownValues";

type Said = ReadonlyMap<string, string | null>;

/**
 * What compose files say of models in the environment of each folder that a service is built from: `build: ./services/speech`, `environment:`,
 * `env_file:`. Null where services of one folder say different things. Other variables are left to the code: it may run without the compose file.
 */
export function composedModels(texts: ReadonlyMap<string, string>): ReadonlyMap<string, Said> {
  const folders = new Map<string, Map<string, string | null>>();
  const files = [...texts.keys()].filter(isComposeFile);
  // where nobody names a file, Docker Compose reads one name and what overrides it; others count in a folder that has none of these
  const usual = new Set(files.filter(isUsual).map(parent));
  for (const path of files) {
    if (!isUsual(path) && usual.has(parent(path))) continue;
    const written = texts.get(path) ?? "";
    const content = settingsValue(settingsContent(written, "1.2"));
    for (const service of values(member(content, "services"))) {
      const folder = folderOf(service, parent(path));
      if (folder === null) continue;
      const said = folders.get(folder) ?? new Map<string, string | null>();
      for (const [name, value] of environmentOf(service, parent(path), texts)) said.set(name, said.has(name) && said.get(name) !== value ? null : value);
      folders.set(folder, said);
    }
  }
  return folders;
}

const isUsual = (path: string): boolean => /(^|\/)(docker-)?compose(\.override)?\.ya?ml$/.test(path);

/** Variables that choose a model. */
export const choosesModel = /(^|_)(models?|sizes?|checkpoints?|whisper|llms?|asr|stt|tts|embeddings?|embedders?|rerankers?|deployments?)\d*(_|$)/i;

/** Of its own build; a Dockerfile in a folder of its own is that folder's. */
function folderOf(service: Value, from: string): string | null {
  const build = member(service, "build");
  const context = textOf(build) ?? textOf(member(build, "context"));
  if (context === null || /^(\w+:|git@|\/|~)|\$/.test(context)) return null;
  const dockerfile = textOf(member(build, "dockerfile")) ?? "";
  const folder = tidy(`${from}/${context}/${parent(dockerfile)}`);
  return folder.startsWith("..") ? null : folder;
}

function environmentOf(service: Value, from: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  const files = listed(member(service, "env_file")).flatMap((one) => textOf(one) ?? textOf(member(one, "path")) ?? []);
  const all = new Map<string, string | null>();
  for (const file of files) for (const [name, value] of envValues(texts.get(tidy(`${from}/${file}`)) ?? "")) all.set(name, value);
  const environment = member(service, "environment");
  for (const one of environment?.k === "list" ? environment.items : []) {
    const [, name = "", value] = /^([^=]+)=(.*)$/s.exec(textOf(one) ?? "") ?? [];
    all.set(name, value ?? null);
  }
  if (environment?.k === "dict") for (const [name, value] of environment.entries) all.set(name, textOf(value));
  return new Map([...all].flatMap(([name, value]) => (value !== null && choosesModel.test(name) && isShown(name, value) ? [[name, value]] : [])));
}

function member(value: Value | undefined, name: string): Value | undefined {
  return value?.k === "dict" ? value.entries.get(name) : undefined;
}

function values(value: Value | undefined): Value[] {
  return value?.k === "dict" ? [...(value as Dict).entries.values()] : [];
}

function listed(value: Value | undefined): readonly Value[] {
  return value?.k === "list" ? value.items : value === undefined ? [] : [value];
}

function textOf(value: Value | undefined): string | null {
  return value?.k === "text" && value.holes.length === 0 ? value.value : value?.k === "number" ? String(value.value) : null;
}
