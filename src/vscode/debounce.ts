import type { Disposable } from "vscode";

/** Runs once, some time after the last of several calls; an earlier deadline wins over a later one. */
export class Debounce implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private due = Number.POSITIVE_INFINITY;

  constructor(private readonly run: () => void) {}

  /** milliseconds */
  in(delay: number): void {
    const due = Date.now() + delay;
    // Typing on moves the run back; a save elsewhere must not hold it up for long.
    if (this.timer !== undefined && due > this.due && delay > 100) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.run();
    }, delay);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
