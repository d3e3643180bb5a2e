import { stringify } from "yaml";
import type { Analysis } from "../../analysis/analysis";
import type { Estimate, EstimatedEndpoint } from "../../analysis/estimate";
import { type Translate, translator } from "../../text";
import { visible } from "./table";

/** 730 hours: the mean month that every figure is of. */
const secondsPerMonth = 730 * 3600;

/**
 * The baseline plan (everything at 100 %) as a manifest that Impact Framework 1.1 executes (`if-run -m FILE`) to the same total, in g CO2e:
 * one child an endpoint, its mean month, operational = energy x intensity, carbon = operational + embodied, SCI per request.
 * What no endpoint carries is a child of its own: energy, operational and embodied add up to those of the estimate.
 * Endpoints, and services without one, whose carbon or volume is not known are named in the description and left out.
 */
export function impactFramework(analysis: Analysis, { tool }: { readonly tool: string }): string {
  const { estimate, scenario, today } = analysis;
  const t = translator(analysis.language);
  const start = `${estimate.horizon?.from ?? today.slice(0, 7)}-01T00:00:00.000Z`;
  const ready = estimate.endpoints.flatMap((endpoint) => {
    const observation = monthOf(endpoint, start);
    return observation === null ? [] : [{ endpoint, observation }];
  });
  const missing = estimate.endpoints.filter(({ id, state }) => state !== "no-ai" && !ready.some(({ endpoint }) => endpoint.id === id)).map(({ id }) => id);
  const rest = unattributed(
    estimate,
    ready.map(({ observation }) => observation),
    start,
  );
  const children = Object.fromEntries([
    ...ready.map(({ endpoint, observation }) => [
      visible(endpoint.id),
      { pipeline: { compute: ["operational-carbon", "sum-carbon", "sci"] }, inputs: [observation] },
    ]),
    ...(rest === null ? [] : [["on no endpoint", { pipeline: { compute: ["sum-carbon"] }, inputs: [rest] }]]),
  ]);
  const loose = (analysis.matrix?.rows ?? []).filter(({ endpoints, kgCO2e }) => endpoints.length === 0 && kgCO2e.avoidable === null).map(({ id }) => id);
  const unknown = [...missing, ...loose];
  const description = [
    t("Baseline plan (everything at 100 %, whatever is decided), mean month of the horizon, by {0} on {1}.", tool, today),
    ...(unknown.length === 0 ? [] : [t("Left out, not known: {0}.", unknown.join(", "))]),
    ...(unknown.length > 0 && estimate.total.kgCO2e === null ? [t("So the total is not known.")] : []),
  ];
  return stringify(
    {
      name: visible(scenario?.title ?? scenario?.file ?? "carbon-matrix"),
      description: visible(description.join(" ")),
      tags: { kind: "web", category: "fastapi" },
      aggregation: { metrics: ["energy", "carbon-operational", "carbon-embodied", "carbon", "requests"], type: "both" },
      initialize: { plugins: pluginsOf(t) },
      tree: { children },
    },
    { lineWidth: 0 },
  );
}

interface Observation {
  readonly timestamp: string;
  /** s */
  readonly duration: number;
  readonly requests: number;
  /** kWh, PUE included */
  readonly energy: number;
  /** g/kWh */
  readonly "grid/carbon-intensity"?: number;
  /** g */
  readonly "carbon-operational"?: number;
  /** g */
  readonly "carbon-embodied": number;
}

function monthOf({ perRequest, perMonth, volume }: EstimatedEndpoint, timestamp: string): Observation | null {
  const { busy, idle } = perRequest.energyWh;
  const requests = volume.requests?.central ?? 0;
  if (busy === null || idle === null || perMonth.operational === null || perMonth.embodied === null || requests === 0) return null;
  const energy = ((busy.central + idle.central) * requests) / 1000;
  if (energy === 0) return null;
  return {
    timestamp,
    duration: secondsPerMonth,
    requests,
    energy,
    "grid/carbon-intensity": (perMonth.operational.central * 1000) / energy,
    "carbon-embodied": perMonth.embodied.central * 1000,
  };
}

/** What is left of the estimate's energy and carbon when the endpoints have theirs; null where no endpoint's carbon is missing from the total. */
function unattributed({ unattributed: left, total, hosts }: Estimate, attributed: readonly Observation[], timestamp: string): Observation | null {
  const grams = (left.kgCO2e?.central ?? 0) * 1000;
  if (grams === 0) return null;
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  const energy = Math.max(0, (total.kWh?.central ?? 0) - sum(attributed.map((one) => one.energy)));
  const embodied = sum(hosts.map((host) => (host.embodied?.central ?? 0) * 1000)) - sum(attributed.map((one) => one["carbon-embodied"]));
  const embodiedGrams = Math.min(grams, Math.max(0, embodied));
  return {
    timestamp,
    duration: secondsPerMonth,
    requests: 0,
    energy,
    "carbon-operational": grams - embodiedGrams,
    "carbon-embodied": embodiedGrams,
  };
}

const added = (unit: string, description: string) => ({ unit, description, "aggregation-method": { time: "sum", component: "sum" } });

/** Names and units are the framework's own; what describes them is for people. */
const pluginsOf = (t: Translate) => ({
  "operational-carbon": {
    path: "builtin",
    method: "Multiply",
    config: { "input-parameters": ["energy", "grid/carbon-intensity"], "output-parameter": "carbon-operational" },
    "parameter-metadata": {
      inputs: {
        energy: added("kWh", t("energy of the month, busy and idle, PUE included")),
        "grid/carbon-intensity": { unit: "gCO2eq/kWh", description: t("grid carbon intensity"), "aggregation-method": { time: "avg", component: "avg" } },
      },
      outputs: { "carbon-operational": added("gCO2eq", t("operational carbon")) },
    },
  },
  "sum-carbon": {
    path: "builtin",
    method: "Sum",
    config: { "input-parameters": ["carbon-operational", "carbon-embodied"], "output-parameter": "carbon" },
    "parameter-metadata": {
      inputs: { "carbon-embodied": added("gCO2eq", t("embodied carbon of the reserved hours")), requests: added("requests", t("requests of the month")) },
      outputs: { carbon: added("gCO2eq", t("operational and embodied carbon")) },
    },
  },
  sci: { path: "builtin", method: "Sci", config: { "functional-unit": "requests" } },
});
