import type { Run } from "../routes/run";
import { moduleName } from "../routes/scope";
import type { Args, Value } from "../routes/values";
import { last } from "./identify";

/** `celery.send_task("transcribe")`: the function that a worker of this project runs under that name. */
export function sentTasks(run: Run, callee: Value, args: Args): Value[] {
  const method = callee.k === "part" ? last(callee.path) : callee.k === "external" ? last(callee.path) : "";
  if (!/^(send_task|enqueue|enqueue_job|enqueue_call|signature|defer|kiq)$/.test(method)) return [];
  const name = args.positional[0] ?? args.named.get("name") ?? args.named.get("func");
  if (name?.k !== "text" || name.holes.length > 0) return [];
  const parts = name.value.split(".");
  for (let cut = parts.length - 1; cut > 0; cut--) {
    const path = run.project.resolve("", 0, parts.slice(0, cut).join("."));
    const found = path === null ? undefined : moduleName(run, run.open(path), parts[cut] ?? "");
    if (found !== undefined) return [found];
  }
  return named(run, name.value);
}

/** `@app.task(name="transcribe")`, or a function of that name in a file of tasks. */
function named(run: Run, name: string): Value[] {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const decorated = run.cache.pattern(`@[\\w.]+\\([^)]*["']${escaped}["'][^)]*\\)\\s*(?:@[^\\n]*\\s*)*(?:async )?def (\\w+)`);
  const plain = run.cache.pattern(`@[\\w.]*(?:task|actor|job)\\b[^\\n]*\\s*(?:async )?def (${last(escaped)})\\b`);
  for (const pattern of [decorated, plain]) {
    for (const [file, text] of run.project.files) {
      const match = run.textOf(file).matches(pattern) ? pattern.exec(text) : null;
      const found = match === null ? undefined : moduleName(run, run.open(file), match[1] ?? "");
      if (found !== undefined) return [found];
    }
  }
  return [];
}
