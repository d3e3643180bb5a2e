import type { Matrix, MatrixRow } from "../../core/analysis/matrix";
import { languageName } from "../../core/languageName";
import { perCent } from "../../core/quantity/format";
import { count, figure, type Reader } from "../../core/report/words/figures";
import type { CellView, LanguagesChart } from "./chartView";
import { column, massCell } from "./masses";

interface Group {
  readonly name: string;
  readonly files: number;
  readonly kilograms: number;
}

/** Each language's share of the files beside its share of the carbon: where a file weighs more, as Arabic's many tokens do. */
export function buildLanguages(matrix: Matrix, reader: Reader): LanguagesChart {
  const { t } = reader;
  const known = matrix.rows.filter(isKnown);
  const unknown = matrix.rows.filter((row) => !isKnown(row));
  const codes = [...new Set(known.map((row) => row.language))];
  const groups = codes.map((code): Group => {
    const rows = known.filter((row) => row.language === code);
    return { name: code === null ? t("no language") : languageName(code, reader.language), files: total(rows, filesOf), kilograms: total(rows, carbonOf) };
  });
  const files = total(known, filesOf);
  const kilograms = total(known, carbonOf);
  const drawable = codes.some((code) => code !== null) && files > 0 && kilograms > 0;
  const share = (part: number, whole: number): string => shareText(part / whole, reader);
  const fraction = (part: number, whole: number): CellView => (whole > 0 ? { text: share(part, whole), value: (part / whole) * 100 } : "–");
  return {
    id: "languages",
    title: t("Languages"),
    sentence: sentenceOf(matrix, known, groups, { drawable, files, kilograms }, reader),
    notes: [
      ...(drawable ? [t("Everything on, mean month. A file counts once in each service that reads it; carbon includes the part of the machines.")] : []),
      ...(unknown.length > 0 ? [t("Carbon or volume unknown, so in neither share: {0}.", unknown.map((row) => row.id).join(", "))] : []),
    ],
    body: drawable
      ? {
          axis: t("% of the total"),
          languages: groups.map(({ name }) => name),
          series: [
            { name: t("Share of files"), values: groups.map((group) => (group.files / files) * 100) },
            { name: t("Share of carbon"), values: groups.map((group) => (group.kilograms / kilograms) * 100) },
          ],
          labels: [
            groups.map((group) => `${share(group.files, files)} · ${t("{0} files", count(group.files, reader))}`),
            groups.map((group) => `${share(group.kilograms, kilograms)} · ${textOf(massCell(group.kilograms, reader))}`),
          ],
        }
      : null,
    table: {
      caption: t("Files and carbon of each language in the mean month, everything on"),
      head: [
        column(t("Language")),
        column(t("Files a month"), t("files")),
        column(t("Share of files"), "%"),
        column(t("Carbon a month"), "kg"),
        column(t("Share of carbon"), "%"),
        column(t("Carbon of a file"), "g"),
      ],
      rows: groups.map((group) => [
        group.name,
        { text: count(group.files, reader), value: group.files },
        fraction(group.files, files),
        massCell(group.kilograms, reader),
        fraction(group.kilograms, kilograms),
        group.files > 0 ? { text: textOf(massCell(group.kilograms / group.files, reader)), value: (group.kilograms / group.files) * 1000 } : "–",
      ]),
    },
  };
}

/** Two significant figures, so that a ratio of two shares can be read off them: `4.6 %`, `55 %`, `100 %`. */
const shareText = (fraction: number, reader: Reader): string => perCent(fraction >= 0.995 ? "100" : figure(fraction * 100, reader), reader.language);
const textOf = (cell: CellView): string => (typeof cell === "string" ? cell : cell.text);
const isKnown = (row: MatrixRow): boolean => row.volume.files !== null && row.kgCO2e.avoidable !== null && row.kgCO2e.fixed !== null;
const filesOf = (row: MatrixRow): number => row.volume.files?.central ?? 0;
const carbonOf = ({ kgCO2e }: MatrixRow): number => (kgCO2e.avoidable?.central ?? 0) + (kgCO2e.fixed?.central ?? 0);
const total = (rows: readonly MatrixRow[], of: (row: MatrixRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

function sentenceOf(
  matrix: Matrix,
  known: readonly MatrixRow[],
  groups: readonly Group[],
  { drawable, files, kilograms }: { readonly drawable: boolean; readonly files: number; readonly kilograms: number },
  reader: Reader,
): string {
  const { t } = reader;
  if (matrix.rows.every((row) => row.language === null)) return t("The scenario does not tell languages apart.");
  if (!drawable) return t("The carbon of the languages is not known yet.");
  const heavier = (group: Group): number => (group.files > 0 ? group.kilograms / kilograms / (group.files / files) : 0);
  const [top] = [...groups].sort((a, b) => heavier(b) - heavier(a));
  if (!top || heavier(top) < 1.05) return t("Carbon follows the files: no language weighs more a file than the others.");
  const sentence = t(
    "{0} accounts for {1} of the files and {2} of the carbon: {3} times the mean of a file.",
    top.name,
    shareText(top.files / files, reader),
    shareText(top.kilograms / kilograms, reader),
    figure(heavier(top), reader),
  );
  return `${sentence} ${heaviestService(known, top, reader)}`.trim();
}

/** The service in which the language weighs most against its files. */
function heaviestService(known: readonly MatrixRow[], top: Group, reader: Reader): string {
  const { t } = reader;
  const services = [...new Set(known.map((row) => row.service))].flatMap((service) => {
    const rows = known.filter((row) => row.service === service);
    const own = rows.filter((row) => row.language !== null && languageName(row.language, reader.language) === top.name);
    const files = total(own, filesOf) / total(rows, filesOf);
    const carbon = total(own, carbonOf) / total(rows, carbonOf);
    return files > 0 && carbon > 0 ? [{ service, files, carbon }] : [];
  });
  const [most] = services.sort((a, b) => b.carbon / b.files - a.carbon / a.files);
  if (!most || services.length < 2 || most.carbon / most.files < 1.05) return "";
  return t("Most of all in {0}: {1} of its files, {2} of its carbon.", most.service, shareText(most.files, reader), shareText(most.carbon, reader));
}
