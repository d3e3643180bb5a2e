import type { Problem } from "../../problem";

/** A text of the same length in which the mistakes that a parser cannot read past are harmless characters: every place stays where it is. */
export function withoutObstacles(text: string, problems: readonly Problem[]): string {
  const lines = text.split("\n");
  for (const { code, line = 1, column = 1 } of problems) {
    const written = lines[line - 1];
    if (written !== undefined) lines[line - 1] = remedies[code]?.(written, column - 1) ?? written;
  }
  return lines.join("\n");
}

const remedies: Readonly<Record<string, (line: string, at: number) => string>> = {
  "yaml-tab": (line) => line.replace(/^[ \t]+/u, (indent) => " ".repeat(indent.length)),
  "yaml-brace": (line) => line.replace(/(\/[^\s"',{]*)\{([^\s{}]*)\}/gu, "$1_$2_").replace(/\{([^\s{}]*)\}(?=[/\w-])/gu, "_$1_"),
  "yaml-comment": (line, at) => (line[at] === "#" ? `${line.slice(0, at)}_${line.slice(at + 1)}` : line),
};
