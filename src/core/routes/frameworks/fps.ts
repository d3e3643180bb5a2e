import { underCondition } from "../conditions";
import { withWord } from "../fileText";
import { optionsOf } from "../interpreter/alternatives";
import { ancestors } from "../interpreter/ancestry";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import { moduleFrame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { moduleName } from "../interpreter/scope";
import { type Class, type Instance, noArgs, noneValue, type Place, text, unknown, type Value } from "../interpreter/values";
import { isTest } from "../project/paths";
import { makeRouter } from "./fastapi";

// fps: an application is a tree of modules, each a class with `prepare` and `start`, that put values under their types and get those of others.
// Which modules there are, a configuration or the command line tells when the application starts.

const base = /^fps\.(\w+\.)*(Module|FastAPIModule)$/;
const namesLibrary = withWord("fps", /^\s*(?:from|import) fps\b/m);
const extendsModule = /\bclass\s+\w+\s*(?:\[[^\n]*\]\s*)?\([^)]*Module\b/;

interface Tree {
  /** the module that has the application */
  readonly root: Class | undefined;
  readonly published: Map<unknown, Value>;
  /** modules that were not prepared yet */
  readonly waiting: Instance[];
}

const trees = new WeakMap<Run, Tree>();

/** Prepares and starts every module of the project. */
export function runModules(run: Run): void {
  const files = run.project.served.filter((file) => run.modules.textOf(file).matches(namesLibrary) && !isTest(file));
  const classes = files.flatMap((file) => classesOf(run, file));
  if (classes.length === 0) return;
  const root = classes.find((cls) => ancestors(cls).some((one) => typeof one === "string" && one.endsWith("FastAPIModule")));
  const tree: Tree = { root, published: new Map(), waiting: [] };
  trees.set(run, tree);
  for (const cls of classes) {
    const frame = moduleFrame(cls.module);
    const made = run.safely(() => call(run, cls, { ...noArgs, positional: [text(cls.name)] }, placeOf(cls), frame), unknown);
    if (made.k === "instance") tree.waiting.push(made);
  }
  const all = [...tree.waiting];
  for (let next = tree.waiting.shift(); next !== undefined; next = tree.waiting.shift()) runMethod(run, next, "prepare");
  for (const one of all) runMethod(run, one, "start");
}

function classesOf(run: Run, file: string): Class[] {
  const module = run.modules.enter(file);
  run.modules.execute(module);
  return module.pieces.flatMap((piece) => {
    const value = piece.kind === "class" && module.source.pieceMatches(piece, extendsModule) ? moduleName(run, module, piece.name) : undefined;
    return value?.k === "class" && ancestors(value).some((one) => typeof one === "string" && base.test(one)) ? [value] : [];
  });
}

function placeOf({ module, base, definition }: Class): Place {
  return { file: module.file, line: base + definition.line + 1 };
}

/** A module may be left out when the application starts, and with it what it adds. */
function runMethod(run: Run, module: Instance, name: string): void {
  const { cls } = module;
  if (cls === null) return;
  run.safely(() => {
    const frame = moduleFrame(cls.module);
    const method = getAttribute(run, module, name, frame);
    if (method.k === "method") underCondition(run, placeOf(cls), () => call(run, method, noArgs, placeOf(cls), frame));
    run.failures.take();
  }, undefined);
}

/** `await self.get(App)`, `self.put(app, App)`; undefined for any other attribute, and for what is no such module. */
export function moduleMember(run: Run, object: Instance, name: string): Value | undefined {
  const made = object.attrs.get("__base__");
  const tree = trees.get(run);
  if (tree === undefined || made?.k !== "made" || !base.test(made.path)) return undefined;
  if (name === "get") return { k: "native", name, call: ({ positional: [type = unknown] }, place) => ask(run, tree, type, place) };
  if (name === "app" && made.path.endsWith("FastAPIModule")) return ask(run, tree, { k: "external", path: "fastapi.FastAPI" }, placeOf(object.cls as Class));
  if (name !== "put") return undefined;
  return {
    k: "native",
    name,
    call: ({ positional: [value = unknown, second], named }) => {
      const types = named.get("types") ?? second;
      const given = types === undefined ? [typeOf(value)] : types.k === "list" ? types.items : [types];
      for (const one of given) if (one !== null && !tree.published.has(keyOf(one))) tree.published.set(keyOf(one), value);
      return noneValue;
    },
  };
}

/** What some module puts: those that wait are prepared until one does. */
function ask(run: Run, tree: Tree, type: Value, place: Place): Value {
  const key = keyOf(type);
  if (key === "fastapi.FastAPI" && !tree.published.has(key)) {
    const at = tree.root === undefined ? place : placeOf(tree.root);
    const app = makeRouter(run, "app", null, noArgs, at, moduleFrame(run.modules.open(at.file)));
    app.name = `${at.file}\n${tree.root?.name ?? "app"}`;
    tree.published.set(key, app);
  }
  while (!tree.published.has(key)) {
    const next = tree.waiting.shift();
    if (next === undefined) return unknown;
    runMethod(run, next, "prepare");
  }
  return tree.published.get(key) ?? unknown;
}

function typeOf(value: Value): Value | null {
  const [one] = optionsOf(value);
  if (one?.k === "instance") return one.cls;
  return one?.k === "router" ? { k: "external", path: "fastapi.FastAPI" } : null;
}

const keyOf = (type: Value): unknown =>
  type.k === "class" ? type.definition : type.k === "external" ? type.path.replace(/^fastapi\.applications\./, "fastapi.") : type;
