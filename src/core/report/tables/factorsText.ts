import type { FactorSet } from "../../factors/factorSet";
import type { FactorChange, FactorChanges } from "../../footprint/factorChanges";
import { writeNumber } from "../../quantity/digits";
import { type Block, heading, list, paragraph, tableBlock } from "../exports/document";
import { type Table, textTable } from "../exports/table";
import type { Reader } from "../words/figures";
import { type Format, formatter, kilograms } from "../words/format";
import { unitWord } from "../words/unitWords";

/** `factors of 2026-11-26 (cb9a21a0924d)` */
export function factorSetText({ date, hash }: FactorSet, { t }: Reader): string {
  return t("factors of {0} ({1})", date, hash);
}

/** Which factors are not what they were, and how much of the difference is theirs. */
export function factorChangeBlocks(found: FactorChanges, currency: string | null, format: Format): Block[] {
  const { t } = format;
  const since = found.base === null ? t("an earlier factor set") : factorSetText(found.base, format);
  const title = [heading(2, t("Factors then and now")), paragraph(t("Then: {0}; now: {1}.", since, factorSetText(found.now, format)))];
  const other = [
    ...(found.added.length > 0 ? [t("Used now and not then, so not compared: {0}.", found.added.join(", "))] : []),
    ...(found.gone.length > 0 ? [t("Used then and not now: {0}.", found.gone.join(", "))] : []),
  ];
  if (found.changes.length === 0) return [...title, paragraph(t("No factor that both use has changed.")), ...(other.length > 0 ? [list(other)] : [])];
  const { baseline, decided } = found.kgCO2e;
  const kg = (value: number | null): string => format.massPerMonth(value);
  return [
    ...title,
    paragraph(
      t(
        "The same scenario with the factors of then and of now: {0} and {1} with everything on, {2} and {3} as decided; {4} and {5} of cost.",
        kg(baseline.base),
        kg(baseline.now),
        kg(decided.base),
        kg(decided.now),
        format.money(found.cost.decided.base, currency),
        format.money(found.cost.decided.now, currency),
      ),
    ),
    tableBlock(changesTable(found.changes, currency, format)),
    ...(other.length > 0 ? [list(other)] : []),
  ];
}

/** The same for a terminal. */
export function factorChangeText(found: FactorChanges, currency: string | null, { language }: Reader): string {
  return factorChangeBlocks(found, currency, formatter(language))
    .map((block) => {
      if (block.kind === "table") return textTable(block.table);
      if (block.kind === "list") return `${block.items.join("\n")}\n`;
      return block.kind === "facts" ? "" : `${block.text}\n`;
    })
    .join("\n");
}

function changesTable(changes: readonly FactorChange[], currency: string | null, format: Format): Table {
  const { t } = format;
  const digits = (value: number): string => writeNumber(value, format.language, { least: 1, most: 4 });
  const value = ({ value: central, low, high }: FactorChange["now"]): string => `${digits(central)} (${digits(low)}–${digits(high)})`;
  return {
    columns: [
      { title: t("Factor") },
      { title: t("Before"), align: "right" },
      { title: t("Now"), align: "right" },
      { title: t("Unit") },
      { title: t("Moves the month by"), align: "right" },
    ],
    rows: changes.map((change) => [change.id, value(change.base), value(change.now), unitWord(change.unit, t), effect(change, currency, format)]),
  };
}

function effect({ kgCO2e, cost }: FactorChange, currency: string | null, format: Format): string {
  const { t } = format;
  const signed = (amount: number, text: string): string => `${amount > 0 ? "+" : "−"}${text}`;
  const parts = [
    ...(kgCO2e === null || kgCO2e === 0
      ? []
      : [signed(kgCO2e, format.mass(kilograms({ low: Math.abs(kgCO2e), central: Math.abs(kgCO2e), high: Math.abs(kgCO2e) })))]),
    ...(cost === null || cost === 0 ? [] : [signed(cost, format.money(Math.abs(cost), currency))]),
  ];
  return parts.length > 0 ? parts.join(", ") : kgCO2e === null ? t("unknown") : t("only the range or the year");
}
