import { basename } from "node:path";
import type { Analysis } from "../../core/analysis/analysis";
import type { Matrix } from "../../core/analysis/matrix";
import { offHoursWords } from "../../core/footprint/problems/servedHours";
import type { Problem } from "../../core/problem";
import { budgetSentence } from "../../core/report/budgetSentence";
import { differences, differenceText } from "../../core/report/difference";
import { writeJson } from "../../core/report/exports/writeJson";
import { nothingDecided } from "../../core/report/settled";
import { changeWords, settingsOf, whatIfText } from "../../core/report/tables/whatIfText";
import { formatter } from "../../core/report/words/format";
import { applyEdits, scenarioEdits } from "../../core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../core/scenario/parseScenario";
import { parsePath, writePath } from "../../core/scenario/pathText";
import { firstNames } from "../../core/text";
import type { PathChange } from "../../core/whatIf/candidate";
import { rangeOfChange } from "../../core/whatIf/rangeOfChange";
import { inScenario, parseSetting, pathFault } from "../../core/whatIf/setting";
import { suggest, type Target } from "../../core/whatIf/suggest";
import type { Arguments } from "../arguments";
import { type Command, date, fetch, folder, json, lang } from "../command";
import { type ExitCode, type Io, Refusal } from "../io";
import { exitCode, type Loaded, loadMatrix } from "../load";
import { noteProblems } from "../noteProblems";
import { answersIf } from "../servers";

/** Paths that are proposed in place of one that is not there. */
const mostPaths = 4;

/** Suggestions of one kind for one thing that a terminal lists. */
const mostOfAKind = 3;

export const whatIf: Command = {
  name: "what-if",
  subject: "SCENARIO",
  help: (t) => t("show what a change of the scenario would do, or rank the changes that could be made; the file stays as it is"),
  prose: true,
  options: [
    {
      name: "set",
      value: "PATH=VALUE",
      multiple: true,
      help: (t) => t("a change, such as hosts.speech.deployment=scale-to-zero; may be repeated; without one, changes are suggested"),
    },
    { name: "remove", value: "PATH", multiple: true, help: (t) => t("a key that goes, such as hosts.speech.price; may be repeated") },
    { name: "endpoint", value: "ID", help: (t) => t('suggest changes for one endpoint only, such as "POST /transcribe"') },
    folder,
    json,
    date,
    fetch,
    lang,
  ],
  async run(scenario, args, io) {
    const changes = [...args.values("set").map((text) => settingOf(text, io)), ...args.values("remove").map((text) => removalOf(text, io))];
    return changes.length === 0 ? suggested(scenario, args, io) : changed(scenario, changes, args, io);
  },
};

async function changed(scenario: string, written: readonly PathChange[], args: Arguments, io: Io): Promise<ExitCode> {
  if (args.value("endpoint") !== undefined) throw new Refusal(io.t("--endpoint asks for suggestions: leave it out with --set and --remove."));
  const wanted = { scenario, folder: args.value("folder"), fetch: answersIf(args) };
  const before = await loadMatrix(wanted, io);
  const changes = written.map((change) => inScenario(change, before.snapshot.scenario?.text ?? "", basename(scenario)));
  const edit = (text: string): string => changes.reduce((current, change) => applied(current, change, { file: basename(scenario), changes }, io), text);
  const after = await loadMatrix({ ...wanted, edit, blame: (errors) => blamed(errors, changes, before, args, io) }, io);
  if (!args.has("json")) {
    io.out(
      `${differenceText(before.analysis, after.analysis, io.width)}\n${[budgetSentence(after.matrix, formatter(io.language)), ...offHoursWords(after.matrix.hosts, "decided", io.language, io.t)].join(" ")}\n`,
    );
    const range = rangeOfChange(before.snapshot, after.snapshot).decided;
    const words = range === null ? "" : changeWords(range, io);
    const said = nothingDecided(after.matrix)
      ? io.t("With everything on the difference is {0} a month", words)
      : io.t("Of the decided plan the difference is {0} a month", words);
    if (range !== null) io.out(`${range.low === range.high ? `${said}.` : io.t("{0}, P5 to P95 with the same draws on both sides.", said)}\n`);
    noteProblems(after.analysis.problems.filter(saysWhy(after)), after.folder, io);
    for (const message of newProblems(before.analysis, after.analysis)) io.note(`${message}\n`);
    return exitCode(0, after, io);
  }
  const plans = ({ plans: all, total }: Matrix) => ({ plans: all, total });
  io.out(
    writeJson({
      version: 1,
      set: changes.flatMap((change) => (change.type === "set" ? [{ path: writePath(change.path), value: change.value }] : [])),
      removed: changes.flatMap((change) => (change.type === "remove" ? [writePath(change.path)] : [])),
      before: plans(before.matrix),
      after: plans(after.matrix),
      difference: differences(before.analysis, after.analysis),
      changeRange: rangeOfChange(before.snapshot, after.snapshot),
      problems: after.analysis.problems,
    }),
  );
  return exitCode(0, after, io);
}

/** `--set hosts.speech.deployment=sleep: sleep is not ...`: arguments made the mistakes, for the scenario had none before. */
function blamed(errors: readonly Problem[], changes: readonly PathChange[], { snapshot }: Loaded, args: Arguments, { t }: Io): string {
  const written = [...args.values("set").map((text) => `--set ${text}`), ...args.values("remove").map((text) => `--remove ${text}`)];
  const { text = "", file = "" } = snapshot.scenario ?? {};
  const alone = changes.map((change) => parseScenario(applyEdits(text, scenarioEdits(text, [change], file)), file, t).problems);
  const lines = errors.map(({ code, message }) => {
    const guilty = written.filter((_, index) => alone[index]?.some((problem) => problem.code === code && problem.message === message));
    return `${(guilty.length === 0 ? written : guilty).join(" ")}: ${message}`;
  });
  return [...new Set(lines)].join(" ");
}

async function suggested(scenario: string, args: Arguments, io: Io): Promise<ExitCode> {
  const loaded = await loadMatrix({ scenario, folder: args.value("folder"), fetch: answersIf(args) }, io);
  const { snapshot } = loaded;
  const endpoint = args.value("endpoint");
  const target: Target = endpoint === undefined ? { of: "everything" } : { of: "endpoint", id: endpoint };
  const found = suggest(snapshot, target, "decided");
  if (found === null) throw new Refusal(io.t("{0} gives no matrix.", scenario));
  if (endpoint !== undefined && found.suggestions.length === 0 && found.before.endpoint === null)
    throw new Refusal(io.t("No service of the scenario serves {0}. `carbon-matrix estimate` lists the endpoints.", endpoint));
  if (!args.has("json")) {
    io.out(whatIfText(found, mostOfAKind, io, io.width));
    noteProblems(loaded.analysis.problems.filter(saysWhy(loaded)), loaded.folder, io);
    return exitCode(0, loaded, io);
  }
  const suggestions = found.suggestions.map((one) => ({
    ...one,
    changes: one.changes.map((change) => ({ path: writePath(change.path), value: change.type === "set" ? change.value : null })),
    set: settingsOf(one),
  }));
  io.out(writeJson({ version: 1, ...found, suggestions }));
  return exitCode(0, loaded, io);
}

/** `hosts.speech.replicas=2`; the value stands as in the file. */
function settingOf(text: string, { t }: Io): PathChange {
  const change = parseSetting(text);
  if (change === null) throw new Refusal(t("--set wants PATH=VALUE, such as volume.files=800/month, not {0}.", text));
  return change;
}

function removalOf(text: string, { t }: Io): PathChange {
  const path = parsePath(text);
  if (path === null || text.includes("=")) throw new Refusal(t("--remove wants a PATH, such as hosts.speech.price, not {0}.", text));
  return { type: "remove", path };
}

interface Asked {
  readonly file: string;
  readonly changes: readonly PathChange[];
}

function applied(text: string, change: PathChange, { file, changes }: Asked, io: Io): string {
  const { t } = io;
  const path = writePath(change.path);
  const fault = pathFault(change.path, text, file, changes);
  if (fault !== null) {
    const { step, meant, elsewhere, known, path: parent } = fault;
    const where = parent === "" ? t("the scenario") : parent;
    if (meant !== undefined) throw new Refusal(t("There is no {0} in {1}. Did you mean {2}?", step, where, meant));
    if (elsewhere.length > 0) throw new Refusal(t("There is no {0} in {1}. Did you mean {2}?", step, where, firstNames(elsewhere, mostPaths, ", ", t)));
    if (known.length === 0) throw new Refusal(t("Nothing stands below {0}: {1} cannot be set.", where, path));
    throw new Refusal(t("There is no {0} in {1}. There are: {2}.", step, where, known.join(", ")));
  }
  const edits = scenarioEdits(text, [change], file);
  if (edits.length === 0) io.note(`${change.type === "set" ? t("{0} has this value already.", path) : t("{0} is not in the scenario.", path)}\n`);
  return applyEdits(text, edits);
}

/** What is wrong with a measurement that was asked for: it is so before the change and after it. */
const saysWhy =
  ({ unanswered }: Loaded) =>
  ({ severity, code, file }: Problem): boolean =>
    severity !== "information" && unanswered.length > 0 && (code.startsWith("prometheus-") || (file !== undefined && unanswered.includes(file)));

/** What only the changed scenario is told. */
function newProblems(before: Analysis, after: Analysis): string[] {
  // where many machines serve nothing, one sentence counts them
  const key = ({ code, path, message }: Problem): string => `${code} ${path} ${path === "hosts" ? message : ""}`;
  const known = new Set(before.problems.map(key));
  // A machine that the change alone brings, and that serves nothing, is seldom what was meant.
  const matters = ({ code, severity }: Problem): boolean => severity !== "information" || code === "host-without-service";
  return after.problems.filter((one) => matters(one) && !known.has(key(one))).map(({ message }) => message);
}
