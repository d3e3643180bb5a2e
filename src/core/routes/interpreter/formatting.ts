import { shownMember } from "../standard/enums";
import { inClass } from "./ancestry";
import { join } from "./asText";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { everyWay } from "./everyWay";
import { messageOf } from "./exceptions";
import { stringOf } from "./expressions";
import type { Frame } from "./frame";
import { getItem } from "./items";
import type { Run } from "./run";
import { noArgs, type Text, text, unknown, type Value } from "./values";

/** What `repr()` gives; null for what we do not know, and for more than `room` parts: lists that hold one another twice have millions. */
export function represented(value: Value, room = { left: 5000 }): string | null {
  if (--room.left < 0) return null;
  switch (value.k) {
    case "text": {
      if (value.holes.length > 0) return null;
      const quote = value.value.includes("'") && !value.value.includes('"') ? '"' : "'";
      const inner = value.value.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\t/g, "\\t").replace(/\r/g, "\\r");
      return quote + inner.replaceAll(quote, `\\${quote}`) + quote;
    }
    case "number":
      return numberText(value);
    case "constant":
      return value.value === null ? "None" : value.value ? "True" : "False";
    case "list": {
      const items = value.items.map((one) => represented(one, room));
      if (value.open || items.includes(null) || value.kind === "generator" || value.kind === "set") return null;
      return value.kind === "list" ? `[${items.join(", ")}]` : items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
    }
    default:
      return null;
  }
}

/** As `str` writes it: a float that is whole ends in `.0`. */
export function numberText({ value, float }: { readonly value: number; readonly float?: boolean }): string {
  return float === true && Number.isInteger(value) ? `${value}.0` : String(value);
}

/** `{value!r:>8}` */
export function formatted(run: Run, value: Value, conversion: string, spec: string, frame: Frame, line: number): Text {
  const own = value.k === "instance" && value.cls !== null && conversion === "" ? inClass(value.cls, "__format__")?.value : undefined;
  if (own?.k === "function")
    return stringOf(
      run,
      call(run, { k: "method", self: value, func: own }, { ...noArgs, positional: [text(spec)] }, run.place(frame, line), frame),
      frame,
      line,
    );
  let inner = value;
  if (conversion === "r" || conversion === "a") {
    const shown = represented(value);
    if (shown === null) return stringOf(run, value.k === "text" ? value : unknown, frame, line);
    inner = text(shown);
  } else if (conversion === "s") inner = stringOf(run, shown(run, value, frame), frame, line);
  else if (value.k === "instance" || value.k === "made" || value.k === "list") inner = shown(run, value, frame);
  if (spec === "") return stringOf(run, inner, frame, line);
  if (inner.k === "number") return specified(inner, spec) ?? stringOf(run, unknown, frame, line);
  const whole = stringOf(run, inner, frame, line);
  return whole.holes.length > 0 ? whole : (specified(whole, spec) ?? stringOf(run, unknown, frame, line));
}

/** What `str()` gives for an object: its own `__str__`, the name of an enumeration's member. */
export function shown(run: Run, value: Value, frame: Frame): Value {
  if (value.k === "list") {
    const whole = represented(value);
    return whole === null ? value : text(whole);
  }
  if (value.k !== "instance") return messageOf(value) ?? value;
  const own = value.cls === null || run.depth > 800 ? unknown : getAttribute(run, value, "__str__", frame);
  if (own.k === "method") return call(run, own, noArgs, value.place, frame);
  return shownMember(value) ?? messageOf(value) ?? value;
}

const miniLanguage = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

/** Python's format specification; null for one that is not known. */
function specified(value: Text | { k: "number"; value: number; float?: boolean }, spec: string): Text | null {
  const match = miniLanguage.exec(spec);
  if (match === null) return null;
  const [, fill, side, sign = "", alternate, zero, width = "0", group, precision, type = ""] = match;
  let body: string;
  if (value.k === "text") {
    if (type !== "" && type !== "s") return null;
    body = precision === undefined ? value.value : value.value.slice(0, Number(precision));
  } else {
    const shown = numberAs(value, type, precision === undefined ? null : Number(precision));
    if (shown === null || alternate !== undefined) return null;
    body = group === undefined ? shown : shown.replace(/\B(?=(\d{3})+(?!\d))/g, group);
    if (value.value >= 0 && sign !== "" && sign !== "-") body = sign + body;
  }
  const room = Math.min(1000, Number(width)) - body.length;
  if (room <= 0) return text(body);
  const filler = fill ?? (zero === undefined ? " " : "0");
  const at = side ?? (value.k === "text" ? "<" : zero === undefined ? ">" : "=");
  if (at === "=") return text((/^[-+ ]/.exec(body)?.[0] ?? "") + filler.repeat(room) + body.replace(/^[-+ ]/, ""));
  const left = at === ">" ? room : at === "^" ? Math.floor(room / 2) : 0;
  return text(filler.repeat(left) + body + filler.repeat(room - left));
}

function numberAs(number: { value: number; float?: boolean }, type: string, precision: number | null): string | null {
  const { value } = number;
  const whole = Number.isInteger(value);
  switch (type) {
    case "":
      return precision === null ? numberText(number) : null;
    case "d":
    case "n":
      return whole ? String(value) : null;
    case "f":
    case "F":
      return value.toFixed(precision ?? 6);
    case "%":
      return `${(value * 100).toFixed(precision ?? 6)}%`;
    case "x":
      return whole ? value.toString(16) : null;
    case "X":
      return whole ? value.toString(16).toUpperCase() : null;
    case "o":
      return whole ? value.toString(8) : null;
    case "b":
      return whole ? value.toString(2) : null;
    default:
      return null;
  }
}

/** `"%s/%02d" % values`, `"%(name)s" % values[0]` */
export function formatPercent(run: Run, format: Text, values: readonly Value[], frame: Frame, line: number): Text {
  const [named] = values;
  let index = 0;
  const parts: Text[] = [];
  let from = 0;
  for (const match of format.value.matchAll(/%(?:\((\w+)\))?([-+ #0]*)(\d*)(?:\.(\d+))?([sdrifxXo%])/g)) {
    parts.push(text(format.value.slice(from, match.index)));
    from = match.index + match[0].length;
    const [, name, flags = "", width = "", precision, kind = "s"] = match;
    if (kind === "%") {
      parts.push(text("%"));
      continue;
    }
    const value = name === undefined ? (values[index++] ?? unknown) : named?.k === "dict" ? (named.entries.get(name) ?? unknown) : unknown;
    const number = kind !== "s" && kind !== "r";
    const type = number ? (kind === "i" ? "d" : kind) : "";
    const side = width === "" ? "" : flags.includes("-") ? "<" : flags.includes("0") ? "" : ">";
    const spec = `${side}${flags.includes("0") && side === "" && width !== "" ? "0" : ""}${width}${precision === undefined ? "" : `.${precision}`}${type}`;
    parts.push(formatted(run, value, kind === "r" ? "r" : number ? "" : "s", spec, frame, line));
  }
  parts.push(text(format.value.slice(from)));
  return { ...join(parts), holes: [...format.holes, ...parts.flatMap((p) => p.holes)] };
}

/** `"{}/{name.attribute[0]:02d}".format(...)` */
export function formatBraces(run: Run, self: Text, positional: readonly Value[], named: ReadonlyMap<string, Value>, frame: Frame): Value {
  const asked = [...named].filter(([name]) => self.value.includes(`{${name}`));
  return everyWay(run, [...positional, ...asked.map(([, value]) => value)], (values) => {
    const others = values.slice(positional.length);
    return filledBraces(run, self, values.slice(0, positional.length), new Map(asked.map(([name], at) => [name, others[at] ?? unknown])), frame);
  });
}

function filledBraces(run: Run, self: Text, positional: readonly Value[], named: ReadonlyMap<string, Value>, frame: Frame): Text {
  let next = 0;
  const parts: Text[] = [];
  let from = 0;
  for (const match of self.value.matchAll(/\{\{|\}\}|\{(\w*)((?:\.\w+|\[[^\]{}]*\])*)(?:!([rsa]))?(?::([^{}]*))?\}/g)) {
    parts.push(text(self.value.slice(from, match.index)));
    from = match.index + match[0].length;
    if (match[0] === "{{" || match[0] === "}}") {
      parts.push(text(match[0].slice(1)));
      continue;
    }
    const [, name = "", path = "", conversion = "", spec = ""] = match;
    let value = (name === "" ? positional[next++] : /^\d+$/.test(name) ? positional[Number(name)] : named.get(name)) ?? unknown;
    for (const [step] of path.matchAll(/\.\w+|\[[^\]]*\]/g)) {
      const key = step.startsWith("[") ? step.slice(1, -1) : step.slice(1);
      if (step.startsWith(".")) value = getAttribute(run, value, key, frame);
      else value = getItem(run, value, [/^\d+$/.test(key) ? { k: "number", value: Number(key) } : text(key)], [], frame);
    }
    parts.push(formatted(run, value, conversion, spec, frame, 0));
  }
  parts.push(text(self.value.slice(from)));
  return join(parts);
}
