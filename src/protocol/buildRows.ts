import type { CarbonClass, Matrix, MatrixRow } from "../core/analysis/matrix";
import { languageName } from "../core/languageName";
import type { Interval } from "../core/quantity/interval";
import type { Money } from "../core/quantity/quantity";
import { basisWord, chance, count, level, mass, money, percent, type Reader, range, scaled } from "../core/report/words/figures";
import { recommendedWord } from "../core/report/words/words";
import type { Criticality } from "../core/scenario/scenario";
import type { ClassView, CriticalityView, LevelView, MassView, MediumView, RowView, ServiceView } from "./matrixView";
import { typedNumber } from "./typedNumber";

/** The services of a matrix with their rows, in the order of the analysis. */
export function buildServices(matrix: Matrix, reader: Reader): readonly ServiceView[] {
  return [...new Set(matrix.rows.map((row) => row.service))].map((name) => serviceView(name, matrix, reader));
}

function serviceView(name: string, matrix: Matrix, reader: Reader): ServiceView {
  const { t } = reader;
  const rows = matrix.rows.filter((row) => row.service === name);
  const avoidable = sum(rows, (row) => row.kgCO2e.avoidable?.central ?? null);
  const fixed = sum(rows, (row) => row.kgCO2e.fixed?.central ?? null);
  const carbon = sum(rows, carbonOf);
  const files = sum(rows, (row) => row.volume.files?.central ?? null);
  const cost = sum(rows, (row) => row.cost);
  const criticalities = new Set(rows.map((row) => row.criticality));
  const [first] = rows;
  const weight = (kilograms: number | null) => (kilograms === null ? t("unknown") : mass(kilograms * 1000, reader));
  const recommended = sameLevel(
    rows.map((row) => recommendedView(row, reader)),
    reader,
  );
  const decided = sameLevel(
    rows.map((row) => decidedView(row, reader)),
    reader,
  );
  return {
    name,
    description: [...new Set(rows.flatMap((row) => row.endpoints)), ...new Set(rows.flatMap((row) => (row.host ? [row.host] : [])))].join(" · "),
    carbon: weight(carbon),
    avoidable: weight(avoidable),
    fixed: weight(fixed),
    criticality:
      first && criticalities.size === 1
        ? criticalityView(
            first.criticality,
            rows.every((row) => row.criticalityAssumed),
            reader,
          )
        : { id: null, word: t("by language"), assumed: false },
    volume: files === null ? t("not set") : count(files, reader),
    cost: money(cost, matrix.currency, {}, reader) ?? "–",
    costEdit: costText(first?.costParts?.maintenance, matrix, { reader, per: "month" }),
    recommended,
    decided,
    order: {
      carbon,
      criticality: first && criticalities.size === 1 ? rank(first.criticality) : null,
      volume: files,
      cost,
      recommended: recommended.value,
      decision: decided.value,
    },
    rows: rows.map((row) => rowView(row, matrix, reader)),
  };
}

function rowView(row: MatrixRow, matrix: Matrix, reader: Reader): RowView {
  const { t } = reader;
  const carbon = carbonOf(row);
  const first = row.volume.first ?? null;
  return {
    id: row.id,
    service: row.service,
    language: row.language,
    languageName: row.language ? languageName(row.language, reader.language) : "",
    carbonClass: row.carbonClass && classView(row.carbonClass, reader),
    carbon: carbon === null ? t("unknown") : mass(carbon * 1000, reader),
    avoidable: massView(row.kgCO2e.avoidable, reader),
    fixed: massView(row.kgCO2e.fixed, reader),
    criticality: criticalityView(row.criticality, row.criticalityAssumed, reader),
    volume: row.volume.files ? count(row.volume.files.central, reader) : t("not set"),
    volumeNote: volumeNote(row, reader),
    // Unknown is a number to give; where no file can enter there is none to give.
    volumeEdit: first !== null ? typedNumber(first, reader) : row.volume.files === null ? "" : null,
    media: mediaOf(row, reader),
    cost: money(row.cost, matrix.currency, row.costs, reader) ?? "–",
    recommended: recommendedView(row, reader),
    decided: decidedView(row, reader),
    differs: row.decided !== null && row.recommended !== null && row.decided !== row.recommended,
    reason: row.reason ?? "",
    locked: row.locked,
    quality: basisWord(row.quality, reader),
    flip: row.flipProbability === null ? "–" : chance(row.flipProbability, reader),
    gates: row.gates.map((gate) => gate.reason).join(" "),
    by: row.by ?? "",
    review: row.review ?? "",
    order: {
      carbon,
      criticality: rank(row.criticality),
      volume: row.volume.files?.central ?? null,
      cost: row.cost,
      recommended: row.recommended,
      decision: row.decided,
    },
  };
}

/** What a row's files are, where they are of more than one medium. */
function mediaOf({ volume: { files, media = {}, work } }: MatrixRow, reader: Reader): readonly MediumView[] {
  const shares = Object.entries(media);
  return shares.length < 2 ? [] : shares.map(([id, share]) => mediumView({ id, share, files: files?.central ?? null, work: work?.[id] }, reader));
}

export function mediumView(
  { id, share, files, work }: { readonly id: string; readonly share: number; readonly files: number | null; readonly work: number | undefined },
  reader: Reader,
): MediumView {
  const words: Readonly<Record<string, string>> = { audio: reader.t("audio"), video: reader.t("video"), text: reader.t("text") };
  return {
    id,
    word: words[id] ?? id,
    share: percent(share, reader),
    files: files === null ? "–" : count(files * share, reader),
    work: work === undefined ? "–" : percent(work, reader),
  };
}

function volumeNote({ volume: { files, first, from } }: MatrixRow, reader: Reader): string {
  if (from !== undefined) return reader.t("from {0}", from);
  if (first === null || first === undefined || files === null) return "";
  const [start, mean] = [count(first, reader), count(files.central, reader)];
  return start === mean ? "" : reader.t("first month {0}", start);
}

/** Money as one types it: in the scenario's currency without its name. */
export function costText(
  money: Money | null | undefined,
  { currency }: Matrix,
  { reader, per }: { readonly reader: Reader; readonly per: "month" | "once" },
): string {
  if (!money) return "";
  const amount = typedNumber(money.amount, reader);
  return money.currency === currency ? amount : `${amount} ${money.currency}${per === "month" ? `/${reader.t("month")}` : ""}`;
}

/** kg at 100 % in the mean month: central values add. */
export function carbonOf({ kgCO2e: { avoidable, fixed } }: MatrixRow): number | null {
  return avoidable === null || fixed === null ? null : avoidable.central + fixed.central;
}

function sum(rows: readonly MatrixRow[], pick: (row: MatrixRow) => number | null): number | null {
  let total = 0;
  for (const row of rows) {
    const value = pick(row);
    if (value === null) return null;
    total += value;
  }
  return total;
}

/** What all rows of a service say alike. */
function sameLevel([first, ...others]: readonly LevelView[], { t }: Reader): LevelView {
  return first && others.every(({ text }) => text === first.text) ? first : { value: null, text: t("mixed") };
}

function recommendedView(row: MatrixRow, reader: Reader): LevelView {
  return { value: row.recommended, text: recommendedWord(row, reader) };
}

function decidedView({ decided }: MatrixRow, reader: Reader): LevelView {
  return { value: decided, text: decided === null ? reader.t("open") : level(decided, reader) };
}

/** Kilograms in, text in the fitting unit out; no range where the ends are equal. */
export function massView(interval: Interval | null, reader: Reader): MassView {
  if (!interval) return { value: reader.t("unknown"), range: "" };
  return { value: mass(interval.central * 1000, reader), range: interval.low === interval.high ? "" : range(scaled(interval, 1000), reader) };
}

export function classView(id: CarbonClass, { t }: Reader): ClassView {
  const word = { high: t("High"), medium: t("Medium"), low: t("Low") }[id];
  return { id, word, letter: word.charAt(0) };
}

const criticalities = ["low", "medium", "high", "vital"] as const;
const rank = (criticality: Criticality): number => criticalities.indexOf(criticality);

export function criticalityView(id: Criticality, assumed: boolean, { t }: Reader): CriticalityView {
  return { id, word: { vital: t("Vital"), high: t("High"), medium: t("Medium"), low: t("Low") }[id], assumed };
}
