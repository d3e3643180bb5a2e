import { dottedExpression, type Expressions } from "./expressions";
import { child, type Node } from "./nodes";
import type { Expression, Pattern } from "./syntax";

/** What a `case` asks for. */
export function casePattern(node: Node, read: Expressions): Pattern {
  const patterns = node.children.filter((c) => c.type === "case_pattern");
  return patterns.length > 1 ? { p: "sequence", items: patterns.map((c) => pattern(c, read)) } : pattern(patterns[0], read);
}

/** The `if` of a case. */
export function guard(node: Node, read: Expressions): Expression | null {
  const clause = child(node, "guard");
  return clause === undefined ? null : read.expression(clause.children[0]);
}

/** `"kind"`, `Keys.KIND` */
function keyOf(node: Node, read: Expressions): Expression {
  return node.type === "dotted_name" ? dottedExpression(read.slice(node), node.line) : read.expression(node);
}

function pattern(node: Node | undefined, read: Expressions): Pattern {
  switch (node?.type) {
    case undefined:
      return { p: "other" };
    case "case_pattern": {
      const inner = node.children[0];
      if (inner !== undefined) return pattern(inner, read);
      return { p: "name", name: "" };
    }
    case "string":
    case "concatenated_string":
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
      return { p: "value", value: read.expression(node) };
    case "dotted_name": {
      const name = read.slice(node);
      return name.includes(".") ? { p: "value", value: dottedExpression(name, node.line) } : { p: "name", name };
    }
    case "identifier":
      return { p: "name", name: read.slice(node) };
    case "union_pattern":
      return { p: "either", options: node.children.map((c) => pattern(c, read)) };
    case "as_pattern": {
      const [inner, name] = node.children;
      return { p: "as", pattern: pattern(inner, read), name: read.slice(name) };
    }
    case "splat_pattern":
      return { p: "star", name: read.slice(node.children[0]) };
    case "list_pattern":
    case "tuple_pattern": {
      const [only, ...more] = node.children;
      if (node.type === "tuple_pattern" && more.length === 0) return pattern(only, read);
      return { p: "sequence", items: node.children.map((c) => pattern(c, read)) };
    }
    case "dict_pattern": {
      const keys = node.children.filter((c) => c.type !== "splat_pattern" && c.type !== "case_pattern");
      const values = node.children.filter((c) => c.type === "case_pattern");
      const rest = node.children.find((c) => c.type === "splat_pattern");
      return {
        p: "mapping",
        entries: keys.map((key, index) => ({ key: keyOf(key, read), pattern: pattern(values[index], read) })),
        rest: rest === undefined ? null : read.slice(rest.children[0]),
      };
    }
    case "class_pattern": {
      const [type, ...parts] = node.children;
      return {
        p: "class",
        type: read.expression(type),
        parts: parts.map((c) => {
          const keyword = c.children[0]?.type === "keyword_pattern" ? c.children[0] : null;
          if (keyword === null) return { name: null, pattern: pattern(c, read) };
          return { name: read.slice(keyword.children[0]), pattern: pattern(keyword.children[1], read) };
        }),
      };
    }
    default:
      return { p: "other" };
  }
}
