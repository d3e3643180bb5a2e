import { call } from "../routes/interpreter/calls";
import { moduleFrame } from "../routes/interpreter/frame";
import type { Run } from "../routes/interpreter/run";
import { moduleName } from "../routes/interpreter/scope";
import { type Args, type Class, dict, type Value } from "../routes/interpreter/values";
import { last } from "./ruleOf";

/** What is sent to a worker, and the functions of this project that may run there. */
export interface Sent {
  readonly name: string;
  readonly tasks: readonly Value[];
}

/** `celery.send_task("transcribe")`: the function that a worker of this project runs under that name; null for other calls. */
export function sentTasks(run: Run, callee: Value, args: Args): Sent | null {
  const method = callee.k === "part" ? last(callee.path) : callee.k === "external" ? last(callee.path) : "";
  if (!/^(send_task|enqueue|enqueue_job|enqueue_call|enqueue_in|enqueue_at|signature|defer|kiq)$/.test(method)) return null;
  const name = args.positional[/_(in|at)$/.test(method) ? 1 : 0] ?? args.named.get("name") ?? args.named.get("func") ?? args.named.get("function");
  if (name?.k !== "text" || name.holes.length > 0) return method === "send_task" ? { name: method, tasks: namedTasks(run) } : null;
  const tasks = tasksNamed(run, name.value);
  // of other queues such a method may be anything
  return tasks.length > 0 || method === "send_task" ? { name: name.value, tasks } : null;
}

function tasksNamed(run: Run, name: string): Value[] {
  const parts = name.split(".");
  for (let cut = parts.length - 1; cut > 0; cut--) {
    const path = run.project.resolve("", 0, parts.slice(0, cut).join("."));
    const found = path === null ? undefined : moduleName(run, run.modules.open(path), parts[cut] ?? "");
    if (found !== undefined) return [found];
  }
  const found = decorated(run, name) ?? ofWorker(run, name);
  return found === undefined ? [] : [found];
}

/** `@app.task(name="transcribe")`, or a function of that name in a file of tasks. */
function decorated(run: Run, name: string): Value | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const byName = run.cache.pattern(`@[\\w.]+\\([^)]*["']${escaped}["'][^)]*\\)\\s*(?:@[^\\n]*\\s*)*(?:async )?def (\\w+)`);
  const plain = run.cache.pattern(`@[\\w.]*(?:task|actor|job)\\b[^\\n]*\\s*(?:async )?def (${last(escaped)})\\b`);
  for (const pattern of [byName, plain]) {
    for (const [file, text] of run.project.files) {
      const match = run.modules.textOf(file).matches(pattern) ? pattern.exec(text) : null;
      const found = match === null ? undefined : moduleName(run, run.modules.open(file), match[1] ?? "");
      if (found !== undefined) return found;
    }
  }
  return decoratedByConstant(run, name);
}

/** `@app.task(name=TRANSCRIBE)`, where the module holds the name. */
function decoratedByConstant(run: Run, name: string): Value | undefined {
  const pattern = run.cache.pattern(`@[\\w.]*(?:task|actor|job)\\([^)]*name\\s*=\\s*([A-Za-z_]\\w*)[^)]*\\)\\s*(?:@[^\\n]*\\s*)*(?:async )?def (\\w+)`);
  for (const [file, text] of run.project.files) {
    if (!run.modules.textOf(file).matches(pattern)) continue;
    for (const match of text.matchAll(new RegExp(pattern, "g"))) {
      const constant = moduleName(run, run.modules.open(file), match[1] ?? "");
      if (constant?.k === "text" && constant.holes.length === 0 && constant.value === name) return moduleName(run, run.modules.open(file), match[2] ?? "");
    }
  }
  return undefined;
}

/** A name that comes with the request or from a table: any task that has a name of its own may be meant. */
function namedTasks(run: Run): Value[] {
  const pattern = run.cache.pattern(`@[\\w.]*(?:task|shared_task)\\([^)]*name\\s*=[^)]*\\)\\s*(?:@[^\\n]*\\s*)*(?:async )?def (\\w+)`);
  const found: Value[] = [];
  for (const [file, text] of run.project.files) {
    if (!run.modules.textOf(file).matches(pattern)) continue;
    for (const match of text.matchAll(new RegExp(pattern, "g"))) {
      const task = moduleName(run, run.modules.open(file), match[1] ?? "");
      if (task !== undefined) found.push(task);
    }
  }
  return found.length > MOST_TASKS ? [] : found;
}

const MOST_TASKS = 8;

/** The settings of a worker of arq: `functions = [transcribe]`, and `on_startup` that fills what each job is given first. */
const settings = /^class[ \t]+(\w+)[^\n]*:\n(?:[ \t][^\n]*\n|\n)*?[ \t]+functions\b/m;

function ofWorker(run: Run, name: string): Value | undefined {
  for (const [file, text] of run.project.files) {
    const match = run.modules.textOf(file).matches(settings) ? settings.exec(text) : null;
    const cls = match === null ? undefined : moduleName(run, run.modules.open(file), match[1] ?? "");
    const found = cls?.k === "class" ? jobOf(run, cls, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function jobOf(run: Run, cls: Class, name: string): Value | undefined {
  const listed = cls.scope.names.get("functions");
  for (const one of listed?.k === "list" ? listed.items : []) {
    // `func(transcribe, name="other")`
    const job = one.k === "made" ? (one.args.positional[0] ?? one) : one;
    const called = one.k === "made" ? one.args.named.get("name") : undefined;
    if (job.k !== "function" || (called?.k === "text" ? called.value : job.name) !== name) continue;
    const context = dict([], true);
    const start = cls.scope.names.get("on_startup");
    const place = { file: cls.module.file, line: cls.base + 1 };
    if (start?.k === "function") run.unheard(() => call(run, start, { positional: [context], named: new Map(), open: false }, place, moduleFrame(cls.module)));
    return { k: "partial", func: job, args: { positional: [context], named: new Map(), open: false } };
  }
  return undefined;
}
