import { child, isFormatted, type Node } from "./nodes";
import { resolveEscapes, stringValue } from "./strings";
import type { Argument, Clause, Expression, Parameter } from "./syntax";

const unknown: Expression = { k: "other", parts: [] };

/** Reads expressions, arguments and parameters out of the nodes of a text. */
export class Expressions {
  /** the first line that is not Python */
  errorLine: number | null = null;
  /** a `yield` was read */
  yields = false;

  constructor(private readonly text: string) {}

  /** Parameters in their order; those behind `*` or `*args` are keyword only. A type or a default that is not written is null. */
  parameters(node: Node | undefined): Parameter[] {
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

  /** Arguments of a call or bases of a class. `*x` has the name `*`, `**x` the name `**`, a positional one null. */
  args(node: Node | undefined): Argument[] {
    if (node === undefined) return [];
    if (node.type === "generator_expression") return [{ name: null, value: this.expression(node) }];
    return node.children.map((c): Argument => {
      if (c.type === "keyword_argument") return { name: this.slice(child(c, "name")), value: this.field(c, "value") };
      if (c.type === "list_splat") return { name: "*", value: this.expression(c.children[0]) };
      if (c.type === "dictionary_splat") return { name: "**", value: this.expression(c.children[0]) };
      return { name: null, value: this.expression(c) };
    });
  }

  /** An item of a list: the grammar takes the star of `*make().items` for a part of `make`. */
  private item(node: Node): Expression {
    const read = this.expression(node);
    return this.text[node.start] !== "*" || read.k === "star" ? read : { k: "star", value: withoutStar(read) };
  }

  /** Null where the field is not written; compare `field`. */
  optional(node: Node, field: string): Expression | null {
    const found = child(node, field);
    return found === undefined ? null : this.expression(found);
  }

  /** An unknown expression where the field is missing, as in code with an error. */
  field(node: Node, field: string): Expression {
    return this.expression(child(node, field));
  }

  /** Unknown for what we do not read and for a missing node; never throws. */
  expression(node: Node | undefined): Expression {
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
      case "ellipsis":
        return { k: "other", parts: [], ellipsis: true };
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
        return { k: "sequence", kind, items: node.children.map((c) => this.item(c)) };
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
    const raw = /^[^'"]*[rR]/.test(this.text.slice(node.start, node.start + 3));
    if (!isFormatted(this.text, node.start)) {
      const value = stringValue(this.slice(node));
      return !raw && namedCharacter.test(value) ? { k: "format", parts: withoutNames(value) } : { k: "string", value };
    }
    const parts: (string | Expression)[] = [];
    for (const part of node.children) {
      if (part.type === "string_content")
        parts.push(...this.content(part, raw).flatMap((one) => (typeof one === "string" && !raw && namedCharacter.test(one) ? withoutNames(one) : [one])));
      else if (part.type === "interpolation") parts.push(this.interpolation(part));
    }
    return { k: "format", parts };
  }

  private interpolation(node: Node): Expression {
    const value = this.field(node, "expression");
    const conversion = this.slice(child(node, "type_conversion")).slice(1);
    const spec = this.formatOf(child(node, "format_specifier"));
    const named = /^\{([^{}!:'"=<>]*=\s*)[!:}]/.exec(this.text.slice(node.start, node.start + 100))?.[1] ?? "";
    return conversion === "" && spec === "" && named === "" ? value : { k: "formatted", value, conversion, spec, named };
  }

  /** What follows the colon: `>8`, `0{width}`. */
  private formatOf(node: Node | undefined): string | Expression {
    const values = (node?.children ?? []).filter(({ type }) => type === "format_expression");
    if (node === undefined || values.length === 0) return this.slice(node).slice(1);
    const parts: (string | Expression)[] = [];
    let from = node.start + 1;
    for (const value of values) {
      parts.push(this.text.slice(from, value.start), this.interpolation(value));
      from = value.end;
    }
    return { k: "format", parts: [...parts, this.text.slice(from, node.end)] };
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

  /** `async def` */
  isAsync(node: Node): boolean {
    return this.text.startsWith("async", node.start);
  }

  /** Source text of the node, empty without one. */
  slice(node: Node | undefined): string {
    return node === undefined ? "" : this.text.slice(node.start, node.end);
  }
}

/** `a < b <= c` is `a < b and b <= c`. */
function comparisons(operands: readonly Expression[], ops: readonly string[]): Expression {
  const pairs = ops.map((op, index): Expression => ({ k: "compare", op, left: operands[index] ?? unknown, right: operands[index + 1] ?? unknown }));
  const [first = unknown, ...rest] = pairs;
  return rest.reduce<Expression>((left, right) => ({ k: "logical", op: "and", left, right }), first);
}

/** `"\N{BULLET}"`: which character that is, only Python's own tables say. */
const namedCharacter = /\\N\{[\w -]+\}/;

const withoutNames = (text: string): (string | Expression)[] => text.split(namedCharacter).flatMap((part, index) => (index === 0 ? [part] : [unknown, part]));

/** `a.b.c` -> attribute c of attribute b of name a. */
export function dottedExpression(text: string, line: number): Expression {
  const [first = "", ...rest] = text.replace(/\s/g, "").split(".");
  return rest.reduce<Expression>((object, id) => ({ k: "attribute", object, id, line }), { k: "name", id: first, line });
}

function concatenated(parts: readonly Expression[]): Expression {
  if (parts.every((p) => p.k === "string")) return { k: "string", value: parts.map((p) => p.value).join("") };
  return { k: "format", parts: parts.flatMap((p): readonly (string | Expression)[] => (p.k === "format" ? p.parts : p.k === "string" ? [p.value] : [p])) };
}

/** The same without the star where it begins. */
function withoutStar(e: Expression): Expression {
  switch (e.k) {
    case "star":
      return e.value;
    case "call":
      return { ...e, callee: withoutStar(e.callee) };
    case "attribute":
    case "subscript":
      return { ...e, object: withoutStar(e.object) };
    case "binary":
      return { ...e, left: withoutStar(e.left) };
    default:
      return e;
  }
}
