import type { GridRow } from "./gridRows";

/** The lines that an edit goes to together: extended with Shift, toggled with Ctrl, all with Ctrl+A. */
export class Selection {
  private readonly chosen = new Set<string>();
  private anchor: string | undefined;

  get keys(): ReadonlySet<string> {
    return this.chosen;
  }

  clear(): void {
    this.chosen.clear();
    this.anchor = undefined;
  }

  /** From the line where the selection began to another. */
  extend(lines: readonly GridRow[], from: number, to: number): void {
    const start = lines.findIndex(({ key }) => key === this.anchor);
    const anchor = start < 0 ? from : start;
    this.chosen.clear();
    this.anchor = lines[anchor]?.key;
    for (const line of lines.slice(Math.min(anchor, to), Math.max(anchor, to) + 1)) this.chosen.add(line.key);
  }

  toggle(key: string): void {
    if (!this.chosen.delete(key)) this.chosen.add(key);
    this.anchor = key;
  }

  all(lines: readonly GridRow[]): void {
    for (const line of lines) this.chosen.add(line.key);
  }

  /** Lines that went are no longer selected. */
  keep(lines: readonly GridRow[]): void {
    const there = new Set(lines.map(({ key }) => key));
    for (const key of [...this.chosen]) if (!there.has(key)) this.chosen.delete(key);
  }
}
