import type { Analysis } from "../../src/core/analysis/analysis";
import type { Derivation, EstimatedEndpoint } from "../../src/core/analysis/estimate";
import type { Matrix, MatrixRow } from "../../src/core/analysis/matrix";
import type { Plan } from "../../src/core/analysis/plan";
import type { Interval } from "../../src/core/quantity/interval";
import type { Route } from "../../src/core/routes/route";
import type { Criticality } from "../../src/core/scenario/scenario";
import type { Language } from "../../src/core/text";

// An analysis in the shape of the founding case, for tests of what draws it. Figures are plausible, not computed.

const around = (central: number): Interval => ({ low: central * 0.6, central, high: central * 1.65 });

const derivation: Derivation = {
  formula: "PUE x I x (P_act x t_busy + P_idle x idle share) + m x h",
  components: [
    {
      component: "busy",
      label: "Busy",
      quantity: { value: 1.07, unit: "Wh" },
      factor: { value: 44, unit: "gCO2e/kWh", label: "France, 2024" },
      perRequest: 0.047,
      perMonth: 0.0235,
    },
    {
      component: "idle",
      label: "Idle share",
      quantity: { value: 72, unit: "Wh" },
      factor: { value: 44, unit: "gCO2e/kWh", label: "France, 2024" },
      perRequest: 3.17,
      perMonth: 1.585,
    },
    {
      component: "embodied",
      label: "Embodied share",
      quantity: { value: 1.46, unit: "h" },
      factor: { value: 4.39, unit: "gCO2e/h", label: "Standard_NC4as_T4_v3" },
      perRequest: 6.41,
      perMonth: 3.205,
    },
  ],
  inputs: [
    {
      id: "grid.francecentral",
      label: "Grid carbon intensity",
      value: { low: 30, central: 44, high: 60 },
      unit: "gCO2e/kWh",
      basis: "sourced",
      source: "Ember",
      year: 2024,
      licence: "CC BY 4.0",
    },
    {
      id: "services.transcription.input.duration",
      label: "Mean duration",
      value: { low: 300, central: 600, high: 1200 },
      unit: "s",
      basis: "assumed",
      source: "services.transcription.input.duration",
      year: null,
      licence: null,
    },
  ],
  advice: "Let the host sleep between requests: idle time and embodied carbon are most of it.",
};

const fits = "Fits the budget in every month and serves files of medium criticality.";

export function fakeRow(service: string, language: string | null, over: Partial<MatrixRow> = {}): MatrixRow {
  return {
    id: language ? `${service}/${language}` : service,
    service,
    language,
    carbonClass: "low",
    classFlipProbability: 0.1,
    kgCO2e: { avoidable: around(0.004), fixed: around(0.31) },
    criticality: "medium",
    criticalityAssumed: false,
    need: null,
    model: null,
    volume: { files: around(240), first: 150 },
    cost: 95,
    costs: { EUR: 95 },
    quality: "modelled",
    gates: [],
    recommended: 1,
    decided: null,
    counted: over.decided ?? 1,
    reason: null,
    why: fits,
    reasons: [{ text: over.why ?? fits }],
    flipProbability: 0.02,
    nearestChange: null,
    host: "speech",
    endpoints: [`POST /${service}`],
    standIns: [],
    locked: false,
    by: null,
    date: null,
    review: null,
    derivation,
    ...over,
  };
}

const plan = (central: number, over: Partial<Plan> = {}): Plan => ({
  kgCO2e: around(central),
  avoided: null,
  lostValue: 0,
  cost: 760,
  costs: { EUR: 760 },
  feasible: true,
  unchecked: [],
  overProbability: 0.04,
  overshootMonth: null,
  costOvershootMonth: null,
  ...over,
});

const services: readonly { name: string; criticality: Criticality; host: string; avoidable: number; fixed: number; recommended: 0 | 1 }[] = [
  { name: "transcription", criticality: "high", host: "speech", avoidable: 0.019, fixed: 3.1, recommended: 1 },
  { name: "translation", criticality: "medium", host: "speech", avoidable: 0.004, fixed: 1.7, recommended: 1 },
  { name: "generation", criticality: "low", host: "text", avoidable: 0.006, fixed: 4.84, recommended: 0 },
];
const shares = { fr: 0.5, en: 0.3, es: 0.15, ar: 0.05 };

function fakeMatrix(): Matrix {
  const rows = services.flatMap((service) =>
    Object.entries(shares).map(([language, share]) =>
      fakeRow(service.name, language, {
        carbonClass: service.fixed * share > 1.2 ? "high" : service.fixed * share > 0.3 ? "medium" : "low",
        kgCO2e: { avoidable: around(service.avoidable * share), fixed: around(service.fixed * share) },
        criticality: service.criticality,
        volume: { files: around(790 * share), first: 500 * share },
        cost: 390 * share,
        costs: { EUR: 390 * share },
        recommended: service.recommended,
        host: service.host,
        ...(service.name === "generation" && language === "ar"
          ? { decided: 0 as const, reason: "no reader yet", by: "editorial board", date: "2026-12-01", review: "2027-06-01" }
          : {}),
        ...(service.recommended === 0
          ? { why: "Low criticality: stopping all of its languages frees the machine text and brings the plan under 6 kg in every month." }
          : {}),
      }),
    ),
  );
  const decided = plan(9.71, { feasible: false, overProbability: 0.97, overshootMonth: "2027-01" });
  const months = Array.from({ length: 12 }, (_, index) => {
    const growth = 1.08 ** index;
    return {
      month: `2027-${String(index + 1).padStart(2, "0")}`,
      plans: { baseline: around(9.65 + 0.02 * growth), decided: around(9.64 + 0.018 * growth), recommended: around(4.8 + 0.015 * growth) },
      services: { transcription: around(3.09 + 0.01 * growth), translation: around(1.7 + 0.003 * growth), generation: around(4.85 + 0.005 * growth) },
    };
  });
  return {
    version: 1,
    currency: "EUR",
    rows,
    hosts: [
      { name: "speech", fixed: around(4.8), on: { baseline: true, decided: true, recommended: true } },
      { name: "text", fixed: around(4.84), on: { baseline: true, decided: true, recommended: false } },
    ],
    plans: {
      baseline: plan(9.72, { feasible: false, overProbability: 0.97, overshootMonth: "2027-01" }),
      decided,
      recommended: plan(4.82, { cost: 380, costs: { EUR: 380 }, avoided: { total: around(4.9), avoidable: around(0.06), fixed: around(4.84) } }),
    },
    months,
    total: { ...decided, budget: { carbon: 6, cost: 900, plan: "expected" } },
    assumptions: [
      { path: "services.generation.output.tokens", value: "300", unit: "tokens", basis: "assumed", reason: "no output length is stated: measure first" },
      { path: "services.transcription.retries", value: "0", unit: "%", basis: "assumed", reason: "no retries are stated" },
    ],
    problems: [],
    alternatives: [],
    robustness: { method: "greedy", draws: 200, proven: 0, changes: null },
    fileCut: null,
    noPlan: null,
    options: [],
    shadowPrice: { year: 2027, value: 273.6, unit: "EUR2023/t", source: "France Stratégie" },
    drivers: [
      {
        input: "hosts.speech.embodied",
        label: "embodied carbon of the host speech",
        value: around(4.4),
        unit: "g/h",
        low: 8.1,
        high: 11.2,
        swing: 3.1,
        measurable: false,
      },
      { input: "hosts.speech.idle", label: "idle power of the host speech", value: around(35), unit: "W", low: 9, high: 10.5, swing: 1.5, measurable: true },
    ],
    summary: "Stops generation.",
    method: "P5 and P95 of 1,000 seeded draws; probabilities from 200 of them.",
  };
}

export function fakeRoute(over: Partial<Route> = {}): Route {
  return {
    id: "POST /transcribe",
    method: "POST",
    path: "/transcribe",
    resolved: true,
    function: "transcribe",
    file: "editorial/routers/speech.py",
    line: 14,
    registeredFile: "editorial/routers/speech.py",
    decoratorLine: 13,
    app: "main:app",
    workloads: [{ task: "transcription", library: "faster-whisper", engine: "faster-whisper", model: "large-v3", file: "editorial/speech.py", line: 9 }],
    ...over,
  };
}

export function fakeEndpoint(over: Partial<EstimatedEndpoint> = {}): EstimatedEndpoint {
  return {
    id: "POST /transcribe",
    app: "main:app",
    method: "POST",
    path: "/transcribe",
    file: "editorial/routers/speech.py",
    line: 14,
    services: ["transcription"],
    volume: { files: around(500), requests: around(500) },
    basis: "modelled",
    perRequest: {
      gCO2e: { low: 5.6, central: 9.78, high: 16 },
      energyWh: { busy: around(1.07), idle: around(72) },
      seconds: around(55),
      operational: around(3.37),
      embodied: around(6.41),
    },
    perMonth: { kgCO2e: { low: 2.8, central: 4.89, high: 8 }, operational: around(1.685), embodied: around(3.205) },
    drivers: [
      { input: "hosts.speech.embodied", label: "embodied carbon of the host speech", swing: 3.1, measurable: false },
      { input: "hosts.speech.idle", label: "idle power of the host speech", swing: 1.5, measurable: true },
    ],
    busyPerRequest: { low: 0.02, central: 0.047, high: 0.09 },
    derivation,
    state: "estimated",
    ...over,
  };
}

/** The founding case: 3 services, 4 languages, 2 always-on machines, 6 kg a month. */
export function fakeAnalysis(over: Partial<Analysis> = {}, language: Language = "en"): Analysis {
  const matrix = fakeMatrix();
  return {
    language,
    today: "2026-11-23",
    scenario: { file: "editorial.carbon.yaml", title: "Editorial AI API", valid: true },
    silent: [],
    code: { routes: [fakeRoute()], problems: [], timing: { files: 4, parsed: 4, ms: 12 } },
    estimate: {
      version: 1,
      currency: "EUR",
      horizon: { from: "2027-01", months: 12 },
      endpoints: [fakeEndpoint()],
      hosts: [
        {
          name: "speech",
          sku: "Standard_NC4as_T4_v3",
          region: "francecentral",
          deployment: "dedicated",
          written: true,
          busyHours: 7.6,
          idleHours: 722,
          breakEvenRequests: null,
          kWh: around(36),
          kgCO2e: around(4.82),
          operational: around(1.6),
          embodied: around(3.2),
          cost: 380,
          costs: { EUR: 380 },
          derivation,
        },
        {
          name: "text",
          sku: "Standard_NC4as_T4_v3",
          region: "francecentral",
          deployment: "dedicated",
          written: true,
          busyHours: 3,
          idleHours: 727,
          breakEvenRequests: null,
          kWh: around(36),
          kgCO2e: around(4.85),
          operational: around(1.6),
          embodied: around(3.2),
          cost: 380,
          costs: { EUR: 380 },
          derivation,
        },
      ],
      unattributed: { kgCO2e: around(0), why: "" },
      total: { kWh: around(72), kgCO2e: around(9.72), cost: 760, costs: { EUR: 760 }, derivation },
      assumptions: matrix.assumptions,
      factors: [],
      factorSet: { date: "2026-11-26", hash: "0123456789ab" },
      problems: [],
    },
    matrix,
    problems: [],
    ...over,
  };
}
