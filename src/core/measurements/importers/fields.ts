// What stands in the fields of the tables that tools write.

/** `2026-11-23T14:47:55`, with a zone where a tool on the way has put one -> ms; NaN for anything else */
export function timeOf(timestamp: string): number {
  const [, day, clock, zone] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(timestamp) ?? [];
  return day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${zone ?? "Z"}`);
}

/** `"1.5e-05"` -> 0.000015; a spreadsheet's `"0,5"` -> 0.5; negative, empty or no number -> undefined */
export function amount(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(/^\d+,\d+([eE][+-]?\d+)?$/.test(text) ? text.replace(",", ".") : text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
