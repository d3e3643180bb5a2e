import { readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { expandBraces, matchesSegments } from "../core/files/glob";
import { skippedFolders } from "../core/files/projectFiles";
import { chosenMeasurements, measurementPatterns, noMeasurementFile, probeFilesNotRead } from "../core/measurements/measurementFiles";
import type { Problem } from "../core/problem";
import type { MeasurementSource } from "../core/scenario/scenario";
import { measurementText } from "../node/measurementText";
import { entriesOf } from "./entriesOf";
import type { Io } from "./io";
import { statusOf } from "./statusOf";

/** Folders that a pattern with two stars does not search. */
const neverEntered: ReadonlySet<string> = new Set(skippedFolders);

interface Found {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  /** files that were named and cannot be read, or are not there; a pattern may name files that are still to come */
  readonly unread: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * The texts that the scenario's file patterns name, from the scenario's folder; `.carbon-matrix/*.json` where it names none.
 * Paths are given from `folder`. Whoever runs the command may read files outside it, as with any other argument; an assistant may not.
 */
export function readMeasurementFiles(
  { folder, scenarioFolder, sources }: { folder: string; scenarioFolder: string; sources: readonly MeasurementSource[] | undefined },
  { t, mayRead }: Pick<Io, "t" | "mayRead">,
): Found {
  const problems: Problem[] = [];
  const files: { file: string; text: string }[] = [];
  const named = measurementPatterns(sources).map((one) => ({ ...one, paths: filesOf(scenarioFolder, one.pattern) }));
  problems.push(...named.flatMap((one) => (one.paths.length === 0 ? noMeasurementFile(one, t) : [])));
  const paths = [...new Set(named.flatMap((one) => (one.read ? one.paths : [])))];
  const unread = named.flatMap((one) => (one.read ? [] : one.paths)).filter((path) => !paths.includes(path));
  const pathOf = (path: string): string => relative(resolve(folder), path).split(sep).join("/");
  problems.push(...probeFilesNotRead(unread.map(pathOf), t));
  const readable = paths.filter((path) => mayRead(path));
  if (readable.length < paths.length) {
    const message = t("A measurement file of the scenario lies outside the folders that may be read here, and was not read.");
    problems.push({ code: "measurement-outside", severity: "warning", message });
  }
  const found = readable.map((path) => ({ path, file: pathOf(path), size: statusOf(path)?.size ?? null }));
  const { chosen, problems: left } = chosenMeasurements(found, t);
  problems.push(...left);
  for (const { file, path } of chosen) {
    const read = measurementText(file, bytesOf(path), t);
    if ("problem" in read) problems.push(read.problem);
    else files.push({ file, text: read.text });
  }
  const missing = named.flatMap(({ pattern, source, read, paths: found }) =>
    source !== null && read && found.length === 0 && !isWild(pattern) ? [pattern] : [],
  );
  return { files, unread: [...missing, ...problems.flatMap(({ severity, file }) => (severity === "error" && file !== undefined ? [file] : []))], problems };
}

const isWild = (pattern: string): boolean => /[*?[{]/.test(pattern);

function bytesOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Absolute paths of the files that one pattern names. */
function filesOf(folder: string, pattern: string): readonly string[] {
  return expandBraces(pattern.replaceAll("\\", "/")).flatMap((one) => {
    const segments = one.split("/").filter((segment) => segment !== "" && segment !== ".");
    const wild = segments.findIndex((segment) => /[*?[]/.test(segment));
    const fixed = wild === -1 ? segments : segments.slice(0, wild);
    const start = isAbsolute(one) ? resolve("/", ...fixed) : resolve(folder, ...fixed);
    if (wild === -1) return isFile(start) ? [start] : [];
    return search(start, [], segments.slice(wild));
  });
}

function search(top: string, below: readonly string[], pattern: readonly string[]): readonly string[] {
  const deep = pattern.includes("**");
  if (!deep && below.length >= pattern.length) return [];
  // A folder that is not there holds no measurements: that is how every project starts.
  return (entriesOf(join(top, ...below)) ?? []).flatMap((entry) => {
    const path = [...below, entry.name];
    if (entry.isDirectory()) return neverEntered.has(entry.name) ? [] : search(top, path, pattern);
    const file = join(top, ...path);
    return matchesSegments(pattern, path) && isFile(file) ? [file] : [];
  });
}

function isFile(path: string): boolean {
  return statusOf(path)?.isFile() ?? false;
}
