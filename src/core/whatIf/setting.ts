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
  /** what was probably meant */
  readonly meant: string | undefined;
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
    const names = Object.keys(typeof here === "object" && here !== null ? here : {});
    const before = writePath(path.slice(0, index));
    if (next.length === 0) {
      // A quantity may be written with its range and its origin.
      if (keys.length === 0 && index > 0 && quantityKeys.includes(step)) return null;
      return { path: before, step, meant: nearest(step, keys), known: keys };
    }
    const isName = keys.length === 0 && (index !== 1 || named.includes(String(path[0])));
    const possible = index === 1 && path[0] === "decisions" ? [...new Set([...names, ...rows])] : names;
    const isHost = index === 1 && path[0] === "hosts";
    // A short name may well be another one; a machine without a service is nothing that anybody asks for.
    const isMeant = declaredName(step, possible) !== undefined || (isHost ? servedBy(step, beside) : step.length <= 3);
    const meant = isName && !isMeant ? nearest(step, possible) : undefined;
    if (meant !== undefined) return { path: before, step, meant, known: possible };
    schemas = next;
    here = (here as Record<string, unknown> | undefined)?.[names.find((name) => sameId(name, step)) ?? step];
  }
  return null;
}

function servedBy(host: string, changes: readonly PathChange[]): boolean {
  return changes.some(({ path, ...change }) => change.type === "set" && path[0] === "services" && path.at(-1) === "host" && sameId(String(change.value), host));
}

const named = ["hosts", "services", "decisions"];
const quantityKeys = ["value", "range", "basis", "source", "date"];
