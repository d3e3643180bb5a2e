import type { Expression, Parameter } from "../python/syntax";
import { isModel } from "../routes/frameworks/modelFields";
import { check } from "../routes/frameworks/models";
import type { RouteRecord, Router } from "../routes/frameworks/router";
import { knownOptions, optionsOf, union } from "../routes/interpreter/alternatives";
import { ancestors, defines } from "../routes/interpreter/ancestry";
import { getAttribute } from "../routes/interpreter/attributes";
import { call } from "../routes/interpreter/calls";
import { rootFunction } from "../routes/interpreter/definitions";
import type { Frame } from "../routes/interpreter/frame";
import { moduleFrame } from "../routes/interpreter/frame";
import { iterate } from "../routes/interpreter/iteration";
import { asked, listedBy } from "../routes/interpreter/listedTypes";
import type { Run } from "../routes/interpreter/run";
import { read } from "../routes/interpreter/scope";
import { evaluateType } from "../routes/interpreter/statements";
import { type Args, type Class, type Func, type Instance, noArgs, unknown, type Value } from "../routes/interpreter/values";
import { classIn, isDepends, placeOf, placeOfClass } from "./handlers";
import type { Entry, Recorder } from "./recorder";
import type { Requests } from "./requests";
import { modelOf } from "./ruleOf";

/** Calls handlers and dependencies with what FastAPI would give them. */
export class Injection {
  private readonly dependencies = new Map<Value, Value>();
  private readonly resolving = new Set<Value>();
  private readonly entries = new Map<Value, Entry>();
  private readonly bodies = new Map<Class, Entry>();
  /** the applications that serve what is called */
  apps: readonly Router[] = [];

  constructor(
    private readonly run: Run,
    private readonly requests: Requests,
    private readonly recorder: Recorder,
  ) {}

  /**
   * Answers one method of a route: FastAPI's own with what it would give the handler, Starlette's with the request. An endpoint class of Starlette is
   * made for each request and has one body a method.
   */
  answer({ handler, api, routeClass }: RouteRecord, method: string): void {
    if (routeClass !== undefined) this.before(routeClass);
    if (api) this.call(handler);
    else for (const one of optionsOf(handler)) this.plain(one, method);
  }

  private plain(handler: Value, method: string): void {
    const { run } = this;
    const socket = method === "WEBSOCKET";
    const request: Value = { ...this.requests.request(this.apps), ...(socket ? { isSocket: true } : {}) };
    const frame = moduleFrame(run.modules.open(""));
    const given: Args = { positional: [request], named: new Map(), open: true };
    if (handler.k === "class" && ancestors(handler).some((one) => typeof one === "string" && /(^|\.)(HTTPEndpoint|WebSocketEndpoint)$/.test(one))) {
      const made = call(run, handler, { ...noArgs, open: true }, placeOfClass(handler), frame);
      const names = socket ? ["on_connect", "on_receive", "on_disconnect"] : [method.toLowerCase()];
      const own = names.filter((name) => defines(handler, name));
      for (const name of own) call(run, getAttribute(run, made, name, frame), given, placeOfClass(handler), frame);
    } else if (handler.k === "function" || handler.k === "method") call(run, handler, given, placeOf(handler.k === "method" ? handler.func : handler), frame);
    else this.call(handler);
  }

  /** What a class of routes does around each handler: FastAPI calls `get_route_handler` once, and what that gives with each request. */
  private before(cls: Class): void {
    const { run } = this;
    if (!defines(cls, "get_route_handler")) return;
    const frame = moduleFrame(cls.module);
    const route: Value = { k: "instance", id: run.id(), cls, attrs: new Map(), place: placeOfClass(cls) };
    const around = call(run, getAttribute(run, route, "get_route_handler", frame), noArgs, placeOfClass(cls), frame);
    call(run, around, { ...noArgs, positional: [this.requests.request(this.apps)] }, placeOfClass(cls), frame);
  }

  /** Calls a handler or dependency with what FastAPI would give it. */
  call(value: Value): Value {
    const { run } = this;
    if (value.k === "union") return union(value.options.map((one) => this.call(one)));
    if (value.k === "class") {
      const maker = makerOf(value);
      const args = maker === null ? this.fieldArgs(value) : this.argsFor(maker, true);
      const made = call(run, value, args, { file: value.module.file, line: value.base + value.definition.line + 1 }, moduleFrame(value.module));
      return made;
    }
    if (value.k === "instance") {
      const method = value.cls?.scope.names.get("__call__");
      return method?.k === "function" ? this.call({ k: "method", self: value, func: method }) : unknown;
    }
    if (value.k === "partial") {
      const inner = rootFunction(value.func);
      if (inner === null) return unknown;
      const args = this.argsFor(inner, false);
      const parameters = inner.definition.k === "function" ? inner.definition.parameters : inner.definition.expression.parameters;
      const bound = new Set(parameters.slice(0, value.args.positional.length).map(({ name }) => name));
      return call(
        run,
        value,
        { positional: [], named: new Map([...args.named].filter(([name]) => !value.args.named.has(name) && !bound.has(name))), open: false },
        placeOf(inner),
        moduleFrame(inner.module),
      );
    }
    if (value.k === "external" || value.k === "made" || value.k === "part")
      return call(run, value, { ...noArgs, open: true }, { file: "", line: 0 }, moduleFrame(run.modules.open("")));
    const func = value.k === "method" ? value.func : value.k === "function" ? value : null;
    if (func === null) return unknown;
    const bound = value.k === "method";
    // what decorators put around a handler takes the handler's own parameters
    const args = this.argsFor(func.wraps ?? func, bound);
    if (!bound && func.owner !== null && func.role === "plain") {
      const self = call(run, func.owner, noArgs, placeOf(func), moduleFrame(func.module));
      return call(run, { k: "method", self, func }, args, placeOf(func), moduleFrame(func.module));
    }
    return call(run, value, args, placeOf(func), moduleFrame(func.module));
  }

  private argsFor(func: Func, bound: boolean): Args {
    const parameters = func.definition.k === "function" ? func.definition.parameters : func.definition.expression.parameters;
    const named = new Map<string, Value>();
    parameters.forEach((p, index) => {
      if (p.kind === "*" || p.kind === "**") return;
      if (index === 0 && (bound || (func.owner !== null && func.role === "plain"))) return;
      named.set(p.name, this.parameter(func, p));
    });
    return { positional: [], named, open: false };
  }

  /** A class used as a dependency without `__init__`: its annotated fields are its parameters. */
  private fieldArgs(cls: Value & { k: "class" }): Args {
    const named = new Map<string, Value>();
    for (const [name, type] of cls.fields) {
      const frame: Frame = { ...moduleFrame(cls.module), base: cls.base };
      const evaluated = evaluateType(this.run, type, frame);
      const written = read(cls.scope, name);
      const listed = listedBy(this.run, evaluated, frame);
      if (listed !== null) {
        named.set(name, orNone(listed, written));
        continue;
      }
      const given = this.fromType(evaluated);
      if (given === null) continue;
      // a request may bring another value than the default
      named.set(name, written === undefined ? given : union([defaultOf(written), given]));
    }
    return { positional: [], named, open: false };
  }

  private parameter(func: Func, p: Parameter): Value {
    const frame: Frame = { ...moduleFrame(func.module), scope: func.scope, base: func.base, owner: func.owner };
    const type: Value = p.type === null ? unknown : this.typeOf(p.type, frame);
    const otherwise = func.defaults.get(p.name);
    if (otherwise !== undefined && isDepends(otherwise)) return this.depends(otherwise, type);
    if (p.type !== null) for (const one of classesIn(this.run, p.type, frame)) this.checkBody(one);
    const listed = listedBy(this.run, type, frame);
    if (listed !== null) return orNone(listed, otherwise);
    const given = this.fromType(type);
    if (given !== null && (otherwise === undefined || given.k !== "instance" || given.uncertain !== true)) return given;
    const input = given ?? inputOf(type);
    if (otherwise === undefined) return input;
    // a request may bring another value than the default
    return union([asked(defaultOf(otherwise)), input]);
  }

  private typeOf(type: Expression, frame: Frame): Value {
    return evaluateType(this.run, type, frame);
  }

  /** What a type alone says about a parameter; null for plain input of the request. */
  private fromType(type: Value): Value | null {
    for (const one of optionsOf(type)) {
      if (one.k === "made" && one.path === "typing.Annotated") {
        const depends = one.args.positional.find(isDepends);
        if (depends !== undefined) return this.depends(depends, one.args.positional[0] ?? unknown);
        const inner = this.fromType(one.args.positional[0] ?? unknown);
        if (inner !== null) return inner;
      } else if (one.k === "external") {
        const model = modelOf(one.path);
        if (model !== null)
          return { k: "made", id: this.run.id(), path: model, args: noArgs, place: { file: "", line: 0 }, of: null, attrs: new Map(), assumed: true };
        const name = one.path.slice(one.path.lastIndexOf(".") + 1);
        if (name === "Request" || name === "HTTPConnection") return this.requests.request(this.apps);
        if (name === "WebSocket") return { ...this.requests.request(this.apps), isSocket: true };
        if (name === "BackgroundTasks")
          return { k: "made", id: this.run.id(), path: "fastapi.BackgroundTasks", args: noArgs, place: { file: "", line: 0 }, of: null, attrs: new Map() };
      } else if (one.k === "class") {
        return { k: "instance", id: this.run.id(), cls: one, attrs: new Map(), place: placeOfClass(one), uncertain: true, asked: true };
      }
    }
    return null;
  }

  /** What pydantic runs when a request brings a model: its validators and those of the models in its fields. Found once, counted for each handler. */
  private checkBody(cls: Class): void {
    const known = this.bodies.get(cls);
    if (known !== undefined) return this.recorder.merge(known);
    if (!isModel(cls)) return;
    this.bodies.set(cls, this.recorder.empty());
    const entry = this.recorder.record(() => {
      const { run } = this;
      const frame: Frame = { ...moduleFrame(cls.module), base: cls.base };
      const instance: Instance = { k: "instance", id: run.id(), cls, attrs: new Map(), place: placeOfClass(cls), uncertain: true };
      check(run, cls, instance, placeOfClass(cls), frame);
      for (const one of ancestors(cls)) {
        if (typeof one === "string") continue;
        // `Annotated[str, AfterValidator(check)]`: what is evaluated runs the functions that it holds
        const own: Frame = { ...moduleFrame(one.module), base: one.base };
        for (const type of one.fields.values()) for (const inner of classesIn(run, type, own)) this.checkBody(inner);
      }
      return unknown;
    });
    this.bodies.set(cls, entry);
  }

  /**
   * What `Depends(...)` provides, with overrides applied; each dependency is called once, and the work that it does counts for
   * whoever asks. Unknown where it needs itself.
   */
  depends(made: Value, type: Value | null): Value {
    if (made.k !== "made") return unknown;
    const declared = made.args.positional[0] ?? made.args.named.get("dependency");
    const wanted = declared === undefined || (declared.k === "constant" && declared.value === null) ? classIn(type) : declared;
    if (wanted === null) return unknown;
    const target = this.overridden(wanted);
    const keeps = made.args.named.get("use_cache");
    const known = keeps?.k === "constant" && keeps.value === false ? undefined : this.dependencies.get(target);
    if (known !== undefined) {
      const entry = this.entries.get(target);
      if (entry !== undefined) this.recorder.merge(entry);
      return known;
    }
    if (this.resolving.has(target)) return unknown;
    this.resolving.add(target);
    const entry = this.recorder.record(() => this.call(target));
    const { result } = entry;
    this.entries.set(target, entry);
    this.resolving.delete(target);
    const value =
      result.k === "list" && result.kind === "generator"
        ? iterate(this.run, result, moduleFrame(this.run.modules.open(""))).items.length > 0
          ? union(result.items)
          : unknown
        : result;
    const final = knownOptions(value).length === 0 && type !== null ? (this.fromType(type) ?? value) : value;
    this.dependencies.set(target, final);
    return final;
  }

  /** `app.dependency_overrides[get_model] = get_other_model` */
  private overridden(target: Value): Value {
    for (const app of this.apps) {
      const overrides = app.attrs.get("dependency_overrides");
      for (const one of overrides?.k === "made" ? (overrides.held ?? []) : []) if (one.k === "list" && one.items[0] === target) return one.items[1] ?? target;
    }
    return target;
  }
}

/** The function whose parameters are those of a class: its own or an inherited `__init__`, or `__new__` of one that makes itself once. */
function makerOf(cls: Value & { k: "class" }): Func | null {
  for (const one of ancestors(cls)) {
    if (typeof one === "string") continue;
    const own = ["__init__", "__new__"].map((name) => one.scope.names.get(name)).filter((func) => func?.k === "function");
    const maker = own.find((func) => (func.definition.k === "function" ? func.definition.parameters.length : 0) > 1) ?? own[0];
    if (maker !== undefined) return maker;
  }
  return null;
}

/** The classes of the project that a type names: `list[Item]`, `dict[str, Item] | None` */
function classesIn(run: Run, type: Expression, frame: Frame): Class[] {
  if (type.k === "subscript") return type.index.flatMap((one) => classesIn(run, one, frame));
  if (type.k === "binary") return [type.left, type.right].flatMap((one) => classesIn(run, one, frame));
  return optionsOf(evaluateType(run, type, frame)).filter((one) => one.k === "class");
}

/** What a type lists, and None where that is the default: any other is one of those. */
function orNone(listed: Value, otherwise: Value | undefined): Value {
  return otherwise === undefined ? listed : union([listed, ...optionsOf(defaultOf(otherwise)).filter((one) => one.k === "constant")]);
}

/** What a request brings for a parameter of one of Python's own types. */
function inputOf(type: Value): Value {
  const annotated = type.k === "made" && type.path === "typing.Annotated" ? type.args.positional : [type];
  const [plain = unknown, ...more] = annotated;
  // a validator may make something else of it: `AfterValidator(lambda v: v.split(","))`
  if (!more.every((one) => one.k === "made" && /^fastapi\./.test(one.path))) return unknown;
  const name = plain.k === "external" ? /^(?:typing\.)?(str|bytes|list|dict|List|Dict)$/.exec(plain.path)?.[1] : undefined;
  return { k: "unknown", reason: null, asked: true, ...(name === undefined ? {} : { type: name.toLowerCase() }) };
}

/** `Query("small")`, `Field(default=...)`, `Field(Query(default=...))` */
function defaultOf(value: Value): Value {
  if (value.k !== "made") return value;
  const inner = value.args.named.get("default") ?? value.args.positional[0] ?? unknown;
  return inner.k === "made" && /(^|\.)(Query|Body|Form|Header|Path|Field)$/.test(inner.path) ? defaultOf(inner) : inner;
}
