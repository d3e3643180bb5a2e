import { basename } from "node:path";
import { visible } from "../core/report/exports/table";
import type { Io } from "./io";

const everyMs = 5000;
const width = 79;

/** How far a long run is: one line that rewrites itself in a terminal, a line now and then in a log. */
export function progressLine(total: number, { note, t }: Io): { show: (done: number, path: string) => void; end: () => void } {
  const terminal = process.stderr.isTTY;
  let last = Date.now();
  let shown = false;
  return {
    show(done, path) {
      const now = Date.now();
      if (now - last < (terminal ? 100 : everyMs)) return;
      last = now;
      shown = true;
      const line = t("{0} of {1} files: {2}", done, total, visible(basename(path)));
      note(terminal ? `\r${line.slice(0, width).padEnd(width)}` : `${line}\n`);
    },
    end() {
      if (terminal && shown) note(`\r${" ".repeat(width)}\r`);
    },
  };
}
