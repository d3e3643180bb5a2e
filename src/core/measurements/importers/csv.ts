/** One record of a CSV file and the line that it starts on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads CSV as RFC 4180 has it: quoted fields may hold separators, quotes (doubled) and line breaks. A spreadsheet's semicolons or tabs
 * are taken where the first line has no comma; its decimal commas then become points. A byte order mark and empty lines are skipped; a quote that never closes takes the rest.
 *
 * a,"b, ""c""" -> [["a", "b, \"c\""]]
 */
export function parseCsv(text: string): readonly CsvRow[] {
  const body = text.replace(/^\uFEFF/, "");
  const firstLine = body.slice(0, body.search(/\r|\n|$/));
  const separator = [",", ";", "\t"].find((one) => firstLine.includes(one)) ?? ",";
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let line = 1;
  let startLine = 1;
  let at = 0;
  while (at <= body.length) {
    let field: string;
    if (body[at] === '"') {
      const end = closingQuote(body, at + 1);
      field = body.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const end = nextBreak(body, at, separator);
      field = body.slice(at, end);
      at = end;
    }
    fields.push(separator !== "," && decimalComma.test(field) ? field.replace(",", ".") : field);
    line += field.split("\n").length - 1;
    if (body[at] === separator) {
      at += 1;
      continue;
    }
    if (fields.length > 1 || field !== "") rows.push({ line: startLine, fields });
    fields = [];
    // What stands between a closing quote and the end of its line belongs to nothing.
    at = nextBreak(body, at, "\n");
    at += body.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    startLine = line;
  }
  return rows;
}

const decimalComma = /^-?\d+,\d+([eE][+-]?\d+)?$/;

/** Place of the quote that ends a field, or the end of the text. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return text.length;
}

/** Place of the next separator or line end, or the end of the text. */
function nextBreak(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === separator || character === "\n" || character === "\r") return at;
  }
  return text.length;
}
