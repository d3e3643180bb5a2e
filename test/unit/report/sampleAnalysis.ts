import type { Analysis } from "../../../src/core/analysis/analysis";
import type { Derivation } from "../../../src/core/analysis/estimate";
import type { Matrix, MatrixRow } from "../../../src/core/analysis/matrix";
import type { Plan } from "../../../src/core/analysis/plan";
import type { Interval } from "../../../src/core/quantity/interval";
import type { Language } from "../../../src/core/text";

// Two services on two always-on hosts with round numbers, so that every sentence can be checked by head.

export const around = (central: number): Interval => ({ low: central / 2, central, high: central * 2 });

const exactly = (central: number): Interval => ({ low: central, central, high: central });

const derivation: Derivation = { formula: "", components: [], inputs: [], advice: null };

export function sampleRow(row: Partial<MatrixRow> & Pick<MatrixRow, "id">): MatrixRow {
  const [service = "", language = null] = row.id.split("/");
  return {
    service,
    language,
    carbonClass: "high",
    classFlipProbability: 0.1,
    kgCO2e: { avoidable: around(0.5), fixed: around(1) },
    criticality: "high",
    criticalityAssumed: false,
    need: null,
    model: null,
    volume: { files: around(100) },
    cost: 50,
    costs: { EUR: 50 },
    quality: "modelled",
    gates: [],
    recommended: 1,
    decided: null,
    counted: row.decided ?? 1,
    reason: null,
    why: `Why ${row.id}.`,
    reasons: [{ text: row.why ?? `Why ${row.id}.` }],
    flipProbability: 0.05,
    nearestChange: null,
    host: "speech",
    endpoints: ["POST /transcribe"],
    standIns: [],
    locked: false,
    by: null,
    date: null,
    review: null,
    derivation,
    ...row,
  };
}

export function samplePlan(kilograms: number, plan: Partial<Plan> = {}): Plan {
  return {
    kgCO2e: around(kilograms),
    avoided: null,
    lostValue: 0,
    cost: kilograms * 100,
    costs: {},
    feasible: true,
    unchecked: [],
    overProbability: 0.02,
    overshootMonth: null,
    costOvershootMonth: null,
    ...plan,
  };
}

/** Baseline 7 kg: rows 4 x 0.5 avoidable, hosts 2 x 2.5 fixed. Recommended: generation off, which frees `text`: 3.5 kg. */
export function sampleMatrix(matrix: Partial<Matrix> = {}): Matrix {
  const decided = samplePlan(6.5, { feasible: false, overProbability: 0.9, overshootMonth: "2027-03" });
  return {
    version: 1,
    currency: "EUR",
    rows: [
      sampleRow({ id: "transcription/fr" }),
      sampleRow({ id: "transcription/ar", flipProbability: 0.2 }),
      sampleRow({ id: "generation/fr", recommended: 0, decided: null, host: "text", criticality: "low", endpoints: ["POST /generate"] }),
      sampleRow({
        id: "generation/ar",
        recommended: 0,
        decided: 0,
        reason: "no reader yet",
        by: "board",
        date: "2026-12-01",
        review: "2027-06-01",
        host: "text",
        criticality: "low",
        endpoints: ["POST /generate"],
      }),
    ],
    hosts: [
      { name: "speech", fixed: around(2.5), on: { baseline: true, decided: true, recommended: true } },
      { name: "text", fixed: around(2.5), on: { baseline: true, decided: true, recommended: false } },
    ],
    plans: {
      baseline: samplePlan(7, { feasible: false }),
      decided,
      recommended: samplePlan(3.5, { avoided: { total: exactly(3.5), avoidable: exactly(1), fixed: exactly(2.5) } }),
    },
    months: [
      {
        month: "2027-01",
        plans: { baseline: around(7), decided: around(6.5), recommended: around(3.5) },
        services: { transcription: around(3.5), generation: around(3) },
      },
    ],
    total: { ...decided, budget: { carbon: 6, cost: 900, plan: "expected" } },
    assumptions: [],
    problems: [],
    alternatives: [],
    robustness: { method: "greedy", draws: 200, proven: 0, changes: null },
    fileCut: { factor: 0.4, fixed: 5 },
    noPlan: null,
    options: [],
    shadowPrice: { year: 2027, value: 273.6, unit: "EUR2023/t", source: "France Stratégie" },
    drivers: [
      { input: "hosts.speech.embodied", label: "embodied carbon of speech", value: around(4), unit: "g/h", low: 5.5, high: 7.5, swing: 2, measurable: false },
      {
        input: "services.transcription.input.duration",
        label: "mean duration",
        value: around(600),
        unit: "s",
        low: 6.4,
        high: 6.6,
        swing: 0.2,
        measurable: true,
      },
    ],
    summary: "Stops generation.",
    method: "1,000 draws.",
    ...matrix,
  };
}

export function sampleAnalysis(language: Language = "en", matrix: Matrix | null = sampleMatrix()): Analysis {
  return {
    language,
    today: "2026-11-23",
    scenario: { file: "a.carbon.yaml", title: "Editorial", valid: true },
    silent: [],
    code: { routes: [], problems: [], timing: { files: 3, parsed: 3, ms: 1 } },
    estimate: {
      version: 1,
      currency: "EUR",
      horizon: { from: "2027-01", months: 12 },
      endpoints: [
        {
          id: "POST /transcribe",
          app: "main:app",
          method: "POST",
          path: "/transcribe",
          file: "app/routes.py",
          line: 12,
          services: ["transcription"],
          volume: { files: around(500), requests: around(500) },
          basis: "modelled",
          perRequest: {
            gCO2e: around(9.78),
            energyWh: { busy: around(1), idle: around(72) },
            seconds: around(30),
            operational: around(3.37),
            embodied: around(6.41),
          },
          perMonth: { kgCO2e: around(4.89), operational: around(1.685), embodied: around(3.205) },
          drivers: [
            { input: "hosts.speech.embodied", label: "embodied carbon of speech", swing: 2, measurable: false },
            { input: "services.transcription.input.duration", label: "mean duration", swing: 0.2, measurable: true },
          ],
          busyPerRequest: around(0.05),
          derivation,
          state: "estimated",
        },
      ],
      hosts: [
        {
          name: "speech",
          sku: "Standard_NC4as_T4_v3",
          region: "francecentral",
          deployment: "dedicated",
          written: true,
          busyHours: 8.1,
          idleHours: 721.9,
          breakEvenRequests: null,
          kWh: around(36.6),
          kgCO2e: around(3.5),
          operational: around(1),
          embodied: around(2.5),
          cost: 383,
          costs: { EUR: 383 },
          derivation,
        },
      ],
      unattributed: { kgCO2e: { low: 0, central: 0, high: 0 }, why: "" },
      total: { kWh: around(73), kgCO2e: around(7), cost: 700, costs: { EUR: 700 }, derivation },
      assumptions: [{ path: "services.transcription.requests", value: "1", unit: "count/file", basis: "assumed", reason: "one request a file" }],
      factors: [{ id: "grid.francecentral", value: 44.0123, low: 30, high: 60, unit: "gCO2e/kWh", year: 2024, source: "A source", licence: "CC BY 4.0" }],
      factorSet: { date: "2026-11-26", hash: "0123456789ab" },
      problems: [],
    },
    matrix,
    problems: [{ code: "some-problem", severity: "warning", message: "Mind this.", file: "a.carbon.yaml", line: 4 }],
  };
}
