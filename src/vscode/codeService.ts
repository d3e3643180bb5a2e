import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type * as vscode from "vscode";
import type { CodeChange, ReadFacts } from "./codeReading";

export interface CodeWorkerData {
  /** the folder of the parser's files */
  readonly assets: string;
  /** the first reading, by its number, that is still wanted */
  readonly newest: Int32Array;
}

export interface CodeRequest {
  /** counts up */
  readonly id: number;
  readonly folder: string;
  readonly cacheFile: string | null;
  readonly change: CodeChange;
}

export type CodeAnswer = { readonly id: number } & (
  | ({ readonly kind: "read" } & ReadFacts)
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly error: Error }
);

/** The thread that reads code, started when the first folder is read. */
export class CodeService implements vscode.Disposable {
  private readonly newest = new Int32Array(new SharedArrayBuffer(4));
  private readonly waiting = new Map<number, { resolve(answer: CodeAnswer): void; reject(error: unknown): void }>();
  private worker: Worker | undefined;
  private ids = 0;
  /** counts threads: a new one knows nothing of what an earlier one was told */
  thread = 0;

  constructor(private readonly dist: string) {}

  /** Null where it was cancelled. */
  async read(request: Omit<CodeRequest, "id">): Promise<ReadFacts | null> {
    this.worker ??= this.start();
    const id = ++this.ids;
    const answer = await new Promise<CodeAnswer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker?.postMessage({ ...request, id } satisfies CodeRequest);
    });
    if (answer.kind === "failed") throw answer.error;
    return answer.kind === "cancelled" ? null : answer;
  }

  /** Ends the readings that were asked for so far. */
  cancel(): void {
    Atomics.store(this.newest, 0, this.ids + 1);
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = undefined;
  }

  private start(): Worker {
    this.thread++;
    const worker = new Worker(join(this.dist, "codeWorker.js"), { workerData: { assets: this.dist, newest: this.newest } satisfies CodeWorkerData });
    // nobody waits for it when the editor closes
    worker.unref();
    worker.on("message", (answer: CodeAnswer) => {
      this.waiting.get(answer.id)?.resolve(answer);
      this.waiting.delete(answer.id);
    });
    worker.on("error", (error) => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    });
    return worker;
  }
}
