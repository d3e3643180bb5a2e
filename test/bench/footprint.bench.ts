import { analyze } from "../../src/core/analyze";
import { Figures } from "../../src/core/footprint/model/figures";
import { resolve } from "../../src/core/footprint/resolve";
import { addPositions } from "../../src/core/footprint/rows/columns";
import { matchMeasurements } from "../../src/core/measurements/matchRoutes";
import { parseScenario } from "../../src/core/scenario/parseScenario";
import { translator } from "../../src/core/text";
import { noCode as code } from "../support/analyse";
import { type Figure, printFigures, sample } from "./support/figures";

// A scenario of 100 services x 8 languages x 36 months over six machines of every deployment, with 5 000 draws: prints, asserts nothing.

const t = translator("en");
const today = "2026-11-23";
const file = "large.carbon.yaml";
const text = largeScenario(100);

const model = compile().model;
const figures: Figure[] = [
  {
    what: `text to compiled model, ${model.rows.length} rows, ${model.months.length} months, ${model.inputs.length} inputs`,
    ours: await sample(5, compile, () => null),
    unit: "ms",
  },
  {
    what: "P5 and P95 of the total, of 6 hosts and of 800 rows (fixed and avoidable), 5 000 draws",
    ours: await sample(
      7,
      () => draw(5000),
      () => null,
    ),
    unit: "ms",
    budget: 300,
  },
  {
    what: "the same, 1 000 draws (what every screen shows)",
    ours: await sample(
      7,
      () => draw(1000),
      () => null,
    ),
    unit: "ms",
  },
  {
    what: "the whole analysis of 10 services: figures, drivers, derivations, decision, 1 000 draws",
    ours: await sample(
      3,
      () => analyze({ language: "en", today, code, scenario: { file, text: largeScenario(10) }, measurementFiles: [], remote: [] }),
      () => null,
    ),
    unit: "ms",
  },
];
printFigures("footprint", figures);

function compile() {
  const { scenario } = parseScenario(text, file, t);
  if (scenario === null) throw new Error("the scenario cannot be read");
  return resolve({ scenario, code, measurements: matchMeasurements([], [], [], t), today, t, synthetic: false });
}

function draw(draws: number): number {
  const all = new Figures(model);
  const asked = [
    all.add((tile, into) => {
      addPositions(tile.means.hosts.operational, tile, into);
      addPositions(tile.means.hosts.embodied, tile, into);
    }),
    ...all.addHosts("operational"),
    ...all.addHosts("embodied"),
    ...all.addRows("avoidable"),
    ...all.addRows("fixed"),
  ];
  all.run({ draws, seed: 1 });
  return asked.reduce((total, figure) => total + all.interval(figure).high, 0);
}

function largeScenario(services: number): string {
  const hosts = ["dedicated", "scheduled, hours: 60 h/week", "scale-to-zero", "shared, share: 50 %", "serverless", "dedicated"];
  const kinds = [
    (s: number) =>
      `{ endpoint: "POST /s${s}", host: host${s % 6}, model: whisper-large-v3, engine: faster-whisper, input: { duration: ${2 + (s % 7)}..${10 + (s % 7)} min } }`,
    (s: number) =>
      `{ endpoint: "POST /s${s}", host: host${s % 6}, model: nllb-200-distilled-600m, engine: ctranslate2, to: [en], input: { characters: 3000..5000 } }`,
    (s: number) =>
      `{ endpoint: "POST /s${s}", host: host${s % 6}, model: "mistral:7b", engine: ollama, input: { characters: 3000..5000 }, output: { characters: 800..1800 } }`,
  ];
  return [
    "version: 1",
    "horizon: { from: 2027-01, months: 36 }",
    "region: francecentral",
    "use: non-commercial",
    "volume: { files: 50000/month, growth: 20..60 %/year }",
    "media: { audio: 40 %, video: 20 %, text: 40 % }",
    "languages:",
    ...["fr", "en", "es", "ar", "de", "it", "pt", "nl"].map((id, k) => `  ${id}: { share: 12.5 %${k > 4 ? `, from: 2027-0${k}` : ""} }`),
    "hosts:",
    ...hosts.map((deployment, h) => `  host${h}: { sku: Standard_NC24ads_A100_v4, replicas: 40, deployment: ${deployment} }`),
    "services:",
    ...Array.from({ length: services }, (_, s) => `  s${s}: ${kinds[s % 3]?.(s)}`),
    "",
  ].join("\n");
}
