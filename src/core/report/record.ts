import type { Analysis } from "../analysis/analysis";
import type { Matrix, MatrixRow } from "../analysis/matrix";
import { dayName, monthName } from "../quantity/dates";
import type { Answers } from "../scenario/scenario";
import { firstNames, joined } from "../text";
import { levelWords, reducedLevels } from "./answer/actions";
import { byService } from "./byService";
import { type Block, facts, heading, list, paragraph, tableBlock } from "./exports/document";
import type { Table } from "./exports/table";
import { planTotal } from "./openRows";
import { optionNotes, optionsTable } from "./recordOptions";
import { bestWhole } from "./savings";
import { nothingDecided } from "./settled";
import type { Format } from "./words/format";
import { changeWords, inputChangeWords } from "./words/robustnessWords";
import { gateWord } from "./words/unitWords";
import { decidedWord, recommendedWord, rowsNamed, unknownOf } from "./words/words";

// The decision record: the shape of MADR 4 (Markdown Any Decision Records), with what RGESN 1.1 asks about need and
// alternatives. What the scenario does not say is "to be answered": a tool must not answer for people.

export interface RecordOptions {
  /** a hash of scenario, factors and tool */
  readonly fingerprint?: string | undefined;
  readonly tool: string;
}

/** Id, status, date, deciders: the head of the record. */
export function recordHead(analysis: Analysis, matrix: Matrix, { fingerprint, tool }: RecordOptions, format: Format): Block[] {
  const { t } = format;
  const decided = matrix.rows.filter((row) => row.decided !== null);
  const complete = decided.length === matrix.rows.length && matrix.rows.length > 0;
  // Who looks after the file has decided nothing by that.
  const by = [...new Set(decided.flatMap((row) => row.by ?? []))];
  const dates = decided.flatMap((row) => row.date ?? []).sort();
  const day = (iso: string): string => dayName(iso, analysis.language);
  const file = (analysis.scenario?.file ?? "").split("/").at(-1) ?? "";
  return [
    facts([
      { term: t("Record"), text: [file.replace(/\.carbon\.(ya?ml|json)$/i, ""), fingerprint?.slice(0, 8)].filter(Boolean).join("-") },
      {
        term: t("Status"),
        text: complete ? t("accepted: every row is decided") : t("proposed: {0} of {1} rows are decided", decided.length, matrix.rows.length),
      },
      { term: t("Date"), text: dates.length > 0 ? day(dates.at(-1) ?? "") : t("{0}, as a proposal", day(analysis.today)) },
      { term: t("Deciders"), text: by.length === 0 ? open(format) : by.join(", ") },
      { term: t("Baseline"), text: t("every service serves every file on the hosts as written, as of {0}", day(analysis.today)) },
      { term: t("Made with"), text: [tool, fingerprint === undefined ? "" : t("fingerprint {0}", fingerprint)].filter(Boolean).join(", ") },
    ]),
  ];
}

/** Context, options, outcome, robustness, consequences and review. */
export function recordBlocks(analysis: Analysis, matrix: Matrix, format: Format): Block[] {
  const { t } = format;
  return [
    heading(3, t("Context and need")),
    paragraph(
      t(
        "RGESN 1.1 (Arcep, Arcom, ADEME, 2024) asks to weigh the utility of a service against its impacts. Answers come from the scenario where it gives them.",
      ),
    ),
    tableBlock(needTable(analysis, matrix, format)),
    heading(3, t("Options considered")),
    tableBlock(optionsTable(matrix, format)),
    list(optionNotes(matrix, format)),
    heading(3, t("Outcome: recommended and chosen")),
    ...(matrix.rows.length === 0 ? [paragraph(t("The scenario names no service yet."))] : [tableBlock(outcomeTable(matrix, format))]),
    heading(3, t("What would change our mind")),
    list(robustness(matrix, format)),
    heading(3, t("Consequences, rebound and review")),
    list(consequences(analysis, matrix, format)),
  ];
}

const open = ({ t }: Format): string => t("to be answered");

/** With the place where the answer is written: a record with holes that nobody can fill is not signed. */
const unanswered = (key: keyof Answers, { t }: Format): string => t("to be answered in the scenario file (key “answers: {0}:”)", key);

function needTable(analysis: Analysis, matrix: Matrix, format: Format): Table {
  const { t } = format;
  const services = [...new Set(matrix.rows.map((row) => row.service))];
  const answers = analysis.scenario?.answers ?? {};
  const need = (wanted: MatrixRow["need"]): string[] => services.filter((service) => matrix.rows.some((row) => row.service === service && row.need === wanted));
  const [shown, notShown] = [need("shown"), need("not-shown")];
  const stops = matrix.options.filter(({ kind }) => kind === "service" || kind === "host");
  const unknown = services.filter((service) => !shown.includes(service) && !notShown.includes(service));
  const needs = [
    shown.length > 0 ? t("shown for {0}", joined(shown, t)) : "",
    notShown.length > 0 ? t("not shown for {0}, so it is recommended to stop", joined(notShown, t)) : "",
    unknown.length > 0 ? t("to be answered for {0}", joined(unknown, t)) : "",
  ].filter((part) => part !== "");
  const rows: (readonly [string, string])[] = [
    [t("Whose need is met, and how was it shown?"), answers.need ?? (needs.length === 0 ? unanswered("need", format) : needs.join(t("; ")))],
    [t("Is a digital answer needed, and is AI? What else meets the need?"), answers.alternatives ?? unanswered("alternatives", format)],
    [
      t("Does what it brings justify what it takes?"),
      matrix.rows.length === 0
        ? open(format)
        : t("{0} in the mean month with everything on; each row's files, criticality and carbon are in the matrix", planTotal(matrix, "baseline", format)),
    ],
    [
      t("Feature by feature: what if we did without it?"),
      stops.length === 0
        ? open(format)
        : stops
            .map((option) =>
              t(
                "{0}: {1} avoided",
                option.label,
                option.atLeast ? t("at least {0}", format.massPerMonth(option.avoided.total)) : format.massPerMonth(option.avoided.total),
              ),
            )
            .join(t("; ")),
    ],
    [t("Was it compared with an alternative?"), matrix.alternatives.length === 0 ? open(format) : matrix.alternatives.map(({ label }) => label).join(t("; "))],
    [t("Where would what is freed be spent again (rebound)?"), answers.rebound ?? unanswered("rebound", format)],
    [t("What follows for users, and from there for the environment?"), answers.consequences ?? unanswered("consequences", format)],
    [t("Functional unit, boundary, scope"), t("one file served; the machines in operation and their embodied carbon; usually scope 3, category 1")],
    [t("Who answers for it"), analysis.scenario?.owner ?? open(format)],
  ];
  return { columns: [{ title: t("Question") }, { title: t("Answer") }], rows };
}

function outcomeTable(matrix: Matrix, format: Format): Table {
  const { t } = format;
  return {
    columns: [
      { title: t("Microservice") },
      { title: t("Recommended"), align: "right" },
      { title: t("Chosen"), align: "right" },
      { title: t("Gates") },
      { title: t("Data") },
      { title: t("Chance of another advice"), align: "right" },
      { title: t("Reason") },
      { title: t("By") },
      { title: t("Review on") },
    ],
    rows: merged(matrix, (row) => [
      recommendedWord(row, format),
      decidedWord(row, format),
      row.gates.map(({ code }) => gateWord(code, t)).join(", "),
      row.kgCO2e.avoidable === null ? t("unknown") : { measured: t("measured"), modelled: t("modelled"), assumed: t("assumed") }[row.quality],
      row.flipProbability === null ? unknownOf(1, t) : format.chance(row.flipProbability),
      row.reason ?? (row.decided !== null && row.recommended !== null && row.decided !== row.recommended ? t("missing: an override wants a reason") : ""),
      [row.by, row.date].filter(Boolean).join(", "),
      row.review ?? "",
    ]),
  };
}

/** One line for the rows of a service of which the same is to be said, whichever languages they are. */
function merged(matrix: Matrix, cellsOf: (row: MatrixRow) => readonly string[]): (readonly string[])[] {
  return [...byService(matrix.rows)].flatMap(([service, rows]) => {
    const lines = new Map<string, { readonly cells: readonly string[]; readonly members: MatrixRow[] }>();
    for (const row of rows) {
      const cells = cellsOf(row);
      const key = JSON.stringify(cells);
      const line = lines.get(key) ?? { cells, members: [] };
      line.members.push(row);
      lines.set(key, line);
    }
    return [...lines.values()].map(({ cells, members }) => [members.length === rows.length ? service : rowsNamed(members), ...cells]);
  });
}

/** The rest is in the matrix, below why each level is recommended. */
const mostChanges = 3;

/** `generation/fr, en; translation` */
const rowNames = (rows: readonly MatrixRow[], { t }: Format): string =>
  firstNames(
    [...byService(rows).values()].map((members) => rowsNamed(members)),
    6,
    ", ",
    t,
  );

function robustness(matrix: Matrix, format: Format): string[] {
  const { t } = format;
  const { decided, recommended } = matrix.plans;
  const chance = (share: number | null): string => (share === null ? unknownOf(1, t) : format.chance(share));
  const chances = [chance(decided.overProbability), chance(recommended.overProbability)] as const;
  const alike = new Map<string, MatrixRow[]>();
  for (const row of [...matrix.rows].sort((a, b) => (a.nearestChange?.distance ?? 0) - (b.nearestChange?.distance ?? 0))) {
    const words = changeWords(row, format);
    if (words !== null) alike.set(words, [...(alike.get(words) ?? []), row]);
  }
  const changes = [...alike].map(([words, rows]) => t("{0}: {1}", rowNames(rows, format), words));
  return [
    nothingDecided(matrix)
      ? t("Chance that some month exceeds the carbon budget: {0} with everything on, {1} as recommended.", ...chances)
      : t("Chance that some month exceeds the carbon budget: {0} as decided, {1} as recommended.", ...chances),
    changes.length === 0
      ? t("No single input, within its range, is known to change a recommended level.")
      : changes.length <= mostChanges
        ? t("Nearest changes: {0}.", changes.join(t("; ")))
        : t("Nearest changes: {0}. The others stand under “Why these levels”.", changes.slice(0, mostChanges).join(t("; "))),
    ...otherChanges(
      matrix,
      { isSaid: [...alike.values()].slice(0, mostChanges).some(([row]) => row?.nearestChange?.input.startsWith("budget") === false) },
      format,
    ),
  ];
}

/** Beside the budget, which a board sets itself: the nearest input that changes a level, unless it `isSaid`, and the option that makes every cut needless. */
function otherChanges(matrix: Matrix, { isSaid }: { readonly isSaid: boolean }, format: Format): string[] {
  const { t } = format;
  const [input] = (matrix.robustness.changes ?? []).filter(({ input: path }) => !path.startsWith("budget"));
  const [first] = input?.rows ?? [];
  const whole = bestWhole(matrix);
  return [
    ...(isSaid
      ? []
      : input === undefined || first === undefined
        ? matrix.rows.some(({ nearestChange }) => nearestChange !== null)
          ? [t("Beside the budget, no single input within its range changes a recommended level.")]
          : []
        : [t("Nearest change of another input than the budget: {0}: {1}.", first.id, inputChangeWords({ ...input, level: first.level }, format))]),
    ...(whole === undefined ? [] : [t("An option that changes it: with {0} nothing has to stop ({1}).", whole.label, whole.price)]),
  ];
}

function consequences({ today, language, scenario }: Analysis, matrix: Matrix, format: Format): string[] {
  const { t } = format;
  const cut = cutsOf(matrix, format);
  const advised = adviceCuts(matrix, format);
  const [next] = matrix.rows.flatMap((row) => row.review ?? []).sort();
  const { overshootMonth, costOvershootMonth } = matrix.plans.decided;
  const trigger = (carbon: string | null, cost: string | null): string => {
    if (carbon !== null && (cost === null || carbon <= cost))
      return carbon <= today.slice(0, 7)
        ? t("Trigger of an earlier review: the carbon budget is exceeded already.")
        : t("Trigger of an earlier review: the carbon budget is exceeded from {0} on.", monthName(carbon, language));
    return (cost ?? "") <= today.slice(0, 7)
      ? t("Trigger of an earlier review: the cost budget is exceeded already.")
      : t("Trigger of an earlier review: the cost budget is exceeded from {0} on.", monthName(cost ?? "", language));
  };
  return [
    nothingDecided(matrix)
      ? t("For users: nothing is decided yet, so nothing is cut.")
      : cut.length === 0
        ? t("For users: nothing is cut as decided.")
        : t("For users: {0}.", cut.join(t("; "))),
    ...(advised.length === 0 ? [] : [t("The recommendation would cut, beyond what is decided: {0}.", joined(advised, t))]),
    scenario?.answers?.rebound === undefined
      ? t("Rebound: what is freed here may be spent elsewhere. Write where it goes when the decision is reviewed.")
      : t("Rebound: {0}", scenario.answers.rebound),
    next !== undefined && next < today
      ? t("Next review: {0}, which has passed: confirm or change the decision, and write the next date.", dayName(next, language))
      : next === undefined
        ? t("Next review: not set yet; write its date beside a decision in the scenario file (key “review:”).")
        : t("Next review: {0}.", dayName(next, language)),
    overshootMonth === null && costOvershootMonth === null
      ? t("Trigger of an earlier review: a measured input outside its range, a new model, machine or region, or a change of volume.")
      : trigger(overshootMonth, costOvershootMonth),
  ];
}

/** What users lose as decided, a service at a time, with the files of the mean month that go without: `stop summaries in Arabic (13 files a month)`. */
function cutsOf({ rows }: Matrix, format: Format): string[] {
  const { t } = format;
  return [...byService(rows)].flatMap(([service, of]) =>
    reducedLevels(of, ({ counted }) => counted).map(({ level, members }) => {
      const words = levelWords(members, { level, named: service, of }, format);
      const files = members.reduce<number | null>((sum, { volume }) => (sum === null || volume.files === null ? null : sum + volume.files.central), 0);
      return files === null ? words : t("{0} ({1} files a month go without)", words, format.count((1 - level) * files));
    }),
  );
}

/** What users would lose with the recommendation and keep as decided; a service with one level for all its rows is named once. */
function adviceCuts(matrix: Matrix, format: Format): string[] {
  return [...byService(matrix.rows)].flatMap(([service, rows]) => {
    const lower = rows.flatMap(({ id, recommended, counted }) => (recommended !== null && recommended < counted ? [{ id, recommended }] : []));
    const [first] = lower;
    const whole = lower.length === rows.length && lower.every(({ recommended }) => recommended === first?.recommended);
    return (whole ? lower.slice(0, 1).map((one) => ({ ...one, id: service })) : lower).map(({ id, recommended }) =>
      format.t("{0} to {1}", id, format.percent(recommended)),
    );
  });
}
