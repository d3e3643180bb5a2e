import type { Problem } from "../problem";
import type { Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { evaluate } from "./evaluate";
import type { System } from "./system";

// What a machine, a model or a licence cannot carry, each with what would mend it.

/** Rows whose mean request does not fit into the context of its model: the text would be cut without a word. */
export function contextProblems(system: System, t: Translate): Problem[] {
  return system.rows.flatMap(({ service, context, model }, row): Problem[] =>
    context === null || context.tokens <= context.limit
      ? []
      : [
          {
            code: "context-overflow",
            severity: "warning",
            message: t(
              "{0}: a mean request takes {1} tokens, more than the {2} that {3} keeps here: the text is cut short. Raise the context (num_ctx for Ollama) and write context:, shorten the input, or take a model whose vocabulary suits the language.",
              system.model.rows[row]?.id ?? service,
              Math.round(context.tokens),
              Math.round(context.limit),
              model ?? service,
            ),
            path: `services.${service}.${system.rows[row]?.settings.context ? "context" : "input"}`,
            remedies: [
              {
                title: t("Write context: {0} tokens, and set it where the model is served", roomFor(context.tokens)),
                changes: [{ type: "set", path: ["services", service, "context"], value: `${roomFor(context.tokens)} tokens` }],
              },
            ],
          },
        ],
  );
}

/** A machine cannot be busy more than its hours. */
export function capacityProblems(system: System, t: Translate): Problem[] {
  const { model } = system;
  const { hosts } = evaluate(
    model,
    Float64Array.from(model.inputs, (input) => input.value.central),
  );
  const months = model.months.length;
  return model.hosts.flatMap((host, h): Problem[] => {
    if (host.kind === "serverless") return [];
    for (let m = 0; m < months; m++) {
      const busy = hosts.busyHours[h * months + m] as number;
      const on = hosts.hoursOn[h * months + m] as number;
      if (busy <= on) continue;
      const needed = Math.ceil((busy / on) * host.replicas);
      return [
        {
          code: "host-over-capacity",
          severity: "warning",
          path: `hosts.${host.name}`,
          message: t(
            "Host {0} would be busy {1} h in {2}, more than the {3} h it runs: plan {4} replicas or fewer files.",
            host.name,
            Math.round(busy),
            model.months[m] as string,
            Math.round(on),
            needed,
          ),
          remedies: [
            {
              title: t("Write replicas: {0}", needed),
              changes: [{ type: "set", path: ["hosts", host.name, "replicas"], value: needed }],
            },
          ],
        },
      ];
    }
    return [];
  });
}

/** The next power of two that holds so many tokens, as servers are set. */
function roomFor(tokens: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2048, tokens)));
}

/** Services that run although their licence forbids the stated use: once a service, on its model. */
export function licenceProblems(system: System, scenario: Scenario, t: Translate): Problem[] {
  if (scenario.use !== "commercial") return [];
  const services = new Map(system.rows.map((row) => [row.service, row]));
  return [...services.values()].flatMap(({ service, settings, nonCommercial, model, licence }): Problem[] => {
    const runs = system.rows.some((row) => row.service === service && row.decision?.level !== 0);
    if (!nonCommercial || settings.licence === "accepted" || !runs) return [];
    return [
      {
        code: "licence",
        severity: "warning",
        path: `services.${service}.model`,
        message: t(
          "{0}: the licence of {1} ({2}) forbids commercial use, so 0 % is recommended. Take another model, or write licence: accepted once a written permission is on file.",
          service,
          model ?? service,
          licence ?? "",
        ),
        remedies: [
          {
            title: t("A written permission is on file: write licence: accepted"),
            changes: [{ type: "set", path: ["services", service, "licence"], value: "accepted" }],
          },
        ],
      },
    ];
  });
}
