import type { Expression, FunctionDefinition, Statement } from "../../python/syntax";

// What a body waits for, by name: `await task`, `gather(*tasks)`, `thread.join()`, `await queue.get()`.

type Call = Expression & { k: "call" };
export interface Node {
  readonly k: string;
}

export interface Waits {
  /** names of what the body waits for */
  readonly names: ReadonlySet<string>;
  /** names of what it waits for a word from: `await queue.get()` */
  readonly from: ReadonlySet<string>;
}

const waiting = /^(gather|wait|wait_for|as_completed|shield|run_until_complete|join|result|exception|cancel|done|timeout)$/;
const hearing = /^(get|wait|recv|receive|__anext__|aiter|read|acquire|stream)$/;

/** What a body waits for. */
export function waitedIn(body: readonly Statement[]): Waits {
  const names = new Set<string>();
  const from = new Set<string>();
  const all = (value: unknown): void => {
    for (const node of nodesIn(value)) {
      const path = pathOf(node as Expression);
      if (path !== null) names.add(path);
    }
  };
  for (const node of nodesIn(body)) {
    if (node.k === "await" || node.k === "yield" || node.k === "return") {
      const { value } = node as Expression & { k: "await" };
      if (node.k === "await" && value.k === "call" && value.callee.k === "attribute" && hearing.test(value.callee.id)) hear(value.callee.object, from);
      // what is only told of is not waited for: `await queue.put(item)`
      if (node.k !== "await" || value.k !== "call" || waiting.test(nameOf(value.callee))) all(value);
    } else if (node.k === "call") {
      const { callee, args } = node as Call;
      if (callee.k === "attribute" && (/^(wait|recv|acquire)$/.test(callee.id) || (callee.id === "get" && args.length === 0))) hear(callee.object, from);
      if (!waiting.test(nameOf(callee))) continue;
      all(args);
      if (callee.k === "attribute") all(callee.object);
    } else if (node.k === "for") {
      const { iterable } = node as Statement & { k: "for" };
      all(iterable);
      hear(iterable, from);
    } else if (node.k === "with") {
      // a pool waits for its work at the end of the block
      for (const { target } of (node as Statement & { k: "with" }).items) if (target !== null) hear(target, from);
    }
  }
  return { names, from };
}

/** Whether something is waited for here, or may be: any await but that of `puts`, a loop, `future.result()`, `done.wait()`. */
export function isWait(node: Node, puts: RegExp): boolean {
  switch (node.k) {
    case "await": {
      const { value } = node as Expression & { k: "await" };
      return value.k !== "call" || !puts.test(nameOf(value.callee));
    }
    case "call": {
      const { callee, args } = node as Call;
      const name = nameOf(callee);
      if (name === "get") return args.length === 0 || args.some((one) => /^(timeout|block)$/.test(one.name ?? ""));
      return name === "sleep" || waiting.test(name) || hearing.test(name);
    }
    default:
      return /^(while|for|comprehension|yield|with)$/.test(node.k);
  }
}

function hear(e: Expression, from: Set<string>): void {
  for (const node of nodesIn(e)) {
    const path = pathOf(node as Expression);
    if (path !== null) from.add(path);
  }
}

/** Whether the body hears of the work by what that was given, or was started by: a queue, an event that it sets, a pool in a `with`. */
export function talksTo(call: Call, { from }: Waits, body: readonly Statement[]): boolean {
  const pending: unknown[] = [[call.args, call.callee.k === "attribute" ? [call.callee.object] : []]];
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const node of nodesIn(next)) {
      const path = pathOf(node as Expression);
      if (path === null || path === "self" || seen.has(path)) continue;
      if (from.has(path)) return true;
      seen.add(path);
      for (const inner of functionsIn(body)) if (inner.name === path) pending.push(inner.body);
    }
  }
  return false;
}

const functions = new WeakMap<readonly Statement[], readonly FunctionDefinition[]>();

function functionsIn(body: readonly Statement[]): readonly FunctionDefinition[] {
  const known = functions.get(body) ?? [...nodesIn(body)].filter((node): node is FunctionDefinition => node.k === "function");
  functions.set(body, known);
  return known;
}

/** Every name under which a body holds what it has under one: `tasks.add(task)`, `tasks = [task]`. */
export function holders(body: readonly Statement[], path: string): ReadonlySet<string> {
  const out = new Set([path]);
  for (let before = 0; before < out.size; ) {
    before = out.size;
    for (const node of nodesIn(body)) {
      if (node.k === "assign") {
        const { targets, value } = node as Statement & { k: "assign" };
        if (!holdsOne(value, out)) continue;
        for (const target of targets) addPath(target.k === "subscript" ? target.object : target, out);
      } else if (node.k === "call") {
        const { callee, args } = node as Call;
        if (callee.k === "attribute" && puts.test(callee.id) && args.some(({ value }) => holdsOne(value, out))) addPath(callee.object, out);
      }
    }
  }
  return out;
}

const puts = /^(add|append|extend|insert|appendleft|update|setdefault)$/;

function addPath(e: Expression, paths: Set<string>): void {
  const path = pathOf(e);
  if (path !== null) paths.add(path);
}

/** `task`, `[task]`, `{"a": task}` */
export function holdsOne(e: Expression, paths: ReadonlySet<string>): boolean {
  switch (e.k) {
    case "sequence":
      return e.items.some((one) => holdsOne(one, paths));
    case "dict":
      return e.entries.some(({ value }) => holdsOne(value, paths));
    case "star":
      return holdsOne(e.value, paths);
    default: {
      const path = pathOf(e);
      return path !== null && paths.has(path);
    }
  }
}

/** Last name of what is called; empty where it is neither a name nor an attribute. */
export function nameOf(callee: Expression): string {
  return callee.k === "name" ? callee.id : callee.k === "attribute" ? callee.id : "";
}

/** `task`, `self.task`; null for anything else. */
export function pathOf(e: Expression): string | null {
  if (e.k === "name") return e.id;
  if (e.k !== "attribute") return null;
  const object = pathOf(e.object);
  return object === null ? null : `${object}.${e.id}`;
}

/** Every statement and expression inside, functions within included. */
export function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one);
  else if (typeof value === "object" && value !== null) {
    if ("k" in value) yield value as Node;
    for (const inner of Object.values(value)) if (typeof inner === "object") yield* nodesIn(inner);
  }
}
