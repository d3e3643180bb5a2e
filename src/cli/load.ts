import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Analysis } from "../core/analysis/analysis";
import type { Matrix } from "../core/analysis/matrix";
import { scenarioErrors } from "../core/analysis/scenarioErrors";
import { analyze } from "../core/analyze";
import { isScenarioFile } from "../core/files/projectFiles";
import { type FactorChanges, factorChanges, readEarlierFactors } from "../core/footprint/factorChanges";
import type { Thoroughness } from "../core/footprint/plans/robustness";
import type { Problem } from "../core/problem";
import { parseScenario } from "../core/scenario/parseScenario";
import type { Snapshot } from "../core/snapshot";
import { fingerprintOf } from "../node/fingerprint";
import { type ExitCode, type Io, Refusal } from "./io";
import { readMeasurementFiles } from "./measurementFiles";
import { noteProblems } from "./noteProblems";
import { codeOf, readFolderFiles } from "./readCode";
import type { FolderFiles } from "./readFolder";
import { type Answers, askServers } from "./servers";
import { namedStatus } from "./statusOf";

export interface Loaded {
  readonly analysis: Analysis;
  /** folder of the code, from which paths of files count */
  readonly folder: string;
  /** what it was made from */
  readonly snapshot: Snapshot;
  /** measurement files and addresses that were asked for, and of which nothing counts */
  readonly unanswered: readonly string[];
  /** hash of tool, scenario text and factors used */
  readonly fingerprint: string;
}

interface Wanted {
  readonly folder: string;
  /** read already, if so */
  readonly files?: FolderFiles | undefined;
  /** path of the scenario file */
  readonly scenario?: string | undefined;
  /** ask the servers that the scenario names, but for what these answered already; undefined: ask none */
  readonly fetch: Answers | undefined;
  /** `exact` counts in every draw the plan of the rule itself, which takes seconds; else a first answer */
  readonly robustness?: Thoroughness | undefined;
  /** changes the scenario's text before it is read; the file stays as it is */
  readonly edit?: ((text: string) => string) | undefined;
  /** the sentence on mistakes that `edit` made: their places are in a text that nobody sees */
  readonly blame?: ((errors: readonly Problem[]) => string) | undefined;
}

/** Scenarios are written by hand; beyond this it is some other file. */
const mostBytes = 4 * 1024 * 1024;
/** A report of a large scenario with all its months. */
const mostFactorBytes = 64 * 1024 * 1024;

/** Reads code, scenario and measurements, and analyses them. Refuses a scenario that cannot be used. */
export async function load({ folder, files, scenario, fetch, edit, blame, robustness = "first" }: Wanted, io: Io): Promise<Loaded> {
  const { t } = io;
  const onDisk = scenario === undefined ? undefined : readScenario(scenario, io);
  const text = onDisk === undefined ? undefined : (edit?.(onDisk) ?? onDisk);
  const source = scenario === undefined || text === undefined ? null : { file: pathFrom(folder, scenario), text };
  const document = source === null ? null : parseScenario(source.text, source.file, t);
  const written = document?.scenario ?? null;
  const code = await codeOf(files ?? (await readFolderFiles(folder, io)), written?.routes ?? [], io);
  const measured = readMeasurementFiles({ folder, scenarioFolder: scenario === undefined ? folder : dirname(scenario), sources: written?.measurements }, io);
  const servers = written?.measurements?.filter((source) => source.prometheus !== undefined) ?? [];
  const remote = fetch === undefined ? [] : await askServers(written?.measurements ?? [], fetch, io);
  if (fetch === undefined && servers.length > 0)
    io.note(`${t("{0} measuring {0|server was|servers were} not asked: --fetch asks {0|it|them}.", servers.length)}\n`);
  const snapshot: Snapshot = {
    language: io.language,
    today: io.today,
    code: { ...code, problems: [...code.problems, ...measured.problems] },
    scenario: source,
    measurementFiles: measured.files,
    remote,
  };
  const analysis = analyze(snapshot, {}, { robustness });
  refuseErrors(analysis, folder, document?.problems ?? [], io, blame);
  const unanswered = [...measured.unread, ...analysis.silent];
  const fingerprint = fingerprintOf(analysis, text ?? null);
  return { analysis, folder, snapshot, unanswered: [...new Set(unanswered)], fingerprint };
}

/**
 * A measurement file or server that was asked for and gave nothing makes the input incomplete: a pipeline must not take the figures for measured ones.
 * Nor does one pass or fail on a duty above a veto, which people settle.
 */
export function exitCode(code: ExitCode, { unanswered, analysis }: Loaded, { t, note }: Io): ExitCode {
  if (analysis.problems.some(isContradiction)) {
    note(`${t("An obligation and a veto contradict each other: the exit code is 2 until that is settled.")}\n`);
    return 2;
  }
  if (unanswered.length === 0) return code;
  const sources = unanswered.join(", ");
  note(
    code === 1
      ? `${t("{0} gave no measurement, so these figures are without it. The exit code is 1 because they exceed the budget.", sources)}\n`
      : `${t("{0} gave no measurement, so these figures are without it, and the exit code is 2.", sources)}\n`,
  );
  return code === 0 ? 2 : code;
}

/** The same for commands that work on a scenario: its folder is the code's unless another is named. */
export async function loadMatrix(
  { scenario, folder, ...rest }: Omit<Wanted, "folder" | "scenario"> & { readonly scenario: string; readonly folder?: string | undefined },
  io: Io,
): Promise<Loaded & { readonly matrix: Matrix }> {
  const loaded = await load({ ...rest, folder: folder ?? dirname(scenario), scenario: checkedScenario(scenario, io) }, io);
  if (loaded.analysis.matrix === null) throw new Refusal(io.t("{0} gives no matrix.", scenario));
  return { ...loaded, matrix: loaded.analysis.matrix };
}

/** The analysis that `--base` names, or none. */
export async function loadBase(
  { base, baseFolder, folder, fetch }: { base: string | undefined; baseFolder: string | undefined; folder: string | undefined; fetch: Answers | undefined },
  io: Io,
): Promise<Analysis | undefined> {
  if (base === undefined) return undefined;
  return (await loadMatrix({ scenario: base, folder: baseFolder ?? folder, fetch }, io)).analysis;
}

/** What `--base-factors` names against today's factors, or nothing. */
export function loadFactorChanges(file: string | undefined, snapshot: Snapshot, io: Io): FactorChanges | undefined {
  if (file === undefined) return undefined;
  const { t } = io;
  const status = namedStatus(file, io);
  if (!status?.isFile()) throw new Refusal(t("There is no file {0}. Check the path.", file));
  if (status.size > mostFactorBytes) throw new Refusal(t("{0} has {1} MB: that is not a report.", file, Math.round(status.size / 1024 / 1024)));
  const earlier = readEarlierFactors(readFileSync(file, "utf8"));
  if (earlier === null) throw new Refusal(t("{0} holds no factors: name what `report --format json` or `estimate --json` wrote.", file));
  return factorChanges(snapshot, earlier) ?? undefined;
}

/** Endings of other things that people have at hand; one without an ending may be a scenario that Git printed. */
const notScenario = /\.(py|ipynb|md|toml|cfg|ini|csv|html?|xlsx?|docx?|pdf|lock)$/i;

function scenariosIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => isScenarioFile(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The path of a scenario as it was given; a folder, or what is no scenario by its ending, is refused with what to name instead. */
export function checkedScenario(scenario: string, io: Io): string {
  const { t } = io;
  if (namedStatus(scenario, io)?.isDirectory()) {
    const inside = scenariosIn(scenario);
    throw new Refusal(
      inside.length > 0
        ? t("{0} is a folder. Name a scenario in it: {1}.", scenario, inside.join(", "))
        : t("{0} is a folder without a scenario. `carbon-matrix init {0}` writes a first one.", scenario),
    );
  }
  if (notScenario.test(scenario))
    throw new Refusal(t("{0} is not a scenario: a scenario is a .yaml, .yml or .json file, such as {1}.", scenario, "api.carbon.yaml"));
  return scenario;
}

/** The text of a scenario file; one that is missing, too large or not readable is refused with the reason. */
export function readScenario(file: string, io: Io): string {
  const { t } = io;
  const status = namedStatus(file, io);
  if (status === null) throw new Refusal(t("There is no scenario file {0}. Check the path.", file));
  if (!status.isFile()) throw new Refusal(t("{0} is not a file. Name a scenario file, such as {1}.", file, "api.carbon.yaml"));
  if (status.size > mostBytes) throw new Refusal(t("{0} has {1} MB: that is not a scenario file.", file, Math.round(status.size / 1024 / 1024)));
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal(t("{0} cannot be read ({1}). Check its permissions.", file, (error as NodeJS.ErrnoException).code ?? String(error)));
  }
}

/** No field is wrong, and every figure stands: it counts with the duty. */
const isContradiction = ({ code }: Problem): boolean => code === "gates-contradict";

/** A field with a mistake is left out of the figures, so a gate that went on could pass for the want of a budget. */
function refuseErrors(analysis: Analysis, folder: string, written: readonly Problem[], io: Io, blame: Wanted["blame"]): void {
  const { scenario, problems } = analysis;
  if (scenario === null) return;
  const errors = scenarioErrors(analysis);
  if (scenario.valid && errors.length === 0) return;
  if (blame !== undefined && errors.length > 0) throw new Refusal(blame(errors));
  // A warning of the same text may be the cause: a language called `french` leaves `fr` undeclared.
  const found = problems.filter((problem) => errors.includes(problem) || written.some((one) => one.code === problem.code && one.line === problem.line));
  noteProblems(found, folder, io);
  throw new Refusal(io.t("{0} cannot be used until its errors are repaired.", join(folder, scenario.file)));
}

function pathFrom(folder: string, file: string): string {
  return relative(resolve(folder), resolve(file)).split(sep).join("/");
}
