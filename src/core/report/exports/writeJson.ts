/** JSON for people and programs; full precision, one final line feed. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
