import type { Translate } from "../../text";

/**
 * What a value of the scenario is called where people read it: `services.transcription.input.duration` -> `mean duration (transcription)`.
 * A path that has no words of its own stays as it is written.
 */
export function inputName(path: string, t: Translate): string {
  for (const [pattern, words] of names) {
    const found = pattern.exec(path);
    if (found === null) continue;
    const [, ...about] = found;
    // A medium is named last: a host or a service may have the name of one.
    const medium = found.groups?.medium;
    const said = about.filter((one) => one !== undefined).map((one, place, all) => (medium && place === all.length - 1 ? mediumWord(one, t) : one));
    return said.length === 0 ? words(t) : t("{0} ({1})", words(t), said.join(", "));
  }
  return path;
}

/** The same where a reader knows what it is about: `services.transcription.input.duration` -> `mean duration`, `hosts.speech.deployment` -> `deployment`. */
export function inputWords(path: string, t: Translate): string {
  const found = names.find(([pattern]) => pattern.test(path));
  return found === undefined ? (path.split(".").at(-1) as string) : found[1](t);
}

function mediumWord(name: string, t: Translate): string {
  return name === "audio" ? t("audio") : name === "video" ? t("video") : t("text");
}

const where = "^(?:services\\.(.+?)\\.)?(?:languages\\.([^.]+)\\.)?";
const service = "^services\\.(.+)\\.";
const host = "^(?:hosts\\.(.+)\\.)?";
const medium = "(?:\\.(?<medium>audio|video|text))?$";

/** What stands between brackets in a pattern is what the value is about. */
const names: readonly (readonly [RegExp, (t: Translate) => string])[] = [
  [new RegExp(`${where}(?:volume\\.)?files$`), (t) => t("number of files")],
  [new RegExp(`${where}(?:volume\\.)?growth$`), (t) => t("growth of the files")],
  [new RegExp(`${where}volume\\.ceiling$`), (t) => t("ceiling of the files")],
  [new RegExp(`${where}share$`), (t) => t("share of the files")],
  [new RegExp(`${where}media\\.(?<medium>audio|video|text)$`), (t) => t("share of the files")],
  [new RegExp(`${service}input\\.duration${medium}`), (t) => t("mean duration")],
  [new RegExp(`${service}input\\.characters${medium}`), (t) => t("characters of a file")],
  [new RegExp(`${service}input\\.tokens${medium}`), (t) => t("tokens of a file")],
  [new RegExp(`${service}output\\.characters$`), (t) => t("characters of an answer")],
  [new RegExp(`${service}output\\.tokens$`), (t) => t("tokens of an answer")],
  [new RegExp(`${service}precision$`), (t) => t("number format")],
  [new RegExp(`${service}engine$`), (t) => t("engine that runs the model")],
  [new RegExp(`${service}model$`), (t) => t("model")],
  [new RegExp(`${service}task$`), (t) => t("kind of work")],
  [new RegExp(`${service}context$`), (t) => t("context length")],
  [new RegExp(`${service}input\\.pieces$`), (t) => t("pieces of a request")],
  [new RegExp(`${service}criticality$`), (t) => t("criticality")],
  [/^volume\.shape$/, (t) => t("shape of the growth")],
  [/^horizon\.from$/, (t) => t("first month")],
  [/^measured\.volume\.(.+)$/, (t) => t("measured number of requests")],
  [new RegExp(`${service}requests$`), (t) => t("requests a file")],
  [new RegExp(`${service}calls$`), (t) => t("calls a request")],
  [new RegExp(`${service}retries$`), (t) => t("retries")],
  [new RegExp(`${host}grid\\.intensity$`), (t) => t("grid carbon intensity")],
  [new RegExp(`${host}pue$`), (t) => t("PUE")],
  [/^hosts\.(.+)\.idle$/, (t) => t("idle power")],
  [/^hosts\.(.+)\.busy$/, (t) => t("busy power")],
  [/^hosts\.(.+)\.embodied$/, (t) => t("embodied rate")],
  [/^hosts\.(.+)\.deployment$/, (t) => t("deployment")],
  [/^hosts\.(.+)\.sku$/, (t) => t("size of the machine")],
  [/^hosts\.(.+)\.hours$/, (t) => t("hours on")],
  [/^hosts\.(.+)\.share$/, (t) => t("our share of the machine")],
  [/^hosts\.(.+)\.keepAlive$/, (t) => t("time kept on after a request")],
  [/^hosts\.(.+)\.coldStart$/, (t) => t("cold start")],
  [/^hosts\.(.+)\.bursts$/, (t) => t("bursts")],
];
