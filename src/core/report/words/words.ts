import type { EstimatedHost } from "../../analysis/estimate";
import type { CarbonClass, Matrix, MatrixRow } from "../../analysis/matrix";
import type { Budget } from "../../analysis/plan";
import type { Severity } from "../../problem";
import type { Task } from "../../routes/route";
import type { Criticality } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { isContradicted, nothingDecided } from "../settled";
import { level, type Reader } from "./figures";
import type { Format } from "./format";

// The closed vocabularies of an analysis in the reader's language: one word a thing, on every screen.

export function criticalityWord(criticality: Criticality, t: Translate): string {
  return { vital: t("Vital"), ...degrees(t) }[criticality];
}

/** Unknown, of a feminine noun: French tells a region or a probability (1) from hours (2). */
export function unknownOf(count: 1 | 2, t: Translate): string {
  return t("{0|unknown|unknown}", count);
}

/** A class is a share of the carbon budget: without one there is none, and with one it may not be known. */
export function classWord(carbonClass: CarbonClass | null, budget: Pick<Budget, "carbon">, t: Translate): string {
  if (carbonClass === null) return budget.carbon === null ? t("no budget") : unknownOf(1, t);
  return degrees(t)[carbonClass];
}

/** Class and criticality are both feminine in French, so they share their words. */
function degrees(t: Translate): Readonly<Record<CarbonClass, string>> {
  return { high: t("High"), medium: t("Medium"), low: t("Low") };
}

/** The decided level; of an open row that it is open, and where it counts lower than in full, because of what it needs. */
export function decidedWord({ decided, counted }: Pick<MatrixRow, "decided" | "counted">, { t, percent }: Format): string {
  if (decided !== null) return percent(decided);
  return counted === 1 ? t("open") : t("open, counts at {0}", percent(counted));
}

/** What the plan is called in which decisions count: where there are none, everything is on. */
export function decidedName(matrix: Pick<Matrix, "rows">, t: Translate): string {
  return nothingDecided(matrix) ? t("Everything on") : t("As decided");
}

/** A machine by its name; of one that the scenario does not have that it is assumed. Of no machine the name alone. */
export function hostWord(name: string, hosts: readonly Pick<EstimatedHost, "name" | "written">[], t: Translate): string {
  return hosts.find((host) => host.name === name)?.written === false ? t("{0} (not described yet)", name) : name;
}

/** The recommended level; of a row that has none what is in the way. */
export function recommendedWord({ recommended, gates }: Pick<MatrixRow, "recommended" | "gates">, reader: Reader): string {
  if (recommended !== null) return level(recommended, reader);
  return isContradicted(gates) ? reader.t("settle first") : reader.t("measure first");
}

export function severityWord(severity: Severity, t: Translate): string {
  return { error: t("error"), warning: t("warning"), information: t("note") }[severity];
}

/** A deployment that we do not know stays as it is written. */
export function deploymentWord(deployment: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    dedicated: t("dedicated"),
    scheduled: t("scheduled"),
    "scale-to-zero": t("scale-to-zero"),
    shared: t("shared"),
    serverless: t("serverless"),
  };
  return words[deployment] ?? deployment;
}

/** A task in a sentence; in a scenario it stands as `task:` has it. */
export function taskWord(task: Task, t: Translate): string {
  const words: Readonly<Record<Task, string>> = {
    transcription: t("transcription"),
    translation: t("translation"),
    generation: t("generation"),
    embedding: t("embedding"),
    reranking: t("reranking"),
    "speech-synthesis": t("speech synthesis"),
    "image-generation": t("image generation"),
    ocr: t("OCR"),
    "classic-ml": t("classic machine learning"),
    other: t("other task"),
  };
  return words[task];
}

/** `translation/fr, en`: of rows of one service, which is said once. */
export function rowsNamed([first, ...others]: readonly MatrixRow[]): string {
  return [first?.id, ...others.map(({ id, language }) => language ?? id)].join(", ");
}

/** A sentence begins with it. */
export function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** The key that settles an input, where that is to be written and not measured: nobody measures the grid of a region that is not known. */
export function keyToWrite({ input }: { readonly input: string }): string | null {
  return input === "grid/unknown-region" ? "region:" : null;
}

/** The sentences that there are. */
export const said = (sentences: readonly (string | null)[]): string[] =>
  sentences.filter((sentence): sentence is string => sentence !== null && sentence !== "");
