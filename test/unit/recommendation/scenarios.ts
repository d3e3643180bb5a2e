import { random } from "../decision/problems";

// Random scenarios, as text for `analyze` and as numbers for the oracle. Watts, prices, grid and growth are stated, so
// that the oracle needs nothing from our factors.

const criticalities = { vital: 1, high: 0.7, medium: 0.4, low: 0.1 } as const;
type Criticality = keyof typeof criticalities;
export type Deployment = "dedicated" | "scheduled" | "scale-to-zero" | "shared" | "serverless";

export interface Host {
  readonly name: string;
  readonly deployment: Deployment;
  readonly replicas: number;
  /** W */
  readonly idle: number;
  readonly busy: number;
  /** g/h */
  readonly embodied: number;
  /** EUR/h */
  readonly price: number;
  /** h/week of a scheduled host; fraction of a shared one */
  readonly hours: number;
  readonly share: number;
}

export interface Service {
  readonly name: string;
  readonly host: string;
  readonly criticality: Criticality;
  readonly needs: string | null;
  readonly obligation: number | null;
  readonly notShown: boolean;
  readonly model: "whisper-large-v3" | "mistral:7b" | "nllb-200-distilled-600m";
  readonly licence: boolean;
  /** of the input; above 4096 tokens with its output the context of Ollama overflows */
  readonly characters: number;
  /** EUR/month and EUR */
  readonly maintenance: number;
  readonly development: number;
}

export interface Spoken {
  readonly id: string;
  /** fraction of the files */
  readonly share: number;
  /** month from which they exist, 0: from the start */
  readonly from: number;
  /** fraction per month */
  readonly growth: number;
}

export interface Sample {
  readonly months: number;
  readonly files: number;
  readonly ceiling: number | null;
  readonly use: "commercial" | "non-commercial" | "unknown";
  /** g/kWh and ratio */
  readonly intensity: number;
  readonly pue: number;
  readonly hosts: readonly Host[];
  readonly services: readonly Service[];
  /** one without an id: no languages */
  readonly languages: readonly Spoken[];
  readonly decisions: readonly { readonly row: string; readonly level: number; readonly lock: boolean }[];
  /** share of the fullest month's total that the budgets allow; null: no budget */
  readonly budget: { readonly carbon: number | null; readonly cost: number | null };
}

export function sample(seed: number, { rows: most = 6, hosts: hostCount = 3 }: { rows?: number; hosts?: number } = {}): Sample {
  const next = random(seed);
  const among = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const maybe = (chance: number): boolean => next() < chance;
  const digits = (value: number): number => Number(value.toPrecision(3));
  const count = 1 + Math.floor(next() * (most > 8 ? 6 : 3));
  const languages: Spoken[] =
    count === 1
      ? [{ id: "", share: 1, from: 0, growth: digits(next() * 0.15) }]
      : Array.from({ length: count }, (_, k) => ({
          id: ["fr", "en", "es", "ar", "de", "it"][k] as string,
          share: k === 0 ? 1 - 0.1 * (count - 1) : 0.1,
          from: maybe(0.2) ? Math.floor(next() * 4) : 0,
          growth: digits(next() * 0.15),
        }));
  const hosts = Array.from(
    { length: 1 + Math.floor(next() * hostCount) },
    (_, h): Host => ({
      name: `h${h}`,
      deployment: among(["dedicated", "dedicated", "dedicated", "scheduled", "scale-to-zero", "shared", "serverless"]),
      replicas: maybe(0.2) ? 2 : 1,
      idle: digits(10 + 50 * next()),
      busy: digits(70 + 200 * next()),
      embodied: digits(1 + 8 * next()),
      price: digits(0.1 + 2 * next()),
      hours: Math.ceil(10 + 100 * next()),
      share: digits(0.1 + 0.8 * next()),
    }),
  );
  const services = Array.from({ length: Math.max(1, Math.floor(most / languages.length)) }, (_, k): Service => {
    const model = among(["whisper-large-v3", "whisper-large-v3", "mistral:7b", "mistral:7b", "nllb-200-distilled-600m"] as const);
    return {
      name: `s${k}`,
      host: among(hosts).name,
      criticality: among(["vital", "high", "medium", "low"]),
      needs: k > 0 && maybe(0.3) ? `s${Math.floor(next() * k)}` : null,
      obligation: maybe(0.15) ? among([0.25, 0.5, 1]) : null,
      notShown: maybe(0.1),
      model,
      licence: maybe(0.5),
      characters: maybe(0.15) && model === "mistral:7b" ? 60000 : Math.ceil(500 + 4000 * next()),
      maintenance: maybe(0.3) ? Math.ceil(100 * next()) : 0,
      development: maybe(0.2) ? Math.ceil(3000 * next()) : 0,
    };
  });
  const ids = services.flatMap(({ name }) => languages.map(({ id }) => (id === "" ? name : `${name}/${id}`)));
  return {
    months: 1 + Math.floor(next() * 12),
    // An on-demand machine that is on all month is no longer linear in its files: the oracle keeps away from that.
    files: Math.ceil(hosts.some(({ deployment }) => deployment === "scale-to-zero") ? 20 + 200 * next() : 100 + 20000 * next() ** 2),
    ceiling: maybe(0.2) ? 30000 : null,
    use: among(["commercial", "commercial", "non-commercial", "unknown"]),
    intensity: digits(20 + 500 * next()),
    pue: digits(1.05 + 0.4 * next()),
    hosts,
    services,
    languages,
    decisions: ids.flatMap((row) => (maybe(0.25) ? [{ row, level: among([0, 0.25, 0.5, 0.75, 1]), lock: maybe(0.3) }] : [])),
    budget: { carbon: maybe(0.9) ? 0.2 + 0.8 * next() : null, cost: maybe(0.4) ? 0.3 + 0.7 * next() : null },
  };
}

/** The text of a sample; `budget` in kg and EUR. */
export function textOf(
  of: Sample,
  budget: { readonly carbon: number | null; readonly cost: number | null },
  plan: "expected" | "prudent" = "expected",
): string {
  const { months, files, ceiling, use, intensity, pue, hosts, services, languages, decisions } = of;
  const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(12))} %`;
  const limits = [
    budget.carbon === null ? "" : `carbon: ${budget.carbon} kg/month`,
    budget.cost === null ? "" : `cost: ${budget.cost} EUR/month`,
    `plan: ${plan}`,
  ];
  return [
    "version: 1",
    "currency: EUR",
    `horizon: { from: 2027-01, months: ${months} }`,
    `budget: { ${limits.filter((one) => one !== "").join(", ")} }`,
    `use: ${use}`,
    "region: francecentral",
    `grid: { intensity: ${intensity} g/kWh }`,
    `pue: ${pue}`,
    `volume: { files: ${files}/month, growth: ${percent(languages[0]?.growth ?? 0)}/month${ceiling === null ? "" : `, ceiling: ${ceiling}`} }`,
    ...(languages[0]?.id === ""
      ? []
      : [
          "languages:",
          ...languages.map(
            (one) =>
              `  ${one.id}: { share: ${percent(one.share)}, growth: ${percent(one.growth)}/month${one.from > 0 ? `, from: 2027-${String(one.from + 1).padStart(2, "0")}` : ""} }`,
          ),
        ]),
    "hosts:",
    ...hosts.map(
      (host) =>
        `  ${host.name}: { hardware: { gpu: T4, gpus: 1, vcpus: 4, memory: 28 GB }, deployment: ${host.deployment}, replicas: ${host.replicas}, idle: ${host.idle} W, busy: ${host.busy} W, embodied: ${host.embodied} g/h, price: ${host.price} EUR/h${
          host.deployment === "scheduled" ? `, hours: ${host.hours} h/week` : ""
        }${host.deployment === "shared" ? `, share: ${percent(host.share)}` : ""} }`,
    ),
    "services:",
    ...services.flatMap((service) => [
      `  ${service.name}:`,
      `    model: ${JSON.stringify(service.model)}`,
      service.model === "mistral:7b" ? "    engine: ollama" : "",
      service.model === "whisper-large-v3" ? "    engine: faster-whisper" : "",
      `    host: ${service.host}`,
      `    criticality: ${service.criticality}`,
      service.needs === null ? "" : `    needs: ${service.needs}`,
      service.obligation === null ? "" : `    obligation: { level: ${percent(service.obligation)}, reason: "contract" }`,
      service.notShown ? "    need: not-shown" : "",
      service.licence ? "    licence: accepted" : "",
      service.model === "whisper-large-v3" ? "    input: { duration: 6 min }" : `    input: { characters: ${service.characters} }`,
      service.maintenance + service.development === 0
        ? ""
        : `    cost: { maintenance: ${service.maintenance} EUR/month, development: ${service.development} EUR }`,
    ]),
    ...(decisions.length === 0
      ? []
      : ["decisions:", ...decisions.map(({ row, level, lock }) => `  ${row}: { level: ${percent(level)}, reason: "x"${lock ? ", lock: true" : ""} }`)]),
    "",
  ]
    .filter((line) => line !== "")
    .join("\n");
}

export const weightOf = (criticality: Criticality): number => criticalities[criticality];
