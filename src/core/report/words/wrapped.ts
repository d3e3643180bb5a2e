import { filled } from "../exports/table";

/**
 * Prose in lines of at most `columns`: a list goes on under its first word, a line that names an option stays whole, for it is
 * copied. Tables are as wide as they are told to be (`textTable`) and pass unchanged.
 */
export function wrapped(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => {
      if (line.length <= columns || /(?:^|\s)--[a-z]/u.test(line)) return line;
      const [, indent = "", rest = line] = /^( *(?:- )?)(.*)$/su.exec(line) ?? [];
      const parts = filled(rest.match(/[^ ]+ */gu) ?? [], Math.max(1, columns - indent.length));
      return parts.map((part, index) => (index === 0 ? indent : " ".repeat(indent.length)) + part).join("\n");
    })
    .join("\n");
}
