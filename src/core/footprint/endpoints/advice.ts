import type { Translate } from "../../text";
import type { Means } from "../model/figures";
import { meanEvaluator } from "../model/meanEvaluator";
import type { HostModel, Model } from "../model/model";
import type { Served } from "../rows/columns";

/**
 * What would reduce the carbon of the machines behind some rows most, computed by the same engine: stop them between requests, or
 * halve the work of those rows. Counted on the whole machines: on one that is always on, less work of one row only moves the waiting
 * onto the others, and the sentence says that the model hardly counts.
 */
export function adviceOf(model: Model, served: readonly Served[], means: Means, t: Translate): string | null {
  const hosts = new Set(served.flatMap(({ row }) => model.rows[row]?.host ?? []));
  const rows = new Set(served.map(({ row }) => row));
  const stoppable = new Set([...hosts].filter((h) => canBeStopped(model, h)));
  const central = Float64Array.from(model.inputs, (input) => input.value.central);
  const saved = (changed: Model, of: ReadonlySet<number>): number => {
    const now = carbonOf(means, of);
    return now > 0 ? Math.max(0, 1 - carbonOf(meanEvaluator(changed).at(central), of) / now) : 0;
  };
  const faster = (of: ReadonlySet<number>): number => {
    const beside = model.rows.map((row, r) => (rows.has(r) ? twiceAsFast(row) : row)).filter(({ host }) => host !== null && of.has(host));
    return saved({ ...model, rows: beside }, of);
  };
  const names = (of: ReadonlySet<number>): string => model.hosts.flatMap(({ name }, h) => (of.has(h) ? [name] : [])).join(", ");
  if (!(carbonOf(means, hosts) > 0)) return null;
  const work = (): string => t("A model twice as fast would cut the carbon of {0} by {1}.", names(hosts), percent(faster(hosts), t));
  if (stoppable.size === 0) return work();
  // The same for every row of a machine: worked out once.
  const stopped = memoised(model, [...stoppable].sort((a, b) => a - b).join(" "), () =>
    saved({ ...model, hosts: model.hosts.map((host, h) => (stoppable.has(h) ? stoppedBetweenRequests(host) : host)) }, stoppable),
  );
  const less = faster(stoppable);
  if (stopped <= less) return work();
  return less < hardly
    ? t(
        "Stopping {0} between requests would cut its carbon by {1}. A model twice as fast: {2}, because the hours that the machine is on weigh most.",
        names(stoppable),
        percent(stopped, t),
        percent(less, t),
      )
    : t("Stopping {0} between requests would cut its carbon by {1}; a model twice as fast by {2}.", names(stoppable), percent(stopped, t), percent(less, t));
}

function carbonOf({ hosts }: Means, of: ReadonlySet<number>): number {
  return [...of].reduce((all, h) => all + (hosts.operational[h] as number) + (hosts.embodied[h] as number), 0);
}

/** A machine of our own that runs whatever its work is, and none whose work takes a time that nobody knows: it may be busy all day. */
function canBeStopped({ hosts, rows }: Model, h: number): boolean {
  return hosts[h]?.kind === "provisioned" && !rows.some(({ home, host }) => home === h && host === null);
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
