import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import type { Snapshot } from "../core/snapshot";

/** Milliseconds of quiet before the exact counts are begun: nobody reads them while typing. */
const quiet = 700;

/** Exact robustness of one scenario, counted beside the extension host; the next edit cancels it. */
export class ExactRobustness implements vscode.Disposable {
  private readonly running = new Map<string, () => void>();
  private disposed = false;

  constructor(
    private readonly done: (slot: string, analysis: Analysis) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Begins after a moment of quiet; whatever still runs for the slot ends now. */
  begin(slot: string, snapshot: Snapshot): void {
    this.cancel(slot);
    if (this.disposed) return;
    const timer = setTimeout(() => this.start(slot, snapshot), quiet);
    this.running.set(slot, () => clearTimeout(timer));
  }

  cancel(slot: string): void {
    this.running.get(slot)?.();
    this.running.delete(slot);
  }

  dispose(): void {
    this.disposed = true;
    for (const slot of [...this.running.keys()]) this.cancel(slot);
  }

  private start(slot: string, snapshot: Snapshot): void {
    const worker = new Worker(join(__dirname, "robustnessWorker.js"), { workerData: snapshot });
    const stop = (): void => void worker.terminate();
    this.running.set(slot, stop);
    const current = (): boolean => this.running.get(slot) === stop;
    worker.once("message", (analysis: Analysis) => {
      if (!current()) return;
      this.running.delete(slot);
      this.done(slot, analysis);
    });
    worker.once("error", (error) => {
      if (!current()) return;
      this.running.delete(slot);
      this.failed(error);
    });
    // A window that closes does not wait for it.
    worker.unref();
  }
}
