import { optionsOf } from "../interpreter/alternatives";
import type { Frame } from "../interpreter/frame";
import { fits } from "../interpreter/partlyKnown";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { type Args, type Dict, type List, list, type Made, type MadePart, text, unknown, type Value } from "../interpreter/values";
import { runWorkerPrograms, takesItem } from "../programs/workerPrograms";
import { justPut, keyOfItem, putInto, takeFrom } from "./taskQueues";

// Queues that Redis keeps under a key: what takes from a key runs for whoever puts something there.

const brokers = /^(redis|aioredis|fakeredis|valkey|coredis)\b/;
const puts = /^([lr]push|xadd|zadd)$/;

const queuesOf = perRun(() => new Map<string, List>());

/** A call of a client of Redis that puts something on a queue, or takes it from there; null for other calls. */
export function brokerCall(run: Run, callee: Made | MadePart, args: Args, frame: Frame): Value | null {
  if (callee.k !== "part" || !brokers.test(callee.of.path)) return null;
  const database = databaseOf(callee.of);
  const method = callee.path.slice(callee.path.lastIndexOf(".") + 1);
  if (puts.test(method)) {
    const [key] = keysIn(args.positional[0]);
    if (key !== undefined) put(run, database + key, args.positional[1] ?? unknown, frame);
    return null;
  }
  if (!takesItem.test(method)) return null;
  const streams = args.named.get("streams") ?? args.positional.find((one): one is Dict => one.k === "dict");
  const keys = streams?.k === "dict" ? [...streams.entries.keys()] : keysIn(args.positional[0]);
  const taken = keys.map((key) => {
    const queue = justPutUnder(run, database + key) ?? queueOf(run, database + key);
    takeFrom(run, queue);
    return justPut(run, queue);
  });
  const at = taken.findIndex((one) => one !== undefined);
  const item = taken[at];
  if (item === undefined || method.startsWith("x")) return null;
  // it gives the key of the queue that brought the item
  return /^b[lrz]pop/.test(method) ? list([keyGiven(keys[at]), item], "tuple") : item;
}

function put(run: Run, key: string, item: Value, frame: Frame): void {
  const queue = queueOf(run, key);
  const consumed = [...queuesOf(run)].flatMap(([other, one]) => (fits(key, other) && run.consumers.has(one) ? [one] : []));
  for (const one of consumed) putInto(run, one, item, frame);
  if (run.registering || run.putting.some((one) => one.queue === queue)) return;
  runWorkerPrograms(run, { queue, name: key, from: frame.module.file }, item, keyOfItem(run, queue, item));
}

const keyGiven = (key: string | undefined): Value => (key === undefined || key.includes("{?}") ? unknown : text(key));

/** The queue that something was just put on, where its key may be this one: `f"jobs:{model}"` and `"jobs:kokoro"`. */
function justPutUnder(run: Run, key: string): List | undefined {
  const around = run.putting.at(-1)?.queue;
  return around !== undefined && [...queuesOf(run)].some(([other, queue]) => queue === around && fits(key, other)) ? around : undefined;
}

/** `redis.Redis(db=5)`: a key of another database is another queue. */
function databaseOf({ args }: Made): string {
  const database = args.named.get("db");
  return database?.k === "number" && database.value !== 0 ? `${database.value}:` : "";
}

/** `"jobs"`, `["urgent", "jobs"]`, `f"jobs:{model}"` */
function keysIn(value: Value | undefined): string[] {
  if (value?.k === "list") return value.items.flatMap(keysIn);
  return value === undefined
    ? []
    : optionsOf(value).flatMap((one) => (one.k === "text" && (one.holes.length === 0 || /[^{}?]{4}/.test(one.value)) ? [one.value] : []));
}

function queueOf(run: Run, key: string): List {
  const known = queuesOf(run);
  const queue = known.get(key) ?? list([]);
  known.set(key, queue);
  return queue;
}
