import type { Problem } from "../problem";
import { taskWord } from "../report/words";
import type { CodeFacts, Route, Workload } from "../routes/route";
import { plainService } from "../scenario/edit/addService";
import { kindOf, servicesOf } from "../scenario/foundServices";
import type { ServiceSettings } from "../scenario/scenario";
import type { Translate } from "../text";
import { idKey } from "./ids";
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
  if (written === undefined || first === undefined || inCode.some(({ model }) => sameModel(written, model ?? ""))) return [];
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
