// Python as plain data: what the interpreter of routes and workloads reads. No position but lines, which count
// from 0 at the start of the piece of text that was parsed, so that a cached piece may move within its file.

export interface Argument {
  /** keyword, or `*` and `**` for unpacked ones; null for a positional one */
  readonly name: string | null;
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  /** `*` collects positional arguments, `**` keywords, `keyword` follows a star */
  readonly kind: "plain" | "keyword" | "*" | "**";
  readonly type: Expression | null;
  readonly default: Expression | null;
}

export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export type Expression =
  | { readonly k: "string"; readonly value: string }
  | { readonly k: "format"; readonly parts: readonly (string | Expression)[] }
  /** `{value!r:>8}` in a formatted string; `named` is the text before the `=` of `{value=}`, `spec` may hold values itself: `{value:>{width}}` */
  | { readonly k: "formatted"; readonly value: Expression; readonly conversion: string; readonly spec: string | Expression; readonly named: string }
  | { readonly k: "number"; readonly value: number; readonly float?: boolean }
  | { readonly k: "constant"; readonly value: boolean | null }
  | { readonly k: "name"; readonly id: string; readonly line: number }
  | { readonly k: "attribute"; readonly object: Expression; readonly id: string; readonly line: number }
  | { readonly k: "call"; readonly callee: Expression; readonly args: readonly Argument[]; readonly line: number }
  | { readonly k: "binary"; readonly op: string; readonly left: Expression; readonly right: Expression }
  | { readonly k: "logical"; readonly op: string; readonly left: Expression; readonly right: Expression }
  | { readonly k: "unary"; readonly op: string; readonly value: Expression }
  | { readonly k: "compare"; readonly op: string; readonly left: Expression; readonly right: Expression }
  | { readonly k: "conditional"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly k: "sequence"; readonly kind: "list" | "tuple" | "set"; readonly items: readonly Expression[] }
  | { readonly k: "dict"; readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[] }
  | { readonly k: "subscript"; readonly object: Expression; readonly index: readonly Expression[] }
  | { readonly k: "slice"; readonly parts: readonly (Expression | null)[] }
  | { readonly k: "lambda"; readonly parameters: readonly Parameter[]; readonly body: Expression; readonly line: number }
  | {
      readonly k: "comprehension";
      readonly kind: "list" | "set" | "dict" | "generator";
      readonly key: Expression | null;
      readonly value: Expression;
      readonly clauses: readonly Clause[];
    }
  | { readonly k: "await"; readonly value: Expression }
  | { readonly k: "yield"; readonly value: Expression | null; readonly from: boolean }
  | { readonly k: "star"; readonly value: Expression }
  | { readonly k: "walrus"; readonly id: string; readonly value: Expression }
  /** `ellipsis`: `...` */
  | { readonly k: "other"; readonly parts: readonly Expression[]; readonly ellipsis?: true };

export interface FunctionDefinition {
  readonly k: "function";
  readonly name: string;
  /** `def first[T](items: list[T])` */
  readonly typeParameters?: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | null;
  readonly decorators: readonly Decorator[];
  readonly body: readonly Statement[];
  /** the `def` */
  readonly line: number;
  readonly generator: boolean;
  /** `async def` */
  readonly isAsync?: boolean;
  /** of a function whose body is parsed when somebody asks for it */
  readonly lazy?: LazyBody;
}

export interface LazyBody {
  readonly isRead: boolean;
  /** the first line that is not Python, once it is read */
  readonly brokenLine: number | null;
  /** Seems to be registered by a decorator: an error in it is said, called or not. */
  readonly isHandler: boolean;
  /** The first line that is not Python; costs less than reading where there is none. */
  findBrokenLine(): number | null;
  /** Whether a word stands in the body: may spare reading it. */
  mentions(word: string): boolean;
  /** Whether another body in its place would change nothing so far. `isSound`: without an error of syntax. */
  couldBe(text: string, isSound: (text: string) => boolean): boolean;
  /** The same, whatever readings before this one did. */
  isFree(text: string, reading: number): boolean;
  /** Puts another body in its place, whose lines count from `firstLine`. */
  take(text: string, firstLine: number): void;
  /** Makes it as if it had been asked what `other` was asked. */
  askAs(other: LazyBody): void;
}

export interface ClassDefinition {
  readonly k: "class";
  readonly name: string;
  /** `class Page[T]` */
  readonly typeParameters?: readonly string[];
  readonly args: readonly Argument[];
  readonly decorators: readonly Decorator[];
  readonly body: readonly Statement[];
  readonly line: number;
}

export interface Decorator {
  readonly value: Expression;
  readonly line: number;
}

export interface ImportedName {
  readonly name: string;
  readonly as: string;
}

/** What a `case` asks for. */
export type Pattern =
  | { readonly p: "value"; readonly value: Expression }
  | { readonly p: "either"; readonly options: readonly Pattern[] }
  /** takes anything, under that name; `_` has none */
  | { readonly p: "name"; readonly name: string }
  | { readonly p: "as"; readonly pattern: Pattern; readonly name: string }
  | { readonly p: "class"; readonly type: Expression; readonly parts: readonly { readonly name: string | null; readonly pattern: Pattern }[] }
  | { readonly p: "sequence"; readonly items: readonly Pattern[] }
  /** `rest`: the name of what is left, null where nothing takes it */
  | { readonly p: "mapping"; readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[]; readonly rest: string | null }
  | { readonly p: "star"; readonly name: string }
  | { readonly p: "other" };

export type Statement =
  | FunctionDefinition
  | ClassDefinition
  /** `type Page[T] = list[T]`: its value is made when somebody asks for it */
  | { readonly k: "alias"; readonly name: string; readonly typeParameters: readonly string[]; readonly value: Expression }
  | { readonly k: "assign"; readonly targets: readonly Expression[]; readonly value: Expression; readonly line: number }
  | { readonly k: "annotate"; readonly target: Expression; readonly type: Expression; readonly value: Expression | null; readonly line: number }
  | { readonly k: "augment"; readonly target: Expression; readonly op: string; readonly value: Expression; readonly line: number }
  | { readonly k: "expression"; readonly value: Expression }
  | { readonly k: "return"; readonly value: Expression | null }
  | { readonly k: "raise"; readonly value: Expression | null }
  | { readonly k: "assert"; readonly test: Expression; readonly message: Expression | null }
  | { readonly k: "if"; readonly test: Expression; readonly yes: readonly Statement[]; readonly no: readonly Statement[]; readonly line: number }
  | {
      readonly k: "for";
      readonly target: Expression;
      readonly iterable: Expression;
      readonly body: readonly Statement[];
      readonly after: readonly Statement[];
      readonly line: number;
    }
  | { readonly k: "while"; readonly test: Expression; readonly body: readonly Statement[]; readonly after: readonly Statement[]; readonly line: number }
  | {
      readonly k: "try";
      readonly body: readonly Statement[];
      readonly handlers: readonly { readonly type: Expression | null; readonly name: string | null; readonly body: readonly Statement[] }[];
      readonly after: readonly Statement[];
      readonly last: readonly Statement[];
    }
  | { readonly k: "with"; readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[]; readonly body: readonly Statement[] }
  | {
      readonly k: "match";
      readonly subject: Expression;
      readonly cases: readonly { readonly pattern: Pattern; readonly guard: Expression | null; readonly body: readonly Statement[] }[];
    }
  | { readonly k: "import"; readonly names: readonly ImportedName[]; readonly line: number }
  | { readonly k: "from"; readonly module: string; readonly level: number; readonly names: readonly ImportedName[] | "*"; readonly line: number }
  | { readonly k: "global"; readonly names: readonly string[] }
  | { readonly k: "delete"; readonly targets: readonly Expression[] }
  | { readonly k: "break" }
  | { readonly k: "continue" };

/** A piece of a file as plain data; `errorLine` is the first place that is not Python, from 0, or null. */
export interface Syntax {
  readonly statements: readonly Statement[];
  readonly errorLine: number | null;
}
