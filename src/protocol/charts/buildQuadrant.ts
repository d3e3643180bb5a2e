import type { Matrix, MatrixRow } from "../../core/analysis/matrix";
import { count, percent, type Reader } from "../../core/report/words/figures";
import { classWord, criticalityWord } from "../../core/report/words/words";
import type { Criticality } from "../../core/scenario/scenario";
import { firstNames } from "../../core/text";
import type { QuadrantBody, QuadrantChart } from "./chartView";
import { column, massCell, massScale, massText } from "./masses";

const criticalities: readonly Criticality[] = ["low", "medium", "high", "vital"];
/** high and vital */
const critical = 2;
/** A row is heavy from this part of the budget on: where the carbon class "High" begins (DESIGN.md 3.2). */
const heavyShare = 0.2;
/** From this ratio of largest to smallest on, a linear axis would press most rows onto its start. */
const logarithmicFrom = 20;

/** From this many bubbles on, not every name finds room. */
const manyPoints = 16;

interface KnownRow {
  readonly row: MatrixRow;
  readonly kilograms: number;
  readonly fixed: number;
}

/** Carbon against criticality, one bubble a row, its area the files of a month: what to keep, what to lighten, where to look first. */
export function buildQuadrant(matrix: Matrix, reader: Reader): QuadrantChart {
  const { t } = reader;
  const known = matrix.rows.flatMap((row): KnownRow[] => {
    const { avoidable, fixed } = row.kgCO2e;
    return avoidable && fixed ? [{ row, kilograms: avoidable.central + fixed.central, fixed: fixed.central }] : [];
  });
  const emitting = known.filter(({ kilograms }) => kilograms > 0);
  const unknown = matrix.rows.filter((row) => !known.some((one) => one.row === row));
  const body = emitting.length > 0 ? bodyOf(matrix, known, emitting, reader) : null;
  const absent = body?.logarithmic ? known.filter(({ kilograms }) => kilograms <= 0) : [];
  return {
    id: "quadrant",
    title: t("Carbon and criticality"),
    sentence: sentenceOf(matrix, emitting, reader),
    notes: [
      ...(body
        ? [t("Carbon at 100 %, the row's part of its machine included. The area of a bubble is its files a month; the largest: {0}.", mostFiles(known, reader))]
        : []),
      ...(body?.points.some(({ stopped }) => stopped) ? [t("A hollow bubble is a row that the decisions stop.")] : []),
      ...(body && body.points.length > manyPoints ? [t("A name that finds no room is read by pointing at its bubble, or in the table.")] : []),
      ...(absent.length > 0 ? [t("No carbon, so not on a logarithmic scale: {0}.", names(absent.map(({ row }) => row)))] : []),
      ...(unknown.length > 0 ? [t("Carbon unknown, so not drawn: {0}.", names(unknown))] : []),
    ],
    body,
    table: {
      caption: t("Carbon, criticality and volume of each row, at 100 %"),
      head: [
        column(t("Microservice, language")),
        column(t("Carbon a month"), "kg"),
        column(t("Avoidable"), "kg"),
        column(t("Fixed"), "kg"),
        column(t("Carbon class")),
        column(t("Criticality")),
        column(t("Files a month"), t("files")),
      ],
      rows: matrix.rows.map((row) => {
        const one = known.find((other) => other.row === row);
        return [
          row.id,
          massCell(one?.kilograms, reader),
          massCell(row.kgCO2e.avoidable?.central, reader),
          massCell(row.kgCO2e.fixed?.central, reader),
          classWord(row.carbonClass, matrix.total.budget, t),
          criticalityWord(row.criticality, t),
          row.volume.files ? { text: count(row.volume.files.central, reader), value: row.volume.files.central } : t("not set"),
        ];
      }),
    },
  };
}

function mostFiles(known: readonly KnownRow[], reader: Reader): string {
  const [most] = known.flatMap(({ row }) => row.volume.files?.central ?? []).sort((a, b) => b - a);
  return most === undefined ? reader.t("unknown") : count(most, reader);
}

const names = (rows: readonly MatrixRow[]): string => rows.map((row) => row.id).join(", ");

function bodyOf(matrix: Matrix, known: readonly KnownRow[], emitting: readonly KnownRow[], reader: Reader): QuadrantBody {
  const { t } = reader;
  const sizes = emitting.map(({ kilograms }) => kilograms);
  const logarithmic = Math.max(...sizes) / Math.min(...sizes) >= logarithmicFrom;
  // Over many powers of ten, the unit of the middle one has the fewest zeros.
  const scale = massScale(logarithmic ? [Math.sqrt(Math.max(...sizes) * Math.min(...sizes))] : sizes);
  const most = Math.max(...known.map(({ row }) => row.volume.files?.central ?? 0));
  const services = [...new Set(matrix.rows.map((row) => row.service))];
  const heavy = heavyFrom(matrix, emitting);
  return {
    axis: logarithmic ? t("{0} CO2e/month at 100 % (logarithmic scale)", scale.unit) : t("{0} CO2e/month at 100 %", scale.unit),
    logarithmic,
    lanesAxis: t("Criticality"),
    lanes: criticalities.map((one) => criticalityWord(one, t)),
    split: {
      value: heavy * scale.perKilogram,
      label: matrix.total.budget.carbon === null ? t("mean row: {0}", massText(heavy, reader)) : t("20 % of the budget: {0}", massText(heavy, reader)),
    },
    critical,
    corners: {
      criticalLight: t("keep"),
      criticalHeavy: t("keep and lighten"),
      lightLow: t("little at stake"),
      heavyLow: t("look here first"),
    },
    services,
    points: (logarithmic ? emitting : known).map(({ row, kilograms }) => {
      const files = row.volume.files?.central;
      return {
        name: row.id,
        service: services.indexOf(row.service),
        value: kilograms * scale.perKilogram,
        lane: criticalities.indexOf(row.criticality),
        radius: files === undefined ? null : most > 0 ? Math.sqrt(files / most) : 0,
        stopped: row.counted === 0,
        tip: t(
          "{0}: {1} a month, {2} files, criticality {3}",
          row.id,
          massText(kilograms, reader),
          files === undefined ? "?" : count(files, reader),
          criticalityWord(row.criticality, t),
        ),
      };
    }),
  };
}

/** The class High begins at its limit; a row that is the mean is not heavier than it. */
function isHeavy(kilograms: number, matrix: Matrix, heavy: number): boolean {
  return matrix.total.budget.carbon === null ? kilograms > heavy * (1 + 1e-9) : kilograms >= heavy;
}

/** Without a budget there is no class: then the mean row divides. */
function heavyFrom(matrix: Matrix, emitting: readonly KnownRow[]): number {
  const { carbon } = matrix.total.budget;
  if (carbon !== null) return carbon * heavyShare;
  return emitting.reduce((sum, { kilograms }) => sum + kilograms, 0) / emitting.length;
}

function sentenceOf(matrix: Matrix, emitting: readonly KnownRow[], reader: Reader): string {
  const { t } = reader;
  if (emitting.length === 0) return t("No row has a known carbon yet.");
  const heavy = heavyFrom(matrix, emitting);
  const isCritical = ({ row }: KnownRow): boolean => criticalities.indexOf(row.criticality) >= critical;
  const heaviest = [...emitting].filter(({ kilograms }) => isHeavy(kilograms, matrix, heavy)).sort((a, b) => b.kilograms - a.kilograms);
  const stop = heaviest.filter((one) => !isCritical(one));
  const lighten = heaviest.filter(isCritical);
  const total = emitting.reduce((sum, { kilograms }) => sum + kilograms, 0);
  const fixed = emitting.reduce((sum, one) => sum + one.fixed, 0);
  return [
    ...(stop.length > 0 ? stopWords(stop, reader) : [t("No row is both heavy and of little criticality.")]),
    ...(lighten.length > 0 ? [t("Critical and heavy, so to lighten: {0}.", listed(lighten, reader))] : []),
    ...(fixed > total / 2 ? [t("Share of this carbon that goes only with whole machines: {0}.", percent(fixed / total, reader))] : []),
  ].join(" ");
}

/** What the plan does with the rows that one would stop first: which of them the recommendation lowers, or that it lowers none. */
function stopWords(stop: readonly KnownRow[], reader: Reader): string[] {
  const { t } = reader;
  const lowered = stop.filter(({ row: { recommended } }) => recommended !== null && recommended < 1);
  const named = t("Heavy and of little criticality: {0}.", listed(stop, reader));
  if (lowered.length === stop.length) return [t("Heavy and of little criticality, and recommended to stop or to lower: {0}.", listed(stop, reader))];
  if (lowered.length > 0) return [named, t("Of these the recommendation lowers {0}.", listed(lowered, reader))];
  return stop.every(({ row: { recommended } }) => recommended === 1) ? [named, t("The recommendation keeps {0|it|all of them}.", stop.length)] : [named];
}

/** The first three by name, the others by number. */
function listed(rows: readonly KnownRow[], { t }: Reader): string {
  return firstNames(
    rows.map(({ row }) => row.id),
    3,
    ", ",
    t,
  );
}
