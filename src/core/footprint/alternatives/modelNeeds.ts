import { memoryFor } from "../../factors/azureSizes";
import type { Need } from "../../factors/smallerModels";
import type { Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import type { RowInfo, System } from "../system";

/** What another model of a service must be able to do: its task, in the languages of its rows and those that it translates to. */
export function needOf(system: System, scenario: Scenario, { service, task, settings }: RowInfo): Need {
  const own = system.model.rows.flatMap((row) => (row.service === service && row.language !== null ? [row.language] : []));
  return {
    task,
    languages: [...new Set([...own, ...(settings.to ?? [])])],
    commercial: scenario.use === "commercial" && settings.licence !== "accepted",
  };
}

export function longerAnswers(t: Translate): string {
  return t("It writes out its reasoning first, many times the length of the answer: the figure is of today's length and too low.");
}

/** A model as one server of it holds it. */
export interface HeldModel {
  readonly model: string | null;
  readonly engine: string | null;
  readonly weightsGB: number;
}

/** GB of the distinct models among some: services that run the same model in the same way share its weights. */
export function sharedWeights(models: readonly HeldModel[]): number {
  const held = new Map(models.map(({ model, engine, weightsGB }, at) => [model === null ? at : `${model}\n${engine}\n${weightsGB}`, weightsGB]));
  return [...held.values()].reduce((sum, GB) => sum + GB, 0);
}

/** GB of the distinct models of a host's services. */
export function weightsOn({ model, rows }: System, host: number): number {
  return sharedWeights(rows.flatMap((row, r) => (model.rows[r]?.host === host && row.weightsGB !== null ? [{ ...row, weightsGB: row.weightsGB }] : [])));
}

/** Services on some machines of whose models nobody knows the size: that they fit beside others cannot be said. */
export function unsizedOn({ model, rows }: System, hosts: readonly number[]): string[] {
  const unsized = rows.flatMap(({ service, weightsGB, task }, r) =>
    weightsGB === null && task !== "classic-ml" && hosts.includes(model.rows[r]?.home ?? -1) ? [service] : [],
  );
  return [...new Set(unsized)];
}

/**
 * Whether vLLM would share a card with other models: it takes 90 % of its memory unless it is told otherwise (`gpu_memory_utilization: float = 0.90`
 * of its EngineArgs), whatever its weights need.
 */
export function vllmShares({ model, rows }: System, hosts: readonly number[]): boolean {
  const there = rows.filter((_, r) => hosts.includes(model.rows[r]?.home ?? -1));
  return there.some(({ engine }) => /vllm/i.test(engine ?? "")) && new Set(there.map((row) => `${row.model ?? row.service}\n${row.engine}`)).size > 1;
}

/** GB that a machine needs so that the models of some machines fit into it together, with room to work: on its cards, or in its main memory. */
export function neededTogether({ model, rows }: System, hosts: readonly number[], onCards: boolean): number {
  const held = rows.flatMap((row, r) => (row.weightsGB !== null && hosts.includes(model.rows[r]?.host ?? -1) ? [{ ...row, weightsGB: row.weightsGB }] : []));
  return held.length === 0 ? 0 : memoryFor(sharedWeights(held), onCards);
}

/**
 * Whether one of some machines has the memory for the models of all of them, by their weights as they are and room to work: the one rule for whatever
 * would move models together. Null: the size of some model, or the machine's memory, is not known.
 */
export function holdsTogether(system: System, hosts: readonly number[], kept: number): boolean | null {
  const memory = system.hosts[kept]?.memory ?? null;
  if (memory === null) return null;
  if (neededTogether(system, hosts, memory.onCards) > memory.GB) return false;
  return unsizedOn(system, hosts).length === 0 ? true : null;
}
