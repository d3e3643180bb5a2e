import type { Language, Tree } from "web-tree-sitter";
import { Cursor, type CursorExports } from "./cursor";

/** What reading a tree needs: the same for all trees of one grammar. */
export interface Reading {
  readonly exports: CursorExports;
  readonly kinds: Kinds;
}

/** A tree of tree-sitter as plain data, so that it can be freed. Its lines count from `firstLine`. */
export function nodesOf(tree: Tree, text: string, { exports, kinds }: Reading, firstLine: number): Node {
  const cursor = new Cursor(exports, tree);
  try {
    const walk = new Walk(cursor, kinds, text, firstLine);
    return walk.node(walk.kind, 0, null, false);
  } finally {
    cursor.delete();
  }
}

/** What is known of a type of node before any tree is read: a call into WebAssembly for each node would cost more than parsing. */
interface Kind {
  readonly type: string;
  readonly named: boolean;
  readonly leaf: boolean;
  /** its children have names, or are operators */
  readonly fields: boolean;
  readonly operators: boolean;
}

/** By the grammar's ids: what is kept of a node of each type, and the names of fields. */
interface Kinds {
  readonly types: readonly Kind[];
  readonly fields: readonly (string | null)[];
}

export function kindsOf(language: Language): Kinds {
  const types = language.types.map((type, id) => ({
    type: type ?? "ERROR",
    named: language.nodeTypeIsNamed(id),
    leaf: leaves.has(type),
    fields: !lists.has(type),
    operators: operators.has(type),
  }));
  return { types, fields: language.fields };
}

/** A node of the tree with the named children, and the operators among the others. `end` is that of leaves only. */
export interface Node {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly children: readonly Node[];
}

/** First child in that field of the grammar. */
export function child(node: Node, field: string): Node | undefined {
  return node.children.find((c) => c.field === field);
}

/** `f"..."`, `rf'...'`, `t"..."`: only their inside is read from the tree. */
export function isFormatted(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const c = text[i];
    if (c === "f" || c === "F" || c === "t" || c === "T") return true;
    if (c === '"' || c === "'") return false;
  }
  return false;
}

/** Deeper than any hand-written code; generated nests end here as something unknown, and the stack is safe. */
const DEEPEST = 400;
const leaves = new Set(
  "identifier integer float true false none comment line_continuation ellipsis pass_statement break_statement continue_statement wildcard_import import_prefix dotted_name string_start string_end string_content type_conversion keyword_separator positional_separator".split(
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
    private readonly cursor: Cursor,
    private readonly kinds: Kinds,
    private readonly text: string,
    firstLine: number,
  ) {
    this.lines = new Lines(text, firstLine);
  }

  /** Of the node under the cursor. */
  get kind(): Kind {
    return this.kinds.types[this.cursor.nodeTypeId] ?? this.error;
  }

  /** The node under the cursor, which is of that kind: each question to the cursor is a call into WebAssembly. */
  node(kind: Kind, depth: number, field: string | null, ends: boolean): Node {
    const { cursor, text } = this;
    const { type } = kind;
    const start = cursor.startIndex;
    const line = this.lines.at(start);
    if (kind.leaf || depth > DEEPEST || (type === "string" && !isFormatted(text, start)))
      return { type, field, start, end: cursor.endIndex, line, children: none };
    const end = ends || type === "yield" || type.startsWith("format_") ? cursor.endIndex : start;
    if (!cursor.gotoFirstChild()) return { type, field, start, end: cursor.endIndex, line, children: none };
    const children: Node[] = [];
    // a comprehension names its body alone, which comes first
    const comprehension = type.endsWith("_comprehension") || type === "generator_expression";
    const inner = type === "slice";
    do {
      const child = this.kind;
      if (child.named) {
        if (child.type === "comment" || child.type === "line_continuation") continue;
        const name = kind.fields ? (this.kinds.fields[cursor.fieldId] ?? null) : comprehension && children.length === 0 ? "body" : null;
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
