import type { Tree } from "web-tree-sitter";
import { Expressions } from "./expressions";
import { child, type Node, nodesOf, type Reading } from "./nodes";
import { casePattern, guard } from "./patterns";
import type { Decorator, Expression, ImportedName, Statement, Syntax } from "./syntax";

/** Turns a syntax tree into plain data in one pass, so that the tree can be freed. */
export function lower(tree: Tree, text: string, reading: Reading, firstLine: number): Syntax {
  const root = nodesOf(tree, text, reading, firstLine);
  const expressions = new Expressions(text);
  const statements = new Statements(expressions).block(root);
  return { statements, errorLine: tree.rootNode.hasError ? (expressions.errorLine ?? firstError(root)) : null };
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

function firstName(node: Node): Node | undefined {
  if (node.type === "identifier") return node;
  for (const one of node.children) {
    const found = firstName(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads statements, and what they hold by `read`. */
class Statements {
  constructor(private readonly read: Expressions) {}

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
          out.push({
            k: "augment",
            target: this.read.field(first, "left"),
            op: this.read.slice(child(first, "operator")),
            value: this.read.field(first, "right"),
            line,
          });
          return;
        }
        if (node.children.length > 1)
          out.push({ k: "expression", value: { k: "sequence", kind: "tuple", items: node.children.map((c) => this.read.expression(c)) } });
        else out.push({ k: "expression", value: this.read.expression(first) });
        return;
      }
      case "decorated_definition": {
        const definition = child(node, "definition");
        const decorators = node.children
          .filter((c) => c.type === "decorator")
          .map((c): Decorator => ({ value: this.read.expression(c.children[0]), line: c.line }));
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
          target: this.read.field(node, "left"),
          iterable: this.read.field(node, "right"),
          body: this.body(node, "body"),
          after: this.alternative(node),
          line,
        });
        return;
      case "while_statement":
        out.push({ k: "while", test: this.read.field(node, "condition"), body: this.body(node, "body"), after: this.alternative(node), line });
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
              ? { value: this.read.expression(item.children[0]), target: this.read.expression(child(item, "alias")?.children[0]) }
              : { value: this.read.expression(item), target: null },
          ),
          body: this.body(node, "body"),
        });
        return;
      }
      case "match_statement": {
        const cases = (child(node, "body")?.children ?? []).filter((c) => c.type === "case_clause");
        out.push({
          k: "match",
          subject: this.read.field(node, "subject"),
          cases: cases.map((c) => ({ pattern: casePattern(c, this.read), guard: guard(c, this.read), body: this.body(c, "consequence") })),
        });
        return;
      }
      case "return_statement":
        out.push({ k: "return", value: node.children[0] === undefined ? null : this.read.expression(node.children[0]) });
        return;
      case "raise_statement":
        out.push({ k: "raise", value: node.children[0] === undefined ? null : this.read.expression(node.children[0]) });
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
          module: dotted === undefined ? "" : this.read.slice(dotted).replace(/\s/g, ""),
          level: prefix === undefined ? 0 : this.read.slice(prefix).replace(/[^.]/g, "").length,
          names: star ? "*" : node.children.filter((c) => c.field === "name").map((c) => this.imported(c)),
          line,
        });
        return;
      }
      case "type_alias_statement":
        return this.alias(node, out);
      case "global_statement":
      case "nonlocal_statement":
        out.push({ k: "global", names: node.children.map((c) => this.read.slice(c)) });
        return;
      case "delete_statement":
        out.push({ k: "delete", targets: node.children.map((c) => this.read.expression(c)) });
        return;
      case "ERROR":
        this.read.errorLine ??= line;
        for (const inner of node.children) this.statement(inner, out);
        return;
      case "assert_statement": {
        const [test, message] = node.children;
        if (test !== undefined)
          out.push({ k: "assert", test: this.read.expression(test), message: message === undefined ? null : this.read.expression(message) });
        return;
      }
      case "print_statement":
        for (const part of node.children) out.push({ k: "expression", value: this.read.expression(part) });
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
        target: this.read.field(node, "left"),
        type: this.read.expression(type),
        value: right === undefined ? null : this.read.expression(right),
        line: node.line,
      });
      return;
    }
    const targets = [this.read.field(node, "left")];
    let value = right;
    while (value?.type === "assignment") {
      targets.push(this.read.field(value, "left"));
      value = child(value, "right");
    }
    out.push({ k: "assign", targets, value: this.read.expression(value), line: node.line });
  }

  private alias(node: Node, out: Statement[]): void {
    const generic = child(node, "left")?.children.find((c) => c.type === "generic_type");
    const name = this.read.slice(firstName(node));
    out.push({ k: "alias", name, typeParameters: this.typeParameters(generic), value: this.read.field(node, "right") });
  }

  /** `T`, `*Ts` and `**P` of `[T: int, *Ts, **P]` */
  private typeParameters(node: Node | undefined): readonly string[] {
    const parameters = node?.children.find((c) => c.type === "type_parameter")?.children ?? [];
    return parameters.map((one) => this.read.slice(firstName(one)));
  }

  private definition(node: Node, decorators: readonly Decorator[], out: Statement[]): void {
    const name = this.read.slice(child(node, "name"));
    const typeParameters = this.typeParameters(node);
    const generic = typeParameters.length > 0 && { typeParameters };
    if (node.type === "class_definition") {
      const args = this.read.args(child(node, "superclasses"));
      out.push({ k: "class", name, ...generic, args, decorators, body: this.body(node, "body"), line: node.line });
      return;
    }
    const outer = this.read.yields;
    this.read.yields = false;
    const parameters = this.read.parameters(child(node, "parameters"));
    const body = this.body(node, "body");
    const returned = child(node, "return_type");
    out.push({
      k: "function",
      name,
      ...generic,
      parameters,
      returns: returned === undefined ? null : this.read.expression(returned),
      decorators,
      body,
      line: node.line,
      generator: this.read.yields,
      ...(this.read.isAsync(node) && { isAsync: true }),
    });
    this.read.yields = outer;
  }

  /** From the last alternative back, since a generated chain may be longer than the stack is deep. */
  private branch(node: Node, alternatives: readonly Node[]): Statement {
    let no: Statement[] = [];
    for (const next of [...alternatives].reverse()) no = next.type === "elif_clause" ? [this.oneBranch(next, no)] : this.body(next, "body");
    return this.oneBranch(node, no);
  }

  private oneBranch(node: Node, no: Statement[]): Statement {
    return { k: "if", test: this.read.field(node, "condition"), yes: this.body(node, "consequence"), no, line: node.line };
  }

  private handler(node: Node): { type: Expression | null; name: string | null; body: Statement[] } {
    const value = child(node, "value") ?? node.children.find((c) => c.type !== "block");
    const alias = child(node, "alias");
    const pattern = value?.type === "as_pattern" ? value : undefined;
    const name = alias ?? (pattern === undefined ? undefined : child(pattern, "alias"));
    return {
      type: value === undefined ? null : this.read.expression(pattern?.children[0] ?? value),
      name: name === undefined ? null : this.read.slice(name.children[0] ?? name),
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
    const name = this.read.slice(dotted).replace(/\s/g, "");
    const alias = child(node, "alias");
    return { name, as: alias === undefined ? "" : this.read.slice(alias) };
  }
}
