// What stands in the fields of the tables that tools write.

/** `2026-11-23T14:47:55`, with a zone where a tool on the way has put one -> ms; NaN for anything else */
export function timeOf(timestamp: string): number {
  const [, day, clock, zone] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(timestamp) ?? [];
  return day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${zone ?? "Z"}`);
}

/** `"1.5e-05"` -> 0.000015; a spreadsheet's `"0,5"` -> 0.5; negative, empty, no number, or one of two (`"1,200"`) -> undefined */
export function amount(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "" || thousandsOrThousandths.test(text.trim())) return undefined;
  const value = Number(/^\d+,\d+([eE][+-]?\d+)?$/.test(text) ? text.replace(",", ".") : text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Seconds that something lasted, as `amount` reads them; a row that tells of more than thirty years is broken, and no calendar holds it. */
export function period(text: string | undefined): number | undefined {
  const seconds = amount(text);
  return seconds === undefined || seconds > 1e9 ? undefined : seconds;
}

/** `1,200`: twelve hundred in English, a little more than one in French. */
const thousandsOrThousandths = /^[1-9]\d{0,2},\d{3}$/;
