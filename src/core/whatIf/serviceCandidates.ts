import { findModel, type ResolvedModel } from "../factors/findModel";
import { precisionOf } from "../factors/precision";
import { smallerModels, thinksMore } from "../factors/smallerModels";
import { onlyAtProvider } from "../footprint/alternatives/atProvider";
import { longerAnswers, needOf } from "../footprint/alternatives/modelNeeds";
import type { RowInfo } from "../footprint/system";
import type { Task } from "../routes/route";
import { assumedAnswer } from "../scenario/answerLength";
import { decimal } from "../scenario/edit/notation";
import { type Candidate, type Situation, set, type WhatIfKind } from "./candidate";

/** What could be changed about one service: a smaller model, another engine, narrower weights, shorter answers. */
export function serviceCandidates(service: string, situation: Situation): Candidate[] {
  const row = situation.system.rows.find((one) => one.service === service);
  if (!row) return [];
  if (onlyAtProvider(row)) return outputs(row, situation);
  const model = modelOf(row);
  return [
    ...(model === null ? [] : [...models(row, model, situation), ...precisions(row, model, situation)]),
    ...engines(row, model, situation),
    ...outputs(row, situation),
  ];
}

/** Beyond that many nobody compares the answers. */
const mostModels = 5;

/** Smaller models for the same use; the first lose least, likely. */
function models(row: RowInfo, now: ResolvedModel, { system, scenario, t }: Situation): Candidate[] {
  return smallerModels(now, needOf(system, scenario, row))
    .slice(0, mostModels)
    .map((found) =>
      change("model", row, t("{0}: {1} instead of {2}", row.service, found.id, row.model ?? now.id), "model", found.id, [
        t("Its results were not compared: judge them on your own files before you decide."),
        ...(thinksMore(found, now) ? [longerAnswers(t)] : []),
        ...(found.licence === now.licence
          ? []
          : [
              found.licence === null
                ? t("Its licence is not in our data: check that it allows your use.")
                : t("Its licence is {0}: check that it allows your use.", found.licence),
            ]),
        ...(onePair.test(found.id) ? [t("One model serves one pair of languages.")] : []),
      ]),
    );
}

const onePair = /^opus-mt/;

/** Names that an engine answers to, so that the one in use is not offered again. */
const enginesOf: Partial<Record<Task, readonly (readonly [name: string, same: RegExp])[]>> = {
  transcription: [
    ["faster-whisper", /^faster-?whisper(?!.*batched)|ctranslate|ct2/i],
    ["whisperx", /whisper-?x|batched|insanely/i],
    ["whisper.cpp", /whisper\.?-?cpp|ggml/i],
  ],
  translation: [["ctranslate2", /ctranslate|ct2|faster/i]],
  generation: [
    ["ollama", /ollama|llama\.?-?(cpp|file)|lm-?studio|gpt4all|localai|ctransformers|gguf|ggml/i],
    ["vllm", /vllm|sglang|tgi|text-generation-inference|lmdeploy|deepspeed|exllama|tensorrt|trt/i],
  ],
};

/** Other engines for the same weights: those that an engine takes by habit may be narrower, and that is another change. */
function engines(row: RowInfo, model: ResolvedModel | null, { t }: Situation): Candidate[] {
  return (enginesOf[row.task ?? "other"] ?? [])
    .filter(([, same]) => row.engine === null || !same.test(row.engine))
    .map(([name]) => {
      const note = t("Needs another way of serving the model; answers may differ slightly.");
      const moved = change("engine", row, t("{0}: run by {1}", row.service, name), "engine", name, [note]);
      const now = model === null ? null : precisionOf(model, row.engine, row.precision).precision;
      if (model === null || now === null || now === precisionOf(model, name, row.settings.precision ?? null).precision) return moved;
      return {
        ...moved,
        changes: [...moved.changes, set(["services", row.service, "precision"], now)],
        notes: [...moved.notes, t("The weights stay in {0}: others are a change of their own.", now)],
      };
    });
}

function precisions(row: RowInfo, model: ResolvedModel, { t }: Situation): Candidate[] {
  const { precision } = precisionOf(model, row.engine, row.precision);
  const narrower = { fp32: ["fp16", "int8"], fp16: ["int8", "int4"], int8: ["int4"], q6: ["q4"], q5: ["q4"] }[precision as string] ?? [];
  return narrower.map((name) =>
    change("precision", row, t("{0}: weights in {1} instead of {2}", row.service, name, precision), "precision", name, [
      t("Narrower weights may cost quality: judge it on your own texts."),
    ]),
  );
}

/** Half of what is written; a service that says nothing writes what is assumed. */
function outputs(row: RowInfo, { t }: Situation): Candidate[] {
  if (row.task !== "generation") return [];
  const { output } = row.settings;
  const note = t("Readers must be content with answers half as long.");
  const path = ["services", row.service, "output"];
  const candidate = (key: string, value: string): Candidate => ({
    kind: "output",
    service: row.service,
    host: null,
    label: t("{0}: answers half as long", row.service),
    changes: [set([...path, key], value)],
    notes: [note],
  });
  if (output?.characters) return [candidate("characters", half(output.characters.central))];
  return [candidate("tokens", half(output?.tokens?.central ?? assumedAnswer(row.longestAnswer)))];
}

function half(central: number): string {
  return decimal(central >= 20 ? Math.round(central / 2) : central / 2);
}

function change(kind: WhatIfKind, row: RowInfo, label: string, key: string, value: string, notes: readonly string[]): Candidate {
  return { kind, service: row.service, host: null, label, changes: [set(["services", row.service, key], value)], notes };
}

function modelOf(row: RowInfo): ResolvedModel | null {
  const look = row.model === null ? null : findModel(row.model);
  return look !== null && "found" in look ? look.found : null;
}
