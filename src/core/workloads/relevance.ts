import type { Run } from "../routes/run";
import { rules } from "./rules";

/** Libraries of models and frameworks around them, as a file imports them. */
const libraries = [
  "llama_index",
  "langgraph",
  "crewai",
  "haystack",
  "chromadb",
  "dspy",
  "smolagents",
  "torch",
  ...new Set(rules.flatMap((rule) => [...(rule.make ?? []), ...(rule.call ?? [])].map((name) => (name.split(".", 1)[0] ?? "").replace("*", "\\w*")))),
];

/** A file that imports such a library, loads a module by name, or holds the address of a model server. */
const runsModels = new RegExp(
  `^[ \\t]*(?:from|import)[ \\t]+(?:${libraries.join("|")})\\b|import_module|__import__|:11434|/(?:api/)?(?:generate|chat|embed)|/v\\d/|completions|embeddings|rerank|generateContent|/transcri|/asr\\b|/inference|/infer\\b|/predictions|/translate|/ocr\\b|huggingface\\.co|googleapis|deepl\\.com|microsoft|stability\\.ai|subprocess|create_subprocess|os\\.(?:system|popen)|send_task|enqueue`,
  "m",
);

/** Whether following a handler can lead to a model at all: most handlers of most projects need not be followed. */
export class Relevance {
  private readonly known = new Map<string, boolean>();
  private any: boolean | null = null;

  constructor(private readonly run: Run) {}

  /** True where a file, or a file that it imports however far, uses models. */
  reaches(file: string): boolean {
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const seen = new Set([file]);
    const queue = [file];
    let found = false;
    for (let next = queue.pop(); next !== undefined && !found; next = queue.pop()) {
      const { project, cache } = this.run;
      const text = project.files.get(next);
      if (this.known.get(next) === true) found = true;
      else if (text !== undefined) {
        const facts = cache.file(next, text);
        found = facts.matches(runsModels);
        project.someImported(next, facts, ({ path, submodules }) => {
          for (const one of [path, ...submodules]) {
            if (seen.has(one)) continue;
            seen.add(one);
            queue.push(one);
          }
          return false;
        });
      }
    }
    // whatever cannot be reached from here cannot be from there
    if (!found) for (const one of seen) this.known.set(one, false);
    this.known.set(file, found);
    return found;
  }

  /** True where some file that was opened uses models: they may come in by the application's state. */
  get anywhere(): boolean {
    this.any ??= [...this.run.modules.values()].some((module) => module.source.matches(runsModels));
    return this.any;
  }
}
