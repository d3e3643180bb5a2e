import type { Assumption } from "../../analysis/estimate";
import { likenessOf } from "../../factors/vocabularyOf";
import type { Translate } from "../../text";
import type { ResolvedHost } from "../hosts/hosts";
import { sourceText } from "../model/factorInput";
import type { Inputs } from "../model/inputs";
import type { Part, Product } from "../model/model";
import type { RowVolume } from "../rows/volumes";
import type { Service } from "../services/serviceOf";
import { readAtOnce, readPart } from "./cutTranslations";
import { centralOf, targetsOf, workQuantities } from "./quantities";
import { rateLabel } from "./rateLabel";
import { readsOnce } from "./readsOnce";
import { unknownTime } from "./unknownTime";
import { workSeconds } from "./work";
import type { WorkRequest } from "./workTypes";

/** Positions of the inputs that the work of a row is multiplied by. */
export interface Multipliers {
  /** requests a file */
  readonly requests: readonly number[];
  /** the same, with retries: busy time, and not requests */
  readonly tries: readonly number[];
  /** calls of the model a request */
  readonly calls: readonly number[];
}

/** One service in one language, and where it runs. */
interface RowOfService extends Pick<RowVolume, "language" | "media"> {
  readonly service: Service;
  /** null: on no machine of ours, or on none that is known */
  readonly host: ResolvedHost | null;
  /** tokens that a request may have; null: not known, or no limit */
  readonly limit: number | null;
  readonly multipliers: Multipliers;
}

interface WorkContext {
  readonly inputs: Inputs;
  readonly assumptions: Assumption[];
  readonly t: Translate;
}

/** What the work of a row was found to be, over its media and target languages. */
interface Found {
  /** false: some size is assumed */
  sized: boolean;
  /** of the longest request: read and written together, read, written */
  tokens: number;
  read: number;
  written: number;
  /** why its busy time is not known; null: it is */
  unknown: string | null;
}

/** The seconds of a row as products of inputs, one part a medium, with what is known of their sizes; states every assumption on the way. */
export function rowWork(row: RowOfService, context: WorkContext): Found & { readonly parts: readonly Part[] } {
  const { service, language, media, host, multipliers } = row;
  const targets = targetsOf(service.settings, service.task, language);
  const found: Found = { sized: true, tokens: 0, read: 0, written: 0, unknown: null };
  const parts = media.map(({ medium, share }): Part => {
    const seconds = host === null ? [] : targets.flatMap((target) => secondsOf({ ...row, host, medium, target }, found, context));
    return {
      medium,
      share: targets.length === 0 ? { coefficient: 0, inputs: [] } : share,
      requests: { coefficient: 1, inputs: multipliers.requests },
      tries: multipliers.tries,
      seconds,
    };
  });
  return { ...found, parts };
}

interface Target extends RowOfService {
  readonly host: ResolvedHost;
  readonly medium: RowVolume["media"][number]["medium"];
  /** language that is written; null: not asked */
  readonly target: string | null;
}

/** The seconds of one medium towards one target language; none where something about them is not known, with the reason in `found`. */
function secondsOf(row: Target, found: Found, { inputs, assumptions, t }: WorkContext): Product[] {
  const { service, language, medium, target, host, limit, multipliers } = row;
  const { name, settings, model, task } = service;
  if (task === null) return [];
  const asked = workQuantities(
    name,
    settings,
    task,
    { medium, language, target },
    {
      inputs,
      assumptions,
      tokenizer: model?.tokenizer ?? "unknown",
      likeness: model === null ? "unknown" : likenessOf(model),
      longestAnswer: service.longestAnswer,
      longestInput: service.longestInput,
      reads: service.reads,
      t,
    },
  );
  if (asked.assumed) found.sized = false;
  if (asked.missing !== null) {
    found.unknown ??= asked.missing;
    return [];
  }
  const [read, written] = [asked.inputTokens, asked.outputTokens].map((product) => (product === null ? 0 : centralOf(product, inputs))) as [number, number];
  found.tokens = Math.max(found.tokens, read + written);
  found.read = Math.max(found.read, read);
  found.written = Math.max(found.written, written);
  // What a model of embedding does not take is cut, and costs nothing.
  const sizes = readsOnce(task) && limit !== null && read + written > limit ? { ...asked, inputTokens: { coefficient: limit, inputs: [] } } : asked;
  const central = (product: Product | null) => (product === null ? undefined : point(centralOf(product, inputs)));
  const request: WorkRequest = {
    task,
    model,
    engine: service.engine,
    precision: service.precision,
    audioSeconds: central(sizes.audioSeconds),
    inputTokens: central(sizes.inputTokens),
    outputTokens: central(sizes.outputTokens),
    hardware: hardwareOf(service, host),
  };
  const work = workSeconds(request, t);
  if (work === null) {
    found.unknown ??= unknownTime(request, service.modelName, t);
    return [];
  }
  const atOnce = readAtOnce(service);
  const part = atOnce === null ? [] : readPart({ name, settings, medium, language, target, atOnce, sizes: request }, inputs, t);
  for (const one of work.assumptions) assumptions.push({ ...one, path: `services.${name}.${one.path}` });
  return work.terms.flatMap(({ quantity, times, factor }) => {
    const amount = quantity === "constant" ? { coefficient: 1, inputs: [] } : sizes[quantity];
    if (amount === null) return [];
    const rate = inputs.add({
      id: factor.id,
      label: rateLabel(factor.id, t),
      unit: factor.unit,
      value: { low: factor.low, central: factor.value, high: factor.high },
      shape: factor.low === factor.high ? "point" : "two-piece-lognormal",
      basis: factor.rangeAssumed ? "modelled" : "sourced",
      source: sourceText(factor.source, t(factor.basis)),
      year: factor.year,
      licence: factor.source.licence,
    });
    const through = quantity === "outputTokens" ? part : [];
    return [{ coefficient: times * amount.coefficient, inputs: [...amount.inputs, ...through, rate, ...multipliers.calls, ...multipliers.tries] }];
  });
}

/** What the work runs on: a card that the code leaves alone gives no speed. */
function hardwareOf({ onProcessor }: Service, { hardware }: ResolvedHost): ResolvedHost["hardware"] {
  return onProcessor ? { ...hardware, gpu: null, gpus: 0 } : hardware;
}

function point(central: number): { low: number; central: number; high: number } {
  return { low: central, central, high: central };
}
