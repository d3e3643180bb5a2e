import type { FileText } from "../routes/fileText";
import type { Project } from "../routes/project/project";
import { makesNames } from "./harmless";
import { type ImportedName, type Symbols, symbolsOf, type Unit } from "./symbols";

export type Variable = readonly [file: string, name: string];

/** Names of variables by the file that has them: one look at a file tells whether it holds any values. */
export type ByFile = readonly (readonly [file: string, names: readonly string[]])[];

/** What a name of a file, or all names of a unit, may stand for by the texts of files alone. */
interface Targets {
  readonly units: readonly Unit[];
  /** file and name: what they hold changes while handlers are followed */
  readonly variables: readonly Variable[];
  /** modules that are imported on the way */
  readonly loads: readonly string[];
  /** names that nothing in their file defines, where it makes names while it runs */
  readonly made: readonly Variable[];
  /** files or folders of modules */
  readonly modules: readonly string[];
}

export interface Edges extends Omit<Targets, "modules" | "variables"> {
  readonly variables: ByFile;
  /** each with the word that the unit has for it */
  readonly modules: readonly (readonly [path: string, word: string])[];
}

interface Indexed {
  readonly source: FileText;
  readonly symbols: Symbols;
  /** one object for each */
  readonly variables: Map<string, Variable>;
  readonly targets: Map<string, Targets>;
  readonly edges: Map<Unit, Edges>;
  readonly nowhere: readonly (readonly [name: string, one: ImportedName])[];
  /** files that the answers depend on too */
  readonly others: Set<string>;
}

/** What names stand for, asked of the texts once: it holds for the next reading too, but for what changed texts told. */
export class NameIndex {
  private readonly files = new Map<string, Indexed>();
  private textOf: (path: string) => FileText = noText;
  /** names that are being looked up: imports may go round in circles */
  private readonly open = new Set<string>();
  /** a circle was met, so that what was found on its way is a part of the answer */
  private partial = false;

  private constructor(private readonly project: Project) {}

  /** The index of these files, for a reading of the texts that `textOf` gives. */
  static of(project: Project, textOf: (path: string) => FileText): NameIndex {
    let index = indexes.get(project);
    if (index === undefined) {
      index = new NameIndex(project);
      indexes.set(project, index);
    }
    index.textOf = textOf;
    index.forgetChanged();
    return index;
  }

  private forgetChanged(): void {
    const changed: string[] = [];
    for (const [path, { source }] of this.files) if (this.textOf(path) !== source) changed.push(path);
    this.forget(changed);
  }

  /** Texts of files changed. */
  forget(changed: readonly string[]): void {
    if (changed.length === 0) return;
    for (const [path, { others }] of this.files) if (changed.some((one) => one === path || others.has(one))) this.files.delete(path);
  }

  /** None of a folder. */
  symbols(path: string): Symbols {
    return path.endsWith("/") ? noSymbols : this.file(path).symbols;
  }

  /** By their names in the file: what it imports as if it were of the project, and no file of the folder holds. */
  importsNowhere(path: string): Indexed["nowhere"] {
    return this.file(path).nowhere;
  }

  /** What a unit leads to by its names. */
  edges(unit: Unit): Edges {
    const { edges } = this.file(unit.file);
    let known = edges.get(unit);
    if (known === undefined) {
      const found = unit.names.map((name) => [name, this.targets(unit.file, name)] as const);
      const all = merged(found.map(([, one]) => one));
      known = { ...all, variables: byFile(all.variables), modules: found.flatMap(([word, { modules }]) => modules.map((path) => [path, word] as const)) };
      edges.set(unit, known);
    }
    return known;
  }

  /** What a name of the file may lead to in the project. Not kept while a circle is open, as the answer may lack some. */
  targets(file: string, name: string): Targets {
    const { targets } = this.file(file);
    const known = targets.get(name);
    if (known !== undefined) return known;
    const key = `${file}\n${name}`;
    if (this.open.has(key)) {
      this.partial = true;
      return nothing;
    }
    const before = this.partial;
    this.partial = false;
    this.open.add(key);
    const found = this.find(file, name);
    this.open.delete(key);
    if (!this.partial || this.open.size === 0) targets.set(name, found);
    this.partial = this.open.size > 0 && (this.partial || before);
    return found;
  }

  private file(path: string): Indexed {
    let known = this.files.get(path);
    if (known === undefined) {
      const source = this.textOf(path);
      const symbols = symbolsOf(path, source);
      const imported = [...symbols.imports].flatMap(([name, all]) => all.map((one) => [name, one] as const));
      const nowhere = imported.filter(([, one]) => this.project.leadsNowhere(path, one));
      known = { source, symbols, nowhere, variables: new Map(), targets: new Map(), edges: new Map(), others: new Set() };
      this.files.set(path, known);
    }
    return known;
  }

  private find(file: string, name: string): Targets {
    const { byName, imports, stars } = this.symbols(file);
    const units = byName.get(name) ?? noUnits;
    const imported = imports.get(name);
    const variable = this.variable(file, name);
    if (imported === undefined && stars.length === 0) {
      const made = units.length === 0 && this.textOf(file).matches(makesNames) ? [variable] : none;
      return { units, modules: none, variables: [variable], loads: none, made };
    }
    const found = [...(imported ?? []), ...stars.map((star) => ({ ...star, name }))].map((one) => this.imported(file, one));
    return merged([{ ...nothing, units, variables: [variable] }, ...found]);
  }

  private variable(file: string, name: string): Variable {
    const { variables } = this.file(file);
    const known = variables.get(name) ?? [file, name];
    variables.set(name, known);
    return known;
  }

  private imported(from: string, { level, module, name }: ImportedName): Targets {
    const path = this.project.lookUp(from, level, module);
    if (path === null) return nothing;
    const loaded: Targets = { ...nothing, loads: [path] };
    // `import a.b.c` is used as `a`, then `.b.c`
    if (name === null) return { ...loaded, modules: [path] };
    const submodule = this.project.submodule(path, name);
    const inside: Targets = submodule === null ? nothing : { ...nothing, modules: [submodule] };
    if (path.endsWith("/")) return merged([loaded, inside]);
    const others = this.file(from).others;
    others.add(path);
    const asks = this.symbols(path).byName.has("__getattr__");
    const found = merged([loaded, this.targets(path, name), ...(asks ? [this.targets(path, "__getattr__")] : []), inside]);
    for (const one of this.file(path).others) others.add(one);
    return found;
  }
}

function merged(all: readonly Targets[]): Targets {
  if (all.length === 1) return all[0] ?? nothing;
  return {
    units: together(all.map(({ units }) => units)),
    variables: together(all.map(({ variables }) => variables)),
    loads: together(all.map(({ loads }) => loads)),
    made: together(all.map(({ made }) => made)),
    modules: together(all.map(({ modules }) => modules)),
  };
}

export function byFile(variables: readonly Variable[]): ByFile {
  const out = new Map<string, string[]>();
  for (const [file, name] of variables) {
    const names = out.get(file);
    if (names === undefined) out.set(file, [name]);
    else names.push(name);
  }
  return [...out];
}

/** Each once, in the order of its first list. */
function together<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first, ...others] = lists.filter(({ length }) => length > 0);
  return first === undefined || others.length === 0 ? (first ?? none) : [...new Set([first, ...others].flat())];
}

const indexes = new WeakMap<Project, NameIndex>();

const noUnits: readonly Unit[] = [];
const none: readonly never[] = [];
const nothing: Targets = { units: noUnits, modules: none, variables: none, loads: none, made: none };
const noSymbols: Symbols = { units: [], byName: new Map(), imports: new Map(), stars: [] };

function noText(path: string): never {
  throw new Error(`no reading has begun for ${path}`);
}
