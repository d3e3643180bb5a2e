import { expect, test } from "vitest";
import { filesOf, read } from "../routes/reading";

/**
 * Checks every handler of a project against marks in its source: `#= talk, listen: transcription faster-whisper/faster-whisper tiny`
 * at the end of a line says that exactly these handlers run that there; two on one line are parted by `;`.
 * A handler without a mark runs nothing.
 */
export function checkMarked(name: string, text: string): void {
  test(name, async () => {
    const wanted: Record<string, string[]> = {};
    for (const file of filesOf(text)) {
      file.text.split("\n").forEach((line, index) => {
        const mark = /#= (.*)$/.exec(line)?.[1];
        for (const part of mark?.split(";") ?? []) {
          const at = part.indexOf(":");
          for (const handler of part.slice(0, at).split(",")) {
            const known = wanted[handler.trim()] ?? [];
            wanted[handler.trim()] = known;
            known.push(`${part.slice(at + 1).trim()} ${file.path}:${index + 1}`);
          }
        }
      });
    }
    const facts = await read(text);
    const found: Record<string, string[]> = {};
    for (const route of facts.routes) {
      wanted[route.function] ??= [];
      found[route.function] = route.workloads.map((w) => `${w.task} ${w.library}/${w.engine} ${w.model} ${w.file}:${w.line}`).sort();
    }
    for (const list of Object.values(wanted)) list.sort();
    expect(found).toEqual(wanted);
  });
}
