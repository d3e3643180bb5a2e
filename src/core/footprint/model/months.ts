/** `2027-01` and 3 -> `["2027-01", "2027-02", "2027-03"]`. */
export function monthsFrom(from: string, count: number): string[] {
  const first = monthNumber(from);
  return Array.from({ length: count }, (_, m) => isoMonth(first + m));
}

/** Months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
  return monthNumber(to) - monthNumber(from);
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function isoMonth(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
}
