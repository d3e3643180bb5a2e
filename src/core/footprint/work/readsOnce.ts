import type { Task } from "../../routes/route";

/** Tasks whose model reads its text in one pass and writes none: what is too long for it is cut. */
export function readsOnce(task: Task | null): boolean {
  return task === "embedding" || task === "reranking";
}
