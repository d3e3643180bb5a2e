import { isSeq } from "yaml";
import type { TextEdit } from "../../problem";
import { nestsTooDeeply } from "../depth";
import { declaredName, idKey } from "../names";
import type { Criticality, Level } from "../scenario";
import { scenarioSchema } from "../schema";
import { type Path, type Source, sourceOf } from "../source";
import type { Order } from "./editInsert";
import { removeAt } from "./editRemove";
import { type EditOptions, setAt } from "./editTree";
import { decimal, inNotationOf, type Plain } from "./notation";

/** What a screen or a quick fix changes in a scenario. `language` null is the row of a service without languages, or the service itself. */
export type Change =
  | {
      readonly type: "level";
      readonly service: string;
      readonly language: string | null;
      /** null: undecided again */
      readonly level: Level | null;
      readonly by?: string | undefined;
      /** YYYY-MM-DD */
      readonly date?: string | undefined;
    }
  /** texts of a decision; empty: the key goes */
  | { readonly type: "reason"; readonly service: string; readonly language: string | null; readonly reason: string }
  | { readonly type: "by"; readonly service: string; readonly language: string | null; readonly by: string }
  /** YYYY-MM-DD */
  | { readonly type: "review"; readonly service: string; readonly language: string | null; readonly review: string }
  | { readonly type: "lock"; readonly service: string; readonly language: string | null; readonly lock: boolean }
  | { readonly type: "criticality"; readonly service: string; readonly language: string | null; readonly criticality: Criticality }
  /** files a month */
  | { readonly type: "files"; readonly service: string; readonly language: string | null; readonly files: number }
  /** files a month of the whole scenario */
  | { readonly type: "volume"; readonly files: number }
  /** kg a month; null: no budget */
  | { readonly type: "budget"; readonly carbon: number | null }
  | { readonly type: "set"; readonly path: Path; readonly value: Plain }
  | { readonly type: "remove"; readonly path: Path }
  | { readonly type: "addService"; readonly name: string; readonly fields: { readonly [key: string]: Plain } };

/**
 * The smallest edits of a scenario's text that make a change: comments, formatting, line endings and notation of
 * everything else stay byte for byte. Nothing where the text is not readable or the change changes nothing.
 *
 * - level of generation/ar: `{ level: 0 %, ... }` -> `{ level: 50 %, ... }`; created in the order of the rows where missing
 * - a reason, a name, a review date and a lock need a decision: without one there is nothing to write
 */
export function scenarioEdit(text: string, change: Change): TextEdit[] {
  return scenarioEdits(text, [change]);
}

/** Several changes as one: a bulk edit, a what-if that is applied. `first` is the text as read, for those who try many changes on it. */
export function scenarioEdits(text: string, changes: readonly Change[], file?: string, first = readable(text, file)): TextEdit[] {
  if (!first) return [];
  const [only] = changes;
  const onlySteps = changes.length === 1 && only ? stepsOf(only, first) : [];
  if (onlySteps.length === 1) return onlySteps.flatMap((step) => step(first));
  let current = first;
  for (const change of changes) {
    const steps = stepsOf(change, current);
    for (const step of steps) {
      const edits = step(current);
      const next = edits.length === 0 ? current : readable(applyEdits(current.text, edits), file);
      if (!next) return [];
      current = next;
    }
  }
  return textDifference(text, current.text);
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.start - a.start).reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
}

type Step = (source: Source) => TextEdit[];

/** A text that can be edited; JSON is known by its first characters too, for those who do not have the file's name. */
export function readable(text: string, file = "scenario"): Source | null {
  if (text.length > 1_000_000 || nestsTooDeeply(text)) return null;
  const source = sourceOf(text, file);
  return source.errors.length > 0 ? null : source;
}

function stepsOf(change: Change, source: Source): Step[] {
  switch (change.type) {
    case "level":
      return levelSteps(change, source);
    case "reason":
      return decisionSteps(change, "reason", change.reason, source);
    case "by":
      return decisionSteps(change, "by", change.by, source);
    case "review":
      return decisionSteps(change, "review", change.review, source);
    case "lock":
      return decisionSteps(change, "lock", change.lock || "", source);
    case "criticality":
      return [set([...rowPath(change, source), "criticality"], change.criticality)];
    case "files": {
      const path = change.language === null ? [...rowPath(change, source), "volume", "files"] : [...rowPath(change, source), "files"];
      return [set(path, `${decimal(change.files)}/month`, { notation: (old, quoted) => inNotationOf(old, "files/month", change.files, quoted) })];
    }
    case "volume":
      return [
        set(["volume", "files"], `${decimal(change.files)}/month`, { notation: (old, quoted) => inNotationOf(old, "files/month", change.files, quoted) }),
      ];
    case "budget": {
      const { carbon } = change;
      if (carbon === null) return [(current) => removeAt(current, ["budget", "carbon"])];
      const notation = (old: string, quoted: boolean) => inNotationOf(old, "carbon/month", carbon, quoted);
      return [set(["budget", "carbon"], `${decimal(carbon)} kg/month`, { notation })];
    }
    case "set":
      return [set(spelt(change.path, source), change.value)];
    case "remove":
      return [(current) => removeAt(current, spelt(change.path, source))];
    case "addService":
      return [set(["services", change.name], change.fields)];
  }
}

function set(path: Path, value: Plain, options: EditOptions = {}): Step {
  return (source) => setAt(source, path, value, { order: orderAt(path, source), ...options });
}

function levelSteps(change: Extract<Change, { type: "level" }>, source: Source): Step[] {
  const path = decisionPath(change, source);
  const { level, by, date } = change;
  if (level === null) return [(current) => removeAt(current, path)];
  const percent = `${level * 100} %`;
  if (!source.find(path)) return [set(path, { level: percent, ...(by !== undefined && { by }), ...(date !== undefined && { date }) })];
  // `0 %`, `0%` and `0` keep their form.
  const notation = (old: string) => (/^\d+\s*%?$/u.test(old) ? old.replace(/^\d+/u, String(level * 100)) : undefined);
  return [
    set([...path, "level"], percent, { notation }),
    ...(by === undefined ? [] : [set([...path, "by"], by)]),
    ...(date === undefined ? [] : [set([...path, "date"], date)]),
  ];
}

/** A key of a decision that is there; nothing to say takes the key away. */
function decisionSteps(row: Row, key: string, value: string | true, source: Source): Step[] {
  const path = decisionPath(row, source);
  if (!source.find(path)) return [];
  return value === "" ? [(current) => removeAt(current, [...path, key])] : [set([...path, key], value)];
}

interface Row {
  readonly service: string;
  readonly language: string | null;
}

function decisionPath({ service, language }: Row, source: Source): Path {
  const name = declaredName(service, keysAt(source, ["services"])) ?? service;
  const key = language === null ? name : `${name}/${languageName(language, name, source)}`;
  return ["decisions", declaredName(key, keysAt(source, ["decisions"])) ?? key];
}

/** A cell of a language's row belongs to that row alone; a cell of a service's row to the service. */
function rowPath({ service, language }: Row, source: Source): Path {
  const name = declaredName(service, keysAt(source, ["services"])) ?? service;
  if (language === null) return ["services", name];
  return ["services", name, "languages", languageName(language, name, source)];
}

const languageName = (language: string, service: string, source: Source): string =>
  declaredName(language, keysAt(source, ["services", service, "languages"])) ?? declaredName(language, keysAt(source, ["languages"])) ?? language;

/** A generic path in the spelling of the text. */
function spelt(path: Path, source: Source): Path {
  const result: (string | number)[] = [];
  for (const step of path) {
    const isIndex = /^\d+$/u.test(String(step)) && isSeq(source.follow(source.find(result)?.value ?? null));
    result.push(isIndex ? Number(step) : (declaredName(String(step), keysAt(source, result)) ?? step));
  }
  return result;
}

function keysAt(source: Source, path: Path): string[] {
  let data = source.data;
  for (const step of path) data = typeof data === "object" && data !== null ? (data as Record<string | number, unknown>)[step] : undefined;
  return typeof data === "object" && data !== null && !Array.isArray(data) ? Object.keys(data) : [];
}

/** New keys of the file come in the schema's order, new decisions in the order of the rows, others last. */
function orderAt(path: Path, source: Source): Order {
  const [first] = path;
  return (siblings, key) => {
    if (first === "decisions" && path.length >= 2 && idKey(key) === idKey(String(path[1]))) return after(siblings, key, rowKeys(source));
    if (key === first) return after(siblings, key, Object.keys(scenarioSchema.shape));
    return null;
  };
}

/** The last sibling that comes before a key in an order. */
function after(siblings: readonly string[], key: string, order: readonly string[]): string | "first" | null {
  const rank = new Map(order.map((name, index) => [idKey(name), index]));
  const own = rank.get(idKey(key));
  if (own === undefined) return null;
  const earlier = siblings.filter((name) => (rank.get(idKey(name)) ?? -1) < own);
  if (earlier.length === siblings.length) return null;
  return siblings.filter((name) => (rank.get(idKey(name)) ?? Number.POSITIVE_INFINITY) < own).at(-1) ?? "first";
}

/** The decision keys of all rows, in the order of services and languages. */
export function rowKeys(source: Source): string[] {
  const shared = keysAt(source, ["languages"]);
  return keysAt(source, ["services"]).flatMap((service) => {
    const own = keysAt(source, ["services", service, "languages"]);
    const languages = [...shared, ...own.filter((id) => !declaredName(id, shared))];
    return [service, ...languages.map((language) => `${service}/${language}`)];
  });
}

/** One edit from one text to another: what differs between their common beginning and end. */
export function textDifference(from: string, to: string): TextEdit[] {
  if (from === to) return [];
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start++;
  let tail = 0;
  while (tail < most - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  return [{ start, end: from.length - tail, text: to.slice(start, to.length - tail) }];
}
