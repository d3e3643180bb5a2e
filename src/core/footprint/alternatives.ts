import type { PlanAlternative } from "../analysis/plan";
import { type Alternative, bestAlternative } from "../decision/alternatives";
import type { PlanChoice } from "../decision/selectPlan";
import type { Level, Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { decisionProblem } from "./decisionProblem";
import { evaluate } from "./evaluate";
import { meansOf } from "./figures";
import type { HostModel, Model } from "./model";
import { neededTogether } from "./modelNeeds";
import { type System, unknownOn } from "./system";

type Bounds = readonly { readonly min: Level; readonly max: Level }[];

/** Beyond that many hosts only the changes of all of them together are computed. */
const mostHosts = 6;

/**
 * The best plan over other deployments and over fewer hosts, beside the recommended one and never in its place
 * (DESIGN.md section 5): each machine, and all of them, stopped between requests; all services on one machine.
 */
export function alternativesOf(system: System, scenario: Scenario, bounds: Bounds, recommended: PlanChoice, t: Translate): PlanAlternative[] {
  const { model } = system;
  const always = model.hosts.flatMap((host, h) => (host.kind === "provisioned" ? [h] : []));
  // A machine whose work takes a time that nobody knows may be busy all day: nothing is proposed for it.
  const provisioned = always.filter((h) => unknownOn(system, h).length === 0);
  const changes: { label: string; model: Model }[] = [];
  const all = provisioned.length > 1 ? [provisioned] : [];
  for (const group of [...(provisioned.length <= mostHosts ? provisioned.map((h) => [h]) : []), ...all]) {
    changes.push({
      label: t("{0} stopped between requests", group.map((h) => model.hosts[h]?.name ?? "").join(", ")),
      model: { ...model, hosts: model.hosts.map((host, h) => (group.includes(h) ? onDemand(host) : host)) },
    });
  }
  if (provisioned.length === always.length && provisioned.length > 1 && provisioned.length <= mostHosts) {
    for (const kept of provisioned) {
      if (!holdsAll(system, provisioned, kept)) continue;
      changes.push({
        label: t("everything on {0} alone", model.hosts[kept]?.name ?? ""),
        model: {
          ...model,
          hosts: model.hosts.map((host, h) => (provisioned.includes(h) && h !== kept ? { ...host, fixedHours: { coefficient: 0, inputs: [] } } : host)),
          rows: model.rows.map((row) => (row.host !== null && provisioned.includes(row.host) ? { ...row, host: kept, home: kept } : row)),
        },
      });
    }
  }
  const alternatives = changes.map(({ label, model: changed }): Alternative => {
    const evaluation = evaluate(
      changed,
      Float64Array.from(changed.inputs, (input) => input.value.central),
    );
    return { label, problem: decisionProblem({ ...system, model: changed }, scenario, bounds, evaluation, meansOf(changed, evaluation)) };
  });
  return bestAlternative(alternatives, recommended).all.map(({ label, choice, savedCarbon, savedCost, gainedValue }) => ({
    label,
    feasible: choice.feasible,
    kgCO2e: choice.carbon.reduce((sum, kg) => sum + kg, 0) / choice.carbon.length,
    savedKg: savedCarbon,
    savedCost,
    gainedValue,
  }));
}

/** Ollama's five minutes of keep-alive and 30 s of cold start (DESIGN.md 3.1), one burst a request. */
function onDemand(host: HostModel): HostModel {
  return { ...host, kind: "scale-to-zero", fixedHours: { coefficient: 0, inputs: [] }, keepSeconds: [{ coefficient: 330, inputs: [] }], bursts: null };
}

/** Same region and enough GPU memory for 1.2 times the weights of all models; busy times are taken over unchanged, so the size must be the same too. */
function holdsAll(system: System, group: readonly number[], kept: number): boolean {
  const { hosts } = system;
  const target = hosts[kept];
  if (!target || group.some((h) => hosts[h]?.sku !== target.sku || hosts[h]?.region !== target.region)) return false;
  return neededTogether(system, group) <= target.gpuMemory;
}
