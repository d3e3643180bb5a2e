import { unreachable } from "../../problem";
import type { Block } from "./document";
import { type Table, visible } from "./table";

/** The document as Markdown (CommonMark with tables). Names from files can neither form markup nor break a row. */
export function markdown(blocks: readonly Block[]): string {
  return `${blocks.map(block).join("\n\n")}\n`;
}

function block(one: Block): string {
  switch (one.kind) {
    case "heading":
      return `${"#".repeat(one.level)} ${escaped(one.text)}`;
    case "paragraph":
      return escaped(one.text);
    case "list":
      return one.items.map((item) => `- ${escaped(item)}`).join("\n");
    case "facts":
      return one.items.map(({ term, text }) => `- **${escaped(term)}.** ${escaped(text)}`).join("\n");
    case "table":
      return table(one.table);
    default:
      return unreachable(one);
  }
}

function table({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map((column) => escaped(column.title))),
    line(columns.map((column) => (column.align === "right" ? "---:" : ":---"))),
    ...rows.map((row) => line(row.map(escaped))),
  ].join("\n");
}

/** One line, with every character that Markdown or HTML could read as its own behind a backslash or an entity. */
function escaped(text: string): string {
  return visible(text.replace(/\s*\r?\n\s*/g, " "))
    .replace(/[\\`*[\]|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/<(?! \d)/g, "&lt;")
    .replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/, "$1\\$2");
}
