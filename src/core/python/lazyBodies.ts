import type { Body } from "./skeleton";
import type { ClassDefinition, Decorator, Expression, FunctionDefinition, LazyBody, Parameter, Statement, Syntax } from "./syntax";

/** Something parsed that a cache keeps as long as it is used. */
export interface Kept {
  readonly syntax: Syntax;
  usedIn: number;
}

export interface BodyReader {
  /** `firstLine` is the line of the text's first one. */
  read(text: string, firstLine: number): Kept;
  /** Whether it has an error of syntax, not where: costs less than reading. */
  check(text: string): Kept;
  use(kept: Kept): void;
}

/** The statements of a skeleton, and its functions in the order of their bodies. */
export interface Fleshed {
  readonly statements: readonly Statement[];
  readonly functions: readonly LazyBody[];
}

/** Gives the functions of a skeleton bodies that are read out of `text` when first asked for. Null where the two do not fit. */
export function withBodies(statements: readonly Statement[], text: string, bodies: readonly Body[], reader: BodyReader): Fleshed | null {
  const byLine = new Map(bodies.map((body) => [body.def, body]));
  const functions: LazyFunction[] = [];
  const found = (s: FunctionDefinition): Statement => {
    const body = byLine.get(s.line);
    if (body === undefined || !byLine.delete(s.line)) return s;
    const made = new LazyFunction(s, text.slice(body.start, body.end), body.line, reader);
    functions.push(made);
    return made;
  };
  const out = inBlock(statements, found);
  return byLine.size === 0 ? { statements: out, functions } : null;
}

/** `@router.get(...)` */
function registers({ value }: Decorator): boolean {
  return value.k === "call" && value.callee.k === "attribute";
}

function inBlock(block: readonly Statement[], found: (one: FunctionDefinition) => Statement): readonly Statement[] {
  const inner = (other: readonly Statement[]): readonly Statement[] => inBlock(other, found);
  return block.map((s): Statement => {
    switch (s.k) {
      case "function":
        return found(s);
      case "class":
        return { ...s, body: inner(s.body) } satisfies ClassDefinition;
      case "if":
        return { ...s, yes: inner(s.yes), no: inner(s.no) };
      case "for":
      case "while":
        return { ...s, body: inner(s.body), after: inner(s.after) };
      case "try":
        return {
          ...s,
          body: inner(s.body),
          handlers: s.handlers.map((one) => ({ ...one, body: inner(one.body) })),
          after: inner(s.after),
          last: inner(s.last),
        };
      case "with":
        return { ...s, body: inner(s.body) };
      case "match":
        return { ...s, cases: s.cases.map((one) => ({ ...one, body: inner(one.body) })) };
      default:
        return s;
    }
  });
}

/** A function whose body is parsed when somebody calls it. One object, read or not: who remembers functions finds it again. */
class LazyFunction implements FunctionDefinition, LazyBody {
  readonly k = "function";
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | null;
  readonly decorators: readonly Decorator[];
  readonly line: number;
  readonly isAsync?: boolean;
  private whole: ReadBody | null = null;
  private checked: Kept | null = null;
  private readonly asked = new Map<string, boolean>();

  constructor(
    outline: FunctionDefinition,
    private text: string,
    private bodyLine: number,
    private readonly reader: BodyReader,
  ) {
    this.name = outline.name;
    this.parameters = outline.parameters;
    this.returns = outline.returns;
    this.decorators = outline.decorators;
    this.line = outline.line;
    if (outline.isAsync === true) this.isAsync = true;
  }

  get body(): readonly Statement[] {
    return this.read.body;
  }

  get generator(): boolean {
    return this.read.generator;
  }

  get lazy(): LazyBody {
    return this;
  }

  get isRead(): boolean {
    return this.whole !== null;
  }

  get brokenLine(): number | null {
    return this.whole?.kept.syntax.errorLine ?? null;
  }

  mentions(word: string): boolean {
    const known = this.asked.get(word);
    if (known !== undefined) return known;
    const answer = this.text.includes(word);
    this.asked.set(word, answer);
    return answer;
  }

  couldBe(text: string, isSound: (text: string) => boolean): boolean {
    if (this.whole !== null) return text === this.text;
    return this.answersAs(text) && (!this.isHandler || isSound(header + text));
  }

  isFree(text: string, reading: number): boolean {
    return this.whole?.kept.usedIn !== reading && this.answersAs(text);
  }

  take(text: string, firstLine: number): void {
    this.text = text;
    this.bodyLine = firstLine;
    this.whole = null;
    this.checked = null;
  }

  askAs(other: LazyFunction): void {
    for (const word of other.asked.keys()) this.mentions(word);
    if (other.isRead) void this.read;
  }

  private answersAs(text: string): boolean {
    return [...this.asked].every(([word, answer]) => text.includes(word) === answer);
  }

  findBrokenLine(): number | null {
    if (this.whole === null) {
      this.checked ??= this.reader.check(header + this.text);
      this.reader.use(this.checked);
      if (this.checked.syntax.errorLine === null) return null;
    }
    return this.read.kept.syntax.errorLine;
  }

  get isHandler(): boolean {
    return this.decorators.some(registers);
  }

  private get read(): ReadBody {
    this.whole ??= readBody(this.text, this.bodyLine, this.reader);
    this.reader.use(this.whole.kept);
    return this.whole;
  }
}

interface ReadBody extends Pick<FunctionDefinition, "body" | "generator"> {
  readonly kept: Kept;
}

const header = "def _():\n";

function readBody(text: string, line: number, reader: BodyReader): ReadBody {
  const kept = reader.read(header + text, line - 1);
  const [only, ...others] = kept.syntax.statements;
  // what an error leaves of the function stands behind it
  if (only?.k !== "function") return { kept, body: kept.syntax.statements, generator: false };
  return { kept, body: others.length === 0 ? only.body : [...only.body, ...others], generator: only.generator };
}
