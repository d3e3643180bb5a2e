import { externalKind, routerKind } from "../frameworks/routerKinds";
import { isEntry, isEntryOf } from "../frameworks/routesView";
import { optionsOf } from "../interpreter/alternatives";
import { ancestors, inClass } from "../interpreter/ancestry";
import { type Class, unknown, type Value } from "../interpreter/values";
import { closed, flag, lacks, open } from "./introspection";
import { noneType } from "./types";

/** `str`, `(str, bytes)`, `str | bytes` */
export const typesOf = (types: Value): readonly Value[] =>
  types.k === "list"
    ? types.items.flatMap(typesOf)
    : types.k === "made" && types.path === "|"
      ? types.args.positional.flatMap(typesOf)
      : optionsOf(types).map((one) => (one.k === "constant" && one.value === null ? noneType : one));

/** True where one of the types certainly fits, false where none can, otherwise unknown. */
export function isInstance(value: Value, types: Value): Value {
  const answers = typesOf(types).map((type) => isOf(value, type));
  if (answers.includes(true)) return flag(true);
  return answers.length > 0 && answers.every((one) => one === false) ? flag(false) : unknown;
}

function isOf(value: Value, type: Value): boolean | null {
  if (value.k === "unknown" && value.type !== undefined && type.k !== "unknown")
    return type.k === "external" && (value.type === type.path || (abstract[value.type]?.test(type.path) ?? false));
  if (type.k === "class") {
    const fits = fitsProtocol(value, type);
    if (fits !== null) return fits;
    if ((value.k === "instance" || value.k === "router") && value.cls !== null) return extendsType(value.cls, type);
    return open.has(value.k) || value.k === "instance"
      ? null
      : value.k === "router"
        ? routerKind(type) === null
          ? false
          : value.cls === null
            ? false
            : null
        : false;
  }
  if (type.k !== "external") return null;
  // one that is asked of its class is a plain function again
  if (value.k === "function" && isBinding.test(type.path)) return value.role === "plain" || value.role === "context" ? false : null;
  if (value.k === "made" && isData.test(value.path)) return value.path === type.path;
  const plain = plainTypes[type.path];
  if (plain !== undefined)
    return open.has(value.k) || value.k === "instance" ? (value.k === "instance" && value.cls !== null ? extendsType(value.cls, type) : null) : plain(value);
  const known = isAbstract(value, type.path);
  if (known !== null) return known;
  const kind = externalKind(type.path);
  if (kind !== null) {
    if (value.k === "router") return kind === "app" ? value.app : !value.app;
    if (value.k === "instance") return value.cls === null ? null : false;
    // a library's own thing is a router only where its name says so
    const path = value.k === "external" || value.k === "made" ? value.path : value.k === "part" ? value.path : null;
    if (path !== null) return fromKnown.test(path) || !/router|app|api/i.test(path.slice(path.lastIndexOf(".") + 1)) ? false : null;
    return open.has(value.k) ? null : false;
  }
  if (value.k === "instance" && value.cls !== null) return extendsType(value.cls, type);
  if (value.k === "made" && isEntry(value.path) && /^(fastapi|starlette)\.routing\./.test(type.path)) return isEntryOf(value.path, type.path);
  if (value.k === "route")
    return /(^|\.)APIRoute$/.test(type.path) ? value.record.api && value.record.methods[0] !== "WEBSOCKET" : /(^|\.)(Base)?Route$/.test(type.path);
  // texts also stand for paths and addresses, which are a library's; True, None and 5 stand for themselves
  return (value.k === "constant" || value.k === "number") && ofLibrary.test(type.path) ? false : null;
}

/** What decorators of Python make of a function in a class. */
const isBinding = /^(builtins\.)?(staticmethod|classmethod|property)$/;

/** Abstract classes that Python's own are counted to. */
const abstract: Readonly<Record<string, RegExp>> = {
  str: /\.(Sequence|Iterable|Collection|Hashable|Sized|Container|Reversible)$|^object$/,
  bytes: /\.(Sequence|Iterable|Collection|Hashable|Sized|Container|Reversible|ByteString|Buffer)$|^object$/,
  list: /\.(List|Sequence|MutableSequence|Iterable|Collection|Sized|Container|Reversible)$|^object$/,
  dict: /\.(Dict|Mapping|MutableMapping|Iterable|Collection|Sized|Container|Reversible)$|^object$/,
};

/** Whether one of Python's own values counts to an abstract class of `collections.abc`; null where that is not known. */
function isAbstract(value: Value, type: string): boolean | null {
  const name = /^(?:typing|collections\.abc)\.([A-Z]\w+)$/.exec(type)?.[1];
  if (type === "types.NoneType") return open.has(value.k) ? null : value.k === "constant" && value.value === null;
  const kind = value.k === "text" ? "str" : value.k === "dict" ? "dict" : value.k === "list" ? value.kind : null;
  const counts = name === undefined || kind === null ? undefined : counted[kind];
  return counts === undefined || !isKnownAbstract.test(`.${name}`) ? null : counts.test(`.${name}`);
}

const isKnownAbstract = /\.(List|Dict|Sequence|MutableSequence|Mapping|MutableMapping|Set|MutableSet|Callable|Awaitable|Coroutine)$/;

const counted: Readonly<Record<string, RegExp>> = { ...abstract, tuple: /\.Sequence$/, set: /\.(Set|MutableSet)$/ };

/** What a library makes that is of no class but its own. */
const isData = /^pydantic\.Alias(Choices|Path)$/;

/** A class of a library: `decouple.undefined.__class__`, `sqlalchemy.Column`; not one of the abstract classes that Python's own are counted to. */
const ofLibrary = /^(?!(typing|typing_extensions|collections|numbers|types|builtins|abc)\.)\w+(\.\w+)*\.([A-Z]\w*[a-z]\w*|__class__)$/;

/** Libraries that hold classes and functions, and no router of anybody's application. */
const fromKnown =
  /^(fastapi|starlette|pydantic|pydantic_settings|typing|typing_extensions|sqlalchemy|os|sys|re|json|logging|datetime|pathlib|importlib|pkgutil|inspect|functools|collections|enum|uuid|asyncio|abc|contextlib|dataclasses|time|math|random)(\.|$)/;

const plainTypes: Readonly<Record<string, (value: Value) => boolean>> = {
  str: (value) => value.k === "text",
  bytes: () => false,
  int: (value) => (value.k === "number" && value.float !== true) || (value.k === "constant" && value.value !== null),
  float: (value) => value.k === "number" && value.float === true,
  bool: (value) => value.k === "constant" && value.value !== null,
  list: (value) => value.k === "list" && value.kind === "list",
  tuple: (value) => value.k === "list" && value.kind === "tuple",
  set: (value) => value.k === "list" && value.kind === "set",
  dict: (value) => value.k === "dict",
  type: (value) => value.k === "class",
};

/** `@runtime_checkable class HasRouter(Protocol)`: whatever has its names is one. */
function fitsProtocol(value: Value, type: Class): boolean | null {
  if (!type.bases.some((one) => (one.k === "external" ? one : one.k === "made" ? one.of : null)?.k === "external" && /(^|\.)Protocol$/.test(nameOf(one))))
    return null;
  if (value.k !== "instance" || value.cls === null) return null;
  const names = [...type.fields.keys(), ...type.scope.names.keys()].filter((name) => !/^__(?!call__|iter__|len__)/.test(name));
  const { cls, attrs } = value;
  if (names.every((name) => attrs.has(name) || inClass(cls, name) !== null)) return true;
  return names.some((name) => lacks(value, name)) ? false : null;
}

const nameOf = (value: Value): string => (value.k === "external" ? value.path : value.k === "made" && value.of !== null ? nameOf(value.of) : "");

/** Whether all of one type are of another one as well, as far as that is known. */
export function isBelow(type: Value, other: Value): boolean {
  if (type.k === "class") return extendsType(type, other) === true;
  if (type.k !== "external" || other.k !== "external") return false;
  if (type.path === other.path || other.path === "object" || (type.path === "bool" && other.path === "int")) return true;
  return abstract[type.path]?.test(other.path) ?? false;
}

/** Null where a class outside the project stands between, of which we do not know what it extends. */
export function extendsType(cls: Class, type: Value): boolean | null {
  const above = ancestors(cls);
  if (type.k === "class") return above.includes(type) ? true : above.some((one) => typeof one === "string" && !closed.test(one)) ? null : false;
  if (type.k !== "external") return null;
  if (above.some((one) => typeof one === "string" && (one === type.path || one.replace(/^.*\./, "") === type.path.replace(/^.*\./, "")))) return true;
  return above.some((one) => typeof one === "string" && !closed.test(one)) ? null : false;
}
