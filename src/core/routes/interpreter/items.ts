import type { Expression } from "../../python/syntax";
import { routerBehind, routesInOrder } from "../frameworks/routesView";
import { unsetVariable } from "../settings/environment";
import { chosenBySetting } from "../settings/settable";
import { certain } from "../standard/texts";
import { genericAlias } from "../standard/types";
import { union } from "./alternatives";
import { ancestors, inClass, tupleFields } from "./ancestry";
import { getAttribute } from "./attributes";
import { call } from "./calls";
import { chosen, each } from "./choices";
import { asEmptyAs, willSetKey } from "./emptiness";
import { dictKey, isIdentity, keyText, setEntry } from "./entries";
import { evaluate } from "./expressions";
import type { Frame } from "./frame";
import { heldBy } from "./heldItems";
import { heldUnder } from "./partlyKnown";
import type { Run } from "./run";
import { metaclass, ofMetaclass } from "./subclasses";
import { noArgs, text, unknown, type Value } from "./values";

/** `object[index]` */
export function getItem(run: Run, object: Value, index: readonly Value[], source: readonly Expression[], frame: Frame, line = 0): Value {
  const [first = unknown] = index;
  switch (object.k) {
    case "union":
      return each(object, (one) => getItem(run, one, index, source, frame, line));
    case "dict": {
      const key = dictKey(first);
      if (key !== null && (!isIdentity(key) || object.entries.has(key))) {
        const value = object.entries.get(key);
        if (value === undefined && object.factory !== undefined && run.importing) {
          const made = call(run, object.factory, noArgs, run.place(frame, line), frame);
          willSetKey(run, object, key);
          setEntry(object, key, first, made);
          return made;
        }
        if (value === undefined && object.counts === true && !object.open) return { k: "number", value: 0 };
        if (value === undefined && object.rest.length === 0 && !object.open) run.failures.raise(["KeyError"]);
        return value === undefined ? (object.rest.length > 0 ? union(object.rest) : unknown) : chosenBySetting(first, value);
      }
      // one of several texts, each of which is a key
      if (first.k === "union" && first.options.every((one) => object.entries.has(dictKey(one) ?? "\0")))
        return each(first, (one) => getItem(run, object, [one], [], frame, line));
      const held = heldUnder(object, first);
      if (held !== undefined) return held;
      if (object.entries.size + object.rest.length === 0) return unknown;
      return chosen(run, object, first, source[0], frame, union([...object.entries.values(), ...object.rest]));
    }
    case "list": {
      const slice = source[0];
      if (slice?.k === "slice") {
        return asEmptyAs({ k: "list", kind: object.kind, items: sliced(run, slice, object.items, frame), open: object.open }, object);
      }
      if (first.k === "number") {
        const item = object.items.at(first.value);
        if (item === undefined && !object.open) run.failures.raise(["IndexError"]);
        return item ?? unknown;
      }
      return object.items.length > 0 ? union(object.items) : unknown;
    }
    case "text": {
      const slice = source[0];
      if (object.holes.length > 0)
        return first.k === "number" && first.value >= 0 && slice?.k !== "slice" ? (characterOf(object, first.value) ?? object) : object;
      if (slice?.k === "slice") {
        return text(sliced(run, slice, [...object.value], frame).join(""));
      }
      return first.k === "number" ? text(object.value.at(first.value) ?? "") : unknown;
    }
    case "external": {
      const key = keyText(first);
      if (object.path === "os.environ" || object.path === "environ") return unsetVariable(run, first, run.place(frame, line), false);
      if (object.path === "sys.modules" && key !== null) {
        const path = key === frame.module.name || key === "__main__" ? frame.module.file : run.project.resolve(frame.module.file, 0, key);
        return path === null ? unknown : { k: "module", module: run.modules.open(path) };
      }
      // `Annotated[T, Depends(f)]`, `Optional[T]`
      if (/(^|\.)Annotated$/.test(object.path) || /^dependency_injector\.wiring\.(Provide|Closing)$/.test(object.path))
        return {
          k: "made",
          id: run.id(),
          path: object.path.startsWith("dependency_injector.") ? object.path : "typing.Annotated",
          args: { positional: index, named: new Map(), open: false },
          place: run.place(frame, 0),
          of: index[0] ?? null,
          attrs: new Map(),
        };
      if (/(^|\.)Literal$/.test(object.path))
        return {
          k: "made",
          id: run.id(),
          path: genericAlias,
          args: { ...noArgs, positional: index },
          place: run.place(frame, line),
          of: object,
          attrs: new Map(),
        };
      if (/(^|\.)(Optional|Union|Type|ClassVar|Final)$/.test(object.path)) return union(index);
      if (/(^|\.)(Generic|Protocol)$/.test(object.path)) return object;
      return object;
    }
    case "class": {
      // a member of an enumeration; in `Base["Model"]` it is a type
      if (first.k === "text" && ancestors(object).some((one) => typeof one === "string" && /(^|\.)\w*Enum$/.test(one)))
        return getAttribute(run, object, first.value, frame);
      const own = inClass(object, "__class_getitem__");
      if (run.importing && own?.value.k === "function")
        return call(run, { k: "method", self: object, func: own.value }, { ...noArgs, positional: [first] }, run.place(frame, line), frame);
      const maker = run.importing && own === null ? metaclass(object) : null;
      const func = maker === null ? null : ofMetaclass(maker, "__getitem__");
      if (func !== null) return call(run, { k: "method", self: object, func }, { ...noArgs, positional: [first] }, run.place(frame, line), frame);
      return object;
    }
    case "instance": {
      const fields = tupleFields(object);
      if (fields !== null && first.k === "number") return getAttribute(run, object, fields.at(first.value) ?? "", frame);
      const held = heldBy(object);
      if (held !== null && !byClass(object, "__getitem__")) {
        const key = dictKey(first);
        if (held.k === "dict" && key !== null && !held.entries.has(key) && byClass(object, "__missing__")) {
          const missing = getAttribute(run, object, "__missing__", frame);
          return call(run, missing, { ...noArgs, positional: [first] }, object.place, frame);
        }
        return getItem(run, held, index, source, frame, line);
      }
      const method = getAttribute(run, object, "__getitem__", frame);
      if (method.k === "method") return call(run, method, { positional: [first], named: new Map(), open: false }, object.place, frame);
      const key = keyText(first);
      return key === null ? unknown : (object.attrs.get(key) ?? unknown);
    }
    case "made": {
      const router = routerBehind(object);
      if (router !== null) return getItem(run, routesInOrder(run, router), index, source, frame, line);
      const key = keyText(first);
      return (key === null ? undefined : object.attrs.get(key)) ?? { k: "part", of: object, path: "[]" };
    }
    case "part":
      return { k: "part", of: object.of, path: `${object.path}.[]` };
    case "unknown":
      if (object.type === undefined) return object;
      return { k: "unknown", reason: object.reason, ...(object.type === "str" ? cutTo(run, source[0], frame) : {}) };
    default:
      return unknown;
  }
}

/** `text[:1500]` */
function cutTo(run: Run, slice: Expression | undefined, frame: Frame): { readonly most?: number } {
  const bounds = slice?.k === "slice" ? boundsOf(run, slice, Number.POSITIVE_INFINITY, frame) : null;
  const most = bounds === null ? 0 : bounds.to - bounds.from;
  return Number.isFinite(most) && most > 0 ? { most } : {};
}

const byClass = ({ cls }: Value & { k: "instance" }, name: string): boolean => cls !== null && inClass(cls, name) !== null;

/** One that stands before whatever is not known. */
function characterOf(object: Value & { k: "text" }, index: number): Value | null {
  const known = certain(object)[index];
  return known === undefined ? null : text(known);
}

/** Which part of a list of `length` items a slice without a step is; null where its bounds are not known. */
export function boundsOf(run: Run, slice: Expression & { k: "slice" }, length: number, frame: Frame): { readonly from: number; readonly to: number } | null {
  const [from, to, step] = [0, 1, 2].map((index) => {
    const part = slice.parts[index];
    return part === null || part === undefined ? null : evaluate(run, part, frame);
  });
  if (step !== null || [from, to].some((one) => one !== null && one?.k !== "number")) return null;
  const at = (value: Value | null | undefined, otherwise: number): number =>
    value?.k === "number" ? Math.min(length, Math.max(0, value.value < 0 ? length + value.value : value.value)) : otherwise;
  const start = at(from, 0);
  return { from: start, to: Math.max(start, at(to, length)) };
}

function sliced<T>(run: Run, slice: Expression & { k: "slice" }, items: readonly T[], frame: Frame): T[] {
  const at = (index: number): number | null => {
    const part = slice.parts[index];
    const value = part === null || part === undefined ? unknown : evaluate(run, part, frame);
    return value.k === "number" ? value.value : null;
  };
  const [from, to, step] = [at(0), at(1), at(2) ?? 1];
  if (step > 0) return items.slice(from ?? 0, to ?? items.length).filter((_, index) => index % step === 0);
  const down = [...items].reverse();
  const place = (index: number): number => (index < 0 ? -index - 1 : items.length - 1 - index);
  return down
    .slice(from === null ? 0 : Math.max(0, place(from)), to === null ? items.length : Math.max(0, place(to)))
    .filter((_, index) => index % -step === 0);
}
