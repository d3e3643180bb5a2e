import { weightsGB } from "../../factors/precision";
import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import { sharedWeights } from "../alternatives/modelNeeds";
import { findKey, idKey } from "../ids";
import { contextMemory } from "../problems/contextMemory";
import type { ResolveOptions } from "../resolve";
import { needsNoModel } from "../services/serviceModel";
import type { Service } from "../services/serviceOf";
import { timeByHand } from "../work/unknownTime";
import { type ResolvedHost, resolveHost } from "./hosts";

export interface Hosts {
  readonly all: readonly ResolvedHost[];
  /** service name -> position, or why there is none */
  readonly of: ReadonlyMap<string, number | string>;
}

/** The one machine of a scenario that names none, as its first `hosts:` entry would be called: in each language a key to write. */
export const assumedHost = "machine";

/** Which machine each service runs on, and how large it must be where nobody said so. */
export function hostsOf(services: readonly Service[], { scenario, t, synthetic }: ResolveOptions, context: Parameters<typeof resolveHost>[3]): Hosts {
  const names = Object.keys(scenario.hosts ?? {});
  const placed = new Map<string, Service[]>(names.map((name) => [name, []]));
  const of = new Map<string, number | string>();
  const homeless: Service[] = [];
  for (const service of services) {
    const wanted = service.settings.host;
    const path = `services.${service.name}.host`;
    if (wanted !== undefined && idKey(wanted) === "external") {
      of.set(service.name, t("runs at a provider, whose energy is not known: describe it as a serverless host, or decide 0 %"));
      continue;
    }
    const name = wanted === undefined ? (names.length === 1 ? names[0] : undefined) : findKey(scenario.hosts, wanted);
    if (name !== undefined) placed.get(name)?.push(service);
    else if (names.length === 0) homeless.push(service);
    else {
      of.set(service.name, t("no host"));
      if (wanted === undefined) {
        context.problems.push({
          code: "no-host",
          severity: "warning",
          message: t("Service {0} does not say on which host it runs ({1}): its figure stays unknown. Write host:.", service.name, names.join(", ")),
          path,
        });
      }
    }
  }
  const all: ResolvedHost[] = [];
  const settle = (name: string, members: readonly Service[], written: boolean): void => {
    const settings = written ? (scenario.hosts?.[name] ?? {}) : synthetic ? { deployment: "serverless" as const } : {};
    if (!settings.sku && !settings.hardware && members.length > 0 && !members.some(sizable)) {
      for (const member of members) of.set(member.name, unsized(member, t));
      if (written) {
        context.problems.push({
          code: "size-not-known",
          severity: "warning",
          message: t("Host {0} has no size, and the model of no service on it is known, so none can be assumed: its carbon stays unknown. Write sku:.", name),
          path: `hosts.${name}`,
        });
      }
      return;
    }
    for (const member of members) of.set(member.name, all.length);
    const models = members.filter(({ model, task }) => model !== null && task !== "classic-ml");
    const host = resolveHost(name, settings, weightsOf(members), context, {
      written,
      onProcessor: models.every(({ onProcessor }) => onProcessor),
      onCard: members.some(({ asksCard }) => asksCard),
    });
    if (host.info.gpuMemory > 0) context.problems.push(...members.flatMap((member) => cardUnused(member, host.info.sku, t)));
    if (!synthetic) context.problems.push(...members.flatMap((member) => contextMemory(member, host.info, weightsOf(members), t)));
    all.push(host);
  };
  for (const [name, members] of placed) settle(name, members, true);
  if (synthetic) for (const service of homeless) settle(service.name, [service], false);
  else if (homeless.length > 0) {
    settle(assumedHost, homeless, false);
    context.problems.push({
      code: "no-host",
      severity: "information",
      message: t("No host is written: one machine for all services is assumed. Write hosts: with its size and region."),
      path: "services",
    });
  }
  return { all, of };
}

/**
 * The code runs a model on the processor of a machine that has a card: it is as slow as there, and the whole machine is at work meanwhile.
 * Where the code only asks for no card, the card is assumed, and said.
 */
function cardUnused({ name, onProcessor, asksNoCard, workload, measurement }: Service, size: string, t: Translate): Problem[] {
  if (workload === null || measurement !== null) return [];
  if (asksNoCard)
    return [
      {
        code: "card-not-asked",
        severity: "information",
        message: t(
          'Service {0}: nothing in the code puts {1} on a card ({2}), and then Transformers runs it on the processor. The card of {3} is assumed: let the code say .to("cuda") or .to("cpu").',
          name,
          workload.model ?? workload.library,
          `${workload.file}:${workload.line}`,
          size,
        ),
        path: `services.${name}`,
      },
    ];
  if (!onProcessor) return [];
  return [
    {
      code: "card-not-used",
      severity: "information",
      message: t(
        "Service {0}: the code runs {1} on the processor ({2}), so it is counted with the speed of the processors of {3} and the power of the whole machine at work: let the code use the card, or take a machine without one.",
        name,
        workload.model ?? workload.library,
        `${workload.file}:${workload.line}`,
        size,
      ),
      path: `services.${name}`,
    },
  ];
}

/** Why no machine can be assumed for a service, and what to write. */
function unsized({ task, modelName }: Service, t: Translate): string {
  if (task === "other") return `${timeByHand(t)}; ${t("its machine is not known either: write sku: of its host")}`;
  return modelName === null
    ? t("no size of its machine can be assumed without its model: write model:, or sku: of the host")
    : t(
        "the model {0} is not in our data, so no size of its machine can be assumed: correct its name, or write its parameters, or sku: of the host",
        modelName,
      );
}

/** Whether a service tells how large its machine must be: by its model, by needing no GPU, or by a measurement of what it uses. */
function sizable({ model, task, engine, measurement }: Service): boolean {
  return model !== null || needsNoModel(task, engine) || measurement !== null;
}

/** GB of all models that a machine must hold; null when none of them needs a GPU. */
function weightsOf(services: readonly Service[]): number | null {
  const models = services.flatMap(({ model, engine, precision, task }) =>
    model === null || task === "classic-ml" ? [] : [{ model: model.id, engine, weightsGB: weightsGB(model, engine, precision).value }],
  );
  return models.length === 0 ? null : sharedWeights(models);
}
