import type { Matrix } from "../../core/analysis/matrix";
import type { AbatementOption } from "../../core/analysis/plan";
import { conditionOf } from "../../core/report/savings";
import { count, figure, money, type Reader } from "../../core/report/words/figures";
import { joined } from "../../core/text";

import type { CellView, OptionBlock, OptionGroup, OptionsBody, OptionsChart } from "./chartView";
import { column, massCell, massRange, massScale, massText } from "./masses";

/** Most blocks that a drawing names; the table has them all. */
const mostBlocks = 14;
/** A block narrower than this part of the widest is no block any more. */
const narrowest = 0.005;
/** From this ratio of heights on, a linear axis would show one block and the floor. */
const logarithmicFrom = 20;

/** Each step that lowers carbon as a block: as wide as the kilograms it avoids, as high as the value it loses for each of them. */
export function buildOptions(matrix: Matrix, reader: Reader): OptionsChart {
  const { t } = reader;
  const { options } = matrix;
  const shown = shownOf(options);
  const paidIn = currencyOf(options);
  return {
    id: "options",
    title: t("Steps that lower carbon"),
    sentence: sentenceOf(options, reader),
    notes: [
      ...(shown.length > 0
        ? [
            t("Each step stands alone against the same month: two steps may avoid the same kilogram, so widths are not added up."),
            t("Value is files a month times the weight of their criticality."),
          ]
        : []),
      ...(shown.length < options.length ? [t("{0} smaller {0|step is|steps are} in the table only.", options.length - shown.length)] : []),
    ],
    body: shown.length > 0 ? bodyOf(shown, reader) : null,
    table: {
      caption: t("Steps that lower carbon, least value lost per kg first"),
      head: [
        column(t("Step")),
        column(t("Avoided a month"), "kg"),
        column(t("Avoidable"), "kg"),
        column(t("Fixed"), "kg"),
        column(t("Value lost a month"), t("weighted files")),
        column(t("Value lost per kg"), t("weighted files per kg")),
        column(t("Saved a month"), paidIn ?? ""),
        column(t("Condition")),
      ],
      rows: options.map((option) => [
        option.label,
        avoidedCell(option, reader),
        massCell(option.avoided.avoidable.central, reader),
        massCell(option.avoided.fixed.central, reader),
        { text: count(option.lostValue, reader), value: option.lostValue },
        { text: figure(option.lossPerKg, reader), value: option.lossPerKg },
        savedCell(option, paidIn, reader),
        conditionOf(option, t) ?? "",
      ]),
    },
  };
}

/** The currency of all that is saved; null where one step saves in another than the next, so that a column of numbers would mix them. */
function currencyOf(options: readonly AbatementOption[]): string | null {
  const [first, ...others] = new Set(options.flatMap(({ savedIn }) => savedIn ?? []));
  return first !== undefined && others.length === 0 ? first : null;
}

function avoidedCell({ avoided, atLeast }: AbatementOption, reader: Reader): CellView {
  const kilograms = avoided.total.central;
  return atLeast ? { text: reader.t("at least {0}", massText(kilograms, reader)), value: kilograms } : massCell(kilograms, reader);
}

function savedCell({ savedCost, savedIn }: AbatementOption, paidIn: string | null, reader: Reader): CellView {
  const text = money(savedCost, savedIn, {}, reader) ?? reader.t("unknown");
  return paidIn === null || savedCost === null ? text : { text, value: savedCost };
}

/** The steps that avoid most, in the order of the list. */
function shownOf(options: readonly AbatementOption[]): readonly AbatementOption[] {
  const most = Math.max(0, ...options.map(avoidedKg));
  const visible = options.filter((option) => avoidedKg(option) > 0 && avoidedKg(option) >= most * narrowest);
  const kept = new Set([...visible].sort((a, b) => avoidedKg(b) - avoidedKg(a)).slice(0, mostBlocks));
  return visible.filter((option) => kept.has(option));
}

const avoidedKg = ({ avoided }: AbatementOption): number => avoided.total.central;

function groupOf({ noRegret, lossPerKg }: AbatementOption): OptionGroup["id"] {
  if (noRegret) return "no-regret";
  return lossPerKg > 0 ? "loss" : "no-loss";
}

function bodyOf(shown: readonly AbatementOption[], reader: Reader): OptionsBody {
  const { t } = reader;
  const scale = massScale(shown.map(avoidedKg));
  const names: Readonly<Record<OptionGroup["id"], string>> = {
    "no-regret": t("No regret: no file lost, no cost, no wait"),
    "no-loss": t("Loses no file; check wait, cost and quality"),
    loss: t("Loses value"),
  };
  const ids = ["no-regret", "no-loss", "loss"] as const;
  const ordered = ids.flatMap((id) => shown.filter((option) => groupOf(option) === id));
  const heights = shown.flatMap(({ lossPerKg }) => (lossPerKg > 0 ? [lossPerKg] : []));
  const logarithmic = heights.length > 0 && Math.max(...heights) / Math.min(...heights) >= logarithmicFrom;
  const block = (option: AbatementOption): OptionBlock => ({
    number: ordered.indexOf(option) + 1,
    label: option.label,
    width: avoidedKg(option) * scale.perKilogram,
    widthText: massText(avoidedKg(option), reader),
    height: option.lossPerKg,
    tip: tipOf(option, reader),
  });
  const groups = ids.map((id) => ({ id, name: names[id], blocks: ordered.filter((option) => groupOf(option) === id).map(block) }));
  return {
    axis: logarithmic ? t("value lost per kg avoided (logarithmic)") : t("value lost per kg avoided"),
    widths: t("width: {0} CO2e avoided a month", scale.unit),
    logarithmic,
    groups: groups.filter(({ blocks }) => blocks.length > 0),
  };
}

function tipOf(option: AbatementOption, reader: Reader): string[] {
  const { label, avoided, atLeast, lostValue, savedCost, savedIn } = option;
  const { t } = reader;
  const condition = conditionOf(option, t);
  const saved = savedCost === null ? null : money(Math.abs(savedCost), savedIn, {}, reader);
  return [
    label,
    t("avoids {0} a month", atLeast ? t("at least {0}", massRange(avoided.total, reader)) : massRange(avoided.total, reader)),
    lostValue > 0 ? t("loses {0} weighted files a month", count(lostValue, reader)) : t("loses no value"),
    ...(saved === null || savedCost === null || savedCost === 0 ? [] : [savedCost > 0 ? t("saves {0} a month", saved) : t("costs {0} a month more", saved)]),
    ...(condition ? [condition] : []),
  ];
}

function sentenceOf(options: readonly AbatementOption[], reader: Reader): string {
  const { t } = reader;
  if (options.length === 0) return t("No single step lowers the carbon, or it is not known yet.");
  const best = (group: OptionGroup["id"]): AbatementOption | undefined =>
    options.filter((option) => groupOf(option) === group).sort((a, b) => avoidedKg(b) - avoidedKg(a))[0];
  const free = best("no-regret") ?? best("no-loss");
  // The list is ordered by value lost per kg: the first that avoids something worth drawing.
  const cheapest = shownOf(options).find((option) => groupOf(option) === "loss");
  const freed = (option: AbatementOption): string => (option.off.length > 0 ? ` ${t("(switches {0} off)", joined(option.off, t))}` : "");
  return [
    free
      ? t("Without losing a file: {0}, {1} a month less.", `${free.label}${freed(free)}`, massText(avoidedKg(free), reader))
      : t("No step lowers carbon without losing files."),
    ...(cheapest
      ? [
          t(
            "Least value lost per kg: {0}, {1} a month less for {2} weighted files.",
            `${cheapest.label}${freed(cheapest)}`,
            massText(avoidedKg(cheapest), reader),
            count(cheapest.lostValue, reader),
          ),
        ]
      : []),
  ].join(" ");
}
