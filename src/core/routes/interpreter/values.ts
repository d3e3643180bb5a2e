import type { ClassDefinition, Expression, FunctionDefinition } from "../../python/syntax";
import type { RouteRecord, Router } from "../frameworks/router";
import type { Guard } from "./guards";
import type { Module } from "./module";

/** A line of a file, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A test that only the running application can answer; `side`: the one on which something stands, where no other test is around it. */
export interface Condition extends Place {
  readonly side?: string;
  /** how many sides there are, where it chose among several things; else there are two */
  readonly sides?: number;
  /** what left the function there gave nothing back: `if args.version: print(VERSION); return` */
  readonly withNothing?: true;
  /** no test yet: whatever decides whether this module is imported */
  readonly module?: string;
  /** it is false as the code stands: what stands behind it is not there */
  readonly off?: true;
}

/** Why a value cannot be known, and where that begins. */
export interface Reason {
  readonly code: "environment" | "external" | "runtime" | "missing-module" | "unreadable";
  readonly place: Place;
  /** the name of the variable, module or call */
  readonly detail: string;
  /** no file of the folder is that module */
  readonly absent?: true;
}

export interface Unknown {
  readonly k: "unknown";
  readonly reason: Reason | null;
  /** a variable of the environment that has no default: None, where the code asks */
  readonly unset?: true;
  /** what FastAPI makes of a plain parameter: `str`, `list` */
  readonly type?: string;
  /** what a request brings for a plain parameter or field */
  readonly asked?: true;
  /** what it was unpacked from, of what a library gave */
  readonly from?: Made;
  /** characters that it has at most, where the code cuts a text: `text[:1500]` */
  readonly most?: number;
}

/** A string; each `{?}` in it stands for one reason, in order. */
export interface Text {
  readonly k: "text";
  readonly value: string;
  readonly holes: readonly Reason[];
  /** an empty default of a secret: whoever runs the program sets it */
  readonly unset?: boolean;
  /** the environment may put another text in its place: a default, or what a `.env` file says */
  readonly settable?: true;
  /** the variable of the environment, or the setting, whose default or written value it is */
  readonly setting?: string;
  /** a request may put another text in its place: a default of a parameter, or one of those that its type lists */
  readonly asked?: true;
  /** it stands for something that is not known: `row.model or "gpt-4o"` */
  readonly replaced?: true;
  /** set where a test that cannot be decided has this answer */
  readonly under?: readonly Guard[];
}

export interface NumberValue {
  readonly k: "number";
  readonly value: number;
  readonly float?: boolean;
}

export interface Constant {
  readonly k: "constant";
  readonly value: boolean | null;
  /** the variable of the environment, or the setting, that makes it so: the answer of `os.getenv("PROVIDER", "openai") == "openai"` */
  readonly setting?: string;
}

/** `open`: there may be more than is listed. `yielded`: what a generator yields. */
export interface List {
  readonly k: "list";
  kind: "list" | "tuple" | "set" | "generator";
  items: Value[];
  open: boolean;
  /** `deque(maxlen=2)`: what is added at one end pushes out what is at the other */
  longest?: number;
  /** open for no other reason than that others may fill it: a deque */
  waits?: boolean;
  /** `frozenset(...)`: what changes it makes another one */
  frozen?: true;
  /** nothing decided whether any item is there: `[name for name in NAMES if not os.getenv(name)]` */
  maybeEmpty?: boolean;
  fields?: readonly string[];
  /** it may hold fewer: some were put into it on one of several ways */
  loose?: true;
  /** without end: `itertools.count()` */
  endless?: true;
  /** which one a queue gives first, where it is not the one that came first */
  order?: "last" | "least";
  /** what this kind of list has besides a list's own methods: `entry_points().select` */
  attrs?: ReadonlyMap<string, Value>;
}

export interface Dict {
  readonly k: "dict";
  readonly entries: Map<string, Value>;
  /** keys that are no text: numbers, functions, classes */
  keys?: Map<string, Value>;
  rest: Value[];
  /** those of `rest` whose key is a text that is known in part: `cache[f"opus-mt-{pair}"]` */
  partly?: Map<string, readonly Value[]>;
  /** keys that a handler added: each is for what that handler asks for */
  byHandlers?: Set<string>;
  /** nothing decided whether any entry is there: `if value < 0: errors["value"] = "too small"` */
  maybeEmpty?: boolean;
  open: boolean;
  /** what a `defaultdict` makes for a key that it does not have */
  factory?: Value;
  /** a `Counter`: what it has not seen it has seen 0 times */
  counts?: true;
  /** `globals()`: what is set in it is a name from then on */
  scope?: Scope;
}

export interface Func {
  readonly k: "function";
  readonly id: number;
  readonly name: string;
  /** `Class.method` where it is one */
  readonly qualified: string;
  readonly definition: FunctionDefinition | { readonly k: "lambda"; readonly expression: Expression & { k: "lambda" } };
  readonly module: Module;
  readonly scope: Scope;
  readonly base: number;
  readonly owner: Class | null;
  /** What decorators did to it. */
  readonly role: "plain" | "static" | "class" | "property" | "cached" | "context";
  readonly defaults: ReadonlyMap<string, Value>;
  /** results by arguments, where `lru_cache` keeps them */
  readonly remembers?: Map<string, Value>;
  /** what the code sets on the function itself */
  readonly attrs: Map<string, Value>;
  /** The function that this one was wrapped around by a decorator: its name and place are the handler's. */
  readonly wraps: Func | null;
  /** it is defined by a text that is run there, and stands in no file */
  readonly written?: Place;
}

export interface Method {
  readonly k: "method";
  readonly self: Value;
  readonly func: Func;
}

export interface Class {
  readonly k: "class";
  readonly id: number;
  readonly name: string;
  readonly definition: ClassDefinition;
  readonly module: Module;
  readonly base: number;
  readonly bases: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly scope: Scope;
  readonly decorators: readonly Value[];
  /** Names with an annotation, in order: the fields of dataclasses, models and settings. */
  readonly fields: Map<string, Expression>;
}

export interface Instance {
  readonly k: "instance";
  readonly id: number;
  readonly cls: Class | null;
  readonly attrs: Map<string, Value>;
  readonly place: Place;
  /** made from data that the code does not hold, such as a request or a file: its defaults are only one possibility */
  readonly uncertain?: boolean;
  /** a request brings it */
  readonly asked?: true;
  /** settings without which as they are it would not have been made */
  readonly behind?: readonly string[];
  /** of a group of settings: the variable of the environment that sets it */
  readonly group?: string;
  /** a connection that stays open: `socket: WebSocket` */
  readonly isSocket?: boolean;
}

export interface ModuleValue {
  readonly k: "module";
  readonly module: Module;
}

/** A dotted name that is not of this project: `fastapi.FastAPI`. */
export interface External {
  readonly k: "external";
  readonly path: string;
  /** asked of what was imported, not imported itself: `settings.debug` may be anything */
  readonly isAttribute?: true;
}

/** What calling something external gave; attributes are externals with `of`. */
export interface Made {
  readonly k: "made";
  readonly id: number;
  readonly path: string;
  readonly args: Args;
  readonly place: Place;
  readonly of: Value | null;
  readonly attrs: Map<string, Value>;
  /** made where a test that cannot be decided has this answer */
  readonly under?: readonly Guard[];
  /** settings without which as they are it would not have been made */
  readonly behind?: readonly string[];
  router?: Router;
  /** what an instance of the project's class is of a class from outside */
  readonly base?: true;
  /** nobody made it in the code: an annotation names its class */
  readonly assumed?: boolean;
  /** what was added to it after it was made: nodes, components, tools, weights */
  held?: Value[];
  /** calls that move it from one device to another, or to another number format: `model.to("cpu")` */
  moves?: Made[];
}

/** `made.some.attribute` */
export interface MadePart {
  readonly k: "part";
  readonly of: Made;
  readonly path: string;
}

export interface Native {
  readonly k: "native";
  readonly name: string;
  readonly self?: Value;
  readonly attrs?: ReadonlyMap<string, Value>;
  /** in a class it is given the instance first, as a function is */
  readonly binds?: true;
  readonly call: (args: Args, place: Place) => Value;
}

export interface Partial {
  readonly k: "partial";
  readonly func: Value;
  readonly args: Args;
  /** `functools.partialmethod` */
  readonly binds?: true;
}

export interface Union {
  readonly k: "union";
  readonly options: readonly Value[];
  /** which it is, or whether it is there where it is one thing alone, only the running application can tell, by this test */
  readonly test?: Condition;
}

export interface SuperValue {
  readonly k: "super";
  readonly self: Value;
  readonly cls: Class;
  readonly after: Class;
}

export interface RouteValue {
  readonly k: "route";
  readonly record: RouteRecord;
}

/** Read when first looked at: a definition that nobody may need, or a name imported from another module. */
export interface Lazy {
  readonly k: "lazy";
  readonly force: () => Value | undefined;
}

export type Value =
  | Unknown
  | Text
  | NumberValue
  | Constant
  | List
  | Dict
  | Func
  | Method
  | Class
  | Instance
  | ModuleValue
  | External
  | Made
  | MadePart
  | Native
  | Partial
  | Union
  | SuperValue
  | Router
  | RouteValue;

export interface Args {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** something unknown was unpacked into it */
  readonly open: boolean;
  /** that, where it is a part of what a library made: `Img2Img(**pipe.components)` */
  readonly unpacked?: Value;
}

export interface Scope {
  readonly kind: "module" | "function" | "class";
  names: Map<string, Value | Lazy>;
  readonly parent: Scope | null;
  /** names declared `global` or `nonlocal` */
  outer: Set<string> | null;
  /** that of a comprehension: what `:=` names in it is a name of the scope around it */
  readonly comprehension?: true;
}

export const unknown: Unknown = { k: "unknown", reason: null };

/** `...`, which stands for nothing in particular. */
export const ellipsis: Unknown = { k: "unknown", reason: null };

export const noneValue: Constant = { k: "constant", value: null };

export const noArgs: Args = { positional: [], named: new Map(), open: false };

export function text(value: string): Text {
  return { k: "text", value, holes: [] };
}

/** Cut at `LONGEST`; `open`: it may hold more than these. */
export function list(items: Value[], kind: List["kind"] = "list", open = false): List {
  return items.length > LONGEST ? { k: "list", kind, items: items.slice(0, LONGEST), open: true } : { k: "list", kind, items, open };
}

/** Loops that double what they have end here. */
export const LONGEST = 2000;

/** `open`: it may hold more than these. */
export function dict(entries: Iterable<readonly [string, Value]> = [], open = false): Dict {
  return { k: "dict", entries: new Map(entries), rest: [], open };
}
