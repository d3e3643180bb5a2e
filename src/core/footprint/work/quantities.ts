import type { Assumption } from "../../analysis/estimate";
import { speechSecondsPerCharacter } from "../../factors/media";
import type { Likeness, TokenizerId } from "../../factors/tokens";
import { countedCode, tokensPerCharacter } from "../../factors/tokens";
import type { Interval } from "../../quantity/interval";
import type { Quantity } from "../../quantity/quantity";
import type { Task } from "../../routes/route";
import { assumedAnswer, usualAnswer } from "../../scenario/answerLength";
import type { Medium, PerMedium, ServiceSettings } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { idKey } from "../ids";
import { fromFactor } from "../model/factorInput";
import { type Inputs, shapeOf } from "../model/inputs";
import type { Product } from "../model/model";
import { guess, stated } from "../model/stated";

/** What one request is made of, as products of inputs; null where the task has none. */
export interface WorkQuantities {
  readonly audioSeconds: Product | null;
  readonly inputTokens: Product | null;
  readonly outputTokens: Product | null;
  /** an input size was not written: the figure is assumed */
  readonly assumed: boolean;
  /** why a size can neither be assumed nor read from the code; null where none is missing */
  readonly missing: string | null;
}

export interface QuantityContext {
  readonly inputs: Inputs;
  readonly assumptions: Assumption[];
  readonly tokenizer: TokenizerId;
  readonly likeness: Likeness;
  /** tokens that the code lets an answer have at most; null where it sets none */
  readonly longestAnswer: number | null;
  /** characters of its text at most, where the code cuts it before the model */
  readonly longestInput?: number | null;
  /** what the code gives the model, where that is no text, and the pieces that it cuts a picture into; null: its name does not tell */
  readonly reads?: { readonly what: "audio" | "image"; readonly pieces: number | null } | undefined;
  readonly t: Translate;
}

/** Sizes that stand in until they are measured (DESIGN.md 3.1); ranges are the "guess" class, x/3. */
const defaultDuration = 600;
const defaultCharacters = 4000;

/**
 * The sizes of one request of a service, for one medium, one language and one target.
 * Characters become tokens by tokenizer and language; tokens are taken literally; output of a translation has as many
 * characters as its input, counted in the target's language.
 */
export function workQuantities(
  name: string,
  service: ServiceSettings,
  task: Task,
  { medium, language, target }: { medium: Medium; language: string | null; target: string | null },
  context: QuantityContext,
): WorkQuantities {
  const path = `services.${name}`;
  let assumed = false;
  let missing: string | null = null;
  const given = (key: "duration" | "characters" | "tokens"): Product | null => {
    const found = perMedium(service.input?.[key], medium);
    if (!found) return null;
    const at = `${path}.input.${key}${found.medium ? `.${found.medium}` : ""}`;
    return { coefficient: 1, inputs: [stated(context.inputs, at, found.quantity)] };
  };
  const assume = (key: string, central: number, unit: string, reason: string, most = Number.POSITIVE_INFINITY): Product => {
    assumed = true;
    const wide = guess(central);
    const value = { ...wide, high: Math.min(wide.high, most) };
    note(context, `${path}.${key}`, value, unit, reason);
    const input = {
      id: `${path}.${key}`,
      label: `${path}.${key}`,
      unit,
      value,
      shape: shapeOf(value),
      basis: "assumed" as const,
      cause: `assumed ${key}`,
      source: reason,
      year: null,
      licence: null,
    };
    return { coefficient: 1, inputs: [context.inputs.add(input)] };
  };
  const counted = (characters: Product, spoken: string | null): Product => {
    const factor = tokensPerCharacter(context.tokenizer, spoken, context.likeness);
    if (spoken !== null && countedCode(context.tokenizer, spoken) === null) {
      const value = { low: factor.low, central: factor.value, high: factor.high };
      note(context, `${spoken === target ? `${path}.to` : `languages.${spoken}`}`, value, factor.unit, context.t(factor.basis));
    }
    const label = context.t("tokens per character, {0}", spoken ?? context.t("language unknown"));
    return { coefficient: characters.coefficient, inputs: [...characters.inputs, fromFactor(context.inputs, factor, label, context.t)] };
  };
  const most = context.longestInput ?? Number.POSITIVE_INFINITY;
  const characters = (): Product => {
    const written = given("characters");
    // Whatever comes in, the model is given no more than the code lets through.
    if (written !== null) return centralOf(written, context.inputs) > most ? { coefficient: most, inputs: [] } : written;
    return most < defaultCharacters
      ? assume("input.characters", most, "characters", context.t("the most that the code lets through; count a sample first"), most)
      : assume("input.characters", defaultCharacters, "characters", context.t("4000 characters; count a sample first"), most);
  };
  const inputTokens = (): Product => given("tokens") ?? counted(characters(), language);
  /** Tokens alone say nothing of how long it takes to say them. */
  const spokenSeconds = (): Product | null => {
    if (given("tokens") && !given("characters")) return null;
    const text = characters();
    const factor = speechSecondsPerCharacter(language);
    const label = context.t("seconds of speech per character, {0}", language ?? context.t("language unknown"));
    return { coefficient: text.coefficient, inputs: [...text.inputs, fromFactor(context.inputs, factor, label, context.t)] };
  };
  const writtenOutput = (spoken: string | null): Product | null => {
    if (service.output?.tokens) return { coefficient: 1, inputs: [stated(context.inputs, `${path}.output.tokens`, service.output.tokens)] };
    if (!service.output?.characters) return null;
    return counted({ coefficient: 1, inputs: [stated(context.inputs, `${path}.output.characters`, service.output.characters)] }, spoken);
  };

  const none = { audioSeconds: null, inputTokens: null, outputTokens: null };
  const sizes = ((): Omit<WorkQuantities, "assumed" | "missing"> => {
    switch (task) {
      case "transcription": {
        const whole = given("duration") ?? assume("input.duration", defaultDuration, "s", context.t("10 minutes; measure the mean duration first"));
        const spoken = service.input?.speech;
        // Voice activity detection: what is not speech never reaches the model.
        return { ...none, audioSeconds: spoken ? { ...whole, inputs: [...whole.inputs, stated(context.inputs, `${path}.input.speech`, spoken)] } : whole };
      }
      case "translation": {
        // No target written: one, with the tokens of the input.
        const source = inputTokens();
        const literal = given("tokens");
        const output = writtenOutput(target) ?? (target === null || literal ? source : counted(characters(), target));
        return { ...none, inputTokens: source, outputTokens: output };
      }
      case "generation":
        return {
          ...none,
          inputTokens: inputTokens(),
          outputTokens:
            writtenOutput(language) ??
            (context.longestAnswer === null
              ? assume("output.tokens", usualAnswer, "tokens", context.t("300 tokens; the output decides the energy, so measure it first"))
              : assume(
                  "output.tokens",
                  assumedAnswer(context.longestAnswer),
                  "tokens",
                  context.longestAnswer < usualAnswer
                    ? context.t("the most that the code allows; the output decides the energy, so measure it first")
                    : context.t(
                        "300 tokens, and no more than the {0} that the code allows; the output decides the energy, so measure it first",
                        context.longestAnswer,
                      ),
                  context.longestAnswer,
                )),
        };
      case "speech-synthesis":
        return { ...none, audioSeconds: given("duration") ?? spokenSeconds() };
      case "embedding":
      case "reranking": {
        const { reads } = context;
        if (reads === undefined || service.input?.tokens || service.input?.characters) return { ...none, inputTokens: inputTokens() };
        if (reads.pieces !== null) return { ...none, inputTokens: { coefficient: reads.pieces, inputs: [] } };
        missing =
          reads.what === "image"
            ? context.t("into how many pieces the model cuts a picture is not known: write input: { tokens: 257 }, with its own number, or measure its time")
            : context.t("how much of a recording the model reads at once is not known: measure its time");
        return none;
      }
      case "ocr":
      case "image-generation":
      case "classic-ml":
      case "other":
        return {
          ...none,
          inputTokens: given("tokens") ?? (given("characters") ? counted(characters(), language) : null),
          outputTokens: writtenOutput(language),
          audioSeconds: given("duration"),
        };
    }
  })();
  return { ...sizes, assumed, missing };
}

/** Central value of a product. */
export function centralOf({ coefficient, inputs }: Product, all: Inputs): number {
  return inputs.reduce((product, position) => product * (all.list[position]?.value.central ?? 0), coefficient);
}

/** Targets of a row: those written, less the file's own language; `[null]` where the scenario names none. */
export function targetsOf(service: ServiceSettings, task: Task | null, language: string | null): readonly (string | null)[] {
  if (task !== "translation" || !service.to || service.to.length === 0) return [null];
  return service.to.filter((target) => language === null || idKey(target) !== idKey(language));
}

function perMedium(value: PerMedium | undefined, medium: Medium): { quantity: Quantity; medium: Medium | null } | null {
  if (!value) return null;
  if ("central" in value) return { quantity: value, medium: null };
  const own = value[medium];
  return own ? { quantity: own, medium } : null;
}

function note({ assumptions }: QuantityContext, path: string, value: Interval, unit: string, reason: string): void {
  if (assumptions.some((one) => one.path === path)) return;
  assumptions.push({ path, value: `${plain(value.central)} (${plain(value.low)}–${plain(value.high)})`, unit, basis: "assumed", reason });
}

/** `4000`, `1333`, `0.303`: sizes whole, shares with three digits. */
function plain(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
