import { paceOf } from "../../footprint/endpoints/requestSeconds";
import { formatNumber, perCent } from "../../quantity/format";
import type { Interval } from "../../quantity/interval";
import { writePath } from "../../scenario/pathText";
import { firstNames } from "../../text";
import type { Effect, Suggestion, WhatIf } from "../../whatIf/suggest";
import { type Table, textTable } from "../exports/table";
import { figure, mass, massesApart, money, percent, type Reader, rangeAfter, scaled } from "../words/figures";
import { gateWord } from "../words/unitWords";

// What a change would do, in the words of the quick pick and of the command line.

/** What is shown, and how many were not though they save. */
interface Savings {
  readonly shown: readonly Suggestion[];
  readonly slow: number;
  readonly closing: readonly Suggestion[];
}

/** Suggestions that save carbon or money, close no service by a gate, and whose answers do not take ten times as long, best first. */
function savings({ suggestions, plan }: WhatIf): Savings {
  const better = suggestions.filter(({ change }) => (change[plan] ?? 0) < 0 || ((change[plan] ?? 0) === 0 && (change.cost ?? 0) < 0));
  const closing = better.filter(({ closes }) => closes.length > 0);
  const open = better.filter(({ closes }) => closes.length === 0);
  const shown = open.filter(({ seconds }) => paceOf(seconds) !== "far-slower");
  return { shown, slow: open.length - shown.length, closing };
}

/**
 * `9.8 kg → 4.9 kg/month (−50 %)`, central values. Asked about one endpoint its own part comes first, because it may
 * stay the same where the whole changes: `here 4.9 kg → 12 g · in all 9.8 kg → 4.9 kg/month (−50 %)`.
 */
function effectText(suggestion: Suggestion, { before, plan }: WhatIf, reader: Reader): string {
  const { t } = reader;
  const { endpoint } = suggestion.after;
  const own =
    endpoint === null || before.endpoint === null || plan !== "baseline"
      ? null
      : t("{0} → {1}", ...massesApart(1000 * before.endpoint, 1000 * endpoint, reader));
  const carbon = t("{0}/month", totals(suggestion.after, before, plan, reader));
  const share = suggestion.share === null ? "" : ` (${shareText(suggestion.share, suggestion, reader)})`;
  const all = `${carbon}${share}`;
  return own === null ? all : [t("here {0}", own), t("in all {0}", all)].join(" · ");
}

/** `9.8 kg → 4.9 kg`; `at least 9.8 kg → at least 4.9 kg` where something served is not known. */
function totals(after: Effect, before: Effect, plan: WhatIf["plan"], reader: Reader): string {
  const [from, to] = massesApart(1000 * (before[plan] ?? 0), 1000 * (after[plan] ?? 0), reader);
  const total = (effect: Effect, text: string): string => (effect.atLeast[plan] ? reader.t("at least {0}", text) : text);
  return reader.t("{0} → {1}", total(before, from), total(after, to));
}

/** What the figure alone does not say: what it does to the budget, how little it counts, how slow, and at what price for quality. */
function remarks(suggestion: Suggestion, reader: Reader): string[] {
  const { share } = suggestion;
  const { t } = reader;
  const little =
    hardlyCounts(suggestion) && share !== null ? [t("On a machine that mostly waits the model hardly counts: {0}.", shareText(share, suggestion, reader))] : [];
  return [...little, ...otherRemarks(suggestion, reader)];
}

function hardlyCounts({ alwaysOn, share }: Suggestion): boolean {
  return alwaysOn && share !== null && Math.abs(share) < 0.05;
}

function otherRemarks({ budget, seconds, closes, notes }: Suggestion, reader: Reader): string[] {
  const { t } = reader;
  return [
    ...(closes.length > 0 ? [t("Closes {0}.", gatesText(closes, reader))] : []),
    ...(budget === "into" ? [t("With it the budget holds.")] : []),
    ...(budget === "out" ? [t("With it the budget no longer holds.")] : []),
    ...(seconds !== null && paceOf(seconds) !== "same"
      ? [t("A mean request takes {0} s instead of {1} s.", figure(seconds.after, reader), figure(seconds.before, reader))]
      : []),
    ...notes,
  ];
}

/** `g/fr, g/en (context too short)` */
function gatesText(closes: Suggestion["closes"], { t }: Reader): string {
  const byGate = new Map<string, Set<string>>();
  for (const { row, code } of closes) byGate.set(code, (byGate.get(code) ?? new Set()).add(row));
  return [...byGate].map(([code, rows]) => `${[...rows].join(", ")} (${gateWord(code, t)})`).join(", ");
}

/** Two lines of a choice, of which lists cut the ends: what to change and what it does; what it costs, what to mind, how sure it is. */
export interface Choice {
  readonly label: string;
  readonly effect: string;
  readonly remarks: string;
  /** false: it saves nothing, or makes requests far slower */
  readonly saves: boolean;
  readonly suggestion: Suggestion;
}

/** So many differences are drawn for a list that opens at once. */
const mostRanges = 30;

/** Everything that could be changed, savings first; of so many of them it is drawn what the difference may be. */
export function choicesOf(found: WhatIf, reader: Reader, ranges = mostRanges): Choice[] {
  const { shown } = savings(found);
  const others = found.suggestions.filter((one) => !shown.includes(one));
  const { t } = reader;
  return [...shown, ...others].map((suggestion, at) => ({
    label: suggestion.label,
    effect: effectText(suggestion, found, reader),
    remarks: [
      costText(suggestion, reader),
      [
        ...remarks(suggestion, reader),
        ...(at < ranges && suggestion.changeRange.low < suggestion.changeRange.high
          ? [t("Difference {0} a month.", changeWords(suggestion.changeRange, reader))]
          : []),
      ].join(" "),
    ]
      .filter((part) => part !== "")
      .join(" · "),
    saves: shown.includes(suggestion),
    suggestion,
  }));
}

/** It moves neither carbon nor cost by one per cent. */
function isLittle({ share, change }: Suggestion, { before, plan }: WhatIf): boolean {
  const cost = plan === "decided" ? before.decidedCost : before.baselineCost;
  const paid = change.cost !== null && change.cost !== 0 && !(cost !== null && Math.abs(change.cost) < 0.01 * cost);
  return share !== null && Math.abs(share) < 0.01 && !paid;
}

/** For a terminal: the best of each kind that counts, what to mind, and how to look closer. */
export function whatIfText(found: WhatIf, most: number, reader: Reader, width = Number.POSITIVE_INFINITY): string {
  const { t } = reader;
  const { shown: all, slow, closing: closed } = savings(found);
  const some = all.filter((one) => !isLittle(one, found));
  // where nothing counts, the little is all there is
  const shown = some.length > 0 ? some : all;
  const counts = new Map<string, number>();
  const listed = shown.filter(({ kind, service, host }) => {
    const key = JSON.stringify([kind, service, host]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= most;
  });
  const title =
    found.plan === "decided" ? t("What would change the decided plan, best first:") : t("What would change the month with everything on, best first:");
  if (listed.length === 0)
    return `${[t("No change that was tried saves carbon or money."), ...closing(found, { more: 0, little: [], slow, closed }, reader)].join("\n")}\n`;
  const first = listed[0] as Suggestion;
  return `${[
    title,
    "",
    textTable(suggestionsTable(listed, found, reader), { width, language: reader.language }),
    t("Ranges of the difference are P5 to P95, with the same draws on both sides."),
    t("To mind:"),
    ...minded(listed, reader),
    "",
    ...closing(found, { more: shown.length - listed.length, little: all.filter((one) => !shown.includes(one)), slow, closed }, reader),
    t(
      "To look closer: {0}",
      first.changes.map((change) => (change.type === "set" ? `--set ${quoted(settingOf(change))}` : `--remove ${quoted(writePath(change.path))}`)).join(" "),
    ),
  ].join("\n")}\n`;
}

/** Each remark once, with the numbers of the lines above that it is about. */
function minded(suggestions: readonly Suggestion[], reader: Reader): string[] {
  const { t } = reader;
  const about = new Map<string, number[]>();
  suggestions.forEach((suggestion, index) => {
    const little = hardlyCounts(suggestion) ? [t("On a machine that mostly waits the model hardly counts.")] : [];
    for (const remark of [...little, ...otherRemarks(suggestion, reader)]) about.set(remark, [...(about.get(remark) ?? []), index + 1]);
  });
  return [...about].map(([remark, lines]) => `- ${remark} (${runsOf(lines)})`);
}

/** `1, 4–6` */
function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const one of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === one - 1) last[1] = one;
    else runs.push([one, one]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

function suggestionsTable(suggestions: readonly Suggestion[], { before, plan }: WhatIf, reader: Reader): Table {
  const { t } = reader;
  return {
    columns: [
      { title: t("Possible change") },
      { title: t("CO2e/month"), align: "right" },
      { title: t("Difference"), align: "right" },
      { title: "%", align: "right" },
      { title: t("Cost/month"), align: "right" },
    ],
    rows: suggestions.map((one, index) => {
      return [
        `${index + 1}. ${one.label}`,
        totals(one.after, before, plan, reader),
        changeWords(one.changeRange, reader),
        one.share === null ? "–" : shareText(one.share, one, reader),
        one.change.cost === null ? t("unknown") : moreMoney(one, reader) || "–",
      ];
    }),
  };
}

/** `−18 kg (from −27 to −12)`: kilograms more or less, with the range of the same draws on both sides, each end with its sign. */
export function changeWords(kilograms: Interval, reader: Reader): string {
  const grams = scaled(kilograms, 1000);
  return `${grams.central < 0 ? "−" : grams.central > 0 ? "+" : ""}${mass(Math.abs(grams.central), reader)}${rangeAfter(grams, reader)}`;
}

interface NotListed {
  readonly more: number;
  readonly little: readonly Suggestion[];
  readonly slow: number;
  readonly closed: readonly Suggestion[];
}

function closing({ leftOut }: WhatIf, { more, little, slow, closed }: NotListed, reader: Reader): string[] {
  const { t } = reader;
  const gates = gatesText(
    closed.flatMap(({ closes }) => closes),
    reader,
  );
  return [
    ...(more > 0 ? [t("{0} more of the same kinds: --json lists {0|it too|them all}.", more)] : []),
    ...(little.length > 0
      ? [
          [
            t("{0} more would change less than 1 %: --json lists {0|it|them all}.", little.length),
            ...(little.some(hardlyCounts) ? [t("On a machine that mostly waits the model hardly counts.")] : []),
          ].join(" "),
        ]
      : []),
    ...(slow > 0 ? [t("{0} more would save too, but a mean request would take over ten times as long.", slow)] : []),
    ...(closed.length > 0 ? [t("{0} more would save too, but would close {1}.", closed.length, gates)] : []),
    ...(leftOut.overCapacity > 0 ? [t("{0} {0|was|were} left out: a machine changed so would not have hours for all of the work.", leftOut.overCapacity)] : []),
    ...(leftOut.tooSmall > 0 ? [t("{0} {0|was|were} left out because the models would not fit.", leftOut.tooSmall)] : []),
    ...(leftOut.unknownTime > 0
      ? [
          t(
            "{0} {0|was|were} left out for want of the time of some work: {1}.",
            leftOut.unknownTime,
            firstNames(
              leftOut.unknownWork.map(({ service, reason }) => t("{0}: {1}", service, reason)),
              3,
              t("; "),
              t,
            ),
          ),
        ]
      : []),
    ...(leftOut.notComputed > 0 ? [t("{0} {0|was|were} not computed: ask about one endpoint or one host.", leftOut.notComputed)] : []),
  ];
}

/** `hosts.speech.deployment=scale-to-zero`, as `--set` takes it. */
export function settingsOf({ changes }: Suggestion): string[] {
  return changes.map(settingOf);
}

function settingOf(change: Suggestion["changes"][number]): string {
  return `${writePath(change.path)}=${change.type === "set" ? change.value : "null"}`;
}

function quoted(setting: string): string {
  return /[\s"']/.test(setting) ? `'${setting}'` : setting;
}

/** `−353 EUR/month`, `up to −353 EUR/month` where it may cost more than is counted */
function costText(suggestion: Suggestion, reader: Reader): string {
  const { t } = reader;
  if (suggestion.change.cost === null) return t("cost unknown");
  const amount = moreMoney(suggestion, reader);
  return amount === "" ? "" : t("{0}/month", amount);
}

function moreMoney({ change: { cost, costIsLeast, paidIn } }: Suggestion, reader: Reader): string {
  const amount = cost === null ? null : money(Math.abs(cost), paidIn, {}, reader);
  if (cost === null || amount === null || Math.abs(cost) < 0.005) return "";
  const signed = `${cost < 0 ? "−" : "+"}${amount}`;
  return costIsLeast === undefined ? signed : cost < 0 ? reader.t("up to {0}", signed) : reader.t("at least {0}", signed);
}

/** "−50 %"; "up to −50 %" of a total that is a least amount */
function shareText(share: number, { shareIsMost }: Suggestion, reader: Reader): string {
  const text = signedPercent(share, reader);
  return shareIsMost === undefined ? text : reader.t("up to {0}", text);
}

/** −0.5 -> "−50 %"; a change below 1 % keeps two figures, however small, and what leaves something is never the whole. */
function signedPercent(share: number, reader: Reader): string {
  const size = Math.abs(share);
  const text =
    size > 0 && size < 0.01
      ? perCent(formatNumber(size * 100, reader.language, 2), reader.language)
      : percent(share < 0 && share > -1 ? Math.min(size, 0.99) : size, reader);
  return size === 0 ? text : `${share < 0 ? "−" : "+"}${text}`;
}
