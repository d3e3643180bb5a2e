import { unreachable } from "../../problem";
import type { Language } from "../../text";
import { unbroken } from "../words/unbroken";
import type { Block } from "./document";
import { type Table, visible } from "./table";

const style = `
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
  h1, h2, h3 { line-height: 1.25; }
  h2 { margin-top: 2.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid #8888; }
  p, li { max-width: 48rem; }
  h2:first-of-type + p { max-width: 56rem; font-size: 1.25rem; font-weight: 600; line-height: 1.3; text-wrap: pretty; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; margin: 1rem 0; font-size: 0.875rem; }
  th, td { border-bottom: 1px solid #8886; padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; }
  th { border-bottom-color: currentColor; font-weight: 600; vertical-align: bottom; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
  .short, .whole { white-space: nowrap; } .long { min-width: 11rem; }
  dl { display: grid; grid-template-columns: minmax(9rem, max-content) minmax(0, 48rem); gap: 0.5rem 1.5rem; }
  dt { font-weight: 600; } dd { margin: 0; }
  @media (max-width: 40rem) { dl { display: block; } dd { margin-bottom: 0.5rem; } }
  @page { size: A4 landscape; margin: 12mm; }
  @media print {
    :root { color-scheme: light; }
    body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
    table { font-size: 8pt; width: 100%; }
    .wide { overflow: visible; }
    .long { min-width: 0; }
    thead { display: table-header-group; }
    tr, dt, dd, li { break-inside: avoid; }
    h2, h3 { break-after: avoid; }
  }
`;

/** The document as one self-contained HTML page that prints well: no script, nothing loaded from anywhere. */
export function html(blocks: readonly Block[], options: { readonly title: string; readonly language: Language }): string {
  return `<!DOCTYPE html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(options.title)}</title>
<style>${style}</style>
</head>
<body>
${blocks.map(block).join("\n")}
</body>
</html>
`;
}

function block(one: Block): string {
  switch (one.kind) {
    case "heading":
      return `<h${one.level}>${prose(one.text)}</h${one.level}>`;
    case "paragraph":
      return `<p>${prose(one.text)}</p>`;
    case "list":
      return `<ul>\n${one.items.map((item) => `<li>${prose(item)}</li>`).join("\n")}\n</ul>`;
    case "facts":
      return `<dl>\n${one.items.map(({ term, text }) => `<dt>${prose(term)}</dt><dd>${prose(text)}</dd>`).join("\n")}\n</dl>`;
    case "table":
      return table(one.table);
    default:
      return unreachable(one);
  }
}

function table({ columns, rows }: Table): string {
  const longest = columns.map((_, index) => Math.max(0, ...rows.map((row) => row[index]?.length ?? 0)));
  const attributes = (index: number): string => {
    if (columns[index]?.align === "right") return ' class="number"';
    const width = longest[index] ?? 0;
    return `${width > oneLine ? ' class="long"' : width <= shortest ? ' class="short"' : ""} dir="auto"`;
  };
  const head = columns.map((column, index) => `<th scope="col"${attributes(index)}>${prose(column.title)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell, index) => `<td${attributes(index)}>${prose(cell)}</td>`).join("")}</tr>`);
  return `<div class="wide"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table></div>`;
}

/** Characters of a column of sentences, and of one of dates, names and single words. */
const [oneLine, shortest] = [40, 16];

/** Numbers stay with their units; dates and ranges stay in one piece. */
function prose(text: string): string {
  return unbroken(escaped(text)).replace(/\b\d{4}-\d{2}(?:-\d{2})?\b|\([^()]{1,30}\d\)/g, '<span class="whole">$&</span>');
}

function escaped(text: string): string {
  return visible(text.replace(/\s*\r?\n\s*/g, " "))
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
