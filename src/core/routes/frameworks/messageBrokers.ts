import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { fits } from "../interpreter/partlyKnown";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { type Args, type List, list, type Made, type MadePart, noArgs, type Place, unknown, type Value } from "../interpreter/values";
import { runWorkerPrograms } from "../programs/workerPrograms";
import { keyOfItem, putInto, takeFrom } from "./taskQueues";

// Messages that one program publishes and another consumes: RabbitMQ, Kafka, NATS, SQS. What is done with a message runs for whoever published it.

const libraries = /^(pika|aio_pika|aiormq|aiokafka|kafka|confluent_kafka|faststream|nats|boto3|aioboto3)\b/;
const publishes = /^(basic_publish|publish|send|send_and_wait|produce|send_message)$/;
/** Methods that wait for a message, of what was given the name of a queue. */
const takes = /^(basic_get|subscribe|pull_subscribe|receive_message|consume|basic_consume)$/;
/** The same of an object that stands for a queue: `queue = await channel.declare_queue("texts")`. */
const ofQueue = /^(iterator|get)$/;
const isQueue = /(declare_queue|get_queue)$/;
const consumers = /^(aiokafka|kafka)\b.*\.(AIO)?KafkaConsumer$/;
const names = ["queue", "routing_key", "topic", "topics", "subject", "QueueUrl", "channel", "exchange"];
const callbacks = ["on_message_callback", "callback", "consumer_callback", "cb"];

interface Subscriber {
  readonly queue: string;
  readonly work: Value;
  /** in another program than the application */
  readonly away: boolean;
  readonly place: Place;
  readonly frame: Frame;
}

const brokerOf = perRun(() => ({
  queues: new Map<string, List>(),
  subscribers: [] as Subscriber[],
  /** names under which something is published for a queue: what it is bound to */
  bound: new Map<string, Set<string>>(),
  starting: 0,
  /** what runs because of a message published this, in a program that may consume it too */
  carried: new Set<string>(),
  /** what the programs that run now consume */
  here: [] as Omit<Subscriber, "away">[],
  working: new Set<unknown>(),
}));

/** A call of a client of a broker: it publishes, or consumes, or binds a queue. */
export function messageCall(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): void {
  if (callee.k !== "part" || !libraries.test(callee.of.path)) return;
  const method = callee.path.slice(callee.path.lastIndexOf(".") + 1);
  if (/^(queue_)?bind$/.test(method)) bind(run, callee.of, args);
  else if (publishes.test(method)) publish(run, published(callee, method, args), frame);
  else if (takes.test(method) || (ofQueue.test(method) && isQueue.test(callee.of.path))) consume(run, callee.of, args, place, frame);
}

/** `AIOKafkaConsumer("texts")` */
export function consumerMade(run: Run, path: string, args: Args): void {
  if (consumers.test(path)) take(run, args.positional.flatMap(namesIn));
}

/** `@broker.subscriber("texts")` above a function. */
export function subscribes(run: Run, decorator: Made, work: Value, place: Place, frame: Frame): void {
  if (!/^faststream\b.*\.subscriber$/.test(decorator.path)) return;
  for (const queue of [...decorator.args.positional, ...given(decorator.args)].flatMap(namesIn)) subscribe(run, { queue, work, place, frame });
}

function published({ of }: MadePart, method: string, args: Args): string[] {
  const at = args.positional;
  const plain = /^(aiokafka|kafka|confluent_kafka|nats)\b/.test(of.path) || method === "basic_publish" ? at.slice(0, 2) : at.slice(1, 2);
  const first = /kafka|nats/.test(of.path) ? plain.slice(0, 1) : plain.toReversed();
  return [...given(args), ...first].flatMap(namesIn);
}

function consume(run: Run, of: Made, args: Args, place: Place, frame: Frame): void {
  const work = callbacks.map((name) => args.named.get(name)).find((one) => one !== undefined) ?? args.positional.find(isFunction);
  const written = [...given(args), ...args.positional].flatMap(namesIn);
  const queues = written.length > 0 ? written : isQueue.test(of.path) ? namesIn(of) : [];
  if (work === undefined) take(run, queues);
  else for (const queue of queues) subscribe(run, { queue, work, place, frame });
}

const isFunction = (one: Value): boolean => one.k === "function" || one.k === "method" || one.k === "partial";
const given = ({ named }: Args): Value[] => names.flatMap((name) => named.get(name) ?? []);

/** `"texts"`, a variable of the environment that nothing else is known of, or the queue that an object stands for. */
function namesIn(value: Value): string[] {
  switch (value.k) {
    case "text":
      return value.value === "" || /^(\{\?\})*$/.test(value.value) ? [] : [value.value];
    case "list":
      return value.items.flatMap(namesIn);
    case "union":
      return value.options.flatMap(namesIn);
    case "unknown":
      return value.reason?.code === "environment" ? [`$${value.reason.detail}`] : [];
    case "part":
      return isQueue.test(value.of.path) || /queue_declare$/.test(value.of.path) ? namesIn(value.of) : [];
    case "made": {
      const own = [...given(value.args), ...value.args.positional].filter(({ k }) => k === "text").flatMap(namesIn);
      return own.length > 0 ? own.slice(0, 1) : /queue/i.test(value.path) ? [`#${value.id}`] : [];
    }
    default:
      return [];
  }
}

/** Something published under the routing key, or to the exchange, comes to the queue. */
function bind(run: Run, of: Made, args: Args): void {
  const queues = args.named.has("queue")
    ? namesIn(args.named.get("queue") ?? unknown)
    : /queue$/.test(of.path)
      ? namesIn(of)
      : args.positional.slice(0, 1).flatMap(namesIn);
  const to = [args.named.get("routing_key"), args.named.get("exchange"), ...args.positional].flatMap((one) => (one === undefined ? [] : namesIn(one)));
  // who binds to a key of an exchange does not hear the rest of it
  const key = args.named.get("routing_key") ?? args.positional[/queue$/.test(of.path) ? 1 : 2];
  const heard = key === undefined ? to : namesIn(key);
  for (const queue of queues) brokerOf(run).bound.set(queue, new Set([...(brokerOf(run).bound.get(queue) ?? []), ...(heard.length > 0 ? heard : to)]));
}

function isFor(run: Run, queue: string, name: string): boolean {
  if (fits(queue, name)) return true;
  // `#` and `*` of a routing key stand for words
  return [...(brokerOf(run).bound.get(queue) ?? [])].some((one) => fits(one.replace(/[#*]/g, "{?}"), name));
}

function queueOf(run: Run, name: string): List {
  const { queues } = brokerOf(run);
  const queue = queues.get(name) ?? list([]);
  queues.set(name, queue);
  return queue;
}

function take(run: Run, queues: readonly string[]): void {
  const around = run.putting.at(-1);
  const name = around === undefined ? undefined : [...brokerOf(run).queues].find(([, queue]) => queue === around.queue)?.[0];
  const same = name !== undefined && queues.some((queue) => isFor(run, queue, name));
  if (around !== undefined && name !== undefined) {
    around.taken = same;
    around.everTaken ||= same;
  } else for (const queue of queues) takeFrom(run, queueOf(run, queue));
}

/** A program that runs because of a message does its work now, while what it has made is there; others are asked when something is published. */
function subscribe(run: Run, one: Omit<Subscriber, "away">): void {
  const { queues, subscribers, starting, carried, here } = brokerOf(run);
  const around = run.putting.at(-1);
  if (around === undefined || run.programs.size === 0) {
    const known = subscribers.some(({ queue, work }) => queue === one.queue && definitionOf(work) === definitionOf(one.work));
    if (!known) subscribers.push({ ...one, away: starting > 0 });
    return;
  }
  here.push(one);
  const comes = [...carried, ...[...queues].flatMap(([name, queue]) => (queue === around.queue ? [name] : []))];
  if (comes.some((name) => isFor(run, one.queue, name))) workOn(run, one);
}

function workOn(run: Run, { work, place, frame }: Omit<Subscriber, "away">): void {
  const { working } = brokerOf(run);
  const around = run.putting.at(-1);
  const known = definitionOf(work);
  if (around === undefined || working.has(known)) return;
  const { taken } = around;
  around.taken = true;
  around.everTaken = true;
  working.add(known);
  call(run, work, { ...noArgs, open: true }, place, frame);
  working.delete(known);
  around.taken = taken;
}

/** The function that is written: each run of a program makes its objects anew. */
function definitionOf(work: Value): unknown {
  return work.k === "method" ? work.func.definition : work.k === "function" ? work.definition : work;
}

function publish(run: Run, to: readonly string[], frame: Frame): void {
  if (run.registering || run.starting) return;
  const broker = brokerOf(run);
  const place = { file: frame.module.file, line: 0 };
  if (run.putting.length === 0) {
    broker.carried.clear();
    broker.here.length = 0;
  } else if (run.putting.at(-1)?.taken === true) {
    for (const name of to) broker.carried.add(name);
    for (const one of [...broker.here]) if (to.some((name) => isFor(run, one.queue, name))) workOn(run, one);
  }
  for (const name of new Set(to)) {
    const queue = queueOf(run, name);
    if (run.putting.some((one) => one.queue === queue)) continue;
    for (const [other, one] of [...broker.queues]) if (run.consumers.has(one) && isFor(run, other, name)) putInto(run, one, unknown, frame);
    broker.starting++;
    runWorkerPrograms(run, { queue, name: name.replace(/^[$#]/, ""), from: frame.module.file }, unknown, keyOfItem(run, queue, unknown));
    broker.starting--;
    for (const one of [...broker.subscribers]) {
      if (!isFor(run, one.queue, name)) continue;
      const work = (): Value => call(run, one.work, { ...noArgs, open: true }, place, one.frame);
      run.putting.push({ queue, item: unknown, key: keyOfItem(run, queue, unknown), taken: true });
      if (one.away) run.inWorker(work);
      else run.afterAnswer(work);
      run.putting.pop();
    }
  }
}
