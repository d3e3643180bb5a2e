import { expect, test } from "vitest";
import { analysisOf } from "../../support/analyse";

// Every field of DESIGN.md 3.1 that figures depend on moves a figure; one that moves nothing is a silent mistake.

const base = `version: 1
horizon: { from: 2027-01, months: 3 }
currency: EUR
exchange: { USD: 0.92 EUR }
use: non-commercial
region: francecentral
volume: { files: 500/month, growth: 8 %/month }
media: { audio: 40 %, video: 20 %, text: 40 % }
languages:
  fr: { share: 60 % }
  ar: { share: 40 % }
hosts:
  speech: { sku: Standard_NC4as_T4_v3 }
  text: { hardware: { gpu: A10, gpus: 1, vcpus: 8, memory: 64 GB }, price: 1 EUR/h }
services:
  transcription:
    endpoint: "POST /transcribe"
    model: whisper-large-v3
    host: speech
    input: { duration: 10 min }
  translation:
    endpoint: "POST /translate"
    model: nllb-200-distilled-600m
    host: text
    to: [en]
    input: { characters: 4000 }
  generation:
    endpoint: "POST /generate"
    model: "mistral:7b"
    engine: ollama
    host: text
    input: { characters: 4000 }
    output: { characters: 1300 }
`;

/** The figures of a scenario, without what is said about them. */
function figures(text: string): string {
  const { estimate, matrix, problems } = analysisOf(text);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(" "));
  return JSON.stringify([
    estimate.total.kgCO2e,
    estimate.total.costs,
    estimate.endpoints.map(({ perRequest, perMonth, services }) => [perRequest, perMonth, services]),
    estimate.hosts.map(({ busyHours, idleHours, kgCO2e, costs }) => [busyHours, idleHours, kgCO2e, costs]),
    matrix?.rows.map(({ id, volume, kgCO2e, criticality, gates, recommended, decided, carbonClass }) => [
      id,
      volume,
      kgCO2e,
      criticality,
      gates,
      recommended,
      decided,
      carbonClass,
    ]),
    matrix?.months.map(({ month, plans }) => [month, plans]),
    matrix?.plans.decided.feasible,
    estimate.beside,
  ]);
}

const plain = figures(base);
const host = (more: string): string => base.replace("{ sku: Standard_NC4as_T4_v3 }", `{ sku: Standard_NC4as_T4_v3, ${more} }`);
const onDemand = host("deployment: scale-to-zero");
const service = (name: string, more: string): string => base.replace(`  ${name}:\n    endpoint`, `  ${name}:\n    ${more}\n    endpoint`);
const generation = (more: string): string => service("generation", more);

test.each<[field: string, text: string, against?: string]>([
  ["horizon.from", base.replace("from: 2027-01", "from: 2028-01")],
  ["horizon.months", base.replace("months: 3", "months: 6")],
  ["currency", base.replace("currency: EUR\n", "")],
  ["exchange", base.replace("0.92", "0.8")],
  ["budget.carbon", `${base}budget: { carbon: 6 kg/month }\n`],
  ["budget.cost", `${base}budget: { cost: 100 EUR/month }\n`],
  ["budget.plan", `${base}budget: { carbon: 12.6 kg/month, plan: prudent }\n`, `${base}budget: { carbon: 12.6 kg/month }\n`],
  ["use", base.replace("non-commercial", "commercial")],
  ["region", base.replace("francecentral", "uksouth")],
  ["grid.intensity", `${base}grid: { intensity: 60 g/kWh }\n`],
  ["grid.market", `${base}grid: { market: 20 g/kWh }\n`],
  ["pue", `${base}pue: 1.3\n`],
  ["network", `${base}network: { size: 10 MB }\n`],
  ["storage", `${base}storage: { size: 100 GB }\n`],
  ["volume.files", base.replace("500/month", "600/month")],
  ["volume.growth", base.replace("8 %/month", "9 %/month")],
  ["volume.ceiling", base.replace("growth: 8 %/month", "growth: 8 %/month, ceiling: 520")],
  ["volume.shape", base.replace("growth: 8 %/month", "growth: 8 %/month, ceiling: 900, shape: logistic")],
  ["media", base.replace("audio: 40 %, video: 20 %, text: 40 %", "audio: 30 %, video: 20 %, text: 50 %")],
  ["languages.L.share", base.replace("60 %", "70 %").replace("share: 40 %", "share: 30 %")],
  ["languages.L.files", base.replace("share: 60 %", "share: 60 %, files: 100/month")],
  ["languages.L.media", base.replace("share: 60 %", "share: 60 %, media: { audio: 100 % }")],
  ["languages.L.from", base.replace("share: 60 %", "share: 60 %, from: 2027-02")],
  ["languages.L.growth", base.replace("share: 60 %", "share: 60 %, growth: 20 %/month")],
  ["languages.L.criticality", base.replace("share: 60 %", "share: 60 %, criticality: vital")],
  ["hosts.H.sku", base.replace("NC4as_T4_v3", "NC8as_T4_v3")],
  ["hosts.H.hardware.gpu", base.replace("gpu: A10", "gpu: A40")],
  ["hosts.H.hardware.gpus", base.replace("gpus: 1", "gpus: 0.5")],
  ["hosts.H.hardware.vcpus", base.replace("vcpus: 8", "vcpus: 16")],
  ["hosts.H.hardware.memory", base.replace("64 GB", "128 GB")],
  ["hosts.H.region", host("region: uksouth")],
  ["hosts.H.grid.intensity", host("grid: { intensity: 60 g/kWh }")],
  ["hosts.H.pue", host("pue: 1.3")],
  ["hosts.H.deployment", onDemand],
  ["hosts.H.hours", host("deployment: scheduled, hours: 50 h/week"), host("deployment: scheduled, hours: 60 h/week")],
  ["hosts.H.keepAlive", host("deployment: scale-to-zero, keepAlive: 10 min"), onDemand],
  ["hosts.H.coldStart", host("deployment: scale-to-zero, coldStart: 60 s"), onDemand],
  ["hosts.H.bursts", host("deployment: scale-to-zero, bursts: 20/month"), onDemand],
  ["hosts.H.share", host("deployment: shared, share: 20 %"), host("deployment: shared, share: 30 %")],
  ["hosts.H.replicas", host("replicas: 2")],
  ["hosts.H.idle", host("idle: 30 W")],
  ["hosts.H.busy", host("busy: 90 W")],
  ["hosts.H.embodied", host("embodied: 5 g/h")],
  ["hosts.H.price", host("price: 0.4 EUR/h")],
  ["services.S.endpoint", base.replace('"POST /generate"', '["POST /generate", "POST /again"]')],
  ["services.S.task", generation("task: classic-ml")],
  ["services.S.model", base.replace('"mistral:7b"', '"llama3.1:8b"')],
  ["services.S.model.parameters", base.replace('"mistral:7b"', '{ name: "mistral:7b", parameters: 9 B }')],
  ["services.S.model.weights", base.replace('"mistral:7b"', '{ name: "mistral:7b", weights: 7 GB }')],
  ["services.S.engine", base.replace("engine: ollama", "engine: vllm")],
  ["services.S.precision", generation("precision: int8")],
  ["services.S.context", generation("context: 500")],
  ["services.S.host", base.replace(/host: text\n {4}to/, "host: speech\n    to")],
  ["services.S.host: external", base.replace(/host: text\n {4}to/, "host: external\n    to")],
  ["services.S.criticality", generation("criticality: vital")],
  ["services.S.input.media", base.replace("duration: 10 min", "duration: 10 min, media: [audio]")],
  ["services.S.input.duration", base.replace("10 min", "12 min")],
  ["services.S.input.speech", base.replace("10 min", "10 min, speech: 70 %")],
  ["services.S.input.characters", base.replace("characters: 4000", "characters: 5000")],
  ["services.S.input.tokens", base.replace("input: { characters: 4000 }\n    output", "input: { tokens: 2000 }\n    output")],
  ["services.S.output.characters", base.replace("1300", "1400")],
  ["services.S.output.tokens", base.replace("characters: 1300", "tokens: 500")],
  ["services.S.to", base.replace("to: [en]", "to: [en, es]")],
  ["services.S.requests", generation("requests: 2")],
  ["services.S.retries", generation("retries: 20 %")],
  ["services.S.volume", generation("volume: { files: 50/month }")],
  ["services.S.languages", generation("languages: { fr: { files: 50/month } }")],
  [
    "services.S.needs",
    generation("needs: translation").replace("    to: [en]", "    need: not-shown\n    to: [en]"),
    base.replace("    to: [en]", "    need: not-shown\n    to: [en]"),
  ],
  ["services.S.cost.development", generation("cost: { development: 900 EUR }")],
  ["services.S.cost.maintenance", generation("cost: { maintenance: 90 EUR/month }")],
  // an A10 keeps 4 096 tokens under Ollama, too few for Arabic
  ["services.S.obligation", generation("context: 8192\n    obligation: { level: 50 %, reason: law }"), generation("context: 8192")],
  ["services.S.need", generation("need: not-shown")],
  [
    "services.S.licence",
    `${service("translation", "licence: accepted").replace("non-commercial", "commercial")}`,
    base.replace("non-commercial", "commercial"),
  ],
  ["decisions", `${base}decisions: { generation/fr: { level: 0 %, reason: x } }\n`],
])("%s moves a figure", (_, text, against) => {
  expect(figures(text)).not.toBe(against === undefined ? plain : figures(against));
});
