import type { Matrix, MatrixRow } from "../core/analysis/matrix";
import { classLimits } from "../core/decision/carbonClass";
import { languageName } from "../core/languageName";
import { reasonSentences } from "../core/report/answer/whyLines";
import { componentCells, inputCells } from "../core/report/besideCode/derivation";
import { basisWord, chance, count, level, mass, money, percent, type Reader, readerOf } from "../core/report/words/figures";
import { changeWords } from "../core/report/words/robustnessWords";
import type { Language } from "../core/text";
import { carbonOf, classView, costText, criticalityView, massView, mediumView } from "./buildRows";
import type { DetailsView, SectionView, Topic } from "./detailsView";

type Facts = readonly (readonly [string, string | null | undefined])[];

/** Why each figure of a row is what it is; undefined where the matrix has no such row. */
export function buildDetails(matrix: Matrix, id: string, language: Language): DetailsView | undefined {
  const row = matrix.rows.find((one) => one.id === id);
  if (!row) return undefined;
  const reader = readerOf(language);
  return {
    title: [row.service, row.language && languageName(row.language, language)].filter(Boolean).join(" · "),
    sections: [
      recommendedSection(row, reader),
      carbonSection(row, matrix, reader),
      volumeSection(row, matrix, reader),
      costSection(row, matrix, reader),
      criticalitySection(row, reader),
      decisionSection(row, reader),
    ],
    costs: {
      maintenance: costText(row.costParts?.maintenance, matrix, { reader, per: "month" }),
      development: costText(row.costParts?.development, matrix, { reader, per: "once" }),
    },
    decision: row.decided === null ? null : { locked: row.locked, by: row.by ?? "", review: row.review ?? "" },
  };
}

function section(topic: Topic, title: string, parts: { readonly facts: Facts } & Partial<Omit<SectionView, "facts" | "topic" | "title">>): SectionView {
  const facts = parts.facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
  return { topic, title, sentences: parts.sentences ?? [], facts, formula: parts.formula ?? "", tables: parts.tables ?? [] };
}

function recommendedSection(row: MatrixRow, reader: Reader): SectionView {
  const { t } = reader;
  return section("recommended", t("Recommendation"), {
    sentences: reasonSentences(row),
    facts: [
      [t("Recommended"), row.recommended === null ? null : level(row.recommended, reader)],
      [t("Advice changes in"), row.flipProbability === null ? null : t("{0} of draws", chance(row.flipProbability, reader))],
      [t("Changes to"), changeWords(row, reader)],
      [t("Allowed levels"), allowed(row, reader)],
    ],
  });
}

/** The bounds that gates leave, where they leave less than everything. */
function allowed({ gates }: MatrixRow, reader: Reader): string | null {
  if (gates.length === 0) return null;
  const [least, most] = [Math.max(...gates.map(({ min }) => min)), Math.min(...gates.map(({ max }) => max))];
  return least === most ? percent(least, reader) : `${percent(least, reader)} – ${percent(most, reader)}`;
}

function carbonSection(row: MatrixRow, matrix: Matrix, reader: Reader): SectionView {
  const { t } = reader;
  const { derivation, kgCO2e, carbonClass } = row;
  const total = carbonOf(row);
  const budget = matrix.total.budget.carbon;
  const ranged = (interval: typeof kgCO2e.avoidable) => {
    const { value, range } = massView(interval, reader);
    return range ? `${value} (${range})` : value;
  };
  const share =
    carbonClass && total !== null && budget
      ? t(
          "{0}: {1} of the carbon budget. High from {2}, medium from {3}.",
          classView(carbonClass, reader).word,
          percent(total / budget, reader),
          percent(classLimits.high, reader),
          percent(classLimits.medium, reader),
        )
      : t("No class: that takes a carbon budget and known figures.");
  return section("carbon", t("Carbon"), {
    sentences: [share, ...(derivation.advice ? [derivation.advice] : [])],
    facts: [
      [t("At 100 %, a month"), total === null ? t("unknown") : mass(total * 1000, reader)],
      [t("Another class in"), row.classFlipProbability === null ? null : classFlipWords(row.classFlipProbability, reader)],
      [t("Avoidable a month"), ranged(kgCO2e.avoidable)],
      [t("Fixed a month"), ranged(kgCO2e.fixed)],
      [t("Quality of the figure"), basisWord(row.quality, reader)],
      [t("Host"), row.host],
      [t("Endpoint"), row.endpoints.join(", ")],
    ],
    formula: derivation.formula,
    tables: [
      ...(derivation.components.length > 0
        ? [
            {
              head: [t("Component"), t("Quantity"), t("Factor"), t("Per request"), t("Per month")],
              rows: derivation.components.map((component) => componentCells(component, reader)),
              numbers: [3, 4],
            },
          ]
        : []),
      ...(derivation.inputs.length > 0
        ? [
            {
              head: [t("Input"), t("Value"), t("Known how"), t("Source")],
              rows: derivation.inputs.map((input) => inputCells(input, reader)),
              numbers: [1],
            },
          ]
        : []),
    ],
  });
}

/** From a fifth of the draws on, the class is a matter of chance. */
function classFlipWords(probability: number, reader: Reader): string {
  const { t } = reader;
  const share = chance(probability, reader);
  return probability >= 0.2 ? t("{0} of draws: borderline", share) : t("{0} of draws", share);
}

function volumeSection(row: MatrixRow, matrix: Matrix, reader: Reader): SectionView {
  const { t } = reader;
  const { files, first, months, media, work, from } = row.volume;
  const key = row.language === null ? `services.${row.service}.volume.files` : `services.${row.service}.languages.${row.language}.files`;
  const shares = Object.entries(media ?? {});
  const byMedium = shares.map(([id, part]) => {
    const { word, share, files: number, work: time } = mediumView({ id, share: part, files: files?.central ?? null, work: work?.[id] }, reader);
    return [word, share, number, time];
  });
  const sentence =
    files !== null && first === null
      ? t("No file enters here: the language of the file is the one it would be translated into.")
      : t("An edit writes the files of the first month into {0}; growth follows from there.", key);
  return section("volume", t("Files"), {
    sentences: [sentence],
    facts: [
      [t("Mean month"), files === null ? t("not set") : count(files.central, reader)],
      [t("First month"), first === null || first === undefined ? null : count(first, reader)],
      [t("Begins"), from],
    ],
    tables: [
      ...(byMedium.length > 0 ? [{ head: [t("Media"), t("Share"), t("Files, mean month"), t("Machine time")], rows: byMedium, numbers: [1, 2, 3] }] : []),
      ...(months && months.length > 0 ? [{ head: [t("Month"), t("Files")], rows: monthRows(months, matrix, reader), numbers: [1] }] : []),
    ],
  });
}

function monthRows(months: readonly number[], matrix: Matrix, reader: Reader): string[][] {
  return months.map((files, index) => [matrix.months[index]?.month ?? String(index + 1), count(files, reader)]);
}

function costSection(row: MatrixRow, matrix: Matrix, reader: Reader): SectionView {
  const { t } = reader;
  const parts = row.costParts;
  const written = (amount: { amount: number; currency: string } | null | undefined) => (amount ? money(amount.amount, amount.currency, {}, reader) : null);
  const listed = (costs: Readonly<Record<string, number>> | undefined) => money(null, null, costs ?? {}, reader);
  const maintenance = written(parts?.maintenance);
  return section("cost", t("Cost"), {
    sentences: [
      t("A row's part of its machine by working time, and of its service's maintenance and development."),
      ...(parts && !parts.maintenance && !parts.development ? [t("The cost is hosting alone: no maintenance and no development is written.")] : []),
    ],
    facts: [
      [t("At 100 %, a month"), money(row.cost, matrix.currency, row.costs, reader) ?? t("unknown")],
      [t("Hosting"), listed(parts?.hosting) ?? t("unknown")],
      [t("Maintenance and development"), listed(parts?.service)],
      [t("Maintenance of the service, a month"), maintenance],
      [t("Development of the service, once"), written(parts?.development)],
    ],
  });
}

function criticalitySection(row: MatrixRow, reader: Reader): SectionView {
  const { t } = reader;
  return section("criticality", t("Criticality"), {
    sentences: [
      row.criticalityAssumed ? t("Not written in the scenario: medium is assumed.") : t("As written in the scenario."),
      t("A row is worth its weight times the files served: vital 1, high 0.7, medium 0.4, low 0.1."),
    ],
    facts: [[t("Criticality"), criticalityView(row.criticality, row.criticalityAssumed, reader).word]],
  });
}

function decisionSection(row: MatrixRow, reader: Reader): SectionView {
  const { t } = reader;
  return section("decision", t("Decision"), {
    sentences: row.decided === null ? [t("Nothing is decided: the row counts at 100 % until it is.")] : [],
    facts: [
      [t("Decided"), row.decided === null ? null : level(row.decided, reader)],
      [t("Reason"), row.reason],
      [t("Decided by"), [row.by, row.date].filter(Boolean).join(", ")],
      [t("Review"), row.review],
      [t("Lock of the row"), row.locked ? t("locked: neither edits nor advice change it") : null],
    ],
  });
}
