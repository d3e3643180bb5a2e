import { join } from "node:path";
import type { Matrix } from "../../core/analysis/matrix";
import { offHoursWords } from "../../core/footprint/problems/servedHours";
import { budgetSentence } from "../../core/report/budgetSentence";
import { differences, differenceText } from "../../core/report/difference";
import { textTable, visible } from "../../core/report/exports/table";
import { writeJson } from "../../core/report/exports/writeJson";
import { type Gate, gateOf, withoutWords } from "../../core/report/gate";
import { alreadyAvoided } from "../../core/report/savings";
import { factorChangeText } from "../../core/report/tables/factorsText";
import { plansTable } from "../../core/report/tables/matrixText";
import { unservedWords } from "../../core/report/unserved";
import { formatter } from "../../core/report/words/format";
import { base, baseFactors, baseFolder, type Command, date, fetch, folder, json, lang } from "../command";
import { type ExitCode, type Io, Refusal } from "../io";
import { exitCode, type Loaded, loadBase, loadFactorChanges, loadMatrix } from "../load";
import { noteProblems } from "../noteProblems";
import { answersIf } from "../servers";

const exitCodes: Readonly<Record<Gate["result"], ExitCode>> = { within: 0, "no-budget": 0, over: 1, unknown: 2 };

export const check: Command = {
  name: "check",
  subject: "SCENARIO",
  help: (t) => t("hold the decided plan against the budget: exit code 0 within, 1 over carbon or cost, 2 input unusable or budget not checkable"),
  prose: true,
  options: [folder, base, baseFolder, baseFactors, json, date, fetch, lang],
  async run(scenario, args, io) {
    const answers = answersIf(args);
    const loaded = await loadMatrix({ scenario, folder: args.value("folder"), fetch: answers }, io);
    const { analysis, matrix, snapshot } = loaded;
    refuseGuesses(loaded, io);
    const compared = await loadBase({ base: args.value("base"), baseFolder: args.value("base-folder"), folder: args.value("folder"), fetch: answers }, io);
    const factors = loadFactorChanges(args.value("base-factors"), snapshot, io);
    const gate = gateOf(matrix);
    if (args.has("json")) {
      io.out(
        writeJson({
          version: 1,
          ...gate,
          currency: matrix.currency,
          total: matrix.total,
          ...(compared === undefined
            ? {}
            : { base: { scenario: compared.scenario?.file ?? null, total: compared.matrix?.total ?? null }, difference: differences(compared, analysis) }),
          factorSet: analysis.estimate.factorSet,
          ...(factors === undefined ? {} : { factorChanges: factors }),
          problems: analysis.problems,
        }),
      );
    } else {
      io.out(`${textTable(plansTable(matrix, formatter(io.language)), io)}\n${verdict(matrix, gate, io)}\n${leftOut(loaded, matrix, io)}`);
      if (compared !== undefined) io.out(`\n${differenceText(compared, analysis, io.width)}`);
      if (factors !== undefined) io.out(`\n${factorChangeText(factors, matrix.currency, io)}`);
      noteProblems(analysis.problems, loaded.folder, io);
    }
    if (gate.result === "no-budget") io.note(`${io.t("Nothing was checked: the scenario has no budget.")}\n`);
    if (args.has("json") && matrix.total.unchecked.length > 0) io.note(`${withoutWords(matrix, io.language, io.t)}\n`);
    return exitCode(exitCodes[gate.result], loaded, io);
  },
};

const guessed: ReadonlySet<string> = new Set(["unknown-size", "unknown-gpu", "unknown-region"]);

/** A size, a card or a region that no table knows is replaced by a guess, which is said wherever figures are; no build passes or fails on one. */
function refuseGuesses({ analysis: { scenario, problems }, folder }: Loaded, io: Io): void {
  const guesses = problems.filter(({ code, file }) => guessed.has(code) && file === scenario?.file);
  if (guesses.length === 0) return;
  noteProblems(guesses, folder, io);
  throw new Refusal(
    io.t("Nothing was checked: another size, card or region stands in for what no table knows. Repair {0|it|them}, and check again.", guesses.length),
  );
}

/** What the result does without, so that a gate that passes is not taken for one that saw everything. */
function leftOut({ analysis, folder }: Loaded, matrix: Matrix, { t, language }: Io): string {
  const { scenario, problems, silent } = analysis;
  const broken = problems.flatMap(({ severity, file }) => (severity === "error" && file !== undefined && file !== scenario?.file ? [file] : []));
  const files = [...broken, ...silent].map((one) => (isAddress(one) ? one : join(folder, one)));
  const patterns = problems.flatMap(({ code, file, line }) => (code === "no-measurement-file" && file !== undefined ? [`${join(folder, file)}:${line}`] : []));
  const all = [...new Set([...files, ...patterns])];
  const sentences = [
    ...offHoursWords(matrix.hosts, "decided", language, t),
    ...(all.length === 0 ? [] : [t("Left out of this result: {0}.", all.join(", "))]),
    ...unservedWords(analysis, Number.POSITIVE_INFINITY, t),
  ];
  return sentences.map((sentence) => `${visible(sentence)}\n`).join("");
}

const isAddress = (source: string): boolean => /^https?:/.test(source);

function verdict(matrix: Matrix, gate: Gate, io: Io): string {
  const format = formatter(io.language);
  const cost = gate.over.cost ? [io.t("The mean month costs {0}.", format.money(matrix.total.cost, matrix.currency, matrix.total.costs))] : [];
  const unchecked = gate.result === "unknown" || matrix.total.unchecked.length === 0 ? [] : [withoutWords(matrix, io.language, io.t)];
  const already = alreadyAvoided(matrix, format);
  return [budgetSentence(matrix, format), ...cost, ...unchecked, ...(already === null ? [] : [already])].join(" ");
}
