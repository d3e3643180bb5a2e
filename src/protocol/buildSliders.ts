import type { Matrix } from "../core/analysis/matrix";
import type { Reader } from "../core/report/words/figures";
import type { SliderView } from "./matrixView";
import { typedNumber } from "./typedNumber";

/** The two values that a board asks "what if" about: the carbon budget and the files of the first month. */
export function buildSliders(matrix: Matrix, reader: Reader): readonly SliderView[] {
  const { t } = reader;
  const { carbon } = matrix.total.budget;
  const files = matrix.volume?.files ?? null;
  const own = matrix.volume?.own ?? 0;
  const heaviest = Math.max(0, ...matrix.months.map(({ plans }) => plans.baseline?.central ?? 0));
  return [
    slider({ id: "budget", label: t("Carbon budget"), value: carbon, unit: t("kg/month"), reach: Math.max(carbon ?? 0, heaviest), note: "" }, reader),
    slider(
      {
        id: "volume",
        label: t("Files in the first month"),
        value: files,
        unit: t("files/month"),
        reach: files ?? 0,
        note: own > 0 ? t("{0} {0|row has|rows have} files of {0|its|their} own and {0|does|do} not follow", own) : "",
      },
      reader,
    ),
  ];
}

interface Wanted extends Omit<SliderView, "text" | "max" | "step"> {
  /** what should lie near the middle */
  readonly reach: number;
}

/** From 0 to a round number about twice what is there, in steps of a hundredth of it or finer. */
function slider({ reach, ...wanted }: Wanted, reader: Reader): SliderView {
  const max = roundUp(reach * 2) || 100;
  return { ...wanted, text: wanted.value === null ? "" : typedNumber(wanted.value, reader), max, step: max / 200 };
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((digit) => digit * power >= value * (1 - 1e-12)) ?? 10) * power;
}
