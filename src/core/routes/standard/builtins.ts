import type { Value } from "../interpreter/values";

/** Built-in names are externals of their own; `externals.ts` knows what calling them gives. */
export function builtin(name: string): Value | undefined {
  if (name === "__debug__") return { k: "constant", value: true };
  return names.has(name) ? { k: "external", path: name } : undefined;
}

const names = new Set(
  (
    "abs all any bool bytearray bytes callable chr classmethod compile delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len list locals map max min next object open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip aiter anext " +
    "__import__ NotImplemented Ellipsis BaseException Exception ArithmeticError AssertionError AttributeError EOFError FileExistsError FileNotFoundError ImportError IndexError InterruptedError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotImplementedError OSError IOError OverflowError PermissionError RecursionError RuntimeError StopAsyncIteration StopIteration SystemExit TimeoutError TypeError UnicodeDecodeError UnicodeError ValueError ZeroDivisionError ConnectionError Warning DeprecationWarning UserWarning"
  ).split(" "),
);
