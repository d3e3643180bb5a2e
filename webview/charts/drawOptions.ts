import type { BarElement, ChartConfiguration, Plugin } from "chart.js";
import type { OptionBlock, OptionGroup, OptionsBody } from "../../src/protocol/charts/chartView";
import type { Theme } from "../theme";
import { swatch } from "./legend";
import { amountAxis, commonOptions, fontOf, tickText, tooltipLook, widest, wrapped } from "./options";
import { type Fill, fillOf } from "./paint";
import { sideBySide } from "./placing";

type Blocks = ChartConfiguration<"bar", { x: number; y: number }[]>;

const plotHeight = 250;
const lineHeight = 20;
/** Pixels of a block that loses nothing: it hangs under the floor, so that it is not read as a height. */
const slab = 14;
/** Gaps and least widths, in parts of all widths together. */
const [gap, groupGap, thinnest] = [0.012, 0.06, 0.004];

export function optionsHeight(body: OptionsBody, width: number, theme: Theme): number {
  return plotHeight + listOf(body, width, theme).height;
}

interface Placed {
  readonly block: OptionBlock;
  readonly group: OptionGroup;
  readonly from: number;
  readonly to: number;
}

/** Blocks as wide as what they avoid and as high as what they lose per kg; numbered, with their names in a list below. */
export function drawOptions(body: OptionsBody, theme: Theme): Blocks {
  const placed = place(body);
  const heights = placed.flatMap(({ block }) => (block.height > 0 ? [block.height] : []));
  const floor = body.logarithmic ? Math.min(...heights) / 3 : 0;
  const fills = placed.map(({ group }) => fillOfGroup(group.id, theme));
  return {
    type: "bar",
    data: {
      datasets: [
        {
          data: placed.map(({ block, from, to }) => ({ x: (from + to) / 2, y: Math.max(block.height, floor) })),
          backgroundColor: fills.map(({ background }) => background),
          borderColor: fills.map(({ edge }) => edge),
          borderWidth: 1,
          borderSkipped: false,
          grouped: false,
          // What hangs under the floor is outside of the plot, and drawn all the same.
          clip: false,
        },
      ],
    },
    plugins: [widths(placed), numbers(placed, theme), list(body, theme)],
    options: {
      ...commonOptions(theme),
      layout: { padding: ({ chart }) => ({ top: 22, right: 8, bottom: listOf(body, chart.width, theme).height }) },
      scales: {
        x: {
          type: "linear",
          min: -(gap / 2) * sumOf(body),
          max: (placed.at(-1)?.to ?? 1) + (gap / 2) * sumOf(body),
          offset: false,
          grid: { display: false },
          border: { color: theme.line },
          ticks: { display: false },
          title: { display: true, text: body.widths, color: theme.quiet, font: { family: theme.font, size: 12 }, padding: { top: slab } },
        },
        y: {
          ...amountAxis(theme, body.axis),
          // as long as the axis is high
          title: { ...amountAxis(theme, body.axis).title, text: wrapped(body.axis, fontOf(theme), plotHeight - 60) },
          type: body.logarithmic ? "logarithmic" : "linear",
          ...(body.logarithmic ? { min: floor, max: Math.max(...heights) * 2 } : { min: 0, suggestedMax: Math.max(1, ...heights) * 1.15 }),
          ticks: { ...amountAxis(theme, body.axis).ticks, callback: tickText(body.logarithmic, floor, Math.max(...heights)) },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipLook(theme),
          callbacks: {
            title: ([item]) => placed[item?.dataIndex ?? -1]?.block.tip[0] ?? "",
            label: (item) => [...(placed[item.dataIndex]?.block.tip.slice(1) ?? [])],
          },
        },
      },
    },
  } as Blocks;
}

/** Bluish green, sky blue and vermilion, each with its own pattern. */
function fillOfGroup(id: OptionGroup["id"], theme: Theme): Fill {
  const fills = { "no-regret": [2, 0], "no-loss": [4, 2], loss: [5, 1] } as const;
  const [colour, pattern] = fills[id];
  return fillOf(colour, theme, pattern);
}

const sumOf = ({ groups }: OptionsBody): number => groups.flatMap(({ blocks }) => blocks).reduce((sum, { width }) => sum + width, 0);

/** Side by side with gaps: the widths are compared, not added up. */
function place(body: OptionsBody): readonly Placed[] {
  const sum = sumOf(body);
  let at = 0;
  return body.groups.flatMap((group, position) => {
    if (position > 0) at += (groupGap - gap) * sum;
    return group.blocks.map((block) => {
      const from = at;
      const to = from + Math.max(block.width, thinnest * sum);
      at = to + gap * sum;
      return { block, group, from, to };
    });
  });
}

/** Bars have one width in Chart.js; these have their own, and those that lose nothing hang under the floor. */
function widths(placed: readonly Placed[]): Plugin<"bar"> {
  return {
    id: "widths",
    afterDatasetUpdate({ scales: { x }, chartArea }, { meta }) {
      if (!x) return;
      (meta.data as unknown as (BarElement & { base: number; width: number })[]).forEach((bar, index) => {
        const one = placed[index];
        if (!one) return;
        const [left, right] = [x.getPixelForValue(one.from), x.getPixelForValue(one.to)];
        bar.x = (left + right) / 2;
        bar.width = right - left;
        bar.base = chartArea.bottom;
        if (one.block.height <= 0) Object.assign(bar, { base: chartArea.bottom + slab, y: chartArea.bottom + 1 });
      });
    },
  };
}

function numbers(placed: readonly Placed[], theme: Theme): Plugin<"bar"> {
  return {
    id: "numbers",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = fontOf(theme, 600);
      ctx.fillStyle = theme.text;
      ctx.textAlign = "center";
      ctx.textBaseline = "bottom";
      const bars = chart.getDatasetMeta(0).data;
      const texts = bars.map((_, index) => String(placed[index]?.block.number ?? ""));
      // Numbers of neighbours that are too narrow for them stand side by side.
      const halves = texts.map((text) => ctx.measureText(text).width / 2 + 2);
      const centres = sideBySide(
        bars.map(({ x }) => x),
        halves,
        chart.width,
      );
      bars.forEach((bar, index) => {
        ctx.fillText(texts[index] ?? "", centres[index] ?? bar.x, bar.y - 3);
      });
      ctx.restore();
    },
  };
}

/** What the numbers mean. */
function list(body: OptionsBody, theme: Theme): Plugin<"bar"> {
  return {
    id: "list",
    afterDraw({ ctx, width, height }) {
      const { groups, height: needed } = listOf(body, width, theme);
      const top = height - needed + 18;
      ctx.save();
      ctx.textBaseline = "middle";
      for (const { id, left, lines } of groups) {
        swatch(ctx, fillOfGroup(id, theme), left, top + (lines[0]?.at ?? 0) - 6);
        ctx.fillStyle = theme.text;
        for (const { text, at, number, bold } of lines) {
          ctx.textAlign = "right";
          ctx.font = fontOf(theme, 600);
          if (number !== null) ctx.fillText(String(number), left + 12, top + at);
          ctx.textAlign = "left";
          ctx.font = fontOf(theme, bold ? 600 : 400);
          ctx.fillText(text, left + keyRoom, top + at);
        }
      }
      ctx.restore();
    },
  };
}

/** Pixels of a number or a swatch before its name, and between two columns. */
const [keyRoom, columnGap] = [18, 20];

/** A step and what it avoids, which stays in one line. */
const entry = ({ label, widthText }: OptionBlock): string => `${label} ·\u00a0${widthText.replaceAll(" ", "\u00a0")}`;

interface ListLine {
  readonly text: string;
  /** pixels below the first line */
  readonly at: number;
  readonly number: number | null;
  readonly bold: boolean;
}

interface List {
  readonly groups: readonly { readonly id: OptionGroup["id"]; readonly left: number; readonly lines: readonly ListLine[] }[];
  /** pixels that it takes under the drawing */
  readonly height: number;
}

/** A column a group where every name has its line there; else the groups one below the other, names in as many lines as they need. */
function listOf({ groups }: OptionsBody, width: number, theme: Theme): List {
  const [plain, bold] = [fontOf(theme), fontOf(theme, 600)];
  const needs = groups.map(({ name, blocks }) => keyRoom + Math.ceil(Math.max(widest([name], bold), widest(blocks.map(entry), plain))) + columnGap);
  const beside = needs.reduce((sum, need) => sum + need, 0) - columnGap <= width - 8;
  const room = beside ? Number.POSITIVE_INFINITY : width - 8 - keyRoom;
  let [left, used, most] = [4, 0, 0];
  const placed = groups.map(({ id, name, blocks }, position) => {
    const lines: ListLine[] = [];
    const add = (text: string, number: number | null, isBold: boolean): void =>
      wrapped(text, isBold ? bold : plain, room).forEach((line, index) => {
        lines.push({ text: line, at: used, number: index === 0 ? number : null, bold: isBold });
        used += lineHeight;
      });
    const from = left;
    add(name, null, true);
    for (const block of blocks) add(entry(block), block.number, false);
    most = Math.max(most, used);
    if (beside) {
      left += needs[position] ?? 0;
      used = 0;
    } else used += lineHeight / 2;
    return { id, left: from, lines };
  });
  return { groups: placed, height: most + 24 };
}
