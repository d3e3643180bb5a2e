import type { UnfitHost } from "../../analysis/plan";
import { largerSize, memoryFor } from "../../factors/azureSizes";
import { leastWeightsGB, maySpillOver } from "../../factors/precision";
import type { Level } from "../../scenario/scenario";
import { type HeldModel, sharedWeights } from "../alternatives/modelNeeds";
import type { Service } from "../services/serviceOf";
import type { System } from "../system";

/**
 * GB that one process takes beside its weights before it has read a token: the CUDA context with its kernels, 0.3 to 0.6 GB by PyTorch's
 * own reports. Weights that leave less are not held, whatever the length of the texts.
 */
const leastRoom = 0.5;

/**
 * Written machines that do not hold the models of the rows that a plan serves with the room to work that `memoryFor` counts, the one rule that
 * `memoryDoubts` warns by too: whether it can be carried out on them is not known, and its figures are of machines that may not run it. `sure`: not even
 * the smallest weights that are possible leave what a process needs. What may lie elsewhere or was measured is no such machine (`leastGB`). Replicas
 * may share models among them, and without servers of one's own each model has its own. `levels`: by row of the model.
 */
export function unfit({ model, hosts, rows }: Pick<System, "model" | "hosts" | "rows">, levels: readonly Level[]): UnfitHost[] {
  return model.hosts.flatMap((host, h): UnfitHost[] => {
    const memory = hosts[h]?.memory ?? null;
    if (memory === null) return [];
    const held = rows.flatMap((row, r) => ((levels[r] as Level) > 0 && model.rows[r]?.host === h && row.weightsGB !== null ? [row] : []));
    const of = (some: typeof held, GB: (row: (typeof held)[number]) => number): HeldModel[] => some.map((row) => ({ ...row, weightsGB: GB(row) }));
    const together = (models: readonly HeldModel[]): number =>
      host.kind === "serverless" ? Math.max(0, ...models.map(({ weightsGB }) => weightsGB)) : sharedWeights(models);
    const { GB: memoryGB, most, onCards } = memory;
    const must = held.filter(({ leastGB }) => leastGB > 0);
    if (must.length === 0 || memoryFor(together(of(must, (row) => row.weightsGB ?? 0)), onCards) <= memoryGB * host.replicas) return [];
    const weightsGB = together(of(held, (row) => row.weightsGB ?? 0));
    const larger = largerSize(weightsGB, onCards)?.name ?? null;
    const sure = together(of(must, ({ leastGB }) => leastGB)) + leastRoom > most * host.replicas;
    return [{ host: host.name, weightsGB, needGB: memoryFor(weightsGB, onCards), memoryGB, onCards, larger, sure }];
  });
}

/** GB of a service's weights that its machine has to hold whatever is assumed; 0 where they may lie elsewhere. `cards`: the machine has some. */
export function leastHeld({ model, task, engine, precision, onProcessor, asksNoCard }: Service, cards: boolean): number {
  if (model === null || task === "classic-ml" || maySpillOver(model, engine) || (cards && (onProcessor || asksNoCard))) return 0;
  return leastWeightsGB(model, engine, precision);
}
