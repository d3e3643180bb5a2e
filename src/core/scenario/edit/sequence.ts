import type { Task, Workload } from "../../routes/route";

// Models that one handler runs one after the other, of which a later one works on what an earlier one gave.

/** Where each request turns a recording or a picture into text, what comes after it in the handler works on that text. */
const givesText: readonly Task[] = ["transcription", "ocr"];
const takesText: readonly Task[] = ["translation", "generation", "embedding", "reranking"];

/** What else is done with the recording of a transcription completes its text: words are set to their time, speakers are told apart. */
const completes = ({ task, reads }: Workload): boolean => task === "other" && reads === "audio";

/** Tasks that a task may work on as well as on what came in: the code alone does not say on which. */
const mayWorkOn: Partial<Record<Task, readonly Task[]>> = {
  translation: ["transcription", "ocr", "generation"],
  generation: ["transcription", "ocr", "translation", "reranking", "embedding"],
  embedding: ["transcription", "ocr", "translation"],
  reranking: ["transcription", "ocr", "embedding"],
  "speech-synthesis": ["transcription", "generation", "translation"],
  "image-generation": ["transcription", "generation", "translation"],
};

export interface Sources {
  /** a model that each request runs before this one, and that turns what came in into its text; null: none is sure */
  readonly sure: Workload | null;
  /** the last one before it whose result it may work on, where that is another one */
  readonly possible: Workload | null;
}

/** What a model of a handler works on; `all` are those of the handler, in the order of the code. */
export function sourcesOf(workload: Workload, all: readonly Workload[]): Sources {
  const before = all.slice(0, all.indexOf(workload)).filter((one) => sameTime(one, workload) && one.fallback !== true);
  const search =
    workload.retrieves === true ? all.find((one) => one.task === "embedding" && one.file === workload.file && one.line === workload.line) : undefined;
  if (search !== undefined) return { sure: search, possible: null };
  const gives = completes(workload) ? (["transcription"] as const) : takesText.includes(workload.task) ? givesText : [];
  const sure = before.filter((one) => one.always === true && gives.some((task) => task === one.task)).at(-1);
  const mayTake = completes(workload) ? (["transcription"] as const) : mayWorkOn[workload.task];
  const possible = before.filter((one) => mayTake?.some((task) => task === one.task)).at(-1);
  return { sure: sure ?? null, possible: possible === undefined || possible === sure ? null : possible };
}

/** What runs after the answer, or in a worker, follows only what runs there too. */
function sameTime(a: Workload, b: Workload): boolean {
  return a.inWorker === b.inWorker && a.afterAnswer === b.afterAnswer;
}
