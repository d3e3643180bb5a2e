import { findModel, type ResolvedModel, resolveModel } from "../../factors/findModel";
import { nearest } from "../../factors/names";
import { precisionIn, precisions } from "../../factors/precision";
import { isProvided } from "../../factors/provided";
import { knownEngine, knownEngines } from "../../factors/throughput";
import type { Problem } from "../../problem";
import type { Task } from "../../routes/route";
import type { ServiceSettings } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { readsImages } from "../work/workOcr";
import { didYouMean } from "./didYouMean";

/** Whether a figure needs no model: a classical model's time is one guess for all, an OCR engine's is published by engine. */
export function needsNoModel(task: Task | null, engine: string | null): boolean {
  return task === "classic-ml" || (task === "ocr" && readsImages(engine));
}

/** Whether the number of parameters of an unknown model gives its work a time: a voice's, a picture's or a page's is published by model or engine. */
export function sizeTellsTime(task: Task | null, modelName: string): boolean {
  switch (task) {
    case "transcription":
      return resolvedKind(modelName) === "whisper";
    case "speech-synthesis":
    case "image-generation":
    case "ocr":
    case "other":
      return false;
    default:
      return true;
  }
}

function resolvedKind(name: string): ResolvedModel["kind"] | null {
  const look = resolveModel({ name, parameters: { low: 1, central: 1, high: 1 } });
  return "found" in look ? look.found.kind : null;
}

/** The model of a service in our table, or as its own figures describe it; null and a Problem when nothing is known of it. */
export function modelOf(
  name: string,
  settings: ServiceSettings,
  modelName: string | null,
  { task, problems, t, quiet }: { readonly task: Task | null; readonly problems: Problem[]; readonly t: Translate; readonly quiet: boolean },
): ResolvedModel | null {
  if (modelName === null) return null;
  const look = settings.model ? resolveModel(settings.model) : findModel(modelName);
  if ("found" in look) return look.found;
  const near = didYouMean(look.suggestions.filter(fits(task)), t);
  if (!quiet) {
    problems.push({
      code: "unknown-model",
      severity: "warning",
      message: isProvided(modelName)
        ? t(
            "Model {0} is a provider's, whose size nobody tells: its figure stays unknown. Write host: external, or the size that you assume under model:, for instance parameters: 20 B.",
            modelName,
          )
        : !sizeTellsTime(task, modelName)
          ? t(
              "Model {0} is not in our data{1}, and its size would not tell how long this work takes: its figure stays unknown until its time is measured.",
              modelName,
              near,
            )
          : t(
              "Model {0} is not in our data{1}, and its name bears no size: its figure stays unknown. Write name and parameters under model:, for instance parameters: 8 B.",
              modelName,
              near,
            ),
      path: `services.${name}.model`,
    });
  }
  return null;
}

/** Whether a model of our table does a task: nobody who embeds pictures meant a Whisper. */
function fits(task: Task | null): (id: string) => boolean {
  const kinds = task === null ? null : kindsOf[task];
  return (id) => {
    const look = findModel(id);
    return kinds === null || (kinds !== undefined && "found" in look && kinds.includes(look.found.kind));
  };
}

const kindsOf: Partial<Record<Task, readonly ResolvedModel["kind"][]>> = {
  transcription: ["whisper"],
  translation: ["seq2seq", "llm"],
  generation: ["llm", "seq2seq"],
  embedding: ["encoder"],
  reranking: ["encoder"],
  "speech-synthesis": ["voice"],
  "image-generation": ["diffusion"],
};

/** What a model is made for, as far as its kind tells. */
export function taskOf(model: ResolvedModel | null): Task | null {
  switch (model?.kind) {
    case "whisper":
      return "transcription";
    case "seq2seq":
      return "translation";
    case "llm":
      return "generation";
    case "encoder":
      return /rerank/i.test(model.id) ? "reranking" : "embedding";
    default:
      return null;
  }
}

/** An engine or a number format that we have no rates of: the figure goes on, wider, and says so. */
export function checkEngine(name: string, { engine, precision }: ServiceSettings, task: Task | null, t: Translate): Problem[] {
  const problems: Problem[] = [];
  const say = (key: "engine" | "precision", message: string): void => {
    problems.push({ code: `unknown-${key}`, severity: "warning", message, path: `services.${name}.${key}` });
  };
  const served = task === "transcription" || task === "translation" || task === "generation";
  if (engine !== undefined && served && !knownEngine(engine)) {
    const near = nearest(engine, knownEngines);
    say("engine", t("We have no rates of the engine {0}{1}: its usual kind is assumed, over a wider range.", engine, didYouMean(near, t)));
  }
  if (precision !== undefined && precisionIn(precision) === null) {
    say("precision", t("{0} is not a number format that we know: the engine's usual one is assumed. Write for example {1}.", precision, precisions.join(", ")));
  }
  return problems;
}
