import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type * as vscode from "vscode";
import type { CodeChange, ReadFacts } from "./codeReading";

export interface CodeWorkerData {
  /** the folder of the parser's files */
  readonly assets: string;
}

export interface CodeRequest {
  /** counts up */
  readonly id: number;
  readonly folder: string;
  readonly cacheFile: string | null;
  readonly change: CodeChange;
  /** the first reading of the folder, by its number, that is still wanted */
  readonly newest: Int32Array;
}

export type CodeAnswer = { readonly id: number } & (
  | ({ readonly kind: "read" } & ReadFacts)
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly error: Error }
);

/** The thread that reads code, started when the first folder is read. */
export class CodeService implements vscode.Disposable {
  /** by folder: a change in one does not end the reading of another */
  private readonly newest = new Map<string, Int32Array>();
  private readonly waiting = new Map<number, { resolve(answer: CodeAnswer): void; reject(error: unknown): void }>();
  private worker: Worker | undefined;
  private ids = 0;
  /** counts threads that ended: a new one knows nothing of what an earlier one was told */
  thread = 0;

  constructor(private readonly dist: string) {}

  /** Null where it was cancelled. */
  async read(request: Omit<CodeRequest, "id" | "newest">): Promise<ReadFacts | null> {
    this.worker ??= this.start();
    const id = ++this.ids;
    const newest = this.newestOf(request.folder);
    const answer = await new Promise<CodeAnswer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker?.postMessage({ ...request, id, newest } satisfies CodeRequest);
    });
    if (answer.kind === "failed") throw answer.error;
    return answer.kind === "cancelled" ? null : answer;
  }

  /** Ends the readings of a folder that were asked for so far. */
  cancel(folder: string): void {
    Atomics.store(this.newestOf(folder), 0, this.ids + 1);
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = undefined;
  }

  private newestOf(folder: string): Int32Array {
    const newest = this.newest.get(folder) ?? new Int32Array(new SharedArrayBuffer(4));
    this.newest.set(folder, newest);
    return newest;
  }

  private start(): Worker {
    const worker = new Worker(join(this.dist, "codeWorker.js"), { workerData: { assets: this.dist } satisfies CodeWorkerData });
    // nobody waits for it when the editor closes
    worker.unref();
    worker.on("message", (answer: CodeAnswer) => {
      this.waiting.get(answer.id)?.resolve(answer);
      this.waiting.delete(answer.id);
    });
    const ended = (error: Error): void => {
      // After an error comes the exit; a thread that was disposed of is not missed.
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.thread++;
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
    };
    worker.on("error", ended);
    worker.on("exit", (code) => ended(new Error(`the thread that reads code ended with ${code}`)));
    return worker;
  }
}
