import { translationLimit } from "../../factors/inputLimits";
import type { Medium, ServiceSettings } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { type Inputs, shapeOf } from "../model/inputs";
import type { Service } from "../services/serviceOf";
import type { WorkRequest } from "./workTypes";

// Texts longer than a model of translation reads at once. Code that splits them translates all; code that hands them over whole has
// them cut. Which it does nobody tells us, so all is counted, and the range reaches down to what is read at once.

/**
 * Tokens that an encoder and decoder model of translation reads at once, as the scenario's `context:`, the code or the model has it; null for
 * other work, and where it is not known. It is no context that input and output share: the encoder reads, and the decoder writes, so many each.
 */
export function readAtOnce({ settings, model, modelName, task, contextInCode }: Service): number | null {
  if (task !== "translation" || model?.kind !== "seq2seq") return null;
  return settings.context?.central ?? contextInCode?.tokens ?? translationLimit(settings.model?.name ?? modelName ?? model.id);
}

/**
 * The part of a text that is read, as an input of which nobody knows whether it is 1: 1 if the code splits its texts, down to `atOnce` of all its
 * tokens if it does not. Nothing where the text fits, where the tokens written are the scenario's own, or where no size is written (a guess is wide).
 */
export function readPart(
  one: {
    readonly name: string;
    readonly settings: ServiceSettings;
    readonly medium: Medium;
    readonly language: string | null;
    readonly target: string | null;
    readonly atOnce: number;
    readonly sizes: Pick<WorkRequest, "inputTokens" | "outputTokens">;
  },
  inputs: Inputs,
  t: Translate,
): readonly number[] {
  const { name, settings, medium, language, target, atOnce, sizes } = one;
  const { input, output } = settings;
  const [asked, written] = [sizes.inputTokens?.central ?? 0, sizes.outputTokens?.central ?? 0];
  const most = atOnce * (input?.pieces ?? 1);
  if (output !== undefined || !(input?.characters || input?.tokens) || asked <= most) return [];
  // The decoder writes no more at once than the encoder reads.
  const read = most / Math.max(asked, written);
  const value = { low: read, central: 1, high: 1 };
  const path = `services.${name}.input.pieces`;
  const about = [name, ...(language === null ? [] : [language]), ...(target === null ? [] : [target])].join("/");
  return [
    inputs.add({
      id: `${path} ${about} ${medium}`,
      label: t("part of a text that is read at once ({0})", about),
      unit: "fraction",
      value,
      shape: shapeOf(value),
      basis: "assumed",
      cause: path,
      source: t("all of it if the code splits its texts; else what the model reads at once"),
      year: null,
      licence: null,
    }),
  ];
}
