import * as z from "zod";
import type { Quantity } from "../quantity/quantity";
import { tasks } from "../routes/route";
import { currency, day, endpoint, flag, level, money, month, number, oneOf, prose, quantity, text } from "./fields";
import type { Medium } from "./scenario";

// DESIGN.md 3.1, field by field. The schema reads YAML's plain data and gives the `Scenario` of scenario.ts;
// the JSON schema for editors is generated from it, so the descriptions are written for the people who fill the file in.

const criticalities = ["vital", "high", "medium", "low"] as const;
const media = ["audio", "video", "text"] as const;
const deployments = ["dedicated", "scheduled", "scale-to-zero", "shared", "serverless"] as const;

// Other words for those that a file takes, also French ones: whoever writes one is told which is meant.
const meantCriticalities = {
  critical: "vital",
  vitale: "vital",
  critique: "vital",
  important: "high",
  haute: "high",
  élevée: "high",
  moyenne: "medium",
  normal: "medium",
  faible: "low",
  basse: "low",
} as const;
const meantDeployments = {
  "always-on": "dedicated",
  "24/7": "dedicated",
  dédié: "dedicated",
  planned: "scheduled",
  planifié: "scheduled",
  "on-demand": "scale-to-zero",
  "auto-stop": "scale-to-zero",
  partagé: "shared",
  "sans serveur": "serverless",
} as const;
const meantTasks = {
  asr: "transcription",
  stt: "transcription",
  "speech-to-text": "transcription",
  "speech-recognition": "transcription",
  traduction: "translation",
  llm: "generation",
  chat: "generation",
  completion: "generation",
  "text-generation": "generation",
  génération: "generation",
  summarization: "generation",
  résumé: "generation",
  rag: "generation",
  tts: "speech-synthesis",
  "text-to-speech": "speech-synthesis",
  "text-to-image": "image-generation",
  classification: "classic-ml",
} as const;
const meantNeeds = { yes: "shown", true: "shown", oui: "shown", avéré: "shown", no: "not-shown", false: "not-shown", non: "not-shown" } as const;

/** A word alone stands for a list of one. */
const oneOrMore = <S extends z.ZodType>(item: S) => z.union([item.transform((value): z.output<S>[] => [value as z.output<S>]), z.array(item)]);

/** A scalar stands for a map with one key: `fr: 50 %` is `fr: { share: 50 % }`. */
const orAlone = <S extends z.ZodType, K extends string, M extends z.ZodType>(alone: S, key: K, map: M) =>
  z.union([map, alone.transform((value) => ({ [key]: value }) as { [P in K]: z.output<S> })]);

const byMedium = (of: (medium: Medium) => ReturnType<typeof quantity>) => {
  const shape = { audio: of("audio").optional(), video: of("video").optional(), text: of("text").optional() };
  // zod leaves absent keys absent, which its type does not say.
  return z.strictObject(shape) as unknown as z.ZodType<Partial<Record<Medium, Quantity>>>;
};

const mediaShares = byMedium((medium) => quantity("share", `Share of ${medium} files`)).describe("Shares of files by medium; they add up to 100 %");

const perMedium = (kind: "duration" | "characters" | "tokens", description: string) =>
  z.union([byMedium(() => quantity(kind, description)), quantity(kind, description)]);

const volume = z
  .strictObject({
    files: quantity("files/month", "Files entering in the first month").optional(),
    growth: quantity("growth", "Growth from the start of the horizon").optional(),
    ceiling: quantity("ceiling", "Number of files a month that growth does not exceed").optional(),
    shape: oneOf(["exponential", "logistic"], "How the volume grows; exponential unless said").optional(),
  })
  .describe("Files that enter each month");

const language = orAlone(
  quantity("share", "Share of the files that are in this language"),
  "share",
  z.strictObject({
    share: quantity("share", "Share of the files that are in this language").optional(),
    files: quantity("files/month", "Number of files in this language, instead of a share").optional(),
    media: mediaShares.optional(),
    from: month("First month in which files in this language enter, YYYY-MM").optional(),
    growth: quantity("growth", "Growth of this language").optional(),
    criticality: oneOf(criticalities, "How much this language matters", meantCriticalities).optional(),
  }),
);
const languages = z.record(z.string(), language).describe("Languages of the incoming files; their shares add up to 100 %");

const grid = z
  .strictObject({
    intensity: quantity("intensity", "Carbon intensity of the electricity, location-based, over the life cycle").optional(),
    market: quantity("intensity", "Market-based intensity of your contract: a second line beside the score, never in it").optional(),
  })
  .describe("The electricity, where it differs from the region's");

const host = z.strictObject({
  sku: text("Azure machine size, in any spelling; exactly one of sku and hardware").optional(),
  hardware: z
    .strictObject({
      gpu: text("GPU model").optional(),
      gpus: number(0, 64, "Number of GPUs; a part of one is allowed", false).optional(),
      vcpus: number(0.1, 4096, "Number of virtual CPUs", false).optional(),
      memory: quantity("size", "Main memory").optional(),
    })
    .describe("The machine, where it is not an Azure size")
    .optional(),
  region: text("Azure region of this host").optional(),
  grid: grid.optional(),
  pue: quantity("ratio", "Power usage effectiveness of this host's data centre, at least 1").optional(),
  deployment: oneOf(deployments, "How the machine runs; dedicated unless said", meantDeployments).optional(),
  hours: quantity("hours/week", "Hours on; required for scheduled").optional(),
  keepAlive: quantity("duration", "Time a scale-to-zero machine stays on after a burst; 5 min unless said").optional(),
  coldStart: quantity("duration", "Time a scale-to-zero machine takes to start; 30 s unless said").optional(),
  bursts: quantity("bursts/month", "Times a scale-to-zero machine starts; one a request unless said").optional(),
  share: quantity("share", "Our share of a shared machine; required for shared").optional(),
  replicas: number(1, 10000, "Number of such machines; 1 unless said").optional(),
  idle: quantity("power", "Power with the model resident and no work, before PUE").optional(),
  busy: quantity("power", "Power at work, before PUE").optional(),
  embodied: quantity("carbon/hour", "Embodied carbon of an hour of the machine").optional(),
  price: money("money/hour", "Price of an hour of the machine").optional(),
});

const model = orAlone(
  text("Model id"),
  "name",
  z.strictObject({
    name: text("Model id"),
    parameters: quantity("parameters", "Number of parameters, for a model that is not in the table").optional(),
    weights: quantity("size", "Size of the weights in memory").optional(),
  }),
);

const service = z.strictObject({
  endpoint: oneOrMore(endpoint('"METHOD /full/path", or a list of them'))
    .optional()
    .transform((list) => list ?? []),
  app: text("module:variable of the application that serves the endpoint, where there are several").optional(),
  task: oneOf(tasks, "What the model does", meantTasks).optional(),
  model: model.optional(),
  engine: text("What runs the model: faster-whisper, transformers, ollama, ...").optional(),
  precision: text("Number format of the weights: float16, int8, q4_k_m, ...").optional(),
  context: quantity("tokens", "Context length of the model as it is run").optional(),
  host: text("Name of one of the hosts, or external for a provider's machine").optional(),
  criticality: oneOf(criticalities, "How much this service matters; medium unless said", meantCriticalities).optional(),
  input: z
    .strictObject({
      media: oneOrMore(oneOf(media, "Medium", { texte: "text", texts: "text", vidéo: "video", vidéos: "video" }))
        .describe("Only files of these media enter")
        .optional(),
      duration: perMedium("duration", "Mean duration of a file").optional(),
      characters: perMedium("characters", "Mean number of characters of a file").optional(),
      tokens: perMedium("tokens", "Mean number of tokens of a file").optional(),
      pieces: number(
        1,
        100_000,
        "Texts that one request is cut into, or pairs of a query and a passage that it ranks; the sizes are of all of them together",
      ).optional(),
      speech: quantity("share", "Share of the duration that is speech, where voice activity detection skips the rest; all of it unless said").optional(),
    })
    .describe("What one file brings in")
    .optional(),
  output: z
    .strictObject({
      characters: quantity("characters", "Mean number of characters written for a file").optional(),
      tokens: quantity("tokens", "Mean number of tokens written for a file").optional(),
    })
    .describe("What the model writes for one file")
    .optional(),
  to: oneOrMore(text("Language id")).describe("Languages to translate into").optional(),
  requests: quantity("count/file", "Requests for one file; 1 unless said").optional(),
  calls: quantity("count/request", "Runs of the model in one request; as many as the code says, else 1").optional(),
  retries: quantity("share", "Share of the requests that are tried again; 0 % unless said").optional(),
  volume: volume.optional(),
  languages: languages.optional(),
  needs: text("Service whose result this one needs: its level is at most that one's").optional(),
  cost: z
    .strictObject({
      development: money("money", "Cost of building it").optional(),
      maintenance: money("money/month", "Cost of looking after it").optional(),
    })
    .describe("Costs beside the machine")
    .optional(),
  obligation: z
    .strictObject({ level: level("Level that must be served at least"), reason: prose("Why").optional() })
    .describe("A legal or contractual floor")
    .optional(),
  need: oneOf(["shown", "not-shown"], "Whether the need has been shown", meantNeeds).optional(),
  licence: oneOf(["accepted"], "Written permission is on file for a model with a restricted licence", {
    yes: "accepted",
    true: "accepted",
    oui: "accepted",
  }).optional(),
});

const decision = z.strictObject({
  level: level("Share of this row's files that is served"),
  reason: prose("Why").optional(),
  by: prose("Who decided").optional(),
  date: day("When, YYYY-MM-DD").optional(),
  review: day("When to look at it again, YYYY-MM-DD").optional(),
  lock: flag("true: the tool's bulk edits leave this row alone").optional(),
});

/** The scenario file, version 1. Input: plain data of YAML or JSON; output: assignable to `Scenario`. */
export const scenarioSchema = z.strictObject({
  version: z.literal(1).describe("Version of this format"),
  title: prose("Name of the scenario").optional(),
  owner: prose("Who looks after it").optional(),
  currency: currency("Currency of the totals, ISO code").optional(),
  exchange: z.record(z.string(), money("money", "What one unit is worth")).describe("Exchange rates: { USD: 0.92 EUR }").optional(),
  horizon: z
    .strictObject({
      from: month("First simulated month, YYYY-MM").optional(),
      months: number(1, 120, "Number of simulated months; 12 unless said", true, (t) =>
        t("Months, ten years at most: beyond that grids, machines and models are guesses."),
      ).optional(),
    })
    .describe("Simulated months")
    .optional(),
  budget: z
    .strictObject({
      carbon: quantity("carbon/month", "Carbon budget; holds in every month").optional(),
      cost: money("money/month", "Cost budget; holds in every month").optional(),
      plan: oneOf(["expected", "prudent"], "prudent: plan on the 80th percentile", {
        p80: "prudent",
        safe: "prudent",
        p50: "expected",
        mean: "expected",
        attendu: "expected",
      }).optional(),
    })
    .describe("What may not be exceeded in any month")
    .optional(),
  use: oneOf(["commercial", "non-commercial", "unknown"], "What the results are used for: licences depend on it").optional(),
  region: text("Azure region, in any spelling").optional(),
  grid: grid.optional(),
  pue: quantity("ratio", "Power usage effectiveness of the data centre, at least 1").optional(),
  network: z
    .strictObject({
      size: quantity("size", "Data moved for a file, to a service and back").optional(),
      energy: quantity("energy/size", "Electricity of the network").optional(),
    })
    .describe("Network, beside the score, never in it; not counted unless written")
    .optional(),
  storage: z
    .strictObject({
      size: quantity("size", "Data kept").optional(),
      copies: number(1, 100, "Number of copies; 3 unless said").optional(),
      power: quantity("power/size", "Power of the storage").optional(),
    })
    .describe("Storage, beside the score, never in it; not counted unless written")
    .optional(),
  volume: volume.optional(),
  media: mediaShares.optional(),
  languages: languages.optional(),
  hosts: z.record(z.string(), host).describe("Machines, by name").optional(),
  services: z.record(z.string(), service).describe("Services, by name").optional(),
  answers: z
    .strictObject({
      need: prose("Whose need is met, and how was it shown?").optional(),
      alternatives: prose("Is a digital answer needed, and is AI? What else meets the need?").optional(),
      rebound: prose("Where would what is freed be spent again?").optional(),
      consequences: prose("What follows for users, and from there for the environment?").optional(),
    })
    .describe("Answers that only people can give; the decision record prints them")
    .optional(),
  decisions: z.record(z.string(), decision).describe("Decided levels, by service/language, or by service where there are no languages").optional(),
  routes: z
    .array(z.strictObject({ at: text("file:line of the registration"), path: prose("Its full path") }))
    .describe("Paths that could not be read from the code")
    .optional(),
  measurements: z
    .array(
      z.strictObject({
        file: prose("File glob, relative to the scenario").optional(),
        prometheus: prose("Base URL of a Prometheus server; read on request").optional(),
        profile: text("Names of the metrics: fastapi-instrumentator, ...").optional(),
        job: prose("Scrape job of the application, where the server watches several").optional(),
        window: text("How far back, as a Prometheus duration: 30d unless said").optional(),
        match: z
          .array(z.strictObject({ observed: prose("Route as measured"), endpoint: endpoint("Endpoint it belongs to") }))
          .describe("Joins by hand")
          .optional(),
      }),
    )
    .describe("Where measurements come from")
    .optional(),
});
