import type { TextEdit } from "../core/problem";
import { readNumeral } from "../core/quantity/number";
import { parseMoney } from "../core/quantity/parseMoney";
import { parseQuantity } from "../core/quantity/parseQuantity";
import { type Change as ScenarioChange, scenarioEdits } from "../core/scenario/edit/scenarioEdit";
import type { Translate } from "../core/text";
import type { Change } from "./messages";

/** The edits that make some changes in a scenario's text, or why there are none. */
export type Applied = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

type Read = { readonly change: ScenarioChange } | { readonly refused: string };

/**
 * Turns what a user of the matrix wants into the smallest edits of the scenario's text.
 * All changes or none: one amount that cannot be read refuses the whole paste. A bare amount of money is in `currency`.
 */
export function applyChanges(text: string, changes: readonly Change[], t: Translate, currency: string | null = null): Applied {
  const read = changes.map((change) => scenarioChange(change, t, currency));
  const refusal = read.find((one) => "refused" in one);
  return (
    refusal ?? {
      edits: scenarioEdits(
        text,
        read.flatMap((one) => ("change" in one ? one.change : [])),
      ),
    }
  );
}

function scenarioChange(change: Change, t: Translate, currency: string | null): Read {
  switch (change.type) {
    case "files": {
      const read = amount(change.files, { unit: "/month", kind: "files/month" }, t);
      return "refused" in read ? read : { change: { ...change, files: read.value } };
    }
    case "volume": {
      const read = amount(change.files, { unit: "/month", kind: "files/month" }, t);
      return "refused" in read ? read : { change: { type: "volume", files: read.value } };
    }
    case "budget": {
      const read = amount(change.carbon, { unit: " kg/month", kind: "carbon/month" }, t);
      return "refused" in read ? read : { change: { ...change, carbon: read.value } };
    }
    case "maintenance":
    case "development": {
      const per = change.type === "maintenance" ? "/month" : "";
      const read = parseMoney(withUnit(change.amount, ` ${currency ?? ""}${per}`), `money${per}`, t);
      if (!read.ok) return { refused: read.message };
      const value = `${read.value.amount} ${read.value.currency}${per}`;
      return { change: { type: "set", path: ["services", change.service, "cost", change.type], value } };
    }
    case "review": {
      const review = isoDay(change.review.trim());
      return review === null ? { refused: t("{0} is not a date: write it as {1}.", change.review.trim(), "2027-06-01") } : { change: { ...change, review } };
    }
    default:
      return { change };
  }
}

function amount(
  text: string,
  { unit, kind }: { readonly unit: string; readonly kind: "files/month" | "carbon/month" },
  t: Translate,
): { readonly value: number } | { readonly refused: string } {
  const read = parseQuantity(withUnit(text, unit), kind, t);
  if (!read.ok) return { refused: read.message };
  const { low, central, high } = read.value;
  if (low !== high) return { refused: t("{0} is a range: the matrix takes one number, the text of the file takes ranges.", text.trim()) };
  return { value: central };
}

/** In a cell whose heading says the unit, a bare number is enough. */
function withUnit(text: string, unit: string): string {
  const read = readNumeral(text);
  return typeof read !== "string" && read.rest === "" ? `${text.trim()}${unit}` : text;
}

/** `2027-06-01` or `01/06/2027` as `2027-06-01`; empty stays empty; null for anything that is no day. */
function isoDay(text: string): string | null {
  if (text === "") return "";
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/u.exec(text);
  const day = french ? `${french[3]}-${french[2]?.padStart(2, "0")}-${french[1]?.padStart(2, "0")}` : text;
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  return Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== day ? null : day;
}
