import { fits } from "../interpreter/partlyKnown";
import type { Args, Made, MadePart, Value } from "../interpreter/values";

// What programs call the queues, topics and subjects of brokers, and which of them hears what.

/** Names are those of one kind of broker: a topic of Kafka is no subject of NATS. */
export type Broker = "rabbit" | "kafka" | "nats" | "sqs" | "redis";

/** By the imported name of the client; RabbitMQ where it names no other. */
export function brokerOfPath(path: string): Broker {
  return /kafka|confluent/.test(path) ? "kafka" : /nats/.test(path) ? "nats" : /boto3/.test(path) ? "sqs" : /redis/.test(path) ? "redis" : "rabbit";
}

export interface Message {
  readonly broker: Broker;
  /** `""` is the one that gives each message to the queue of its key; none: not known */
  readonly exchanges: readonly string[];
  readonly keys: readonly string[];
}

export interface QueueName {
  readonly broker: Broker;
  readonly name: string;
}

/** That a queue is given what an exchange of RabbitMQ gets under a key. */
export interface Binding {
  readonly queue: string;
  readonly exchanges: readonly string[];
  /** none: not known, or the exchange asks for none */
  readonly keys: readonly string[];
}

const parameters: Readonly<Record<Broker, readonly string[]>> = {
  rabbit: ["routing_key", "queue"],
  kafka: ["topic", "topics"],
  nats: ["subject"],
  sqs: ["QueueUrl"],
  redis: ["channel", "list", "stream"],
};
const written = [...new Set([...Object.values(parameters).flat(), "name"])].filter((name) => name !== "routing_key");

/** An object that stands for a queue: `queue = await channel.declare_queue("texts")`. */
export const isQueue = /(declare_queue|get_queue)$/;
const isExchange = /(declare_exchange|get_exchange)$/;

/** `"texts"`, a variable of the environment that nothing else is known of, or the queue that an object stands for. */
export function namesIn(value: Value): string[] {
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
      const given = written.flatMap((name) => value.args.named.get(name) ?? []);
      const own = [...given, ...value.args.positional].filter(({ k }) => k === "text").flatMap(namesIn);
      return own.length > 0 ? own.slice(0, 1) : /queue/i.test(value.path) ? [`#${value.id}`] : [];
    }
    default:
      return [];
  }
}

/** What is given under the names that the broker's libraries use, else what stands at these places. */
export function namesGiven(broker: Broker, args: Args, at: readonly (Value | undefined)[]): string[] {
  const [named] = parameters[broker].flatMap((name) => args.named.get(name) ?? []);
  return (named === undefined ? at : [named]).flatMap((one) => (one === undefined ? [] : namesIn(one)));
}

/** What a call publishes, by where each library has exchange and key. */
export function published({ of, path }: MadePart, method: string, args: Args): Message {
  const broker = brokerOfPath(of.path);
  const [first, second, third] = args.positional;
  const away = of.path.startsWith("faststream");
  if (broker !== "rabbit") return { broker, exchanges: [], keys: namesGiven(broker, args, [away ? second : first]) };
  const key = args.named.get("routing_key") ?? args.named.get("queue") ?? second;
  const direct = path.includes("default_exchange") || of.path.startsWith("aiormq") || away;
  const exchange = args.named.get("exchange") ?? (away ? third : method === "basic_publish" && !direct ? first : isExchange.test(of.path) ? of : undefined);
  return { broker, exchanges: exchange === undefined ? (direct ? [""] : []) : exchangesIn(exchange), keys: keysIn(key) };
}

/** `channel.queue_bind(queue, exchange, routing_key)`, `queue.bind(exchange, routing_key)` */
export function bindings(of: Made, args: Args): Binding[] {
  const itself = isQueue.test(of.path);
  const [first, second, third] = args.positional;
  const queue = itself ? of : (args.named.get("queue") ?? first);
  const exchange = args.named.get("exchange") ?? (itself ? first : second);
  const key = args.named.get("routing_key") ?? (itself ? second : third);
  return queue === undefined ? [] : boundTo(queue, exchange, key);
}

/** Each name that the queue may have, with its exchanges and routing keys; no keys where the exchange asks for none (fanout, headers). */
export function boundTo(queue: Value, exchange: Value | undefined, key: Value | undefined): Binding[] {
  const keyless = exchange?.k === "made" && asksNoKey(exchange.args);
  return namesIn(queue).map((one) => ({ queue: one, exchanges: exchangesIn(exchange), keys: keyless ? [] : keysIn(key) }));
}

/** The exchange that a call declares, where it gives all that it gets to each queue, or looks at something else than the key. */
export function exchangeWithoutKeys(args: Args): string[] {
  return asksNoKey(args) ? exchangesIn(args.named.get("exchange") ?? args.named.get("name") ?? args.positional[0]) : [];
}

function asksNoKey({ positional, named }: Args): boolean {
  return [...positional, ...named.values()].some((one) => /(^|\.)(fanout|headers)$/i.test(one.k === "text" ? one.value : one.k === "external" ? one.path : ""));
}

const exchangesIn = (value: Value | undefined): string[] => (value === undefined ? [] : value.k === "text" && value.value === "" ? [""] : namesIn(value));
/** Of `RabbitQueue("speech", routing_key="audio.*")` the key. */
const keysIn = (value: Value | undefined): string[] => exchangesIn((value?.k === "made" ? value.args.named.get("routing_key") : undefined) ?? value);

/** Whether what is published comes to a queue, or to who listens under a name. */
export function reaches(message: Message, { broker, name }: QueueName, bound: readonly Binding[], withoutKeys: ReadonlySet<string>): boolean {
  if (message.broker !== broker) return false;
  const { exchanges, keys } = message;
  if (broker !== "rabbit") return keys.some((key) => hears(broker, name, key));
  if ((exchanges.length === 0 || exchanges.includes("")) && keys.some((key) => fits(name, key))) return true;
  if (exchanges.length > 0 && exchanges.every((one) => one === "")) return false;
  return bound.some((one) => {
    if (one.queue !== name) return false;
    const same = one.exchanges.some((a) => exchanges.some((b) => fits(a, b)));
    const perhaps = one.exchanges.length === 0 || exchanges.length === 0 || [...one.exchanges, ...exchanges].some((exchange) => exchange.startsWith("$"));
    if (keysMeet(one.keys, keys)) return same || perhaps;
    return same && (one.keys.length === 0 || keys.length === 0 || exchanges.some((exchange) => withoutKeys.has(exchange)));
  });
}

const keysMeet = (bound: readonly string[], keys: readonly string[]): boolean => bound.some((one) => keys.some((key) => hears("rabbit", one, key)));

/** Words of a name that end with points may be left open: `audio.*` one, `audio.#` (RabbitMQ) and `audio.>` (NATS) any number. */
function hears(broker: Broker, pattern: string, name: string): boolean {
  if (fits(pattern, name)) return true;
  const rest = broker === "rabbit" ? "#" : broker === "nats" ? ">" : null;
  if (rest === null) return false;
  const words = pattern.split(".");
  if (!words.some((word) => word === "*" || word === rest)) return false;
  // of a name that is known in part nobody knows how many words it has
  if (name.includes("{?}") || pattern.includes("{?}")) return fits(words.map((word) => (word === "*" || word === rest ? "{?}" : word)).join("."), name);
  return wordsMeet(words, name.split("."), rest);
}

function wordsMeet([word, ...others]: readonly string[], name: readonly string[], rest: string): boolean {
  if (word === undefined) return name.length === 0;
  if (word === rest) return rest === ">" ? name.length > 0 : name.some((_, at) => wordsMeet(others, name.slice(at), rest)) || wordsMeet(others, [], rest);
  const [first, ...after] = name;
  return first !== undefined && (word === "*" || word === first) && wordsMeet(others, after, rest);
}
