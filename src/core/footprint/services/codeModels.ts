import { findModel, slipOf, slipOfKnown } from "../../factors/findModel";
import type { Problem } from "../../problem";
import { taskWord } from "../../report/words/words";
import type { CodeFacts, Route, Workload } from "../../routes/route";
import { plainService } from "../../scenario/edit/addService";
import { kindOf, servicesOf } from "../../scenario/foundServices";
import type { ServiceSettings } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { idKey } from "../ids";
import { workloadOf } from "./joinEndpoints";
import { sameModel } from "./sameModel";

// Where scenario and code say different things about what an endpoint runs.

interface Spoken {
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly endpoints: readonly string[];
}

/** Models of an endpoint that has services, none of which speaks of them: an embedding beside a reranker. */
export function modelsWithoutService(services: readonly Spoken[], code: CodeFacts, t: Translate): Problem[] {
  return code.routes.flatMap((route): Problem[] => {
    const here = services.filter(({ endpoints }) => endpoints.includes(route.id));
    const [first] = here;
    const open = first === undefined ? [] : unspoken(route, here);
    if (first === undefined || open.length === 0) return [];
    return [
      {
        code: "model-without-service",
        severity: "warning",
        message: t(
          "{0} also runs {1}, and service {2} is only its {3}: add a service for it, or its carbon is not in the total.",
          route.id,
          open.map(({ model, library, task, file, line }) => `${model ?? library} (${taskWord(task, t)}, ${file}:${line})`).join(", "),
          first.name,
          taskWord(first.settings.task ?? workloadOf(first.settings, [route])?.task ?? "other", t),
        ),
        path: `services.${first.name}.endpoint`,
        remedies: [
          {
            title: t("Add a service for {0}", open.map(({ model, task }) => model ?? taskWord(task, t)).join(", ")),
            changes: added(route, open, first, services),
          },
        ],
      },
    ];
  });
}

/** One workload of each kind that no service is about; models of one task may be either of two, so they count as spoken for. */
function unspoken(route: Route, here: readonly Spoken[]): Workload[] {
  const kinds = new Map(route.workloads.map((workload) => [kindOf(workload), workload]));
  if (kinds.size <= here.length) return [];
  for (const { settings } of here) {
    const spoken = workloadOf(settings, [route]);
    // a task that the code does not have is somebody's correction of what it does have
    if (spoken === null) return [];
    kinds.delete(kindOf(spoken));
  }
  return [...kinds.values()];
}

function added(route: Route, open: readonly Workload[], first: Spoken, services: readonly Spoken[]) {
  const taken = services.map(({ name }) => name);
  return open.flatMap((workload) =>
    servicesOf([{ ...route, workloads: [workload] }], taken).map((found) => {
      const name = `${first.name}-${kindOf(workload)}`;
      const { type, fields, ...made } = plainService(taken.some((one) => idKey(one) === idKey(name)) ? found : { ...found, name });
      const { host } = first.settings;
      taken.push(made.name);
      return { type, name: made.name, fields: { ...fields, ...(host === undefined || fields.host !== undefined ? {} : { host }) } };
    }),
  );
}

/** A model of the scenario that is none of those that the code runs for this task: the figure is of the scenario's. */
export function otherModelProblems(name: string, settings: ServiceSettings, routes: readonly Route[], t: Translate): Problem[] {
  const written = settings.model?.name;
  const task = settings.task ?? workloadOf(settings, routes)?.task;
  const inCode = routes.flatMap(({ workloads }) => workloads.filter((one) => one.task === task && one.model !== null));
  const [first] = inCode;
  if (written === undefined || inCode.some(({ model }) => sameModel(written, model ?? ""))) return [];
  const slip = slipProblem(
    name,
    settings,
    inCode.map(({ model }) => model ?? ""),
    t,
  );
  if (slip !== null || first === undefined) return slip === null ? [] : [slip];
  return [
    {
      code: "model-not-in-code",
      severity: "information",
      message: t(
        "Service {0} is counted with {1}, and the code runs {2} ({3}). Where that is not planned, correct model: or leave it out.",
        name,
        written,
        [...new Set(inCode.map(({ model }) => model ?? ""))].join(", "),
        `${first.file}:${first.line}`,
      ),
      path: `services.${name}.model`,
    },
  ];
}

/** A name that is a letter or two away from one that the code runs, or that our table has; null where the table has it as it is. */
function slipProblem(name: string, { model }: ServiceSettings, inCode: readonly string[], t: Translate): Problem | null {
  const look = model === undefined ? null : findModel(model.name);
  if (model === undefined || look === null || ("found" in look && !look.found.parsed)) return null;
  const meant = slipOf(model.name, inCode) ?? ("found" in look ? slipOfKnown(model.name) : undefined);
  if (meant === undefined) return null;
  const path = ["services", name, "model", ...(model.parameters === undefined && model.weights === undefined ? [] : ["name"])];
  return {
    code: "model-name-slip",
    severity: "warning",
    message: inCode.includes(meant)
      ? t("Model {0} of {1} is not in our data: did you mean {2}, which the code runs?", model.name, name, meant)
      : t("Model {0} of {1} is not in our data, and is counted by the size in its name: did you mean {2}?", model.name, name, meant),
    path: `services.${name}.model`,
    remedies: [{ title: t("Replace by {0}", meant), changes: [{ type: "set", path, value: meant }] }],
  };
}
