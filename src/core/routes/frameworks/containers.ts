import { optionsOf, union } from "../interpreter/alternatives";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import { moduleFrame } from "../interpreter/frame";
import { instanceOfType } from "../interpreter/instanceAttributes";
import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import { evaluateType } from "../interpreter/statements";
import { type Args, type Class, type Func, type Made, type MadePart, noArgs, type Place, unknown, type Value } from "../interpreter/values";
import { type Known, state } from "../standard/known";

// Containers of dependencies: `binder.bind(Settings, to=settings)`, `container.register(FastAPI, factory=create_app)`, then `container.get(FastAPI)`.

/** What one container binds to a class, by the class or by the dotted name of a library's; and the modules that bind when it is first asked. */
interface Bindings {
  readonly by: Map<Class | string, Value>;
  readonly modules: Value[];
}

/** by the identity of the container */
const containersOf = perRun(() => new Map<number, Bindings>());

function bindingsOf(run: Run, container: number): Bindings {
  const all = containersOf(run);
  const known = all.get(container) ?? { by: new Map(), modules: [] };
  all.set(container, known);
  return known;
}

/** What is bound on one side of a test that nobody can decide stands beside what was bound before. */
function bindTo(run: Run, { by }: Bindings, key: Class | string, value: Value): void {
  const before = by.get(key);
  by.set(key, before === undefined || run.uncertain === 0 ? value : union([before, value]));
}

const asks = /(^|\.)(a?get|resolve|a?get_instance)$/;
const binds = /(^|\.)(bind|multibind|bind_to_\w+|register|register_(instance|factory|value|singleton)|add_(instance|singleton|scoped|transient)|provide)$/;
const givenBy = ["to", "instance", "factory", "implementation", "provides"];

/** What a call of a method of something from a library binds, or gives from what was bound; null for any other call. */
export function callContainer(run: Run, callee: Made | MadePart, args: Args, place: Place, frame: Frame): Value | null {
  if (callee.k !== "part") return null;
  if (asks.test(callee.path)) return bound(run, args, place, frame, callee.of.id);
  const key = binds.test(callee.path) ? keyOf(args.positional[0]) : null;
  const value = givenBy.map((name) => args.named.get(name)).find((one) => one !== undefined) ?? args.positional[1];
  if (key !== null && value !== undefined) bindTo(run, bindingsOf(run, callee.of.id), key, value);
  return null;
}

/** `Injector([AppModule()])`, `make_container(AppProvider())`: what binds when the container is first asked. */
const container =
  (name: string): Known =>
  (args, run, place, frame) => {
    const given = args.positional.flatMap((one) => (one.k === "list" ? one.items : [one]));
    const made = state(name)(args, run, place, frame);
    if (made.k === "made") bindingsOf(run, made.id).modules.push(...given.filter(({ k }) => k === "instance" || k === "class" || k === "function"));
    return made;
  };

export const containers: Readonly<Record<string, Known>> = Object.fromEntries(
  ["injector.Injector", "dishka.make_container", "dishka.make_async_container"].map((name) => [name, container(name)]),
);

/**
 * What a container gives for the class that it is asked for; null where it binds nothing to it. Of one that binds nothing itself (a request's own,
 * one that comes from elsewhere) it is what any container of the project gives.
 */
export function bound(run: Run, args: Args, place: Place, frame: Frame, container?: number): Value | null {
  const key = args.positional.length === 1 ? keyOf(args.positional[0]) : null;
  if (key === null) return null;
  const own = container === undefined ? undefined : containersOf(run).get(container);
  const given = (own === undefined ? [...containersOf(run).keys()] : [container as number]).flatMap((one) => ask(run, one, key, place, frame) ?? []);
  return given.length === 0 ? null : union(given);
}

function ask(run: Run, container: number, key: Class | string, place: Place, frame: Frame): Value | null {
  const { by, modules } = bindingsOf(run, container);
  if (!by.has(key)) for (const one of modules.splice(0)) runModule(run, container, one, place, frame);
  const value = by.get(key);
  if (value === undefined || run.tooDeep) return null;
  // a container keeps what it made
  const given = union(optionsOf(value).map((one) => made(run, container, one, place, frame)));
  by.set(key, given);
  return given;
}

function made(run: Run, container: number, value: Value, place: Place, frame: Frame): Value {
  if (value.k === "class") return call(run, value, noArgs, place, frame);
  if (value.k !== "function" && value.k !== "method") return value;
  return call(run, value, argsByType(run, container, value.k === "method" ? value.func : value, place, frame), place, frame);
}

/** A provider is given what its parameters ask for by their types. */
function argsByType(run: Run, container: number, func: Func, place: Place, frame: Frame): Args {
  const within: Frame = { ...moduleFrame(func.module), scope: func.scope, base: func.base };
  const named = new Map<string, Value>();
  for (const { name, type } of func.definition.k === "function" ? func.definition.parameters : []) {
    if (type === null || func.defaults.has(name)) continue;
    const asked = evaluateType(run, type, within);
    named.set(name, bound(run, { ...noArgs, positional: [asked] }, place, frame, container) ?? instanceOfType(run, type, within, place) ?? unknown);
  }
  return { ...noArgs, named };
}

/** A module's `configure(binder)` binds by calls, its `@provider` methods by the type that they say they give. */
function runModule(run: Run, container: number, given: Value, place: Place, frame: Frame): void {
  if (given.k === "function") {
    call(run, given, { ...noArgs, positional: [binder(container, place)] }, place, frame);
    return;
  }
  const self = given.k === "class" ? call(run, given, noArgs, place, frame) : given;
  if (self.k !== "instance" || self.cls === null) return;
  for (const name of [...self.cls.scope.names.keys()]) {
    const func = read(self.cls.scope, name);
    if (func?.k !== "function" || func.definition.k !== "function") continue;
    const method: Value = { k: "method", self, func };
    if (name === "configure") call(run, method, { ...noArgs, positional: [binder(container, place)] }, place, frame);
    else if (func.definition.decorators.some(({ value }) => provides.test(JSON.stringify(value)))) bindByType(run, container, func, method);
  }
}

const provides = /"id":"(provider|provide|singleton|multiprovider)"/;

function bindByType(run: Run, container: number, func: Func, method: Value): void {
  const type = func.definition.k === "function" ? func.definition.returns : null;
  if (type === null) return;
  const within: Frame = { ...moduleFrame(func.module), scope: func.scope, base: func.base };
  const key = optionsOf(evaluateType(run, type, within))
    .map(keyOf)
    .find((one) => one !== null);
  if (key !== undefined && key !== null) bindTo(run, bindingsOf(run, container), key, method);
}

/** It binds for its container. */
function binder(container: number, place: Place): Value {
  return { k: "made", id: container, path: "injector.Binder", args: noArgs, place, of: null, attrs: new Map() };
}

function keyOf(value: Value | undefined): Class | string | null {
  if (value?.k === "class") return value;
  return value?.k === "external" && /\.[A-Z]\w*$/.test(value.path) ? value.path : null;
}
