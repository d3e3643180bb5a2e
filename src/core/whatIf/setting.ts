import { languageCode } from "../factors/languageCode";
import type { Plain } from "../scenario/edit/notation";
import { readable, rowKeys } from "../scenario/edit/scenarioEdit";
import { declaredName, nearest, sameId } from "../scenario/names";
import { declaredPath, parsePath, writePath } from "../scenario/pathText";
import { below, keysOf, rootSchemas, schemaOf } from "../scenario/schemaWalk";
import { type Path, Source } from "../scenario/source";
import { type PathChange, remove } from "./candidate";

// `hosts.speech.deployment=scale-to-zero`: a change of the scenario as a command line writes it.

/**
 * The change that a text asks for; null where it has no `PATH=VALUE`.
 *
 *     volume.growth=8 %/month       -> set ["volume", "growth"] to "8 %/month"
 *     services.x.model="mistral:7b" -> quotes go
 *     services.x.input.media=[text] -> lists and maps as in YAML
 *     services."v1.ask".retries=null, or nothing after path in `removal` -> the key goes
 */
export function parseSetting(text: string): PathChange | null {
  const [, pathText = "", valueText = ""] = /^((?:"[^"]*"|[^="])+)=(.*)$/s.exec(text) ?? [];
  const path = parsePath(pathText);
  const written = valueText.trim();
  if (path === null || written === "") return null;
  if (written === "null") return remove(path);
  const value = plainValue(written);
  return value === null ? null : { type: "set", path, value };
}

function plainValue(written: string): Plain | null {
  const [, , quoted] = /^(["'])([\s\S]*)\1$/.exec(written) ?? [];
  if (quoted !== undefined) return quoted;
  if (/^[[{]/.test(written)) return flow(written);
  if (written === "true" || written === "false") return written === "true";
  return /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : written;
}

/** `[audio, video]`, `{ share: 50 % }`: YAML in one line. */
function flow(written: string): Plain | null {
  const source = new Source(`value: ${written}`, "value.yaml");
  const data = source.data as { readonly value?: Plain };
  return source.errors.length > 0 || data.value === undefined ? null : data.value;
}

/** The same change with names as the scenario declares them: those with a dot need no quotes. */
export function inScenario(change: PathChange, text: string, file: string): PathChange {
  return { ...change, path: declaredPath(change.path, readable(text, file)?.data) };
}

/** A step of a path that the scenario does not know. */
export interface PathFault {
  /** the path up to the step */
  readonly path: string;
  readonly step: string;
  /** the step that was probably meant */
  readonly meant: string | undefined;
  /** whole paths that were probably meant: where the scenario has such a step elsewhere */
  readonly elsewhere: readonly string[];
  /** what may stand there; empty where nothing may */
  readonly known: readonly string[];
}

/**
 * The first step that neither the schema nor the text knows, or that nearly is the name of something declared; null: the path is fine.
 * `beside`: the changes asked for together; a machine that one of them puts a service on is meant to be new.
 */
export function pathFault(path: Path, text: string, file: string, beside: readonly PathChange[] = []): PathFault | null {
  const source = readable(text, file);
  const data = source?.data;
  const rows = source === null ? [] : rowKeys(source);
  let schemas: typeof rootSchemas = rootSchemas;
  let here: unknown = data;
  for (const [index, one] of path.entries()) {
    const step = String(one);
    const keys = keysOf(schemaOf(schemas));
    const next = below(schemas, /^\d+$/.test(step) && keys.length === 0 ? Number(step) : step);
    const names = namesIn(here);
    const before = writePath(path.slice(0, index));
    if (next.length === 0) {
      // A quantity may be written with its range and its origin.
      if (keys.length === 0 && index > 0 && quantityKeys.includes(step)) return null;
      const known = nearest(step, keys);
      return { path: before, step, meant: known, elsewhere: known === undefined ? elsewhere(path, index, data) : [], known: keys };
    }
    const isName = keys.length === 0 && (index !== 1 || named.includes(String(path[0])));
    const possible = index === 1 && path[0] === "decisions" ? [...new Set([...names, ...rows])] : names;
    const isHost = index === 1 && path[0] === "hosts";
    // A short name may well be another one; a machine without a service is nothing that anybody asks for.
    const isMeant = declaredName(step, possible) !== undefined || (isHost ? servedBy(step, beside) : step.length <= 3);
    const isDeclared = declaredName(step, possible) !== undefined;
    // `hosts.deployment`: the name of the machine was left out.
    if (isName && !isDeclared && index === 1 && path.length === 2 && keysOf(schemaOf(next)).includes(step) && names.length > 0)
      return { path: before, step, meant: undefined, elsewhere: elsewhere(path, index, data), known: possible };
    // `languages.arabic`: the name of a language where its code is declared.
    const isWord = path[index - 1] === "languages" && /^\p{L}{4,}$/u.test(step);
    const code = isDeclared || !isWord ? undefined : declaredName(languageCode(step) ?? "", possible);
    const meant = isName && !isMeant ? (nearest(step, possible) ?? code) : code;
    if (meant !== undefined) return { path: before, step, meant, elsewhere: [], known: possible };
    schemas = next;
    here = dataBelow(here, step);
  }
  return null;
}

/**
 * Where the steps of a path from `index` on can stand, one level or more below: `speech.deployment` -> `hosts.speech.deployment`,
 * `model` -> `services.S.model` of each service. A path with slashes is meant to have dots.
 */
function elsewhere(path: Path, index: number, data: unknown): readonly string[] {
  const [slashed] = path;
  if (path.length === 1 && String(slashed).includes("/")) {
    const parts = String(slashed).split("/");
    return stands(parts, rootSchemas, data) ? [writePath(parts)] : [];
  }
  const [before, rest] = [path.slice(0, index), path.slice(index)];
  let level: readonly Place[] = [before.reduce(stepInto, { path: [], schemas: rootSchemas, data })];
  for (let depth = 0; depth < deepest; depth++) {
    level = level.flatMap((place) => stepsBelow(place).map((step) => stepInto(place, step)));
    const found = level.filter((place) => stands(rest, place.schemas, place.data));
    if (found.length > 0) return found.map((place) => writePath([...place.path, ...rest]));
  }
  return [];
}

/** A place in schema and data, with its path. */
interface Place {
  readonly path: Path;
  readonly schemas: typeof rootSchemas;
  readonly data: unknown;
}

/** So many levels may have been left out: `services`, the name of one. */
const deepest = 2;

function stepInto({ path, schemas, data }: Place, step: string | number): Place {
  return { path: [...path, step], schemas: below(schemas, step), data: dataBelow(data, String(step)) };
}

/** The keys of a map and the names that a scenario declares in a list of names. */
function stepsBelow({ schemas, data }: Place): readonly string[] {
  const keys = keysOf(schemaOf(schemas));
  return keys.length > 0 ? keys : namesIn(data);
}

/** Whether schema or scenario know each of the steps. */
function stands(steps: Path, schemas: typeof rootSchemas, data: unknown): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  const known = stepsBelow({ path: [], schemas, data });
  return declaredName(String(step), known) !== undefined && stands(rest, below(schemas, step), dataBelow(data, String(step)));
}

function namesIn(data: unknown): readonly string[] {
  return typeof data === "object" && data !== null && !Array.isArray(data) ? Object.keys(data) : [];
}

function dataBelow(data: unknown, step: string): unknown {
  return (data as Record<string, unknown> | undefined)?.[declaredName(step, namesIn(data)) ?? step];
}

function servedBy(host: string, changes: readonly PathChange[]): boolean {
  return changes.some(({ path, ...change }) => change.type === "set" && path[0] === "services" && path.at(-1) === "host" && sameId(String(change.value), host));
}

const named = ["hosts", "services", "decisions"];
const quantityKeys = ["value", "range", "basis", "source", "date"];
