import { declaredName } from "./names";
import type { Path } from "./source";

// `services."whisper.v3".model`: a place in a scenario as people, problems and the command line write it.

/** `services."v1.ask".retries` -> its steps; null where one is empty. */
export function parsePath(text: string): Path | null {
  const steps = [...text.trim().matchAll(/(?:^|\.)(?:"([^"]*)"|([^."]*))(?=\.|$)/g)];
  const read = steps.map(([, quoted, plain]) => (quoted ?? plain ?? "").trim());
  const whole = steps.map(([step]) => step).join("");
  return read.length === 0 || read.includes("") || whole.length !== text.trim().length ? null : read;
}

/** The text that `parsePath` reads. */
export function writePath(path: Path): string {
  return path.map((step) => (/[."=\s]/.test(String(step)) ? `"${step}"` : String(step))).join(".");
}

/**
 * A name may hold the dots that part the steps of a path: those that the data declares are one step again.
 * `services.whisper.v3.model`, with a service `whisper.v3` -> ["services", "whisper.v3", "model"]
 */
export function declaredPath(path: Path, data: unknown): Path {
  const steps: (string | number)[] = [];
  let here = data;
  for (let from = 0; from < path.length; ) {
    const names = typeof here === "object" && here !== null && !Array.isArray(here) ? Object.keys(here) : [];
    const dotted = names.some((name) => name.includes("."));
    let to = dotted ? path.length : from + 1;
    while (to > from + 1 && declaredName(path.slice(from, to).join("."), names) === undefined) to--;
    const step = to === from + 1 ? (path[from] ?? "") : path.slice(from, to).join(".");
    const name = declaredName(String(step), names);
    here = Array.isArray(here) ? here[Number(step)] : name === undefined ? undefined : (here as Record<string, unknown>)[name];
    steps.push(step);
    from = to;
  }
  return steps;
}
