import { type Reason, type Text, text, type Value } from "./values";

/** The reasons why a value is not fully known. */
export function holesOf(value: Value, otherwise: Reason): readonly Reason[] {
  if (value.k === "text") return value.holes;
  return [value.k === "unknown" && value.reason !== null ? value.reason : otherwise];
}

/** What `str()` gives; something unknown becomes `{?}` with its reason. `likely`: of several possibilities the one that is written will do. */
export function asText(value: Value, otherwise: Reason, likely: boolean): Text {
  if (value.k === "text") return value;
  if (value.k === "number") return text(value.float === true && Number.isInteger(value.value) ? `${value.value}.0` : String(value.value));
  if (value.k === "constant") return text(value.value === null ? "None" : value.value ? "True" : "False");
  if (value.k === "instance") {
    const inner = value.attrs.get("value");
    if (inner?.k === "text") return inner;
  }
  if (value.k === "union") {
    const open = value.options.find((one) => one.k === "unknown" && one.reason !== null);
    if (open !== undefined && !likely) return { k: "text", value: "{?}", holes: holesOf(open, otherwise) };
    const known = value.options.find((one) => one.k === "text" && one.holes.length === 0);
    if (known?.k === "text") return known;
  }
  return { k: "text", value: "{?}", holes: holesOf(value, otherwise) };
}

/** No path and no model is as long, in characters; a text that grows in a loop is. */
export const LONGEST = 100_000;

/** What is left out of a text that is too long; whoever uses the text says where. */
const leftOut: Reason = { code: "runtime", place: { file: "", line: 1 }, detail: "" };

/** Concatenates texts with their holes; one beyond 100 000 characters is cut to 1000, and what follows is not known. */
export function join(parts: readonly Text[]): Text {
  let value = "";
  for (const part of parts) value += part.value;
  if (value.length > LONGEST) return { k: "text", value: `${value.slice(0, 1000)}{?}`, holes: [...parts.flatMap((one) => one.holes).slice(0, 1), leftOut] };
  const holes = parts.every((one) => one.holes.length === 0) ? [] : parts.flatMap((one) => one.holes);
  if (!parts.some((one) => one.settable === true || one.asked === true || one.replaced === true)) return { k: "text", value, holes };
  const some = (who: "settable" | "asked" | "replaced"): boolean => parts.some((one) => one[who] === true);
  const flags = (["settable", "asked", "replaced"] as const).filter(some);
  return { k: "text", value, holes, ...Object.fromEntries(flags.map((who) => [who, true])) };
}
