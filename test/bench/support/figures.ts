import { appendFileSync } from "node:fs";

// What every benchmark prints with, so that all of `npm run bench` reads alike and its last lines count the budgets of all.

/** Several runs of one thing. */
export interface Sample {
  readonly median: number;
  readonly longest: number;
  readonly runs: number;
}

export type Unit = "ms" | "kB" | "MB" | "routes" | "files" | "count";

export interface Figure {
  readonly what: string;
  /** null: not measured; `note` says why */
  readonly ours: number | Sample | null;
  readonly unit: Unit;
  /** DESIGN.md section 8; compared with the median */
  readonly budget?: number;
  /** the peer's, from the same run */
  readonly peer?: number | Sample | null;
  readonly note?: string;
}

/** Prints figures as one table, each beside its budget, and hands them to `npm run bench` for the count at its end. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`\n${figureTable(title, figures)}`);
  const log = process.env.CARBON_MATRIX_FIGURES;
  if (log !== undefined) appendFileSync(log, figures.map((figure) => `${JSON.stringify({ title, ...figure, verdict: verdict(figure) })}\n`).join(""));
}

export function figureTable(title: string, figures: readonly Figure[]): string {
  const peers = figures.some(({ peer }) => peer !== undefined);
  const header = [title, "median [longest]", "budget", "", ...(peers ? ["peer"] : []), ""];
  const rows = figures.map((figure) => [
    figure.what,
    amount(figure.ours, figure.unit),
    figure.budget === undefined ? "" : amount(figure.budget, figure.unit),
    verdict(figure),
    ...(peers ? [figure.peer === undefined ? "" : amount(figure.peer, figure.unit)] : []),
    figure.note ?? "",
  ]);
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const left = (column: number): boolean => column === 0 || column === 3 || column === header.length - 1;
  return lines
    .map((line) => line.map((cell, column) => (left(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Runs something `runs` times, one after the other; `before` prepares each run and is not counted. */
export async function sample<T>(runs: number, run: (prepared: T) => unknown, before: (round: number) => T | Promise<T>): Promise<Sample> {
  const times: number[] = [];
  for (let round = 0; round < runs; round++) {
    const prepared = await before(round);
    const from = performance.now();
    await run(prepared);
    times.push(performance.now() - from);
  }
  return sampleOf(times);
}

export function sampleOf(times: readonly number[]): Sample {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, longest: sorted.at(-1) ?? Number.NaN, runs: sorted.length };
}

function verdict({ ours, budget }: Figure): "" | "ok" | "OVER" {
  if (budget === undefined || ours === null) return "";
  return (typeof ours === "number" ? ours : ours.median) <= budget ? "ok" : "OVER";
}

function amount(value: number | Sample | null, unit: Unit): string {
  if (value === null) return "not measured";
  const shown = typeof value === "number" ? digits(value) : value.runs < 2 ? digits(value.median) : `${digits(value.median)} [${digits(value.longest)}]`;
  return unit === "count" ? shown : `${shown} ${unit}`;
}

/** Three significant digits are more than one run can bear. */
function digits(value: number): string {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
}
