import { iterate, stringOf } from "./expressions";
import type { Frame, Run } from "./run";
import { type Args, join, list, type Text, text, unknown, type Value } from "./values";

type Method = (self: Text, args: Args, run: Run, frame: Frame) => Value;

/** A method of `str`; undefined for one that we do not know. */
export function textMethod(run: Run, self: Text, name: string, frame: Frame): Value | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method !== undefined) return { k: "native", name: `str.${name}`, call: (args) => method(self, args, run, frame) };
  // str(Path(...)) and friends: a path is kept as its text
  if (name === "parent") return text(self.value.replace(/\/?[^/]*$/, "") || ".");
  if (name === "stem") return text(self.value.replace(/^.*\//, "").replace(/\.[^.]*$/, ""));
  if (name === "name") return text(self.value.replace(/^.*\//, ""));
  if (name === "value") return self;
  return undefined;
}

const given = (args: Args, index = 0): string | null => {
  const value = args.positional[index];
  return value?.k === "text" && value.holes.length === 0 ? value.value : null;
};

/** Only what keeps the meaning of a hole may be done to a text that has one. */
const known = (self: Text, work: (value: string) => Value): Value => (self.holes.length > 0 ? self : work(self.value));
const flag = (value: boolean): Value => ({ k: "constant", value });

const methods: Readonly<Record<string, Method>> = {
  strip: (s, a) => trim(s, given(a), true, true),
  lstrip: (s, a) => trim(s, given(a), true, false),
  rstrip: (s, a) => trim(s, given(a), false, true),
  lower: (s) => known(s, (v) => text(v.toLowerCase())),
  upper: (s) => known(s, (v) => text(v.toUpperCase())),
  casefold: (s) => known(s, (v) => text(v.toLowerCase())),
  title: (s) => known(s, (v) => text(v.toLowerCase().replace(/[a-z]+/g, (w) => (w[0] ?? "").toUpperCase() + w.slice(1)))),
  capitalize: (s) => known(s, (v) => text((v[0] ?? "").toUpperCase() + v.slice(1).toLowerCase())),
  replace: (s, a) => {
    const from = given(a);
    const to = given(a, 1);
    return from === null || to === null ? unknown : { ...s, value: s.value.replaceAll(from, to) };
  },
  removeprefix: (s, a) => {
    const prefix = given(a);
    return prefix !== null && s.value.startsWith(prefix) ? { ...s, value: s.value.slice(prefix.length) } : s;
  },
  removesuffix: (s, a) => {
    const suffix = given(a);
    return suffix !== null && suffix !== "" && s.value.endsWith(suffix) ? { ...s, value: s.value.slice(0, -suffix.length) } : s;
  },
  startswith: (s, a) => {
    const prefix = given(a);
    return prefix === null || s.value.startsWith("{?}") ? unknown : flag(s.value.startsWith(prefix));
  },
  endswith: (s, a) => {
    const suffix = given(a);
    return suffix === null || s.value.endsWith("{?}") ? unknown : flag(s.value.endsWith(suffix));
  },
  split: (s, a) =>
    known(s, (v) => {
      const separator = given(a);
      return list((separator === null ? v.trim().split(/\s+/) : v.split(separator)).map(text));
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
    return join(over.items.flatMap((item, index) => (index === 0 ? [] : [s]).concat(stringOf(run, item, frame, 0))));
  },
  format: (s, a, run, frame) => {
    let next = 0;
    const parts: Text[] = [];
    let from = 0;
    for (const match of s.value.matchAll(/\{\{|\}\}|\{(\w*)[^{}?]*\}/g)) {
      parts.push(text(s.value.slice(from, match.index)));
      from = match.index + match[0].length;
      const name = match[1];
      if (match[0] === "{{" || match[0] === "}}") parts.push(text(match[0].slice(1)));
      else
        parts.push(
          stringOf(
            run,
            (name === undefined || name === "" ? a.positional[next++] : /^\d+$/.test(name) ? a.positional[Number(name)] : a.named.get(name)) ?? unknown,
            frame,
            0,
          ),
        );
    }
    parts.push(text(s.value.slice(from)));
    return join(parts);
  },
  encode: (s) => s,
  decode: (s) => s,
  as_posix: (s) => s,
  resolve: (s) => s,
  expanduser: (s) => s,
  read_bytes: (s, _a, run, frame) => opened(s, run, frame),
  open: (s, _a, run, frame) => opened(s, run, frame),
  absolute: (s) => s,
  isdigit: (s) => known(s, (v) => flag(/^\d+$/.test(v))),
  isidentifier: (s) => known(s, (v) => flag(/^[^\W\d]\w*$/.test(v))),
};

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

function trim(s: Text, characters: string | null, left: boolean, right: boolean): Value {
  const strips = (c: string | undefined): boolean => c !== undefined && (characters === null ? /\s/.test(c) : characters.includes(c));
  let from = 0;
  let to = s.value.length;
  while (left && from < to && strips(s.value[from])) from++;
  while (right && to > from && strips(s.value[to - 1])) to--;
  return { ...s, value: s.value.slice(from, to) };
}
