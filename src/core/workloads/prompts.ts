import { optionsOf } from "../routes/interpreter/alternatives";
import type { Dict, Value } from "../routes/interpreter/values";
import type { Task } from "../routes/route";
import { engineOfProvider } from "./engines";
import { taskOfModel } from "./tasks";

// What the body of a request says of the model that it is for, wherever it is sent.

/** How to write: hardly anything but a language model is told two of these. */
const settings = "temperature top_p top_k max_tokens max_completion_tokens max_new_tokens n_predict stop stream repetition_penalty frequency_penalty".split(
  " ",
);
/** Last words of an address where something is written. */
const writes = /(^|[/_-])(chat|completions?|generate|generation|invocations|inference|llm)([_-]stream(ing)?)?\/?$/i;
/** `7b`, `8x7B` in a name: billions of parameters. */
const sized = /(^|[-_:.])(\d+x)?\d+(\.\d+)?b([-_:.]|$)/i;
/** They serve models that draw or speak at the same addresses. */
const mixed = new Set(["fal", "runpod", "replicate", "stability", "huggingface", "elevenlabs", "google", "cloudflare"]);

/**
 * What a body with messages or a prompt asks for; null where others may be asked the same: an SMS has messages, a form has a prompt.
 * A name that we know tells; else the address, the server or how the messages are shaped must say that a model writes.
 */
export function taskOfPrompt(body: Dict, address: string, engine: string | null): Task | null {
  const { entries } = body;
  const messages = entries.get("messages");
  if (messages === undefined && !entries.has("prompt")) return null;
  const told = settings.filter((name) => entries.has(name)).length;
  const hasModel = entries.has("model");
  if (told === 0 && !hasModel) return null;
  const [model = null] = modelsNamed(body);
  const known = taskOfModel(model);
  if (known === "image-generation" || known === "generation") return known;
  if (known !== null && known !== "translation") return null;
  if (model !== null && (engineOfProvider(model) !== null || sized.test(model))) return "generation";
  const path = address.replace(/^(\w+:\/\/[^/?]*|\{\?\})/, "").replace(/\?.*$/, "");
  const turns = messages === undefined ? null : areTurns(messages);
  if (turns === false) return null;
  if (writes.test(path) || (engine !== null && !mixed.has(engine)) || (turns === true && hasModel) || told > 1) return "generation";
  return null;
}

/** Whether a body asks for speech, whoever is asked: a text, and who is to say it. */
export function speaks({ entries }: Dict): boolean {
  return ["text", "input", "sentence"].some((name) => entries.has(name)) && [...entries.keys()].some((name) => voice.test(name));
}

const voice = /^(voice|speaker)(_?(id|name|wav|embedding))?$/i;

/** Whether messages are turns of a talk, `{"role": "user", "content": text}`; null where they are not known. */
function areTurns(messages: Value): boolean | null {
  let found: boolean | null = null;
  for (const one of optionsOf(messages)) {
    const first = one.k === "list" ? one.items[0] : undefined;
    for (const item of first === undefined ? [] : optionsOf(first)) {
      if (item.k === "dict" && (item.entries.has("role") || item.open || item.rest.length > 0)) {
        if (item.entries.has("role")) return true;
      } else if (item.k === "dict" || item.k === "text" || item.k === "number") found = false;
    }
  }
  return found;
}

/** The models of which a body names one; none where it may be one that the code does not write. */
export function modelsNamed(dict: Dict): readonly string[] {
  for (const name of ["model", "model_name", "model_id", "version"]) {
    const value = dict.entries.get(name);
    const models = (value === undefined ? [] : optionsOf(value)).map(textOf).filter((one) => one !== null && one !== "") as string[];
    if (models.length > 0 && models.every((one) => !one.includes("{?}"))) return [...new Set(models)];
  }
  return [];
}

/** A text, or the address that is made of texts. */
export function textOf(value: Value | undefined): string | null {
  if (value === undefined) return null;
  for (const one of optionsOf(value)) {
    if (one.k === "text") return one.value;
    if (one.k === "made" && one.args.positional[0] !== undefined && /(^|\.)(urljoin|URL|AnyHttpUrl|HttpUrl|encode|dumps)$/.test(one.path)) {
      const parts = one.args.positional.map((part) => (part.k === "text" ? part.value : "{?}"));
      return parts.join("/").replace(/([^:])\/\/+/g, "$1/");
    }
    if (one.k === "instance") {
      const inner = one.attrs.get("value");
      if (inner?.k === "text") return inner.value;
    }
  }
  return null;
}
