import { getAttribute } from "./attributes";
import { call, callGiven, injected } from "./calls";
import { iterate, keyText, stringOf } from "./expressions";
import { decorateUnknown, externalKind, makeRouter } from "./fastapi";
import type { Frame, Run } from "./run";
import { rootFunction } from "./statements";
import {
  type Args,
  addRest,
  type Class,
  dict,
  join,
  knownOptions,
  list,
  type Made,
  type MadePart,
  noneValue,
  optionsOf,
  type Place,
  text,
  truth,
  union,
  unknown,
  type Value,
} from "./values";

type Known = (args: Args, run: Run, place: Place, frame: Frame) => Value;

/** Calling a name from outside the project: what Python and a few libraries are known to give, else something made by it. */
export function callExternal(run: Run, path: string, args: Args, place: Place, frame: Frame): Value {
  const kind = externalKind(path);
  if (kind !== null) return makeRouter(run, kind, null, args, place, frame, /^(fastapi|starlette)\./.test(path) ? null : path);
  const known = Object.hasOwn(table, path) ? table[path] : undefined;
  if (known !== undefined) return known(args, run, place, frame);
  const env = environment(path, args, run, place);
  if (env !== null) return env;
  if (configures.test(path)) run.configured.set(path, args);
  run.listener?.({ k: "external", path }, args, place);
  const given = callGiven(run, args, place, frame, path);
  if (given.k !== "unknown" && through.test(path)) return given;
  if (through.test(path)) {
    const [first, ...rest] = args.positional;
    if (first?.k === "external" || first?.k === "class") return call(run, first, { positional: rest, named: args.named, open: args.open }, place, frame);
  }
  return { k: "made", id: run.id(), path, args, place, of: null, attrs: new Map() };
}

/** Functions that give back what the function they are given gives. */
const through =
  /(^|\.)(to_thread|run_in_threadpool|run_sync|run|run_until_complete|run_coroutine_threadsafe|create_task|ensure_future|wait_for|shield|iterate_in_threadpool|contextmanager)$/;

/** Calling something made by a library, or one of its attributes. */
export function callMade(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): Value {
  const method = callee.k === "part" ? callee.path : "__call__";
  if (callee.k === "part") {
    const unresolved = decorateUnknown(run, callee.of, callee.path, args, place, frame);
    if (unresolved !== null) return unresolved;
    const env = environment(`${callee.of.path}().${callee.path}`, args, run, place);
    if (env !== null) return env;
  } else {
    // a library's own decorator: `@limiter.limit("5/minute")`, `@cache(expire=60)`
    const only = args.positional[0];
    if (args.positional.length === 1 && (only?.k === "function" || only?.k === "class") && run.registering) {
      if (adds.test(callee.path)) hold(callee, args);
      return only;
    }
    const env = environment(`${callee.path}()`, args, run, place);
    if (env !== null) return env;
  }
  if (adds.test(method)) hold(callee, args);
  run.listener?.(callee, args, place);
  const given = callGiven(run, args, place, frame, `${callee.k === "part" ? callee.of.path : callee.path}.${method}`);
  if (given.k !== "unknown" && /(^|\.)(run_in_executor|submit|map|run|apply|apply_async|call|acall|__call__)$/.test(method)) return given;
  if (/(^|\.)(a?get|resolve|a?get_instance|provide|__call__|\[\])$/.test(method)) {
    const instance = injected(run, args, place);
    if (instance !== null) return instance;
  }
  const of: Made = callee.k === "part" ? callee.of : callee;
  return { k: "made", id: run.id(), path: `${of.path}.${method}`, args, place, of: callee, attrs: new Map() };
}

/** `dspy.configure(lm=lm)`: a library keeps it for later calls. */
const configures = /\.(configure|set_\w+|context)$/;

/** Methods that add a part to what was made: a node, a component, a tool, weights. */
const adds =
  /(^|\.)(add_(?!texts|documents?|data|messages?|user|middleware|task|event|job)\w+|set_\w+|register\w*|tool\w*|task|actor|node|component|configure|load_\w+|agent|service|api)$/;

function hold(callee: Made | MadePart, args: Args): void {
  // `@agent.tool` and `@agent.tool(retries=2)` both add to the agent
  const owner = callee.k === "part" ? callee.of : callee.of?.k === "part" ? callee.of.of : callee;
  owner.held ??= [];
  if (owner.held.length < 200) owner.held.push(...args.positional, ...args.named.values());
}

/** Names of variables of the environment, with their default where one is written. */
function environment(path: string, args: Args, run: Run, place: Place): Value | null {
  if (
    !/^(os\.getenv|os\.environ\.get|os\.environ\.setdefault|getenv|environ\.get|decouple\.config|environs\.Env\(\)\.\w+|environ\.Env\(\)\.?\w*|environs\.env\.\w+|starlette\.config\.Config\(\)|prettyconf\.config|dotenv\.get_key|dynaconf\.Dynaconf\(\)\.get)$/.test(
      path,
    )
  )
    return null;
  const name = args.positional[0];
  const otherwise = args.named.get("default") ?? args.positional.slice(path.startsWith("starlette.config") ? 2 : 1)[0];
  if (otherwise !== undefined && !(otherwise.k === "constant" && otherwise.value === null)) return otherwise;
  const reason = run.reason("environment", place, name?.k === "text" ? name.value : "");
  return { k: "unknown", reason };
}

const first = (args: Args): Value => args.positional[0] ?? unknown;
const collect =
  (kind: "list" | "tuple" | "set"): Known =>
  (args, run, _place, frame) => {
    if (args.positional.length === 0) return list([], kind);
    const { items, open } = iterate(run, first(args), frame);
    return list([...items], kind, open);
  };
const same: Known = (args) => first(args);
const partial: Known = (args) => ({ k: "partial", func: first(args), args: { ...args, positional: args.positional.slice(1) } });
const gather: Known = (args) => list([...args.positional], "tuple", args.open);
const state =
  (name: string): Known =>
  (args, run, place) => ({ k: "made", id: run.id(), path: name, args, place, of: null, attrs: new Map() });

const table: Readonly<Record<string, Known>> = {
  list: collect("list"),
  tuple: collect("tuple"),
  set: collect("set"),
  frozenset: collect("set"),
  sorted: collect("list"),
  reversed: (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    return list([...items].reverse(), "list", open);
  },
  iter: same,
  aiter: same,
  next: (args, run, _place, frame) => iterate(run, first(args), frame).items[0] ?? args.positional[1] ?? unknown,
  anext: (args, run, _place, frame) => iterate(run, first(args), frame).items[0] ?? unknown,
  dict: (args, run, _place, frame) => {
    const out = dict([...args.named], args.open);
    const given = args.positional[0];
    if (given?.k === "dict") {
      for (const [name, value] of given.entries) if (!out.entries.has(name)) out.entries.set(name, value);
      addRest(out, given.rest);
      out.open ||= given.open;
    } else if (given !== undefined) {
      for (const pair of iterate(run, given, frame).items) {
        const key = pair.k === "list" ? keyText(pair.items[0] ?? unknown) : null;
        if (pair.k === "list" && key !== null) out.entries.set(key, pair.items[1] ?? unknown);
      }
    }
    return out;
  },
  "collections.OrderedDict": (args, run, place, frame) => (table.dict as Known)(args, run, place, frame),
  "collections.defaultdict": (args, run, place, frame) => (table.dict as Known)({ ...args, positional: args.positional.slice(1) }, run, place, frame),
  "collections.deque": collect("list"),
  "asyncio.Queue": () => list([]),
  "asyncio.LifoQueue": () => list([]),
  "queue.Queue": () => list([]),
  "queue.SimpleQueue": () => list([]),
  "queue.LifoQueue": () => list([]),
  "types.MappingProxyType": same,
  str: (args, run, _place, frame) => (args.positional.length === 0 ? text("") : stringOf(run, first(args), frame, 0)),
  repr: () => unknown,
  int: (args) => {
    const value = first(args);
    if (value.k === "number") return { k: "number", value: Math.trunc(value.value) };
    return value.k === "text" && value.holes.length === 0 && /^\s*[-+]?\d+\s*$/.test(value.value) ? { k: "number", value: Number(value.value) } : unknown;
  },
  float: (args) => (first(args).k === "number" ? first(args) : unknown),
  bool: (args) => {
    const known = truth(first(args));
    return known === null ? unknown : { k: "constant", value: known };
  },
  len: (args) => {
    const value = first(args);
    if (value.k === "list" && !value.open) return { k: "number", value: value.items.length };
    if (value.k === "text" && value.holes.length === 0) return { k: "number", value: value.value.length };
    return value.k === "dict" && !value.open ? { k: "number", value: value.entries.size } : unknown;
  },
  range: (args) => {
    const numbers = args.positional.map((v) => (v.k === "number" ? v.value : Number.NaN));
    if (numbers.some(Number.isNaN) || numbers.length === 0) return list([], "list", true);
    const [from, to, step] = numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
    const items: Value[] = [];
    for (let i = from; step > 0 ? i < to : step < 0 && i > to; i += step) {
      if (items.length >= 1000) return list(items, "list", true);
      items.push({ k: "number", value: i });
    }
    return list(items);
  },
  enumerate: (args, run, _place, frame) => {
    const { items, open } = iterate(run, first(args), frame);
    const start = args.positional[1] ?? args.named.get("start");
    const from = start?.k === "number" ? start.value : 0;
    return list(
      items.map((item, index) => list([{ k: "number", value: from + index }, item], "tuple")),
      "list",
      open,
    );
  },
  zip: (args, run, _place, frame) => {
    const all = args.positional.map((one) => iterate(run, one, frame));
    const length = Math.min(...all.map((one) => one.items.length));
    return list(
      Array.from({ length: Number.isFinite(length) ? length : 0 }, (_, i) =>
        list(
          all.map((one) => one.items[i] ?? unknown),
          "tuple",
        ),
      ),
      "list",
      all.some((one) => one.open),
    );
  },
  map: (args, run, place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    const turns = items.length === 0 && open ? [unknown] : items.slice(0, 200);
    return list(
      turns.map((item) => call(run, first(args), { positional: [item], named: new Map(), open: false }, place, frame)),
      "list",
      open,
    );
  },
  filter: (args, run, _place, frame) => {
    const { items, open } = iterate(run, args.positional[1] ?? unknown, frame);
    return list([...items], "list", open);
  },
  "itertools.chain": (args, run, _place, frame) => {
    const all = args.positional.map((one) => iterate(run, one, frame));
    return list(
      all.flatMap((one) => one.items),
      "list",
      all.some((one) => one.open),
    );
  },
  "itertools.chain.from_iterable": (args, run, _place, frame) => {
    const outer = iterate(run, first(args), frame);
    const all = outer.items.map((one) => iterate(run, one, frame));
    return list(
      all.flatMap((one) => one.items),
      "list",
      outer.open || all.some((one) => one.open),
    );
  },
  getattr: (args, run, place, frame) => {
    const name = keyText(args.positional[1] ?? unknown);
    if (name === null) return unknown;
    const value = getAttribute(run, first(args), name, frame, place);
    return value.k === "unknown" && args.positional[2] !== undefined ? union([args.positional[2], value]) : value;
  },
  setattr: (args, run) => {
    const name = keyText(args.positional[1] ?? unknown);
    const object = first(args);
    const value = args.positional[2] ?? unknown;
    if (name !== null && (object.k === "instance" || object.k === "router" || object.k === "made")) object.attrs.set(name, value);
    if (name !== null && object.k === "module") object.module.scope.names.set(name, value);
    void run;
    return noneValue;
  },
  hasattr: (args, run, _place, frame) => {
    const name = keyText(args.positional[1] ?? unknown);
    const object = first(args);
    if (name === null) return unknown;
    if (object.k === "module") return { k: "constant", value: getAttribute(run, object, name, frame).k !== "unknown" };
    const value = getAttribute(run, object, name, frame);
    if (value.k === "unknown" && object.k === "instance" && lacks(object, name)) return { k: "constant", value: false };
    return value.k === "unknown" || value.k === "part" ? unknown : { k: "constant", value: true };
  },
  isinstance: (args) => isInstance(first(args), args.positional[1] ?? unknown),
  super: (args, _run, _place, frame) => {
    const cls = first(args);
    const self = args.positional[1] ?? frame.self;
    return cls.k === "class" && self !== null ? { k: "super", self, cls, after: cls } : unknown;
  },
  type: (args) => {
    const value = first(args);
    return (value.k === "instance" || value.k === "router") && value.cls !== null ? value.cls : unknown;
  },
  vars: (args) => (first(args).k === "instance" ? dict([...(first(args) as Value & { k: "instance" }).attrs], true) : unknown),
  print: () => noneValue,
  "functools.partial": partial,
  "functools.partialmethod": partial,
  "functools.wraps": state("functools.wraps"),
  "functools.update_wrapper": same,
  "functools.lru_cache": (args, run, place, frame) =>
    rootFunction(first(args)) === null && first(args).k !== "class" ? state("functools.lru_cache")(args, run, place, frame) : first(args),
  "functools.cache": same,
  "asgiref.sync.sync_to_async": (args, run, place, frame) =>
    args.positional.length === 0 ? state("asgiref.sync.sync_to_async")(args, run, place, frame) : first(args),
  "asgiref.sync.async_to_sync": same,
  "asyncer.asyncify": same,
  "asyncer.syncify": same,
  "torch.compile": same,
  "torch.nn.DataParallel": same,
  "contextlib.nullcontext": same,
  "contextlib.closing": same,
  "contextlib.aclosing": same,
  "weakref.ref": same,
  "weakref.proxy": same,
  "typing.cast": (args) => args.positional[1] ?? unknown,
  "copy.copy": same,
  "copy.deepcopy": same,
  "asyncio.gather": gather,
  "asyncio.wait_for": same,
  "asyncio.create_task": same,
  "asyncio.ensure_future": same,
  "asyncio.shield": same,
  "asyncio.run": same,
  "pathlib.Path": (args, run, _place, frame) => {
    const parts = args.positional.map((one) => stringOf(run, one, frame, 0));
    return join(parts.flatMap((part, index) => (index === 0 ? [part] : [text("/"), part])));
  },
  "os.path.join": (args, run, _place, frame) =>
    join(
      args.positional
        .map((one) => stringOf(run, one, frame, 0))
        .filter((part, index) => index > 0 || part.value !== "")
        .flatMap((part, index) => (index === 0 ? [part] : [text("/"), part])),
    ),
  "os.path.dirname": (args) => {
    const path = first(args);
    return path.k === "text" ? text(path.value.replace(/\/?[^/]*$/, "")) : unknown;
  },
  "os.path.abspath": same,
  "os.path.realpath": same,
  "importlib.import_module": (args, run, place, frame) => importModule(args, run, place, frame),
  __import__: (args, run, place, frame) => importModule(args, run, place, frame),
  "pkgutil.iter_modules": (args, run, _place, frame) => submodules(run, first(args), args.named.get("prefix") ?? args.positional[1], frame, false),
  "pkgutil.walk_packages": (args, run, _place, frame) => submodules(run, first(args), args.named.get("prefix") ?? args.positional[1], frame, true),
  "os.listdir": (args, run) => {
    const folder = first(args);
    if (folder.k !== "text" || folder.holes.length > 0) return list([], "list", true);
    return list(
      run.project
        .submodules(folder.value)
        .map((one) => text(one.isPackage ? one.name : `${one.name}.py`))
        .concat(text("__init__.py")),
    );
  },
};

function isInstance(value: Value, types: Value): Value {
  const wanted = types.k === "list" ? types.items : optionsOf(types);
  const answers = wanted.map((type) => {
    if (type.k === "external" && value.k === "router") {
      const kind = externalKind(type.path);
      return kind === null ? (type.path === "str" ? false : null) : kind === "app" ? value.app : !value.app;
    }
    if (type.k === "external" && type.path === "str")
      return value.k === "text" ? true : value.k === "unknown" || value.k === "union" || value.k === "made" || value.k === "part" ? null : false;
    if (type.k === "external" && (type.path === "list" || type.path === "tuple"))
      return value.k === "list"
        ? value.kind === type.path
        : value.k === "unknown" || value.k === "union" || value.k === "made" || value.k === "part"
          ? null
          : false;
    if (type.k === "external" && type.path === "dict")
      return value.k === "dict" ? true : value.k === "unknown" || value.k === "union" || value.k === "made" || value.k === "part" ? null : false;
    if (type.k === "class" && value.k === "instance" && value.cls !== null)
      return value.cls === type || knownOptions({ k: "union", options: value.cls.bases }).includes(type) ? true : null;
    return null;
  });
  if (answers.includes(true)) return { k: "constant", value: true };
  return answers.length > 0 && answers.every((one) => one === false) ? { k: "constant", value: false } : unknown;
}

function importModule(args: Args, run: Run, place: Place, frame: Frame): Value {
  const name = keyText(first(args));
  if (name === null) {
    run.note("unresolved-import", place);
    return unknown;
  }
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  const packageName = args.named.get("package") ?? args.positional[1];
  const dotted = name.slice(level);
  let path: string | null;
  if (level > 0 && packageName?.k === "text") {
    const base = run.project.resolve(frame.module.file, 0, packageName.value);
    path = base === null ? null : run.project.resolve(base, level, dotted);
  } else path = run.project.resolve(frame.module.file, level, dotted);
  if (path === null) return { k: "external", path: dotted };
  run.load(path);
  return { k: "module", module: run.open(path) };
}

function submodules(run: Run, where: Value, prefix: Value | undefined, frame: Frame, deep: boolean): Value {
  const before = prefix?.k === "text" ? prefix.value : "";
  const folders = where.k === "list" ? where.items : [where];
  const items: Value[] = [];
  for (const folder of folders) {
    if (folder.k !== "text" || folder.holes.length > 0) return list([], "list", true);
    const walk = (path: string, name: string): void => {
      for (const one of run.project.submodules(path)) {
        const found = list([unknown, text(name + one.name), { k: "constant", value: one.isPackage }], "tuple");
        items.push({ ...found, fields: ["module_finder", "name", "ispkg"] });
        if (deep && one.isPackage && items.length < 2000) walk(`${path}/${one.name}`, `${name}${one.name}.`);
      }
    };
    walk(folder.value, before);
  }
  void frame;
  return list(items);
}

/** All of its classes are written in this project, and none has that name, computes names or is changed by a library's decorator. */
function lacks(object: Value & { k: "instance" }, name: string): boolean {
  const has = (cls: Class): boolean => cls.scope.names.has(name) || cls.scope.names.has("__getattr__");
  const closed = (cls: Value): boolean => {
    if (cls.k === "external") return /^(builtins\.)?object$/.test(cls.path);
    return cls.k === "class" && !has(cls) && cls.decorators.every(({ k }) => k === "function") && cls.bases.every(closed);
  };
  return object.uncertain !== true && object.cls !== null && closed(object.cls);
}
