import { importsMissing } from "../routes/interpreter/importing";
import type { Run } from "../routes/interpreter/run";
import type { Func, Scope, Value } from "../routes/interpreter/values";
import { moved } from "../routes/lineMap";
import type { Harmless } from "./harmless";
import { byFile, type Edges, NameIndex } from "./nameIndex";
import { isLibrary } from "./signs";
import { isGiven, type Unit, usesModels } from "./symbols";

/**
 * What a handler may reach: the definitions that its words name, what those name, and so on, and whatever values are held by variables
 * on the way. It keeps more than following the handler would find, and costs much less.
 */
export class Names {
  private readonly index: NameIndex;
  /** from these no model is reached, as far as they were looked at */
  private readonly without = new Set<unknown>();
  /** the units of them, and those of before each handler that was followed */
  private units: Unit[] = [];
  private readonly eras: (readonly Unit[])[] = [];
  private reached: readonly Value[] | null = null;
  /** modules whose import may not register anything of a model: once run, they never will */
  private readonly registersNothing = new Set<string>();

  constructor(
    private readonly run: Run,
    private readonly reaches: (file: string) => boolean,
  ) {
    this.index = NameIndex.of(run.project, (path) => run.modules.textOf(path));
  }

  /** Whether something that uses models can be reached from these values. */
  lead(values: readonly Value[]): boolean {
    const search = new Search(this.without);
    for (const value of values) search.add(value);
    for (const value of this.always) search.add(value);
    const { length } = this.units;
    for (let next = search.next(); next !== undefined; next = search.next()) {
      if (search.size <= MOST && !("k" in next ? this.value(next, search) : this.unit(next, search))) continue;
      search.forget();
      this.units.length = length;
      return true;
    }
    return false;
  }

  /** A handler was followed: what it left behind the next ones may find. */
  forget(): void {
    this.without.clear();
    this.eras.push(this.units);
    this.units = [];
  }

  /** The texts of files changed since it was made. */
  changed(paths: readonly string[]): void {
    this.index.forget(paths);
  }

  /**
   * Of the handlers between any two that were followed: the names from which no model was reached, which are those of the units that were looked at. A
   * module is none of them: what it leads to depends on what is asked of it. Null where that is more than is worth keeping.
   */
  harmless(): readonly Harmless[] | null {
    const all = [...this.eras, this.units];
    if (all.reduce((sum, { length }) => sum + length, 0) > MOST_KEPT || all.some(({ length }) => length > MOST)) return null;
    return all.map((era) => {
      const names = new Map<string, Set<string>>();
      for (const one of era) {
        const known = names.get(one.file) ?? new Set();
        names.set(one.file, known);
        for (const name of one.names) if (!known.has(name) && this.index.targets(one.file, name).modules.length === 0) known.add(name);
      }
      return names;
    });
  }

  /** What every handler may reach: whatever takes from a queue in this process, and dependencies that stand for others. */
  private get always(): readonly Value[] {
    this.reached ??= [...[...this.run.consumers.values()].flat(), ...this.run.routers.flatMap(({ attrs }) => attrs.get("dependency_overrides") ?? [])];
    return this.reached;
  }

  /** Adds what a unit leads to; true where it uses models. */
  private unit(unit: Unit, search: Search): boolean {
    unit.looked = true;
    this.units.push(unit);
    const symbols = this.index.symbols(unit.file);
    if (usesModels(unit, symbols)) return true;
    if (this.index.importsNowhere(unit.file).some(([name, one]) => unit.words.has(name) && importsMissing(this.run, unit.file, one))) return true;
    const edges = this.index.edges(unit);
    return this.follow(edges, search) || edges.modules.some(([path, word]) => this.module(path, word, unit, search));
  }

  private follow({ units, variables, loads, made }: Omit<Edges, "modules">, search: Search): boolean {
    for (const one of units) search.add(one);
    for (const [file, names] of variables) {
      const held = this.heldIn(file);
      if (held === null) continue;
      for (const name of names) {
        const value = held.get(name);
        if (value !== undefined && value.k !== "lazy") search.add(value);
      }
    }
    return made.some(([file, name]) => (this.heldIn(file)?.get(name)?.k ?? "lazy") === "lazy") || loads.some((path) => this.mayRegister(path));
  }

  /** What a name of a module leads to, which the unit calls by that name. */
  private named(file: string, name: string, unit: Unit, search: Search): boolean {
    const targets = this.index.targets(file, name);
    return this.follow({ ...targets, variables: byFile(targets.variables) }, search) || targets.modules.some((path) => this.module(path, name, unit, search));
  }

  /** A module, of which the unit uses what its words say. */
  private module(path: string, word: string, unit: Unit, search: Search): boolean {
    const asked = unit.modules.has(word);
    unit.modules.add(word);
    if (!path.endsWith("/") && this.reaches(path) && isGiven(word, unit.text)) return true;
    if (!search.first(`${path}\n${unit.file}\n${unit.line}`) && asked) return false;
    const { byName, imports, stars } = this.index.symbols(path);
    for (const one of unit.words) {
      const submodule = this.run.modules.submodule(path, one);
      if (submodule !== null && this.module(submodule, one, unit, search)) return true;
      if ((byName.has(one) || imports.has(one) || stars.length > 0) && this.named(path, one, unit, search)) return true;
    }
    return byName.has("__getattr__") && this.named(path, "__getattr__", unit, search);
  }

  /** Adds what a value holds; true where it is of a library of models. */
  private value(value: Value, search: Search): boolean {
    switch (value.k) {
      case "function":
        this.func(value, search);
        return false;
      case "method":
        search.add(value.self);
        search.add(value.func);
        return false;
      case "class":
        this.defined(value.module.file, value.base + value.definition.line, search);
        addNames(value.scope, search);
        for (const one of value.bases) search.add(one);
        return false;
      case "instance":
        if (value.cls !== null) search.add(value.cls);
        for (const one of value.attrs.values()) search.add(one);
        return false;
      case "router":
        if (value.cls !== null) search.add(value.cls);
        for (const one of value.attrs.values()) search.add(one);
        return false;
      case "made":
        for (const one of [...value.args.positional, ...value.args.named.values(), ...value.attrs.values(), ...(value.held ?? [])]) search.add(one);
        if (value.of !== null) search.add(value.of);
        return isLibrary.test(value.path);
      case "part":
        search.add(value.of);
        return false;
      case "external":
        return isLibrary.test(value.path);
      case "partial":
        for (const one of [value.func, ...value.args.positional, ...value.args.named.values()]) search.add(one);
        return false;
      case "union":
        for (const one of value.options) search.add(one);
        return false;
      case "list":
        for (const one of value.items) search.add(one);
        return false;
      case "dict":
        for (const one of [...value.entries.values(), ...value.rest, ...(value.keys?.values() ?? []), ...(value.factory ? [value.factory] : [])])
          search.add(one);
        return false;
      case "super":
        search.add(value.self);
        search.add(value.cls);
        return false;
      case "native":
        // what it does is told by no text of the project
        if (value.self === undefined) return true;
        search.add(value.self);
        return false;
      case "route":
        search.add(value.record.handler);
        return false;
      case "module":
        return this.reaches(value.module.file);
      default:
        return false;
    }
  }

  private func(func: Func, search: Search): void {
    const { definition, module, base, scope, owner, wraps, attrs, defaults } = func;
    this.defined(module.file, base + (definition.k === "function" ? definition.line : definition.expression.line), search);
    // what stands around it, which a decorator or a factory gave it
    for (let outer: Scope | null = scope; outer !== null && outer.kind !== "module"; outer = outer.parent) addNames(outer, search);
    if (owner !== null) search.add(owner);
    if (wraps !== null) search.add(wraps);
    for (const one of attrs.values()) search.add(one);
    for (const one of defaults.values()) search.add(one);
  }

  private defined(file: string, line: number, search: Search): void {
    const now = moved(this.run.lines.get(file), line + 1) - 1;
    const unit = this.index.symbols(file).units.findLast((one) => one.line <= now);
    if (unit !== undefined) search.add(unit);
  }

  /** What the variables of a module hold, if it was run. */
  private heldIn(file: string): Scope["names"] | null {
    const module = this.run.modules.known.get(file);
    return module?.state === "done" ? module.scope.names : null;
  }

  /** Whether importing a module that was not run yet may put something of a model where others look for it. */
  private mayRegister(path: string): boolean {
    if (this.registersNothing.has(path)) return false;
    const may = this.findsRegistering(path);
    if (!may) this.registersNothing.add(path);
    return may;
  }

  private findsRegistering(path: string): boolean {
    const { run } = this;
    const hasEffects = (file: string): boolean => !file.endsWith("/") && run.modules.known.get(file)?.state !== "done" && run.modules.textOf(file).active;
    if (path.endsWith("/") || run.modules.known.get(path)?.state === "done" || !this.reaches(path)) return false;
    return hasEffects(path) || run.project.someImported(path, run.modules.textOf(path), (one) => [one.path, ...one.submodules].some(hasEffects));
  }
}

/** What one search has yet to look at. What it saw need not be looked at again, unless it ends at a model. */
class Search {
  private readonly seen: unknown[] = [];
  private readonly open: (Unit | Value)[] = [];

  constructor(private readonly without: Set<unknown>) {}

  get size(): number {
    return this.seen.length;
  }

  add(one: Unit | Value): void {
    if (this.first(one)) this.open.push(one);
  }

  first(one: unknown): boolean {
    const { size } = this.without;
    if (this.without.add(one).size === size) return false;
    this.seen.push(one);
    return true;
  }

  next(): Unit | Value | undefined {
    return this.open.pop();
  }

  forget(): void {
    for (const one of this.seen) this.without.delete(one);
  }
}

function addNames({ names }: Scope, search: Search): void {
  for (const value of names.values()) if (value.k !== "lazy") search.add(value);
}

/** Units of all eras together. */
const MOST_KEPT = 100_000;

/** A handler that reaches more is followed, whatever it reaches. */
const MOST = 20_000;
