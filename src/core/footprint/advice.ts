import type { Translate } from "../text";
import type { Means } from "./figures";
import { meanEvaluator } from "./meanEvaluator";
import type { HostModel, Model } from "./model";
import type { Served } from "./rows/columns";

/**
 * What would reduce the carbon of the machines behind some rows most, computed by the same engine: stop them between requests, or
 * halve the work of those rows. Counted on the whole machines: on one that is always on, less work of one row only moves the waiting
 * onto the others, and the sentence says that the model hardly counts.
 */
export function adviceOf(model: Model, served: readonly Served[], means: Means, t: Translate): string | null {
  const hosts = new Set(served.flatMap(({ row }) => model.rows[row]?.host ?? []));
  const rows = new Set(served.map(({ row }) => row));
  const carbon = ({ hosts: of }: Means): number => [...hosts].reduce((all, h) => all + (of.operational[h] as number) + (of.embodied[h] as number), 0);
  const now = carbon(means);
  if (!(now > 0)) return null;
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  const saved = (changed: Model): number => Math.max(0, 1 - carbon(meanEvaluator(changed).at(central)) / now);
  const beside = model.rows.map((row, r) => (rows.has(r) ? twiceAsFast(row) : row)).filter(({ host }) => host !== null && hosts.has(host));
  const faster = saved({ ...model, rows: beside });
  const names = model.hosts.flatMap(({ name }, h) => (hosts.has(h) ? [name] : [])).join(", ");
  const provisioned = [...hosts].some((h) => model.hosts[h]?.kind === "provisioned");
  if (!provisioned) return t("A model twice as fast would cut the carbon of {0} by {1}.", names, percent(faster, t));
  // The same for every row of a machine: worked out once.
  const stopped = memoised(model, [...hosts].sort((a, b) => a - b).join(" "), () =>
    saved({ ...model, hosts: model.hosts.map((host, h) => (hosts.has(h) && host.kind === "provisioned" ? stoppedBetweenRequests(host) : host)) }),
  );
  if (stopped <= faster) return t("A model twice as fast would cut the carbon of {0} by {1}.", names, percent(faster, t));
  return faster < hardly
    ? t(
        "Stopping {0} between requests would cut its carbon by {1}. A model twice as fast: {2}, because the hours that the machine is on weigh most.",
        names,
        percent(stopped, t),
        percent(faster, t),
      )
    : t("Stopping {0} between requests would cut its carbon by {1}; a model twice as fast by {2}.", names, percent(stopped, t), percent(faster, t));
}

const stoppedSavings = new WeakMap<Model, Map<string, number>>();

function memoised(model: Model, key: string, work: () => number): number {
  const known = stoppedSavings.get(model) ?? new Map<string, number>();
  stoppedSavings.set(model, known);
  const found = known.get(key) ?? work();
  known.set(key, found);
  return found;
}

/** Below this share of a machine's carbon a change is said to hardly count. */
const hardly = 0.05;

function twiceAsFast(row: Model["rows"][number]): Model["rows"][number] {
  return { ...row, parts: row.parts.map((part) => ({ ...part, seconds: part.seconds.map((one) => ({ ...one, coefficient: one.coefficient / 2 })) })) };
}

/** Five minutes is Ollama's default keep-alive; 30 s a cold start (DESIGN.md 3.1). */
function stoppedBetweenRequests(host: HostModel): HostModel {
  return { ...host, kind: "scale-to-zero", fixedHours: { coefficient: 0, inputs: [] }, keepSeconds: [{ coefficient: 330, inputs: [] }], bursts: null };
}

function percent(share: number, t: Translate): string {
  return share < 0.01 ? t("less than 1 %") : t("about {0} %", Math.round(share * 100));
}
