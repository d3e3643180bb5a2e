import type { Run } from "../interpreter/run";
import { type Args, type List, list, noneValue, text, unknown, type Value } from "../interpreter/values";

/** A text that is read as a file is: `io.StringIO(PAGES)`. What is left of it are its lines, each with its end. */
export function textStream(run: Run, whole: string): List {
  const attrs = new Map<string, Value>();
  const stream: List = { ...list(linesOf(whole), "generator"), attrs };
  let written = false;
  /** From here on nobody knows what is left of it. */
  const lose = (): Value => {
    stream.items = [];
    stream.open = true;
    return unknown;
  };
  const left = (): string | null =>
    stream.open || run.uncertain > 0 || !run.importing ? null : stream.items.map((one) => (one.k === "text" ? one.value : "")).join("");
  const rest = (given: string): void => {
    stream.items = linesOf(given);
  };
  const method = (name: string, work: (args: Args) => Value): void => {
    attrs.set(name, { k: "native", name, call: work });
  };
  method("getvalue", () => (written ? unknown : text(whole)));
  method("read", ({ positional: [size = noneValue] }) => {
    const all = left();
    if (all === null || (size.k !== "number" && size.k !== "constant")) return lose();
    const length = size.k === "number" && size.value >= 0 ? size.value : all.length;
    rest(all.slice(length));
    return text(all.slice(0, length));
  });
  method("readline", ({ positional }) => {
    if (left() === null || positional.length > 0) return lose();
    return stream.items.shift() ?? text("");
  });
  method("readlines", ({ positional }) => {
    if (left() === null || positional.length > 0) return lose();
    return list(stream.items.splice(0));
  });
  method("seek", ({ positional: [to, from] }) => {
    if (to?.k !== "number" || to.value !== 0 || from !== undefined || written || run.uncertain > 0) return lose();
    rest(whole);
    stream.open = stream.items.length < linesOf(whole).length;
    return to;
  });
  for (const name of ["write", "writelines", "truncate"])
    method(name, () => {
      written = true;
      return lose();
    });
  for (const name of ["close", "flush"]) method(name, () => noneValue);
  for (const name of ["__enter__", "__iter__"]) attrs.set(name, { k: "native", name, call: () => stream });
  return stream;
}

const linesOf = (whole: string): Value[] => (whole === "" ? [] : whole.split(/(?<=\n)/).map(text));

export const isStream = (value: Value): boolean => value.k === "list" && value.kind === "generator" && value.attrs?.has("readline") === true;
