import type { Language, Tree, TreeCursor } from "web-tree-sitter";
import { resolveEscapes, stringValue } from "./strings";
import type { Argument, Clause, Decorator, Expression, ImportedName, Parameter, Pattern, Statement, Syntax } from "./syntax";

/** Turns a syntax tree into plain data in one pass, so that the tree can be freed. */
export function lower(tree: Tree, text: string, kinds: readonly Kind[], firstLine: number): Syntax {
  const cursor = tree.walk();
  try {
    const walk = new Walk(cursor, kinds, text, firstLine);
    const root = walk.node(walk.kind, 0, null, false);
    const reader = new Reader(text);
    const statements = reader.block(root);
    return { statements, errorLine: tree.rootNode.hasError ? (reader.errorLine ?? firstError(root)) : null };
  } finally {
    cursor.delete();
  }
}

/** What is known of a type of node before any tree is read: a call into WebAssembly for each node would cost more than parsing. */
export interface Kind {
  readonly type: string;
  readonly named: boolean;
  readonly leaf: boolean;
  /** its children have names, or are operators */
  readonly fields: boolean;
  readonly operators: boolean;
}

export function kindsOf(language: Language): Kind[] {
  return language.types.map((type, id) => ({
    type: type ?? "ERROR",
    named: language.nodeTypeIsNamed(id),
    leaf: leaves.has(type),
    fields: !lists.has(type),
    operators: operators.has(type),
  }));
}

/** A node of the tree with the named children, and the operators among the others. `end` is that of leaves only. */
interface Node {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly children: readonly Node[];
}

/** Deeper than any hand-written code; generated nests end here as something unknown, and the stack is safe. */
const DEEPEST = 400;
const leaves = new Set(
  "identifier integer float true false none comment line_continuation ellipsis pass_statement break_statement continue_statement wildcard_import import_prefix dotted_name string_start string_end string_content type_conversion format_specifier keyword_separator positional_separator".split(
    " ",
  ),
);
/** Types whose children are all of one kind. */
const lists = new Set(
  "module block argument_list list tuple set dictionary parenthesized_expression expression_statement expression_list pattern_list parameters string concatenated_string await return_statement list_comprehension generator_expression decorator type".split(
    " ",
  ),
);
const operators = new Set("binary_operator boolean_operator unary_operator comparison_operator augmented_assignment".split(" "));
const none: readonly Node[] = [];

class Walk {
  private readonly lines: Lines;
  private readonly error: Kind = { type: "ERROR", named: true, leaf: false, fields: true, operators: false };

  constructor(
    private readonly cursor: TreeCursor,
    private readonly kinds: readonly Kind[],
    private readonly text: string,
    firstLine: number,
  ) {
    this.lines = new Lines(text, firstLine);
  }

  /** Of the node under the cursor. */
  get kind(): Kind {
    return this.kinds[this.cursor.nodeTypeId] ?? this.error;
  }

  /** The node under the cursor, which is of that kind: each question to the cursor is a call into WebAssembly. */
  node(kind: Kind, depth: number, field: string | null, ends: boolean): Node {
    const { cursor, text } = this;
    const { type } = kind;
    const start = cursor.startIndex;
    const line = this.lines.at(start);
    if (kind.leaf || depth > DEEPEST || (type === "string" && !isFormatted(text, start)))
      return { type, field, start, end: cursor.endIndex, line, children: none };
    const end = ends || type === "yield" ? cursor.endIndex : start;
    if (!cursor.gotoFirstChild()) return { type, field, start, end: cursor.endIndex, line, children: none };
    const children: Node[] = [];
    // a comprehension names its body alone, which comes first
    const comprehension = type.endsWith("_comprehension") || type === "generator_expression";
    const inner = type === "slice";
    do {
      const child = this.kind;
      if (child.named) {
        if (child.type === "comment" || child.type === "line_continuation") continue;
        const name = kind.fields ? cursor.currentFieldName : comprehension && children.length === 0 ? "body" : null;
        children.push(this.node(child, depth + 1, name, inner));
      } else if (kind.operators && child.type !== "(" && child.type !== ")") {
        const at = cursor.startIndex;
        children.push({
          type: child.type,
          field: type === "comparison_operator" ? "operators" : "operator",
          start: at,
          end: cursor.endIndex,
          line,
          children: none,
        });
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return { type, field, start, end, line, children };
  }
}

/** `f"..."`, `rf'...'`, `t"..."`: only their inside is read from the tree. */
function isFormatted(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const c = text[i];
    if (c === "f" || c === "F" || c === "t" || c === "T") return true;
    if (c === '"' || c === "'") return false;
  }
  return false;
}

function firstError(node: Node): number {
  let best = Number.POSITIVE_INFINITY;
  const visit = (one: Node): void => {
    if (one.type === "ERROR") best = Math.min(best, one.line);
    else for (const child of one.children) visit(child);
  };
  visit(node);
  return Number.isFinite(best) ? best : node.line;
}

/** Line numbers of growing positions. */
class Lines {
  private line = 0;
  /** where the line begins, and where it ends */
  private start = 0;
  private end = 0;

  constructor(
    private readonly text: string,
    private readonly firstLine: number,
  ) {
    this.begin(0, firstLine);
  }

  at(position: number): number {
    if (position < this.start) this.begin(0, this.firstLine);
    while (this.end < position) this.begin(this.end + 1, this.line + 1);
    return this.line;
  }

  private begin(start: number, line: number): void {
    const end = this.text.indexOf("\n", start);
    this.start = start;
    this.end = end === -1 ? this.text.length : end;
    this.line = line;
  }
}

const unknown: Expression = { k: "other", parts: [] };

class Reader {
  errorLine: number | null = null;
  private yields = false;
  constructor(private readonly text: string) {}

  block(node: Node): Statement[] {
    const out: Statement[] = [];
    for (const child of node.children) this.statement(child, out);
    return out;
  }

  private statement(node: Node, out: Statement[]): void {
    const line = node.line;
    switch (node.type) {
      case "expression_statement": {
        const first = node.children[0];
        if (first === undefined) return;
        if (first.type === "assignment") return this.assignment(first, out);
        if (first.type === "augmented_assignment") {
          out.push({ k: "augment", target: this.field(first, "left"), op: this.slice(child(first, "operator")), value: this.field(first, "right"), line });
          return;
        }
        if (node.children.length > 1)
          out.push({ k: "expression", value: { k: "sequence", kind: "tuple", items: node.children.map((c) => this.expression(c)) } });
        else out.push({ k: "expression", value: this.expression(first) });
        return;
      }
      case "decorated_definition": {
        const definition = child(node, "definition");
        const decorators = node.children.filter((c) => c.type === "decorator").map((c): Decorator => ({ value: this.expression(c.children[0]), line: c.line }));
        if (definition !== undefined) this.definition(definition, decorators, out);
        return;
      }
      case "function_definition":
      case "class_definition":
        return this.definition(node, [], out);
      case "if_statement": {
        out.push(
          this.branch(
            node,
            node.children.filter((c) => c.field === "alternative"),
          ),
        );
        return;
      }
      case "for_statement":
        out.push({
          k: "for",
          target: this.field(node, "left"),
          iterable: this.field(node, "right"),
          body: this.body(node, "body"),
          after: this.alternative(node),
          line,
        });
        return;
      case "while_statement":
        out.push({ k: "while", test: this.field(node, "condition"), body: this.body(node, "body"), after: this.alternative(node) });
        return;
      case "try_statement":
        out.push({
          k: "try",
          body: this.body(node, "body"),
          handlers: node.children.filter((c) => c.type === "except_clause" || c.type === "except_group_clause").map((c) => this.handler(c)),
          after: this.inner(node.children.find((c) => c.type === "else_clause")),
          last: this.inner(node.children.find((c) => c.type === "finally_clause")),
        });
        return;
      case "with_statement": {
        const clause = node.children.find((c) => c.type === "with_clause");
        let items = (clause?.children ?? []).map((c) => child(c, "value") ?? c);
        const only = items[0];
        // `with (a as b, c as d):` is read as one tuple
        if (items.length === 1 && only !== undefined && only.type === "tuple") items = [...only.children];
        out.push({
          k: "with",
          items: items.map((item) =>
            item.type === "as_pattern"
              ? { value: this.expression(item.children[0]), target: this.expression(child(item, "alias")?.children[0]) }
              : { value: this.expression(item), target: null },
          ),
          body: this.body(node, "body"),
        });
        return;
      }
      case "match_statement": {
        const cases = (child(node, "body")?.children ?? []).filter((c) => c.type === "case_clause");
        out.push({
          k: "match",
          subject: this.field(node, "subject"),
          cases: cases.map((c) => ({ pattern: this.casePattern(c), guard: this.guard(c), body: this.body(c, "consequence") })),
        });
        return;
      }
      case "return_statement":
        out.push({ k: "return", value: node.children[0] === undefined ? null : this.expression(node.children[0]) });
        return;
      case "raise_statement":
        out.push({ k: "raise", value: node.children[0] === undefined ? null : this.expression(node.children[0]) });
        return;
      case "break_statement":
        out.push({ k: "break" });
        return;
      case "continue_statement":
        out.push({ k: "continue" });
        return;
      case "import_statement":
        out.push({ k: "import", names: node.children.map((c) => this.imported(c)), line });
        return;
      case "import_from_statement": {
        const module = child(node, "module_name");
        const relative = module?.type === "relative_import";
        const prefix = relative ? module.children.find((c) => c.type === "import_prefix") : undefined;
        const dotted = relative ? module.children.find((c) => c.type === "dotted_name") : module;
        const star = node.children.some((c) => c.type === "wildcard_import");
        out.push({
          k: "from",
          module: dotted === undefined ? "" : this.slice(dotted).replace(/\s/g, ""),
          level: prefix === undefined ? 0 : this.slice(prefix).replace(/[^.]/g, "").length,
          names: star ? "*" : node.children.filter((c) => c.field === "name").map((c) => this.imported(c)),
          line,
        });
        return;
      }
      case "global_statement":
      case "nonlocal_statement":
        out.push({ k: "global", names: node.children.map((c) => this.slice(c)) });
        return;
      case "delete_statement":
        out.push({ k: "delete", targets: node.children.map((c) => this.expression(c)) });
        return;
      case "ERROR":
        this.errorLine ??= line;
        for (const inner of node.children) this.statement(inner, out);
        return;
      case "assert_statement":
      case "print_statement":
        for (const part of node.children) out.push({ k: "expression", value: this.expression(part) });
        return;
      case "block":
        for (const inner of node.children) this.statement(inner, out);
        return;
      default:
    }
  }

  private assignment(node: Node, out: Statement[]): void {
    const type = child(node, "type");
    const right = child(node, "right");
    if (type !== undefined) {
      out.push({
        k: "annotate",
        target: this.field(node, "left"),
        type: this.expression(type),
        value: right === undefined ? null : this.expression(right),
        line: node.line,
      });
      return;
    }
    const targets = [this.field(node, "left")];
    let value = right;
    while (value?.type === "assignment") {
      targets.push(this.field(value, "left"));
      value = child(value, "right");
    }
    out.push({ k: "assign", targets, value: this.expression(value), line: node.line });
  }

  private definition(node: Node, decorators: readonly Decorator[], out: Statement[]): void {
    const name = this.slice(child(node, "name"));
    if (node.type === "class_definition") {
      const args = this.args(child(node, "superclasses"));
      out.push({ k: "class", name, args, decorators, body: this.body(node, "body"), line: node.line });
      return;
    }
    const outer = this.yields;
    this.yields = false;
    const parameters = this.parameters(child(node, "parameters"));
    const body = this.body(node, "body");
    const returned = child(node, "return_type");
    out.push({
      k: "function",
      name,
      parameters,
      returns: returned === undefined ? null : this.expression(returned),
      decorators,
      body,
      line: node.line,
      generator: this.yields,
    });
    this.yields = outer;
  }

  private branch(node: Node, alternatives: readonly Node[]): Statement {
    const [next, ...rest] = alternatives;
    const no = next === undefined ? [] : next.type === "elif_clause" ? [this.branch(next, rest)] : this.body(next, "body");
    return { k: "if", test: this.field(node, "condition"), yes: this.body(node, "consequence"), no, line: node.line };
  }

  private handler(node: Node): { type: Expression | null; name: string | null; body: Statement[] } {
    const value = child(node, "value") ?? node.children.find((c) => c.type !== "block");
    const alias = child(node, "alias");
    const pattern = value?.type === "as_pattern" ? value : undefined;
    const name = alias ?? (pattern === undefined ? undefined : child(pattern, "alias"));
    return {
      type: value === undefined ? null : this.expression(pattern?.children[0] ?? value),
      name: name === undefined ? null : this.slice(name),
      body: this.inner(node),
    };
  }

  /** The block inside a clause that has no field for it. */
  private inner(node: Node | undefined): Statement[] {
    const block = node?.children.find((c) => c.type === "block");
    return block === undefined ? [] : this.block(block);
  }

  private body(node: Node, field: string): Statement[] {
    const block = child(node, field);
    return block === undefined ? [] : this.block(block);
  }

  private alternative(node: Node): Statement[] {
    const clause = child(node, "alternative");
    return clause === undefined ? [] : this.body(clause, "body");
  }

  private imported(node: Node): ImportedName {
    const dotted = child(node, "name") ?? node;
    const name = this.slice(dotted).replace(/\s/g, "");
    const alias = child(node, "alias");
    return { name, as: alias === undefined ? "" : this.slice(alias) };
  }

  private casePattern(node: Node): Pattern {
    const patterns = node.children.filter((c) => c.type === "case_pattern");
    return patterns.length > 1 ? { p: "sequence", items: patterns.map((c) => this.pattern(c)) } : this.pattern(patterns[0]);
  }

  private guard(node: Node): Expression | null {
    const clause = child(node, "guard");
    return clause === undefined ? null : this.expression(clause.children[0]);
  }

  private pattern(node: Node | undefined): Pattern {
    switch (node?.type) {
      case undefined:
        return { p: "other" };
      case "case_pattern": {
        const inner = node.children[0];
        if (inner !== undefined) return this.pattern(inner);
        return { p: "name", name: "" };
      }
      case "string":
      case "concatenated_string":
      case "integer":
      case "float":
      case "true":
      case "false":
      case "none":
        return { p: "value", value: this.expression(node) };
      case "dotted_name": {
        const name = this.slice(node);
        return name.includes(".") ? { p: "value", value: dottedExpression(name, node.line) } : { p: "name", name };
      }
      case "identifier":
        return { p: "name", name: this.slice(node) };
      case "union_pattern":
        return { p: "either", options: node.children.map((c) => this.pattern(c)) };
      case "as_pattern": {
        const [inner, name] = node.children;
        return { p: "as", pattern: this.pattern(inner), name: this.slice(name) };
      }
      case "splat_pattern":
        return { p: "star", name: this.slice(node.children[0]) };
      case "list_pattern":
      case "tuple_pattern": {
        const [only, ...more] = node.children;
        if (node.type === "tuple_pattern" && more.length === 0) return this.pattern(only);
        return { p: "sequence", items: node.children.map((c) => this.pattern(c)) };
      }
      case "class_pattern": {
        const [type, ...parts] = node.children;
        return {
          p: "class",
          type: this.expression(type),
          parts: parts.map((c) => {
            const keyword = c.children[0]?.type === "keyword_pattern" ? c.children[0] : null;
            if (keyword === null) return { name: null, pattern: this.pattern(c) };
            return { name: this.slice(keyword.children[0]), pattern: this.pattern(keyword.children[1]) };
          }),
        };
      }
      default:
        return { p: "other" };
    }
  }

  private parameters(node: Node | undefined): Parameter[] {
    const out: Parameter[] = [];
    let kind: Parameter["kind"] = "plain";
    for (const one of node?.children ?? []) {
      const inner = one.type === "typed_parameter" ? one.children[0] : one;
      if (one.type === "keyword_separator") kind = "keyword";
      else if (one.type === "positional_separator" || inner === undefined) continue;
      else if (inner.type === "list_splat_pattern" || inner.type === "dictionary_splat_pattern") {
        const stars = inner.type === "list_splat_pattern" ? "*" : "**";
        out.push({ name: this.slice(inner.children[0]), kind: stars, type: this.optional(one, "type"), default: null });
        if (stars === "*") kind = "keyword";
      } else {
        const name = child(one, "name") ?? inner;
        out.push({ name: this.slice(name), kind, type: this.optional(one, "type"), default: this.optional(one, "value") });
      }
    }
    return out;
  }

  private args(node: Node | undefined): Argument[] {
    if (node === undefined) return [];
    if (node.type === "generator_expression") return [{ name: null, value: this.expression(node) }];
    return node.children.map((c): Argument => {
      if (c.type === "keyword_argument") return { name: this.slice(child(c, "name")), value: this.field(c, "value") };
      if (c.type === "list_splat") return { name: "*", value: this.expression(c.children[0]) };
      if (c.type === "dictionary_splat") return { name: "**", value: this.expression(c.children[0]) };
      return { name: null, value: this.expression(c) };
    });
  }

  private optional(node: Node, field: string): Expression | null {
    const found = child(node, field);
    return found === undefined ? null : this.expression(found);
  }

  private field(node: Node, field: string): Expression {
    return this.expression(child(node, field));
  }

  private expression(node: Node | undefined): Expression {
    if (node === undefined) return unknown;
    const line = node.line;
    const at = (index: number): Expression => this.expression(node.children[index]);
    switch (node.type) {
      case "identifier":
        return { k: "name", id: this.slice(node), line };
      case "dotted_name":
        return dottedExpression(this.slice(node), line);
      case "attribute":
        return { k: "attribute", object: this.field(node, "object"), id: this.slice(child(node, "attribute")), line };
      case "call":
        return { k: "call", callee: this.field(node, "function"), args: this.args(child(node, "arguments")), line };
      case "string":
        return this.string(node);
      case "concatenated_string":
        return concatenated(node.children.map((c) => this.expression(c)));
      case "integer":
        return { k: "number", value: Number(this.slice(node).replace(/_/g, "")) };
      case "float":
        return { k: "number", value: Number(this.slice(node).replace(/_/g, "")), float: true };
      case "true":
        return { k: "constant", value: true };
      case "false":
        return { k: "constant", value: false };
      case "none":
        return { k: "constant", value: null };
      case "parenthesized_expression":
      case "parenthesized_list_splat":
      case "as_pattern_target":
      case "case_pattern":
      case "type":
        return at(0);
      case "constrained_type":
      case "union_type":
      case "member_type":
        return { k: "other", parts: node.children.map((c) => this.expression(c)) };
      case "generic_type": {
        const parameters = node.children.find((c) => c.type === "type_parameter");
        return { k: "subscript", object: at(0), index: (parameters?.children ?? []).map((c) => this.expression(c)) };
      }
      case "binary_operator":
        return { k: "binary", op: this.slice(child(node, "operator")), left: this.field(node, "left"), right: this.field(node, "right") };
      case "boolean_operator":
        return { k: "logical", op: this.slice(child(node, "operator")), left: this.field(node, "left"), right: this.field(node, "right") };
      case "not_operator":
        return { k: "unary", op: "not", value: this.field(node, "argument") };
      case "unary_operator":
        return { k: "unary", op: this.slice(child(node, "operator")), value: this.field(node, "argument") };
      case "comparison_operator": {
        const operands = node.children.filter((c) => c.field !== "operators").map((c) => this.expression(c));
        return comparisons(operands, this.operators(node));
      }
      case "conditional_expression":
        return { k: "conditional", yes: at(0), test: at(1), no: at(2) };
      case "list":
      case "tuple":
      case "set":
      case "expression_list":
      case "pattern_list":
      case "tuple_pattern":
      case "list_pattern": {
        const kind = node.type === "set" ? "set" : node.type.startsWith("list") ? "list" : "tuple";
        return { k: "sequence", kind, items: node.children.map((c) => this.expression(c)) };
      }
      case "dictionary":
        return {
          k: "dict",
          entries: node.children.map((c) =>
            c.type === "pair" ? { key: this.field(c, "key"), value: this.field(c, "value") } : { key: null, value: this.expression(c.children[0]) },
          ),
        };
      case "subscript":
        return {
          k: "subscript",
          object: this.field(node, "value"),
          index: node.children.filter((c) => c.field === "subscript").map((c) => this.expression(c)),
        };
      case "slice":
        return this.sliceParts(node);
      case "lambda":
        return { k: "lambda", parameters: this.parameters(child(node, "parameters")), body: this.field(node, "body"), line };
      case "list_comprehension":
      case "set_comprehension":
      case "generator_expression":
      case "dictionary_comprehension":
        return this.comprehension(node);
      case "await":
        return { k: "await", value: at(0) };
      case "yield":
        this.yields = true;
        return { k: "yield", value: node.children[0] === undefined ? null : at(0), from: /^yield\s+from\b/.test(this.slice(node)) };
      case "list_splat":
      case "list_splat_pattern":
      case "dictionary_splat":
        return { k: "star", value: at(0) };
      case "named_expression":
        return { k: "walrus", id: this.slice(child(node, "name")), value: this.field(node, "value") };
      case "as_pattern":
        return at(0);
      case "ERROR":
        this.errorLine ??= line;
        return { k: "other", parts: node.children.map((c) => this.expression(c)) };
      default:
        return unknown;
    }
  }

  private string(node: Node): Expression {
    if (!isFormatted(this.text, node.start)) return { k: "string", value: stringValue(this.slice(node)) };
    const raw = /^[^'"]*[rR]/.test(this.text.slice(node.start, node.start + 3));
    const parts: (string | Expression)[] = [];
    for (const part of node.children) {
      if (part.type === "string_content") parts.push(...this.content(part, raw));
      else if (part.type === "interpolation") parts.push(this.interpolation(part));
    }
    return { k: "format", parts };
  }

  private interpolation(node: Node): Expression {
    const value = this.field(node, "expression");
    const conversion = this.slice(child(node, "type_conversion")).slice(1);
    const spec = this.slice(child(node, "format_specifier")).slice(1);
    const named = /^\{([^{}!:'"=<>]*=\s*)[!:}]/.exec(this.text.slice(node.start, node.start + 100))?.[1] ?? "";
    return conversion === "" && spec === "" && named === "" ? value : { k: "formatted", value, conversion, spec, named };
  }

  /** The operators of a chain of comparisons: `not in` and `is not` are two words. */
  private operators(node: Node): string[] {
    const out: string[] = [];
    let after = true;
    for (const c of node.children) {
      if (c.field !== "operators") after = true;
      else if (after) {
        out.push(this.slice(c));
        after = false;
      } else out.push(`${out.pop()} ${this.slice(c)}`);
    }
    return out;
  }

  /** `{{` is written once; the tree marks it, or leaves it in the text. */
  private content(node: Node, raw: boolean): string[] {
    const text = this.slice(node).replace(/\{\{/g, "{").replace(/\}\}/g, "}");
    return [raw ? text : resolveEscapes(text)];
  }

  private sliceParts(node: Node): Expression {
    const parts: (Expression | null)[] = [null, null, null];
    let index = 0;
    let position = node.start;
    for (const c of node.children) {
      index += this.text.slice(position, c.start).split(":").length - 1;
      if (index < 3) parts[index] = this.expression(c);
      position = c.end;
    }
    return { k: "slice", parts };
  }

  private comprehension(node: Node): Expression {
    const body = child(node, "body");
    const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
    for (const c of node.children) {
      if (c.type === "for_in_clause") clauses.push({ target: this.field(c, "left"), iterable: this.field(c, "right"), conditions: [] });
      else if (c.type === "if_clause") clauses.at(-1)?.conditions.push(this.expression(c.children[0]));
    }
    const kind = node.type === "generator_expression" ? "generator" : node.type.startsWith("dict") ? "dict" : node.type.startsWith("set") ? "set" : "list";
    const done: readonly Clause[] = clauses;
    if (kind === "dict" && body !== undefined)
      return { k: "comprehension", kind, key: this.field(body, "key"), value: this.field(body, "value"), clauses: done };
    return { k: "comprehension", kind, key: null, value: this.expression(body), clauses: done };
  }

  private slice(node: Node | undefined): string {
    return node === undefined ? "" : this.text.slice(node.start, node.end);
  }
}

/** `a < b <= c` is `a < b and b <= c`. */
function comparisons(operands: readonly Expression[], ops: readonly string[]): Expression {
  const pairs = ops.map((op, index): Expression => ({ k: "compare", op, left: operands[index] ?? unknown, right: operands[index + 1] ?? unknown }));
  const [first = unknown, ...rest] = pairs;
  return rest.reduce<Expression>((left, right) => ({ k: "logical", op: "and", left, right }), first);
}

function child(node: Node, field: string): Node | undefined {
  return node.children.find((c) => c.field === field);
}

function dottedExpression(text: string, line: number): Expression {
  const [first = "", ...rest] = text.replace(/\s/g, "").split(".");
  return rest.reduce<Expression>((object, id) => ({ k: "attribute", object, id, line }), { k: "name", id: first, line });
}

function concatenated(parts: readonly Expression[]): Expression {
  if (parts.every((p) => p.k === "string")) return { k: "string", value: parts.map((p) => p.value).join("") };
  return { k: "format", parts: parts.flatMap((p): readonly (string | Expression)[] => (p.k === "format" ? p.parts : p.k === "string" ? [p.value] : [p])) };
}
