import { isPerhapsThere } from "../conditions";
import { countOfRoutes, routerBehind } from "../frameworks/routesView";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import { rootFunction } from "../interpreter/definitions";
import { byMethod } from "../interpreter/dunders";
import { asEmptyAs, isEmpty } from "../interpreter/emptiness";
import { everyWay } from "../interpreter/everyWay";
import { stringOf } from "../interpreter/expressions";
import { formatted, represented, shown } from "../interpreter/formatting";
import { heldBy } from "../interpreter/heldItems";
import { getItem } from "../interpreter/items";
import { enumMembers } from "../interpreter/iteration";
import { binary } from "../interpreter/operators";
import { truth } from "../interpreter/truth";
import { type Dict, dict, list, noneValue, text, unknown, type Value } from "../interpreter/values";
import { asDict } from "./dictMethods";
import { first, type Known, state } from "./known";
import { collect } from "./pythonIteration";

const same: Known = (args) => first(args);
const partial: Known = (args) => ({ k: "partial", func: first(args), args: { ...args, positional: args.positional.slice(1) } });

const gather: Known = (args) => list([...args.positional], "tuple", args.open);

/** What calling a function of Python itself gives. */
export const pythonFunctions: Readonly<Record<string, Known>> = {
  dict: (args, run, _place, frame) => {
    const given = args.positional[0];
    if (given === undefined) return dict([...args.named], args.open);
    const from = asDict(run, given, frame);
    const out: Dict = { ...dict([...from.entries, ...args.named], args.open || from.open), rest: [...from.rest] };
    if (from.keys !== undefined) out.keys = new Map(from.keys);
    return from.entries.size + args.named.size === 0 ? out : asEmptyAs(out, from);
  },
  "collections.OrderedDict": (args, run, place, frame) => (pythonFunctions.dict as Known)(args, run, place, frame),
  "weakref.WeakKeyDictionary": () => dict(),
  "weakref.WeakValueDictionary": () => dict(),
  "collections.defaultdict": (args, run, place, frame) => {
    const made = (pythonFunctions.dict as Known)({ ...args, positional: args.positional.slice(1) }, run, place, frame);
    return made.k === "dict" && args.positional[0] !== undefined ? { ...made, factory: args.positional[0] } : made;
  },
  // others fill it: whether it is empty is not known
  "collections.deque": (args, run, place, frame) => {
    const made = collect("list")(args, run, place, frame);
    const longest = args.named.get("maxlen") ?? args.positional[1];
    if (made.k !== "list") return made;
    const waits = !made.open;
    return longest?.k !== "number"
      ? { ...made, open: true, waits }
      : { ...made, open: true, waits, longest: longest.value, items: made.items.slice(Math.max(0, made.items.length - longest.value)) };
  },
  "asyncio.Queue": () => list([]),
  "asyncio.PriorityQueue": () => ({ ...list([]), order: "least" }),
  "queue.PriorityQueue": () => ({ ...list([]), order: "least" }),
  "multiprocessing.Queue": () => list([]),
  "asyncio.LifoQueue": () => ({ ...list([]), order: "last" }),
  "queue.Queue": () => list([]),
  "queue.SimpleQueue": () => list([]),
  "queue.LifoQueue": () => ({ ...list([]), order: "last" }),
  "types.MappingProxyType": same,
  "types.MethodType": (args) => {
    const [func, self = unknown] = args.positional;
    return func?.k === "function" ? { k: "method", self, func } : unknown;
  },
  str: (args, run, _place, frame) =>
    args.positional.length === 0 ? text("") : everyWay(run, [first(args)], ([one = unknown]) => stringOf(run, shown(run, one, frame), frame, 0)),
  int: (args, run) => {
    const given = first(args);
    // a member of an `IntEnum`
    const value = (given.k === "instance" && given.attrs.get("value")) || given;
    if (value.k === "number") return { k: "number", value: Math.trunc(value.value) };
    if (value.k !== "text" || value.holes.length > 0 || args.positional.length > 1) return unknown;
    if (/^\s*[-+]?\d+\s*$/.test(value.value)) return { k: "number", value: Number(value.value) };
    run.failures.raise(["ValueError"]);
    return unknown;
  },
  float: (args) => (first(args).k === "number" ? first(args) : unknown),
  bool: (args) => {
    const known = truth(first(args));
    return known === null ? unknown : { k: "constant", value: known };
  },
  len: (args, run, _place, frame) => {
    const own = run.importing ? byMethod(run, first(args), "__len__", frame) : null;
    if (own !== null) return own;
    const value = heldBy(first(args)) ?? first(args);
    const router = routerBehind(value);
    if (router !== null) return { k: "number", value: countOfRoutes(run, router) };
    const members = value.k === "class" ? enumMembers(run, value, frame) : null;
    if (members !== null) return { k: "number", value: members.length };
    // a worker that start-up leaves waiting looks at what requests put there later
    if (run.starting && value.k === "list" && value.kind !== "tuple" && value.items.length === 0) return unknown;
    if ((value.k === "list" || value.k === "dict") && isEmpty(value) === null) return unknown;
    // of some of its items it is not known whether they are there
    if (run.registering && value.k === "list" && (value.loose === true || value.items.some(isPerhapsThere))) return unknown;
    // nobody else fills a queue while modules are imported
    if (value.k === "list" && (!value.open || (value.waits === true && run.importing && run.uncertain === 0)))
      return { k: "number", value: value.items.length };
    if (value.k === "text" && value.holes.length === 0) return { k: "number", value: value.value.length };
    return value.k === "dict" && !value.open ? { k: "number", value: value.entries.size } : unknown;
  },
  abs: (args) =>
    first(args).k === "number" ? { ...(first(args) as Value & { k: "number" }), value: Math.abs((first(args) as Value & { k: "number" }).value) } : unknown,
  round: (args) => {
    const value = first(args);
    if (value.k !== "number" || args.positional.length !== 1) return unknown;
    // what lies in the middle goes to the even number
    const below = Math.floor(value.value);
    return { k: "number", value: value.value - below === 0.5 ? below + (Math.abs(below) % 2) : Math.round(value.value) };
  },
  divmod: (args, run, place, frame) => {
    const [a = unknown, b = unknown] = args.positional;
    return list([binary(run, "//", a, b, frame, place.line), binary(run, "%", a, b, frame, place.line)], "tuple");
  },
  hex: (args) => radix(first(args), "0x", 16),
  oct: (args) => radix(first(args), "0o", 8),
  bin: (args) => radix(first(args), "0b", 2),
  chr: (args) => {
    const value = first(args);
    return value.k === "number" && value.value >= 0 && value.value < 0x110000 ? text(String.fromCodePoint(value.value)) : unknown;
  },
  ord: (args) => {
    const value = first(args);
    return value.k === "text" && value.holes.length === 0 && value.value !== "" ? { k: "number", value: value.value.codePointAt(0) ?? 0 } : unknown;
  },
  repr: (args) => {
    const shown = represented(first(args));
    return shown === null ? unknown : text(shown);
  },
  format: (args, run, place, frame) => {
    const spec = args.positional[1];
    return everyWay(run, [first(args)], ([one = unknown]) => formatted(run, one, "", spec?.k === "text" ? spec.value : "", frame, place.line));
  },
  id: () => unknown,
  print: () => noneValue,
  object: (_args, run, place) => ({ k: "instance", id: run.id(), cls: null, attrs: new Map(), place }),
  "operator.add": (args, run, place, frame) => binary(run, "+", first(args), args.positional[1] ?? unknown, frame, place.line),
  "operator.concat": (args, run, place, frame) => binary(run, "+", first(args), args.positional[1] ?? unknown, frame, place.line),
  "operator.attrgetter": (args, run, _place, frame) => {
    const name = first(args);
    return { k: "native", name: "attrgetter", call: (given) => (name.k === "text" ? getAttribute(run, first(given), name.value, frame) : unknown) };
  },
  "operator.itemgetter": (args, run, _place, frame) => ({
    k: "native",
    name: "itemgetter",
    call: (given) => getItem(run, first(given), [first(args)], [], frame),
  }),
  "operator.methodcaller": (args, run, place, frame) => {
    const [name, ...positional] = args.positional;
    const method = (object: Value): Value => (name?.k === "text" ? getAttribute(run, object, name.value, frame, place) : unknown);
    return { k: "native", name: "methodcaller", call: (given, at) => call(run, method(first(given)), { ...args, positional }, at, frame) };
  },
  "functools.partial": partial,
  "functools.partialmethod": (args) => ({ k: "partial", func: first(args), args: { ...args, positional: args.positional.slice(1) }, binds: true }),
  "functools.wraps": state("functools.wraps"),
  "functools.update_wrapper": (args) => {
    const wrapped = rootFunction(args.positional[1] ?? unknown);
    const wrapper = first(args);
    if (wrapper.k === "instance" && wrapped !== null) wrapper.attrs.set("__wrapped__", wrapped);
    return wrapper.k === "function" && wrapped !== null ? { ...wrapper, wraps: wrapped } : wrapper;
  },
  "object.__new__": (args, run, place) => {
    const cls = first(args);
    return cls.k === "class" ? { k: "instance", id: run.id(), cls, attrs: new Map(), place } : unknown;
  },
  "object.__setattr__": (args) => {
    const [object, name, value = unknown] = args.positional;
    if (object?.k === "instance" && name?.k === "text") object.attrs.set(name.value, value);
    return noneValue;
  },
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
  "asyncio.get_running_loop": (args, run, place, frame) => {
    // no loop runs while modules are imported
    if (run.importing) run.failures.raise(["RuntimeError"]);
    return state("asyncio.get_running_loop")(args, run, place, frame);
  },
  "asyncio.gather": gather,
  "asyncio.wait_for": same,
  "asyncio.create_task": same,
  "asyncio.ensure_future": same,
  "asyncio.shield": same,
  "asyncio.run": same,
};

function radix(value: Value, prefix: string, base: number): Value {
  return value.k === "number" && Number.isInteger(value.value) ? text((value.value < 0 ? "-" : "") + prefix + Math.abs(value.value).toString(base)) : unknown;
}
