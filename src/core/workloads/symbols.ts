import { type Piece, Scan } from "../python/split";
import type { Derivation, FileText } from "../routes/fileText";
import { frameworks } from "../routes/project/libraryNames";
import { isLibrary, reachesOut, showsModels } from "./signs";

/** Something of the outermost level of a file that is run as a whole: a definition, or one statement. */
export interface Unit {
  readonly file: string;
  readonly text: string;
  /** from 0 */
  readonly line: number;
  /** every word of it, those of strings too: a name that it uses is one of them */
  readonly words: ReadonlySet<string>;
  /** the words that its file defines or imports; all where it imports stars */
  names: readonly string[];
  /** somebody asked what it leads to */
  looked: boolean;
  /** the words of it that turned out to be modules: all its words may be names of theirs */
  readonly modules: Set<string>;
  uses: boolean | null;
}

/** What a name may stand for that is imported somewhere in a file; `name` is null for a module itself. */
export interface ImportedName {
  readonly level: number;
  readonly module: string;
  readonly name: string | null;
}

/** The names of one file, read without parsing it: more than it has, never fewer. */
export interface Symbols {
  /** by line */
  readonly units: readonly Unit[];
  readonly byName: ReadonlyMap<string, readonly Unit[]>;
  readonly imports: ReadonlyMap<string, readonly ImportedName[]>;
  readonly stars: readonly ImportedName[];
}

/** Once for each text of a file. */
export function symbolsOf(path: string, file: FileText): Symbols {
  return file.derive(symbols, path);
}

const symbols: Derivation<Symbols> = { make: read, same: sameSymbols };

/** Whether a unit itself may use a model: by its text, or by what its file imports. */
export function usesModels(unit: Unit, { imports, stars }: Symbols): boolean {
  unit.uses ??= showsModels(unit.text, unit.words) || stars.some(isOfLibrary) || unit.names.some((name) => imports.get(name)?.some(isOfLibrary));
  return unit.uses ?? false;
}

function isOfLibrary({ level, module, name }: ImportedName): boolean {
  return level === 0 && (isLibrary.test(module) || (name !== null && reachesOut.test(`${module}.${name}`)));
}

/** Whether all that was asked of one text has the same answer for another one. */
function sameSymbols(a: Symbols, b: Symbols): boolean {
  if (a.units.length !== b.units.length || !sameMap(a.imports, b.imports, (x, y) => JSON.stringify(x) === JSON.stringify(y))) return false;
  if (JSON.stringify(a.stars) !== JSON.stringify(b.stars)) return false;
  const position = (of: Symbols): Map<Unit, number> => new Map(of.units.map((unit, index) => [unit, index]));
  const [inA, inB] = [position(a), position(b)];
  const places = (units: readonly Unit[], where: Map<Unit, number>): string => units.map((unit) => where.get(unit)).join();
  if (!sameMap(a.byName, b.byName, (x, y) => places(x, inA) === places(y, inB))) return false;
  return a.units.every((unit, index) => {
    const other = b.units[index] as Unit;
    if (!unit.looked || unit.text === other.text) return true;
    if (unit.modules.size > 0 && !sameSet(unit.words, other.words)) return false;
    if ([...unit.modules].some((word) => isGiven(word, unit.text) !== isGiven(word, other.text))) return false;
    return sameSet(new Set(unit.names), new Set(other.names)) && usesModels(unit, a) === usesModels(other, b);
  });
}

/** What was asked of one text counts as asked of the one that takes its place, and of all that is new in it. */
export function lookedAlike(path: string, before: FileText, now: FileText): void {
  const old = new Map<string, Unit[]>();
  for (const unit of symbolsOf(path, before).units) old.set(unit.text, [...(old.get(unit.text) ?? []), unit]);
  for (const unit of symbolsOf(path, now).units) {
    const same = old.get(unit.text);
    unit.looked ||= same === undefined || same.some(({ looked }) => looked);
    for (const one of same ?? []) for (const word of one.modules) unit.modules.add(word);
  }
}

/** Whether a text names something without asking it for a name at once: whoever is given a module may use anything of it. */
export function isGiven(word: string, text: string): boolean {
  return new RegExp(`(?<!\\w)${word}\\b(?!\\s*\\.)`).test(text);
}

function sameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, same: (x: T, y: T) => boolean): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

function read(source: FileText, file: string): Symbols {
  const units: Unit[] = [];
  const byName = new Map<string, Unit[]>();
  const name = (word: string, unit: Unit): void => {
    const same = byName.get(word);
    if (same === undefined) byName.set(word, [unit]);
    else if (same.at(-1) !== unit) same.push(unit);
  };
  for (const piece of source.split.pieces) {
    if (piece.kind === "import") continue;
    const statements = piece.kind === "code" ? statementsOf(piece) : [{ at: piece.start, end: piece.end, line: piece.line }];
    for (const { at, end, line } of statements) {
      const text = source.text.slice(at, end);
      const words = wordsOf(piece.kind === "code" ? text : withoutRegistration(text));
      const unit: Unit = { file, text, line, words, names: [], looked: false, modules: new Set(), uses: null };
      units.push(unit);
      if (piece.name !== "") name(piece.name, unit);
      else for (const word of boundIn(text)) name(word, unit);
      // a function that sets a name of its module when somebody calls it
      if (piece.kind !== "code") for (const [, names = ""] of text.matchAll(/\bglobal[ \t]+([\w, \t]+)/g)) for (const one of wordsOf(names)) name(one, unit);
    }
  }
  const { imports, stars } = importedNames(source.text);
  for (const unit of units) unit.names = [...unit.words].filter((word) => stars.length > 0 || byName.has(word) || imports.has(word));
  return { units, byName, imports, stars };
}

function statementsOf({ starts, end }: Piece): { at: number; end: number; line: number }[] {
  return starts.map(({ at, line }, index) => ({ at, line, end: starts[index + 1]?.at ?? end }));
}

function wordsOf(text: string): ReadonlySet<string> {
  // Unicode's classes are slow, and few texts need them
  return new Set(text.match(isPlain.test(text) ? /[A-Za-z_]\w*/g : /[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
}

const isPlain = /^[\0-\x7f]*$/;

/** Words that a statement of the outermost level may bind, or whose value it may change. */
function boundIn(text: string): Iterable<string> {
  if (/^(?:if|else|elif|try|except|finally|for|while|with|async|match|del)\b/.test(text)) return wordsOf(text);
  const inside = [...text.matchAll(/(\w+)\s*:=/g)].map(([, name = ""]) => name);
  const assigned = text.slice(0, lastAssignment(text));
  const target = assigned === "" ? (/^[^(]*/.exec(text)?.[0] ?? text) : assigned;
  return serves.test(target) ? inside : [...wordsOf(target), ...inside];
}

/** Where the last `=` outside brackets and strings stands, as in `a = b = c`; 0 for none. */
function lastAssignment(text: string): number {
  const bare = text.replace(/#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (part) => " ".repeat(part.length));
  let [depth, last] = [0, 0];
  for (const { 0: mark, index } of bare.matchAll(/[([{]|[)\]}]|(?<![=!<>:])=(?!=)/g)) {
    if (mark === "=") last = depth === 0 ? index : last;
    else depth += "([{".includes(mark) ? 1 : -1;
  }
  return last;
}

/** What one application does with its routers says nothing of a handler that only names the router. */
const serves = /\.(?:include_router|mount|add_middleware|add_exception_handler|add_(?:api_)?(?:websocket_)?route|add_event_handler)$/;

const registers = /^[ \t]*@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|api_route|websocket|route)\(/;

/** A definition without the decorators that make it a handler: whoever calls it sees nothing of them, and their dependencies are known. */
function withoutRegistration(text: string): string {
  if (!text.includes("@")) return text;
  const scan = new Scan(text);
  let out = "";
  while (scan.position < text.length) {
    const { position } = scan;
    do if (scan.logicalLine() !== null) return text;
    while (scan.depth > 0 && scan.position < text.length);
    const line = text.slice(position, scan.position);
    if (!registers.test(line)) out += line;
  }
  return out;
}

const importing = /(?:^|[;:])\s*(?:from\s*(\.*)\s*([\w.]*)\s+import\b\s*([^;]+)|import\s+([^;]+))/g;

function importedNames(text: string): Pick<Symbols, "imports" | "stars"> {
  const imports = new Map<string, ImportedName[]>();
  const stars: ImportedName[] = [];
  const bind = (word: string, target: ImportedName): void => {
    const others = imports.get(word);
    if (others === undefined) imports.set(word, [target]);
    else others.push(target);
  };
  for (const statement of statementsWith("import", text)) {
    for (const [, dots = "", module = "", names = "", modules] of statement.matchAll(importing)) {
      if (dots === "" && modules === undefined && frameworks.test(module)) continue;
      for (const one of (modules ?? names).replace(/[()]/g, "").split(",")) {
        const [name = "", as, alias] = one.trim().split(/\s+/);
        if (name === "") continue;
        if (modules !== undefined) {
          // `import a.b` binds `a`, under which `b` is found
          bind(as === "as" && alias !== undefined ? alias : (name.split(".", 1)[0] ?? name), { level: 0, module: name, name: null });
        } else if (name === "*") stars.push({ level: dots.length, module, name: null });
        else bind(as === "as" && alias !== undefined ? alias : name, { level: dots.length, module, name });
      }
    }
  }
  return { imports, stars };
}

/** Statements and heads of blocks that hold a word, each in one line and without its comments. */
function statementsWith(word: string, text: string): string[] {
  const found: string[] = [];
  const scan = new Scan(text);
  while (scan.position < text.length) {
    let line = "";
    do {
      const { position } = scan;
      scan.logicalLine();
      line += text.slice(position, scan.comment === -1 ? scan.position : scan.comment);
    } while (scan.depth > 0 && scan.position < text.length);
    if (line.includes(word)) found.push(line.replace(/\\?\s*\n/g, " "));
  }
  return found;
}
