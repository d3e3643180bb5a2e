import type { Guard } from "./guards";
import { type Made, noneValue, type Union, unknown, type Value } from "./values";

/** How many alternatives of one value are followed. */
const MOST_OPTIONS = 16;

/** Either of several values; unknown and None are dropped where something better is there only by who asks. */
export function union(values: readonly Value[]): Value {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  const options: Value[] = [];
  for (const value of values) {
    if (value.k !== "union") addOption(options, value);
    else for (const one of value.options) addOption(options, one);
  }
  return options.length === 1 ? (options[0] as Value) : options.length === 0 ? unknown : { k: "union", options };
}

function addOption(options: Value[], one: Value): void {
  let known = 0;
  while (known < options.length && !same(options[known] as Value, one)) known++;
  const before = options[known];
  if (before === undefined) {
    if (options.length < MOST_OPTIONS) options.push(one);
    return;
  }
  // either a text or a list: neither is told; of two parameters it is neither
  if (before.k === "unknown" && one.k === "unknown" && before !== one && (before.type ?? one.type) !== undefined)
    options[known] = { k: "unknown", reason: before.reason, ...(before.type === one.type && before.type !== undefined ? { type: before.type } : {}) };
}

/** What is made of a value for each thing that it may be; the test that chose among those chooses among these. */
export function chosenLike(source: Union, made: Value): Value {
  if (source.test === undefined || (made.k !== "union" && source.options.length > 1)) return made;
  return { k: "union", options: optionsOf(made), test: source.test };
}

/** What a value may be; one that is no union is its own only option. */
export function optionsOf(value: Value): readonly Value[] {
  return value.k === "union" ? value.options : [value];
}

/** The alternatives that are something: without unknown and None. */
export function knownOptions(value: Value): readonly Value[] {
  return optionsOf(value).filter((one) => one.k !== "unknown" && !(one.k === "constant" && one.value === null));
}

/** Whether two things need not be told apart. */
export function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.k !== b.k) return false;
  if (a.k === "text" && b.k === "text") return a.value === b.value && a.holes.length === b.holes.length && sameGuards(a.under, b.under);
  if ((a.k === "number" && b.k === "number") || (a.k === "constant" && b.k === "constant")) return a.value === b.value;
  if (a.k === "external" && b.k === "external") return a.path === b.path;
  if (a.k === "unknown" && b.k === "unknown") return true;
  if (a.k === "router" && b.k === "router") return a.records === b.records && a.app === b.app;
  if (a.k === "method" && b.k === "method") return a.self === b.self && a.func === b.func;
  if (a.k === "union" && b.k === "union") return a.options.length === b.options.length && a.options.every((one, at) => same(one, b.options[at] ?? unknown));
  return a.k === "made" && b.k === "made" && sameMade(a, b);
}

/** Made twice by one line from the same, and left as it was made: a model that is loaded when it is first asked for. */
function sameMade(a: Made, b: Made): boolean {
  if (a.path !== b.path || a.place.line !== b.place.line || a.place.file !== b.place.file || a.of !== b.of || isUsed(a) || isUsed(b)) return false;
  const [these, those] = [a.args, b.args];
  return (
    these.positional.length === those.positional.length &&
    these.named.size === those.named.size &&
    these.open === those.open &&
    sameGuards(a.under, b.under) &&
    these.positional.every((one, at) => same(one, those.positional[at] ?? unknown)) &&
    [...these.named].every(([name, one]) => same(one, those.named.get(name) ?? noneValue))
  );
}

function isUsed({ attrs, held, assumed }: Made): boolean {
  return attrs.size > 0 || held !== undefined || assumed === true;
}

function sameGuards(a: readonly Guard[] | undefined, b: readonly Guard[] | undefined): boolean {
  if (a === b) return true;
  return (
    a !== undefined &&
    b !== undefined &&
    a.length === b.length &&
    a.every((one, at) => one.subject === b[at]?.subject && one.value === b[at].value && one.holds === b[at].holds)
  );
}
