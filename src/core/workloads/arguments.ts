import { optionsOf } from "../routes/interpreter/alternatives";
import type { Args, Value } from "../routes/interpreter/values";
import { engineNamed } from "./engines";
import type { ModelArgument } from "./rule";

/** What a call gives where a rule looks. */
export function argument(where: ModelArgument, args: Args): Value | null {
  for (const name of where.names ?? []) {
    const value = name === "**" ? args.unpacked : args.named.get(name);
    if (value !== undefined) return value;
  }
  const positional = where.at === undefined ? undefined : args.positional[where.at];
  return positional ?? inConfig(where, args);
}

/** `Agent(config=agents["writer"])`, `HuggingFaceAPIGenerator(api_params={"model": "zephyr"})`: a dictionary of arguments. */
function inConfig({ names }: ModelArgument, args: Args): Value | null {
  for (const holder of ["config", "api_params"]) {
    const config = args.named.get(holder);
    for (const name of config?.k === "dict" ? (names ?? []) : []) {
      const value = config?.k === "dict" ? config.entries.get(name) : undefined;
      if (value !== undefined) return value;
    }
  }
  return null;
}

/** An address, or what the variable that holds it is called: `os.environ["OLLAMA_URL"]`. */
export function addressIn(where: ModelArgument, args: Args): string | null {
  const written = textIn(where, args);
  if (written !== null && !/^(\{\?\})?$/.test(written)) return written;
  const value = argument(where, args);
  for (const one of value === null ? [] : optionsOf(value)) {
    const reason = one.k === "unknown" ? one.reason : one.k === "text" ? one.holes[0] : undefined;
    if (reason?.code === "environment" && engineNamed(reason.detail) !== null) return reason.detail;
  }
  return written;
}

/** The first text that an argument may be, also where the code knows only a part of it: `f"gpt-{size}"`. Null where no value of it is a text. */
export function textIn(where: ModelArgument, args: Args): string | null {
  const value = argument(where, args);
  for (const one of value === null ? [] : optionsOf(value)) if (one.k === "text") return one.value;
  return null;
}
