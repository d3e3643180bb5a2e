import type { Task } from "../routes/route";
import { findModel, type ResolvedModel } from "./findModel";
import { madeFor, speaks } from "./modelLanguages";
import { modelRows } from "./models";

/** For what a model is looked for. */
export interface Need {
  readonly task: Task | null;
  /** of the files and of translations; none: not written, so a model for a few languages is no candidate */
  readonly languages: readonly string[];
  /** nobody accepted a licence that forbids commercial use, and the use is commercial */
  readonly commercial: boolean;
}

/**
 * Smaller models of the table that do the same task in the same languages, under the same licence or a freer one: the one source
 * of what-if and of the report's options. Those that answer at once come first, largest first: they are likely to lose least.
 */
export function smallerModels(now: ResolvedModel, need: Need): ResolvedModel[] {
  return modelRows
    .flatMap(({ id }) => {
      const look = findModel(id);
      if (!("found" in look)) return [];
      const { found } = look;
      const less = found.parameters.value < now.parameters.value && found.active.value < now.active.value;
      return less && sameUse(found, now, need.task) && allowed(found, now, need) && speaksAll(found.id, need.languages) ? [found] : [];
    })
    .sort((a, b) => Number(thinksMore(a, now)) - Number(thinksMore(b, now)) || b.active.value - a.active.value);
}

/** It writes out its reasoning before it answers, and today's model does not: answers of today's length are no measure of it. */
export function thinksMore(model: ResolvedModel, now: ResolvedModel): boolean {
  return reasons.test(model.id) && !reasons.test(now.id);
}

const reasons = /deepseek-r1|qwen3(?!-coder)|qwq|magistral|reasoning|gpt-oss/i;
const translators = /nllb|m2m|opus|mbart|seamless|madlad/i;
const rerankers = /rerank|ms-marco/i;
const pictures = /clip|siglip|dino|(^|-)vit(-|$)/i;
const embedders = /minilm|mpnet|e5|bge|nomic|mxbai|gte/i;

function sameUse(model: ResolvedModel, now: ResolvedModel, task: Task | null): boolean {
  // a voice is what was chosen, not a size
  if (model.kind !== now.kind || model.kind === "voice") return false;
  if (model.kind === "seq2seq") return translators.test(model.id) === (task === "translation" || translators.test(now.id));
  if (pictures.test(now.id) || pictures.test(model.id)) return pictures.test(now.id) && pictures.test(model.id);
  // what a bare encoder was trained further for, no other one does
  if (model.kind === "encoder")
    return task === "reranking" ? rerankers.test(model.id) : task === "embedding" && embedders.test(model.id) && !rerankers.test(model.id);
  return true;
}

function speaksAll(id: string, languages: readonly string[]): boolean {
  if (languages.length > 0) return languages.every((language) => speaks(id, language) !== false);
  const known = madeFor(id);
  return known === null || known.languages.size > few;
}

/** A model for that many languages is one for particular languages. */
const few = 4;
const free = new Set(["MIT", "Apache-2.0"]);

function allowed(model: ResolvedModel, now: ResolvedModel, { commercial }: Need): boolean {
  if (model.nonCommercial && (commercial || !now.nonCommercial)) return false;
  return model.licence === now.licence || (model.licence !== null && free.has(model.licence)) || (model.licence === null && now.nonCommercial);
}
