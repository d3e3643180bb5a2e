import type { Analysis } from "../core/analysis/analysis";
import type { Matrix, MatrixRow } from "../core/analysis/matrix";
import { languageName } from "../core/languageName";
import { level, mass, money, type Reader, readerOf } from "../core/report/words/figures";
import { carbonOf } from "./buildRows";
import type { ComparisonView, SideBySide } from "./comparisonView";
import type { Other } from "./messages";
import { difference, signed, totalsBeside } from "./totalsBeside";

/** This scenario beside another: totals, and the rows that differ in level, carbon at 100 % or cost. `label` names the other one. */
export function buildComparison(here: Analysis, there: Analysis, other: Other, label: string): ComparisonView {
  const reader = readerOf(here.language);
  const { t } = reader;
  const title = t("Compared with {0}", label);
  if (!here.matrix || !there.matrix)
    return { other, title, note: t("One of the two has no matrix, so there is nothing to compare."), totals: null, rows: null };
  const names = { first: `A · ${label}`, second: `B · ${t("This matrix")}`, change: t("From A to B") };
  const rows = rowsBeside(there.matrix, here.matrix, reader);
  const all = new Set([...here.matrix.rows, ...there.matrix.rows].map(({ id }) => id)).size;
  return {
    other,
    title,
    note:
      rows.rows.length === 0
        ? t("No row differs.")
        : `${t("{0} of {1} {1|row|rows} {0|differs|differ}.", rows.rows.length, all)} ${t("Rows are compared at 100 %, totals as decided.")}`,
    totals: totalsBeside(there.matrix, here.matrix, names, reader).side,
    rows: rows.rows.length === 0 ? null : rows,
  };
}

/** Why there is nothing to compare with. */
export function failedComparison(other: Other, title: string, note: string): ComparisonView {
  return { other, title, note, totals: null, rows: null };
}

/** Two columns that say the same thing of the two scenarios, and a third for what lies between them. */
interface Group {
  readonly title: string;
  readonly cells: (was: MatrixRow | undefined, now: MatrixRow | undefined) => readonly [string, string, string?];
}

function rowsBeside(first: Matrix, second: Matrix, reader: Reader): SideBySide {
  const { t } = reader;
  const [before, after] = [byId(first), byId(second)];
  const sameCurrency = first.currency === second.currency;
  const groups: readonly Group[] = [
    { title: t("Decision"), cells: (was, now) => [levelOf(was, reader), levelOf(now, reader)] },
    {
      title: t("Carbon at 100 %"),
      cells: (was, now) => [
        weight(was, reader),
        weight(now, reader),
        signed(difference(was ? carbonOf(was) : null, now ? carbonOf(now) : null), (value) => mass(value * 1000, reader)),
      ],
    },
    {
      title: t("Cost at 100 %"),
      cells: (was, now) => [
        cost(was, first, reader),
        cost(now, second, reader),
        sameCurrency ? signed(difference(was?.cost ?? null, now?.cost ?? null), (value) => money(value, second.currency, {}, reader) ?? "") : "",
      ],
    },
  ];
  const lines = [...new Set([...after.keys(), ...before.keys()])].flatMap((id) => {
    const [was, now] = [before.get(id), after.get(id)];
    const said = groups.map((group) => group.cells(was, now));
    return said.every(([one, other]) => one === other) ? [] : [{ name: nameOf(was ?? now, reader), said }];
  });
  // What is the same in all rows is not shown: what differs is what is looked for.
  const telling = groups.map((_, index) => lines.some(({ said }) => said[index]?.[0] !== said[index]?.[1]));
  const head = groups.flatMap(({ title, cells }, index) =>
    telling[index] ? [`${title} A`, `${title} B`, ...(cells(undefined, undefined).length > 2 ? [t("From A to B")] : [])] : [],
  );
  return {
    head: [t("Microservice, language"), ...head],
    rows: lines.map(({ name, said }) => {
      const cells = [name];
      const differs: number[] = [];
      said.forEach(([one, other, ...change], index) => {
        if (!telling[index]) return;
        if (one !== other) differs.push(cells.length, cells.length + 1);
        cells.push(one, other, ...change.map((text) => text ?? ""));
      });
      return { cells, differs };
    }),
  };
}

const byId = (matrix: Matrix): ReadonlyMap<string, MatrixRow> => new Map(matrix.rows.map((row) => [row.id, row]));

function nameOf(row: MatrixRow | undefined, reader: Reader): string {
  if (!row) return "";
  return row.language === null ? row.service : `${row.service} · ${languageName(row.language, reader.language)}`;
}

function levelOf(row: MatrixRow | undefined, reader: Reader): string {
  if (!row) return reader.t("no such row");
  return row.decided === null ? reader.t("open") : level(row.decided, reader);
}

function weight(row: MatrixRow | undefined, reader: Reader): string {
  const kilograms = row ? carbonOf(row) : null;
  return kilograms === null ? "–" : mass(kilograms * 1000, reader);
}

function cost(row: MatrixRow | undefined, matrix: Matrix, reader: Reader): string {
  return row ? (money(row.cost, matrix.currency, row.costs, reader) ?? "–") : "–";
}
