import { optionsOf } from "../routes/interpreter/alternatives";
import type { Func, Value } from "../routes/interpreter/values";

/** FastAPI's mark of a parameter that something else provides, or that of an injection library. */
export function isDepends(value: Value): boolean {
  return value.k === "made" && /(^|\.)(Depends|Security|FromDishka|Provide|Inject|Injected)$/.test(value.path);
}

/** The class that an annotation asks for, also within `Annotated`; null where it is none of the project. */
export function classIn(type: Value | null): Value | null {
  for (const one of type === null ? [] : optionsOf(type)) {
    if (one.k === "class") return one;
    if (one.k === "made" && one.path === "typing.Annotated") return classIn(one.args.positional[0] ?? null);
  }
  return null;
}

/** Line that counts from 1. */
export function placeOf(func: Func): { file: string; line: number } {
  const line = func.definition.k === "function" ? func.definition.line : func.definition.expression.line;
  return { file: func.module.file, line: func.base + line + 1 };
}

export function placeOfClass(cls: Value & { k: "class" }): { file: string; line: number } {
  return { file: cls.module.file, line: cls.base + cls.definition.line + 1 };
}
