import { ancestors } from "../interpreter/ancestry";
import { type Class, type Instance, text, type Value } from "../interpreter/values";

const isKind = (cls: Class, pattern: RegExp): boolean => ancestors(cls).some((one) => typeof one === "string" && pattern.test(one));

export function isEnum(cls: Class): boolean {
  return isKind(cls, /(^|\.)\w*Enum$/);
}

/** The member of an enumeration that a class attribute is; null for any other attribute. */
export function enumMember(cls: Class, name: string, value: Value, id: number, file: { readonly file: string; readonly line: number }): Instance | null {
  if (!isEnum(cls) || name.startsWith("_")) return null;
  const known = value.k === "made" && /(^|\.)auto$/.test(value.path) ? automatic(cls, name) : value;
  if (known.k !== "text" && known.k !== "number" && known.k !== "list") return null;
  const first = firstOfValue(cls, name, known);
  return {
    k: "instance",
    id,
    cls,
    attrs: new Map<string, Value>([
      ["value", known],
      ["name", text(first)],
    ]),
    place: file,
  };
}

/** A member whose value an earlier one has is another name for that one. */
function firstOfValue(cls: Class, name: string, value: Value): string {
  if (value.k !== "text" && value.k !== "number") return name;
  for (const [other, one] of cls.scope.names) {
    if (other === name) break;
    if (!other.startsWith("_") && one.k === value.k && (one as typeof value).value === value.value) return other;
  }
  return name;
}

function automatic(cls: Class, name: string): Value {
  if (isKind(cls, /(^|\.)StrEnum$/)) return text(name.toLowerCase());
  const names = [...cls.scope.names.keys()].filter((one) => !one.startsWith("_"));
  return { k: "number", value: names.indexOf(name) + 1 };
}

/** A member of a class that extends `str` too has the methods of its text. */
export function textOfMember(object: Instance): Value | null {
  if (object.cls === null || !isKind(object.cls, /(^|\.)(StrEnum|str)$/)) return null;
  const value = object.attrs.get("value");
  return value?.k === "text" ? value : null;
}

/** What `str()` and a formatted string write for a member: `Name.MEMBER`, its value only where the class says so. */
export function shownMember(object: Instance): Value | null {
  const { cls } = object;
  if (cls === null || !isEnum(cls)) return null;
  const value = object.attrs.get("value");
  const name = object.attrs.get("name");
  if (isKind(cls, /(^|\.)(StrEnum|IntEnum)$/)) return value ?? null;
  return name?.k === "text" ? text(`${cls.name}.${name.value}`) : null;
}
