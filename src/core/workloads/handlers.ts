import { type Func, optionsOf, type Value } from "../routes/values";

export function filesOf(value: Value): readonly string[] {
  switch (value.k) {
    case "function":
    case "class":
      return [value.module.file, ...(value.k === "function" && value.wraps !== null ? filesOf(value.wraps) : [])];
    case "method":
      return [value.func.module.file, ...filesOf(value.self)];
    case "instance":
      return value.cls === null ? [] : [value.cls.module.file];
    case "partial":
      return filesOf(value.func);
    case "union":
      return value.options.flatMap(filesOf);
    default:
      return [];
  }
}

export function isDepends(value: Value): boolean {
  return value.k === "made" && /(^|\.)(Depends|Security|FromDishka|Provide|Inject|Injected)$/.test(value.path);
}

export function classIn(type: Value | null): Value | null {
  for (const one of type === null ? [] : optionsOf(type)) {
    if (one.k === "class") return one;
    if (one.k === "made" && one.path === "typing.Annotated") return classIn(one.args.positional[0] ?? null);
  }
  return null;
}

export function placeOf(func: Func): { file: string; line: number } {
  const line = func.definition.k === "function" ? func.definition.line : func.definition.expression.line;
  return { file: func.module.file, line: func.base + line + 1 };
}

export function placeOfClass(cls: Value & { k: "class" }): { file: string; line: number } {
  return { file: cls.module.file, line: cls.base + cls.definition.line + 1 };
}
