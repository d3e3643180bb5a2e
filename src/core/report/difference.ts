import type { Analysis } from "../analysis/analysis";
import type { Matrix } from "../analysis/matrix";
import type { Plan } from "../analysis/plan";
import { changeBetween } from "../quantity/changeBetween";
import { type Block, heading, paragraph, tableBlock } from "./exports/document";
import { type Table, textTable } from "./exports/table";
import { atLeast, changeOf, type Open, openRows, openWords } from "./openRows";
import { type Format, formatter, kilograms } from "./words/format";

/** Central values of two analyses and what lies between them; null where one is unknown, or leaves out rows that the other counts. */
export interface Difference {
  readonly base: number | null;
  readonly now: number | null;
  readonly change: number | null;
  /** where the change is null and yet known in part: it is at least this, in its direction */
  readonly least?: number;
}

/** What changed from `base` to `now`, in the JSON of `check --base` and in every text about it. */
export interface Differences {
  /** kg a month, central */
  readonly kgCO2e: { readonly baseline: Difference; readonly decided: Difference; readonly recommended: Difference };
  /** a month; null where the currencies differ */
  readonly cost: { readonly decided: Difference };
  /** microservices of the decided plan and of the baseline whose carbon is not known: the figures are without them */
  readonly unknown: { readonly base: Open; readonly now: Open };
  readonly overshootMonth: { readonly base: string | null; readonly now: string | null };
  /** rows that appeared, went, or have another level */
  readonly rows: readonly RowChange[];
  /** rows of both whose recommendation is another, with what forbids more of them now, such as a licence */
  readonly recommended: readonly RecommendedChange[];
}

export interface RecommendedChange {
  readonly id: string;
  readonly base: number | null;
  readonly now: number | null;
  readonly reason: string | null;
}

export interface RowChange {
  readonly id: string;
  readonly base: number | null;
  readonly now: number | null;
  readonly change: "added" | "removed" | "level";
}

/** Compares two analyses; null when one of them has no matrix. */
export function differences(base: Analysis, now: Analysis): Differences | null {
  if (base.matrix === null || now.matrix === null) return null;
  const plans = { base: base.matrix.plans, now: now.matrix.plans };
  const unknown = { base: openRows(base.matrix), now: openRows(now.matrix) };
  const carbon = (name: keyof Open): Difference => {
    const [before, after] = [central(plans.base[name]), central(plans.now[name])];
    const { change, least } = changeOf({ kg: before, open: unknown.base[name] }, { kg: after, open: unknown.now[name] });
    return { base: before, now: after, change, ...(least === null ? {} : { least }) };
  };
  const sameCurrency = base.matrix.currency === now.matrix.currency;
  return {
    kgCO2e: { baseline: carbon("baseline"), decided: carbon("decided"), recommended: carbon("recommended") },
    cost: { decided: sameCurrency ? between(plans.base.decided.cost, plans.now.decided.cost) : between(null, null) },
    unknown,
    overshootMonth: { base: plans.base.decided.overshootMonth, now: plans.now.decided.overshootMonth },
    rows: rowChanges(levels(base.matrix), levels(now.matrix)),
    recommended: recommendedChanges(base.matrix, now.matrix),
  };
}

/** What changed from `base` to `now`, in totals and rows; a sentence instead where one of them has no matrix. */
export function differenceBlocks(base: Analysis, now: Analysis, format: Format): Block[] {
  const { t } = format;
  const found = differences(base, now);
  const title = heading(2, t("Compared with {0}", nameOf(base, now)));
  if (found === null) return [title, paragraph(t("One of the two has no matrix, so there is nothing to compare."))];
  const incomplete = openWords(
    [base, now].flatMap(({ matrix }) => matrix ?? []),
    "baseline",
    t,
  ).map(paragraph);
  const rounded = paragraph(t("Each figure is rounded by itself, a change too."));
  return [title, tableBlock(differenceTable(found, now.matrix?.currency ?? null, format)), rounded, ...incomplete, ...rowBlocks(found, format)];
}

/** By its title, or by its file where that tells nothing: a copy on a branch keeps the title. */
function nameOf({ scenario: base }: Analysis, { scenario: now }: Analysis): string {
  return (base?.title === now?.title ? undefined : base?.title) ?? base?.file ?? "";
}

/** The same for a terminal. */
export function differenceText(base: Analysis, now: Analysis, width = Number.POSITIVE_INFINITY): string {
  const format = formatter(now.language);
  return differenceBlocks(base, now, format)
    .map((block) => {
      if (block.kind === "table") return textTable(block.table, { width, language: now.language });
      return block.kind === "heading" || block.kind === "paragraph" ? `${block.text}\n` : "";
    })
    .join("\n");
}

function differenceTable(found: Differences, currency: string | null, format: Format): Table {
  const { t } = format;
  const kg = (value: number | null): string => format.mass(kilograms(value === null ? null : { low: value, central: value, high: value }));
  const least = (value: number | null, open: readonly string[]): string => atLeast(kg(value), value, open, t);
  const mass = (name: string, plan: keyof Open): readonly string[] => {
    const { base, now, change, least: known } = found.kgCO2e[plan];
    const moved = known === undefined ? signed(change, kg) : t("at least {0}", signed(known, kg));
    return [name, least(base, found.unknown.base[plan]), least(now, found.unknown.now[plan]), moved];
  };
  const money = (value: number | null): string => format.money(value, currency);
  const { base, now, change } = found.cost.decided;
  return {
    columns: [
      { title: t("Mean month") },
      { title: t("Before"), align: "right" },
      { title: t("Now"), align: "right" },
      { title: t("Difference"), align: "right" },
    ],
    rows: [
      mass(t("baseline, CO2e"), "baseline"),
      mass(t("decided, CO2e"), "decided"),
      mass(t("recommended, CO2e"), "recommended"),
      [t("decided, cost"), money(base), money(now), signed(change, money)],
      [t("over budget from"), found.overshootMonth.base ?? "–", found.overshootMonth.now ?? "–", ""],
    ],
  };
}

function rowBlocks(found: Differences, format: Format): Block[] {
  const { t } = format;
  const level = (value: number | null): string => (value === null ? t("open") : format.percent(value));
  const what = { added: t("new"), removed: t("gone"), level: t("level changed") };
  const decided = (): Block =>
    tableBlock({
      columns: [{ title: t("Microservice") }, { title: t("Before"), align: "right" }, { title: t("Now"), align: "right" }, { title: t("Difference") }],
      rows: found.rows.map((row) => [
        row.id,
        row.change === "added" ? "–" : level(row.base),
        row.change === "removed" ? "–" : level(row.now),
        what[row.change],
      ]),
    });
  const share = (value: number | null): string => (value === null ? "–" : format.percent(value));
  const reasons = found.recommended.some(({ reason }) => reason !== null);
  const recommended = (): Block =>
    tableBlock({
      columns: [
        { title: t("Recommended") },
        { title: t("Before"), align: "right" },
        { title: t("Now"), align: "right" },
        ...(reasons ? [{ title: t("Reason") }] : []),
      ],
      rows: found.recommended.map(({ id, base, now, reason }) => [id, share(base), share(now), ...(reasons ? [reason ?? ""] : [])]),
    });
  return [...(found.rows.length === 0 ? [] : [decided()]), ...(found.recommended.length === 0 ? [] : [recommended()])];
}

function recommendedChanges(before: Matrix, after: Matrix): readonly RecommendedChange[] {
  const known = new Map(before.rows.map((row) => [row.id, row.recommended]));
  return after.rows.flatMap(({ id, recommended: now, gates }): RecommendedChange[] => {
    const base = known.get(id);
    if (base === undefined || base === now) return [];
    const closed = gates.find(({ max }) => now !== null && max < 1 && max === now);
    return [{ id, base, now, reason: closed?.reason ?? null }];
  });
}

function levels(matrix: Matrix): ReadonlyMap<string, number | null> {
  return new Map(matrix.rows.map((row) => [row.id, row.decided]));
}

function rowChanges(before: ReadonlyMap<string, number | null>, after: ReadonlyMap<string, number | null>): readonly RowChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id): RowChange[] => {
    const [base, now] = [before.get(id) ?? null, after.get(id) ?? null];
    if (!before.has(id)) return [{ id, base, now, change: "added" }];
    if (!after.has(id)) return [{ id, base, now, change: "removed" }];
    return base === now ? [] : [{ id, base, now, change: "level" }];
  });
}

function between(base: number | null, now: number | null): Difference {
  return { base, now, change: changeBetween(base, now) };
}

function central(plan: Plan): number | null {
  return plan.kgCO2e?.central ?? null;
}

/** A true minus, and a plus where something grew. */
function signed(change: number | null, written: (value: number | null) => string): string {
  if (change === null || change === 0) return written(change);
  return `${change > 0 ? "+" : "−"}${written(Math.abs(change))}`;
}
