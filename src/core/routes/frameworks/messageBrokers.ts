import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { type Args, type List, list, type Made, type MadePart, noArgs, type Place, unknown, type Value } from "../interpreter/values";
import { runWorkerPrograms } from "../programs/workerPrograms";
import {
  type Binding,
  type Broker,
  bindings,
  boundTo,
  brokerOfPath,
  exchangeWithoutKeys,
  isQueue,
  type Message,
  namesGiven,
  namesIn,
  published,
  type QueueName,
  reaches,
} from "./messageNames";
import { keyOfItem, putInto, takeFrom } from "./taskQueues";

// Messages that one program publishes and another consumes: RabbitMQ, Kafka, NATS, SQS. What is done with a message runs for whoever published it.

const libraries = /^(pika|aio_pika|aiormq|aiokafka|kafka|confluent_kafka|faststream|nats|boto3|aioboto3)\b/;
const publishes = /^(basic_publish|publish|send|send_and_wait|produce|send_message|request)$/;
/** Methods that wait for a message, of what was given the name of a queue. */
const takes = /^(basic_get|subscribe|pull_subscribe|receive_message|consume|basic_consume)$/;
/** The same of an object that stands for a queue: `queue = await channel.declare_queue("texts")`. */
const ofQueue = /^(iterator|get)$/;
const consumers = /^(aiokafka|kafka)\b.*\.(AIO)?KafkaConsumer$/;
const callbacks = ["on_message_callback", "callback", "consumer_callback", "cb"];

interface Subscriber {
  readonly queue: QueueName;
  readonly work: Value;
  /** in another program than the application */
  readonly away: boolean;
  readonly place: Place;
  readonly frame: Frame;
}

const brokerOf = perRun(() => ({
  /** what is taken from, by its name */
  taken: new Map<string, { readonly queue: QueueName; readonly items: List }>(),
  /** what was published, by where to, and of each list what it stands for */
  sent: new Map<string, List>(),
  arriving: new Map<List, Message>(),
  subscribers: [] as Subscriber[],
  bound: [] as Binding[],
  exchangesWithoutKeys: new Set<string>(),
  starting: 0,
  /** what runs because of a message published this, in a program that may consume it too */
  carried: new Set<List>(),
  /** what the programs that run now consume */
  here: [] as Omit<Subscriber, "away">[],
  working: new Set<unknown>(),
}));

/** A call of a client of a broker: it publishes, or consumes, or binds a queue. */
export function messageCall(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): void {
  if (callee.k !== "part" || !libraries.test(callee.of.path)) return;
  const method = callee.path.slice(callee.path.lastIndexOf(".") + 1);
  if (method === "queue_bind" || (method === "bind" && isQueue.test(callee.of.path))) bind(run, bindings(callee.of, args));
  else if (/^(exchange_declare|declare_exchange)$/.test(method)) for (const one of exchangeWithoutKeys(args)) brokerOf(run).exchangesWithoutKeys.add(one);
  else if (publishes.test(method)) publish(run, published(callee, method, args), frame);
  else if (takes.test(method) || (ofQueue.test(method) && isQueue.test(callee.of.path))) consume(run, callee.of, args, place, frame);
}

/** `AIOKafkaConsumer("texts")` */
export function consumerMade(run: Run, path: string, args: Args): void {
  if (consumers.test(path)) take(run, queuesNamed("kafka", args.positional.flatMap(namesIn)));
}

/** `async for message in queue`, `async for message in consumer` */
export function loopsOver(run: Run, over: Value, frame: Frame): void {
  if (over.k !== "made") return;
  const queue = over.of?.k === "part" && over.path.endsWith(".iterator") ? over.of.of : over;
  const ofRabbit = libraries.test(queue.path) && isQueue.test(queue.path);
  const queues = ofRabbit
    ? queuesNamed("rabbit", namesIn(queue))
    : consumers.test(over.path)
      ? queuesNamed("kafka", over.args.positional.flatMap(namesIn))
      : [];
  // what a consumer subscribed to is known from there
  if (queues.length > 0) take(run, queues, frame);
}

/** `@broker.subscriber("texts")` above a function. */
export function subscribes(run: Run, decorator: Made, work: Value, place: Place, frame: Frame): void {
  if (!/^faststream\b.*\.subscriber$/.test(decorator.path)) return;
  const broker = brokerOfPath(decorator.path);
  const [first, second] = decorator.args.positional;
  const exchange = decorator.args.named.get("exchange") ?? second;
  const queue = decorator.args.named.get("queue") ?? first;
  if (broker === "rabbit" && exchange !== undefined && queue !== undefined) bind(run, boundTo(queue, exchange, queue));
  const at = broker === "kafka" ? decorator.args.positional : [first];
  for (const one of queuesNamed(broker, namesGiven(broker, decorator.args, at))) subscribe(run, { queue: one, work, place, frame });
}

function consume(run: Run, of: Made, args: Args, place: Place, frame: Frame): void {
  const work = callbacks.map((name) => args.named.get(name)).find((one) => one !== undefined) ?? args.positional.find(isFunction);
  const broker = brokerOfPath(of.path);
  const queues = queuesNamed(broker, isQueue.test(of.path) ? namesIn(of) : namesGiven(broker, args, args.positional.slice(0, 1)));
  if (work === undefined) take(run, queues);
  else for (const queue of queues) subscribe(run, { queue, work, place, frame });
}

const isFunction = (one: Value): boolean => one.k === "function" || one.k === "method" || one.k === "partial";
const queuesNamed = (broker: Broker, names: readonly string[]): QueueName[] => names.map((name) => ({ broker, name }));

function bind(run: Run, added: readonly Binding[]): void {
  const { bound } = brokerOf(run);
  for (const one of added) if (!bound.some((other) => JSON.stringify(other) === JSON.stringify(one))) bound.push(one);
}

function isFor(run: Run, queue: QueueName, message: Message): boolean {
  const { bound, exchangesWithoutKeys } = brokerOf(run);
  return reaches(message, queue, bound, exchangesWithoutKeys);
}

function take(run: Run, queues: readonly QueueName[], loop?: Frame): void {
  const around = run.putting.at(-1);
  const { taken, arriving } = brokerOf(run);
  const message = around === undefined ? undefined : arriving.get(around.queue);
  if (around !== undefined && message !== undefined) {
    around.taken = queues.some((queue) => isFor(run, queue, message));
    around.everTaken ||= around.taken;
    return;
  }
  for (const queue of queues) {
    const key = JSON.stringify(queue);
    const known = taken.get(key) ?? { queue, items: list([]) };
    taken.set(key, known);
    takeFrom(run, known.items, loop);
  }
}

/** A program that runs because of a message does its work now, while what it has made is there; others are asked when something is published. */
function subscribe(run: Run, one: Omit<Subscriber, "away">): void {
  const { arriving, subscribers, starting, carried, here } = brokerOf(run);
  const around = run.putting.at(-1);
  if (around === undefined || run.programs.size === 0) {
    const known = subscribers.some(({ queue, work }) => isSame(queue, one.queue) && definitionOf(work) === definitionOf(one.work));
    if (!known) subscribers.push({ ...one, away: starting > 0 });
    return;
  }
  here.push(one);
  const coming = [...carried, around.queue].flatMap((queue) => arriving.get(queue) ?? []);
  if (coming.some((message) => isFor(run, one.queue, message))) workOn(run, one);
}

const isSame = (a: QueueName, b: QueueName): boolean => a.broker === b.broker && a.name === b.name;

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

function publish(run: Run, message: Message, frame: Frame): void {
  if (run.registering || run.starting || [...message.keys, ...message.exchanges].every((one) => one === "")) return;
  const broker = brokerOf(run);
  const place = { file: frame.module.file, line: 0 };
  const queue = queueOf(run, message);
  if (run.putting.length === 0) {
    broker.carried.clear();
    broker.here.length = 0;
  } else if (run.putting.at(-1)?.taken === true) {
    broker.carried.add(queue);
    for (const one of [...broker.here]) if (isFor(run, one.queue, message)) workOn(run, one);
  }
  if (run.putting.some((one) => one.queue === queue)) return;
  for (const { queue: name, items } of [...broker.taken.values()])
    if (run.consumers.has(items) && isFor(run, name, message)) putInto(run, items, unknown, frame);
  broker.starting++;
  const name = [...message.keys, ...message.exchanges].map((one) => one.replace(/^[$#]/, "")).join("{?}");
  runWorkerPrograms(run, { queue, name, from: frame.module.file }, unknown, keyOfItem(run, queue, unknown));
  broker.starting--;
  for (const one of [...broker.subscribers]) {
    if (!isFor(run, one.queue, message)) continue;
    const work = (): Value => call(run, one.work, { ...noArgs, open: true }, place, one.frame);
    run.putting.push({ queue, item: unknown, key: keyOfItem(run, queue, unknown), taken: true });
    if (one.away) run.inWorker(work);
    else run.afterAnswer(work);
    run.putting.pop();
  }
}

/** What is published to the same place is one queue. */
function queueOf(run: Run, message: Message): List {
  const { sent, arriving } = brokerOf(run);
  const key = JSON.stringify(message);
  const queue = sent.get(key) ?? list([]);
  sent.set(key, queue);
  arriving.set(queue, message);
  return queue;
}
