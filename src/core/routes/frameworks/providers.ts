import { union } from "../interpreter/alternatives";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Made, noArgs, type Place, type Value } from "../interpreter/values";

const provider = /^dependency_injector\.(containers\.|wiring\.)?(providers\.)?(\w+)$/;
const makes = /^(Singleton|ThreadSafeSingleton|ThreadLocalSingleton|ContextLocalSingleton|Factory|Resource|Callable|Coroutine)$/;

/** What a provider of dependency-injector gives when it is called: `providers.Singleton(Service, model=model_name)()`; null for anything else. */
export function provided(run: Run, made: Made, place: Place, frame: Frame): Value | null {
  const kind = provider.exec(made.path)?.[3];
  if (kind === undefined) return null;
  const [first, ...rest] = made.args.positional;
  const resolved = (value: Value): Value => (value.k === "made" ? (provided(run, value, place, frame) ?? value) : value);
  if (kind === "Provide" || kind === "Closing" || kind === "Object") return first === undefined ? null : resolved(first);
  if (kind === "Selector" || kind === "List") return union([...rest, ...made.args.named.values()].map(resolved));
  if (!makes.test(kind) || first === undefined || run.tooDeep) return null;
  const named = new Map([...made.args.named].map(([name, value]) => [name, resolved(value)] as const));
  return call(run, first, { ...noArgs, positional: rest.map(resolved), named }, place, frame);
}
