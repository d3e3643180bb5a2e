import type { Value } from "../interpreter/values";

/** The path of what a type with arguments is: `list[str]`, `int | None`. */
export const genericAlias = "types.GenericAlias";

/** `type(None)` */
export const noneType: Value = { k: "external", path: "types.NoneType" };

/** Types of Python that are themselves and no other; `typing.List` is `list` to whoever takes it apart. */
const single = /^(str|int|float|bool|bytes|list|dict|tuple|set|frozenset|types\.NoneType|typing\.(Union|Literal))$/;

/** Whether a value is a type that takes no arguments here: `str`, `None`. */
export function isPlainType(value: Value): boolean {
  return value.k === "external" && single.test(value.path) && !value.path.startsWith("typing.");
}

/** Whether two values are surely not the same type. From Python 3.14 on, `int | None` is a `Union` too. */
export function areOtherTypes(left: Value, right: Value): boolean {
  return [left, right].some(isUnion) && [left, right].some(isNewUnion) ? false : (isSingle(left) && isKnown(right)) || (isSingle(right) && isKnown(left));
}

const isSingle = (one: Value): boolean => one.k === "external" && single.test(one.path);
const isUnion = (one: Value): boolean => one.k === "external" && one.path === "typing.Union";
const isNewUnion = (one: Value): boolean => one.k === "external" && one.path === "types.UnionType";

/** A type, or what is none. */
const isKnown = (one: Value): boolean =>
  isSingle(one) || isNewUnion(one) || one.k === "class" || one.k === "text" || (one.k === "made" && one.path === genericAlias);
