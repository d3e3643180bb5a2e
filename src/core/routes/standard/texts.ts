import { join, LONGEST } from "../interpreter/asText";
import { everyWay } from "../interpreter/everyWay";
import { stringOf } from "../interpreter/expressions";
import { formatBraces } from "../interpreter/formatting";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Args, list, type Text, text, unknown, type Value } from "../interpreter/values";
import { pathMember } from "./folders";

type Method = (self: Text, args: Args, run: Run, frame: Frame) => Value;

/** A method of `str`; undefined for one that we do not know. */
export function textMethod(run: Run, self: Text, name: string, frame: Frame): Value | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method !== undefined) return { k: "native", name: `str.${name}`, call: (args) => method(self, args, run, frame) };
  return name === "value" ? self : pathMember(run, self, name, frame);
}

const given = (args: Args, index = 0): string | null => {
  const value = args.positional[index];
  return value?.k === "text" && value.holes.length === 0 ? value.value : null;
};

const width = (args: Args): number => {
  const value = args.positional[0];
  return value?.k === "number" ? Math.min(1000, value.value) : 0;
};

/** Only what keeps the meaning of a hole may be done to a text that has one. */
const known = (self: Text, work: (value: string) => Value): Value => (self.holes.length > 0 ? self : work(self.value));
/** What is asked of the whole text cannot be said of one that has a hole. */
const whole = (self: Text, work: (value: string) => Value): Value => (self.holes.length > 0 ? unknown : work(self.value));
/** What stands before its first hole. */
export const certain = (self: Text): string => (self.holes.length === 0 ? self.value : self.value.slice(0, Math.max(0, self.value.indexOf("{?}"))));
const flag = (value: boolean): Value => ({ k: "constant", value });

const methods: Readonly<Record<string, Method>> = {
  strip: (s, a) => trim(s, given(a), true, true),
  lstrip: (s, a) => trim(s, given(a), true, false),
  rstrip: (s, a) => trim(s, given(a), false, true),
  lower: (s) => known(s, (v) => ({ ...s, value: v.toLowerCase() })),
  upper: (s) => known(s, (v) => ({ ...s, value: v.toUpperCase() })),
  casefold: (s) => known(s, (v) => ({ ...s, value: v.toLowerCase().replaceAll("ß", "ss").replaceAll("ſ", "s") })),
  title: (s) => known(s, (v) => text(v.toLowerCase().replace(/[a-z]+/g, (w) => (w[0] ?? "").toUpperCase() + w.slice(1)))),
  capitalize: (s) => known(s, (v) => text((v[0] ?? "").toUpperCase() + v.slice(1).toLowerCase())),
  replace: (s, a) => {
    const from = given(a);
    const to = given(a, 1);
    if (from === null || to === null) return unknown;
    const times = to.length <= from.length ? 0 : s.value.split(from).length;
    return s.value.length + times * to.length > LONGEST ? unknown : { ...s, value: s.value.replaceAll(from, to) };
  },
  removeprefix: (s, a) => {
    const prefix = given(a);
    return prefix !== null && s.value.startsWith(prefix) ? { ...s, value: s.value.slice(prefix.length) } : s;
  },
  removesuffix: (s, a) => {
    const suffix = given(a);
    return suffix !== null && suffix !== "" && s.value.endsWith(suffix) ? { ...s, value: s.value.slice(0, -suffix.length) } : s;
  },
  startswith: (s, a) =>
    affix(
      s,
      a,
      (prefix) => s.value.startsWith(prefix),
      (prefix) => prefix.startsWith(certain(s)),
    ),
  endswith: (s, a) =>
    affix(
      s,
      a,
      (suffix) => s.value.endsWith(suffix),
      () => s.value.endsWith("{?}"),
    ),
  split: (s, a) => {
    const separator = given(a) ?? (a.named.get("sep")?.k === "text" ? (a.named.get("sep") as Text).value : null);
    // what stands before the first hole is certain: `"2.{?}".split(".")[0]`
    const before = separator === null || separator === "" ? [] : certain(s).split(separator).slice(0, -1);
    if (s.holes.length > 0 && before.length > 0) return list(before.map(text), "list", true);
    return known(s, (v) => {
      const limit = a.positional[1] ?? a.named.get("maxsplit");
      if (separator === null) return list(v.trim() === "" ? [] : v.trim().split(/\s+/).map(text));
      const parts = v.split(separator);
      if (limit?.k !== "number" || limit.value < 0 || limit.value >= parts.length) return list(parts.map(text));
      return list([...parts.slice(0, limit.value), parts.slice(limit.value).join(separator)].map(text));
    });
  },
  rpartition: (s, a) =>
    known(s, (v) => {
      const separator = given(a);
      const at = separator === null ? -1 : v.lastIndexOf(separator);
      return separator === null ? unknown : list((at === -1 ? ["", "", v] : [v.slice(0, at), separator, v.slice(at + separator.length)]).map(text), "tuple");
    }),
  rsplit: (s, a) =>
    known(s, (v) => {
      const separator = given(a);
      const limit = a.positional[1];
      if (separator === null) return unknown;
      const parts = v.split(separator);
      if (limit?.k !== "number" || limit.value >= parts.length) return list(parts.map(text));
      return list([parts.slice(0, parts.length - limit.value).join(separator), ...parts.slice(parts.length - limit.value)].map(text));
    }),
  partition: (s, a) =>
    known(s, (v) => {
      const separator = given(a);
      const at = separator === null ? -1 : v.indexOf(separator);
      return separator === null ? unknown : list((at === -1 ? [v, "", ""] : [v.slice(0, at), separator, v.slice(at + separator.length)]).map(text), "tuple");
    }),
  join: (s, a, run, frame) => {
    const over = iterate(run, a.positional[0] ?? unknown, frame);
    if (over.open && over.items.length === 0) return unknown;
    return everyWay(run, over.items, (items) => join(items.flatMap((item, index) => (index === 0 ? [] : [s]).concat(stringOf(run, item, frame, 0)))));
  },
  format: (s, a, run, frame) => formatBraces(run, s, a.positional, a.named, frame),
  format_map: (s, a, run, frame) => formatBraces(run, s, [], a.positional[0]?.k === "dict" ? a.positional[0].entries : new Map(), frame),
  encode: (s) => s,
  decode: (s) => s,
  // a field of pydantic's `SecretStr` is read as its text
  get_secret_value: (s) => s,
  read_bytes: (s, _a, run, frame) => opened(s, run, frame),
  open: (s, _a, run, frame) => opened(s, run, frame),
  // of other files the text itself is meant
  read_text: (s, _a, run, frame) => (/\.(ya?ml|json|toml)$/i.test(s.value) ? opened(s, run, frame) : unknown),
  swapcase: (s) => known(s, (v) => text([...v].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(""))),
  zfill: (s, a) => known(s, (v) => text(/^[-+]/.test(v) ? v.slice(0, 1) + v.slice(1).padStart(width(a) - 1, "0") : v.padStart(width(a), "0"))),
  ljust: (s, a) => known(s, (v) => text(v.padEnd(width(a), given(a, 1) ?? " "))),
  rjust: (s, a) => known(s, (v) => text(v.padStart(width(a), given(a, 1) ?? " "))),
  center: (s, a) =>
    known(s, (v) => {
      const room = Math.max(0, width(a) - v.length);
      const left = Math.floor(room / 2) + (room & width(a) & 1);
      const fill = given(a, 1) ?? " ";
      return text(fill.repeat(left) + v + fill.repeat(room - left));
    }),
  translate: (s, a) =>
    whole(s, (v) => {
      const table = a.positional[0];
      if (table?.k !== "dict") return unknown;
      const parts = [...v].map((c) => table.entries.get(c) ?? table.entries.get(String(c.codePointAt(0))) ?? text(c));
      return parts.every((one) => one.k === "text" || one.k === "constant") ? text(parts.map((one) => (one.k === "text" ? one.value : "")).join("")) : unknown;
    }),
  expandtabs: (s, a) => whole(s, (v) => text(expanded(v, a.positional[0]?.k === "number" ? Math.min(1000, a.positional[0].value) : 8))),
  count: (s, a) => whole(s, (v) => (given(a) === null || given(a) === "" ? unknown : { k: "number", value: v.split(given(a) ?? "").length - 1 })),
  find: (s, a) => whole(s, (v) => (given(a) === null ? unknown : { k: "number", value: v.indexOf(given(a) ?? "") })),
  splitlines: (s) => known(s, (v) => list(v.split(/\r\n|\n|\r/).map(text))),
  isupper: (s) => whole(s, (v) => flag(/\p{Lu}/u.test(v) && v === v.toUpperCase())),
  islower: (s) => whole(s, (v) => flag(/\p{Ll}/u.test(v) && v === v.toLowerCase())),
  isalpha: (s) => whole(s, (v) => flag(/^\p{L}+$/u.test(v))),
  isalnum: (s) => whole(s, (v) => flag(/^[\p{L}\p{N}]+$/u.test(v))),
  isdigit: (s) => whole(s, (v) => flag(/^\d+$/.test(v))),
  isidentifier: (s) => whole(s, (v) => flag(/^[^\W\d]\w*$/.test(v))),
};

function expanded(value: string, size: number): string {
  let column = 0;
  return [...value]
    .map((c) => {
      const out = c === "\t" ? " ".repeat(size <= 0 ? 0 : size - (column % size)) : c;
      column = c === "\n" ? 0 : column + out.length;
      return out;
    })
    .join("");
}

/** A path that is opened: what is read from it has its name. */
function opened(path: Text, run: Run, frame: Frame): Value {
  return {
    k: "made",
    id: run.id(),
    path: "open",
    args: { positional: [path], named: new Map(), open: false },
    place: run.place(frame, 0),
    of: null,
    attrs: new Map(),
  };
}

/** `startswith("/")`, or any of a tuple. */
function affix(s: Text, args: Args, has: (part: string) => boolean, open: (part: string) => boolean): Value {
  const [parts] = args.positional;
  const all = parts?.k === "list" ? parts.items : [parts ?? unknown];
  const known = all.flatMap((one) => (one.k === "text" && one.holes.length === 0 ? [one.value] : []));
  if (known.some((part) => has(part) && !part.includes("{?}"))) return flag(true);
  return known.length < all.length || (s.holes.length > 0 && known.some(open)) || s.value === "{?}" ? unknown : flag(false);
}

function trim(s: Text, characters: string | null, left: boolean, right: boolean): Value {
  const strips = (c: string | undefined): boolean => c !== undefined && (characters === null ? /\s/.test(c) : characters.includes(c));
  let from = 0;
  let to = s.value.length;
  while (left && from < to && strips(s.value[from])) from++;
  while (right && to > from && strips(s.value[to - 1])) to--;
  return { ...s, value: s.value.slice(from, to) };
}
