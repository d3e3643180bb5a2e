import { languageCode } from "../../factors/languageCode";
import { named } from "../../factors/modelLanguages";
import type { Problem } from "../../problem";
import { monthName } from "../../quantity/dates";
import type { Scenario } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import { overfull } from "../hosts/overfull";
import { findKey } from "../ids";
import { evaluatedAtCentral } from "../model/evaluate";
import type { HostModel } from "../model/model";
import { criticalityWeight } from "../plans/decisionProblem";
import type { System } from "../system";
import { readsOnce } from "../work/readsOnce";

// What a machine, a model or a licence cannot carry, each with what would mend it.

/** Rows whose mean request does not fit into the context of its model: the text would be cut without a word. */
export function contextProblems(system: System, t: Translate): Problem[] {
  return system.rows.flatMap(({ service, context, model, task }, row): Problem[] =>
    context === null || context.tokens <= context.limit || readsOnce(task)
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
                title: t("Write context: {0} tokens, and set it where the model is served", String(roomFor(context.tokens))),
                changes: [{ type: "set", path: ["services", service, "context"], value: `${roomFor(context.tokens)} tokens` }],
              },
            ],
          },
        ],
  );
}

/** Texts that are cut before they are embedded or ranked, or may be: once a service, and only where their size is written. */
export function cutProblems(system: System, t: Translate): Problem[] {
  return [...new Set(system.rows.map(({ service }) => service))].flatMap((service): Problem[] => {
    const own = system.rows.filter((row) => row.service === service && readsOnce(row.task));
    const [longest] = own.sort((a, b) => (b.inputTokens ?? 0) - (a.inputTokens ?? 0));
    const tokens = longest?.inputTokens ?? 0;
    if (longest === undefined || !(longest.settings.input?.characters || longest.settings.input?.tokens)) return [];
    const pieces = longest.settings.input.pieces ?? 1;
    const limit = longest.context?.limit ?? null;
    const name = longest.model ?? service;
    if (tokens <= (limit ?? usualLimit * pieces)) return [];
    return [
      {
        code: limit === null ? "context-unknown" : "context-overflow",
        severity: "warning",
        path: `services.${service}.input`,
        message:
          limit === null
            ? t(
                "{0}: a mean text has {1} tokens, and how many {2} takes at once is not known: what is longer is cut, and the figure then too high. Write context:.",
                service,
                Math.round(tokens / pieces),
                name,
              )
            : t(
                longest.task === "reranking"
                  ? "{0}: a pair of a query and a passage has {1} tokens, more than the {2} that {3} takes at once: the rest is cut, and only these are counted. If a request ranks several pairs, write how many: input: { pieces: 20 }."
                  : "{0}: a mean text has {1} tokens, more than the {2} that {3} takes at once: the rest is cut, and only these are counted. If the code splits its texts, write into how many: input: { pieces: 20 }.",
                service,
                Math.round(tokens / pieces),
                Math.round(limit / pieces),
                name,
              ),
      },
    ];
  });
}

/**
 * Texts longer than a model of translation reads at once (see `cutTranslations.ts`): once a service, and only where their size is written. Code that splits its texts
 * into sentences loses nothing and is counted right; code that hands them over whole has them cut, and nothing tells us which it is.
 */
export function translationProblems(system: System, t: Translate): Problem[] {
  return [...new Set(system.rows.map(({ service }) => service))].flatMap((service): Problem[] => {
    const own = system.rows.flatMap((row, r) => (row.service === service && row.atOnce !== undefined ? [{ row, r }] : []));
    const [longest] = own.sort((a, b) => (b.row.inputTokens ?? 0) - (a.row.inputTokens ?? 0));
    if (longest === undefined || longest.row.measuredAt.length > 0) return [];
    const { settings, model, inputTokens = 0, atOnce: limit } = longest.row;
    const pieces = settings.input?.pieces ?? 1;
    if (limit === undefined || settings.output !== undefined || !(settings.input?.characters || settings.input?.tokens) || inputTokens <= limit * pieces)
      return [];
    return [
      {
        code: "translation-may-be-cut",
        // Below twice as many it moves a figure by less than the rates behind it do.
        severity: inputTokens > 2 * limit * pieces ? "warning" : "information",
        path: `services.${service}.input`,
        message: t(
          "{0}: a mean text has {1} tokens, and {2} reads at most {3} at once. All of them are counted, which is right if the code splits its texts: write then into how many, input: { pieces: {4} }. If it does not, the rest is cut and never translated, and the figure is up to {5} times too high, which its range reaches down to: write input: { tokens: {3} }.",
          system.model.rows[longest.r]?.id ?? service,
          Math.round(inputTokens / pieces),
          model ?? service,
          String(limit),
          Math.ceil(inputTokens / limit),
          Number((inputTokens / (limit * pieces)).toPrecision(2)),
        ),
      },
    ];
  });
}

/** Pieces of a request of which nothing is made: only what is read in one pass is held against its model piece by piece. */
export function pieceProblems(system: System, t: Translate): Problem[] {
  const given = system.rows.filter(({ settings, task }) => settings.input?.pieces !== undefined && !readsOnce(task) && task !== "translation");
  return [...new Set(given.map(({ service }) => service))].map((service) => ({
    code: "pieces-not-used",
    severity: "warning",
    path: `services.${service}.input.pieces`,
    message: t(
      "{0}: pieces: count for embedding, reranking and translation only. Where a file takes several requests, write requests:, each of the size under input:.",
      service,
    ),
  }));
}

/** Most models of embedding take no more tokens at once. */
const usualLimit = 512;

/** Languages that a model's maker does not name beside those that he does: measured first, and no row is closed for them. */
export function languageProblems(system: System, t: Translate): Problem[] {
  return [...new Set(system.rows.map(({ service }) => service))].flatMap((service): Problem[] => {
    const own = system.rows.flatMap((info, r) => (info.service === service ? [{ info, language: system.model.rows[r]?.language ?? null }] : []));
    const [first] = own;
    const model = first?.info.settings.model?.name ?? first?.info.model ?? null;
    const card = model === null ? null : named(model);
    if (!first || card === null) return [];
    const spoken = new Set([...own.flatMap(({ language }) => (language === null ? [] : [language])), ...(first.info.settings.to ?? [])]);
    const beyond = [...spoken].filter((one) => {
      const code = languageCode(one);
      return code !== null && !card.languages.has(code);
    });
    if (beyond.length === 0) return [];
    return [
      {
        code: "language-not-named",
        severity: "warning",
        path: `services.${service}.model`,
        message: t(
          "{0}: the maker of {1} names {2}, and not {3}: judge its answers in these languages before you rely on them ({4}).",
          service,
          model ?? "",
          [...card.languages].join(", "),
          beyond.join(", "),
          card.source,
        ),
      },
    ];
  });
}

/** A language's own criticality replaces that of every service, also a higher one: seldom meant where it was written to protect the language. */
export function criticalityProblems(scenario: Scenario, t: Translate): Problem[] {
  return Object.entries(scenario.languages ?? {}).flatMap(([language, { criticality }]): Problem[] => {
    if (criticality === undefined) return [];
    const lowered = Object.entries(scenario.services ?? {}).flatMap(([name, service]) => {
      const own = service.criticality;
      const written = service.languages?.[findKey(service.languages, language) ?? language]?.criticality !== undefined;
      return own !== undefined && !written && criticalityWeight[own] > criticalityWeight[criticality] ? [{ name, own }] : [];
    });
    if (lowered.length === 0) return [];
    return [
      {
        code: "language-lowers-criticality",
        severity: "warning",
        path: `languages.${language}.criticality`,
        message: t(
          "criticality: {0} of {1} lowers {2}: a language's own replaces that of each service. Where it is to protect the language, write it under services: and only where it raises one.",
          criticality,
          language,
          lowered.map(({ name, own }) => `${name} (${own})`).join(", "),
        ),
      },
    ];
  });
}

/** A language that begins after the last month is in no figure: seldom meant, and otherwise seen only as rows without files. */
export function lateLanguages(system: System, scenario: Scenario, t: Translate): Problem[] {
  const last = system.model.months.at(-1) ?? "";
  const late = (languages: Scenario["languages"], path: string): Problem[] =>
    Object.entries(languages ?? {}).flatMap(([id, { from }]): Problem[] =>
      from === undefined || from <= last
        ? []
        : [
            {
              code: "language-after-horizon",
              severity: "warning",
              path: `${path}languages.${id}.from`,
              message: t(
                "{0} begins in {1}, after the last month that is looked at ({2}): it is in no figure. Correct the month, or lengthen horizon:.",
                id,
                from,
                last,
              ),
            },
          ],
    );
  return [...late(scenario.languages, ""), ...Object.entries(scenario.services ?? {}).flatMap(([name, { languages }]) => late(languages, `services.${name}.`))];
}

/** A machine cannot be busy more than its hours: from which month on, and how many are needed then and at the end. */
export function capacityProblems({ model }: System, language: Language, t: Translate): Problem[] {
  const everything = model.rows.map(() => 1 as const);
  // Of a machine without any hours (a share of 0 %) no number is enough: its share is doubted instead.
  const full = overfull(model, evaluatedAtCentral(model), everything).filter(({ fullest }) => fullest.hours > 0);
  return full.map(
    ({ host, first, fullest }): Problem => ({
      code: "host-over-capacity",
      severity: "warning",
      path: `hosts.${host}`,
      message: [
        t(
          "Host {0} would be busy {1} h in {2}, more than the {3} h it runs: plan {4} replicas or fewer files.",
          host,
          Math.round(first.busyHours),
          monthName(first.month, language),
          Math.round(first.hours),
          first.replicas,
        ),
        ...(fullest.replicas > first.replicas ? [t("In {0} it takes {1}.", monthName(fullest.month, language), fullest.replicas)] : []),
      ].join(" "),
      remedies: [
        {
          title: t("Write replicas: {0}", String(fullest.replicas)),
          changes: [{ type: "set", path: ["hosts", host, "replicas"], value: fullest.replicas }],
        },
      ],
    }),
  );
}

/** A written idle power above the busy power of the table, or the other way round: one of the two is of another state. */
export function powerProblems(system: System, t: Translate): Problem[] {
  const { model } = system;
  const watts = (position: number): number => model.inputs[position]?.value.central ?? 0;
  return model.hosts.flatMap((host: HostModel): Problem[] => {
    const written = [host.idle, host.busy].map((position) => model.inputs[position]?.id.startsWith("hosts.") ?? false);
    // Where both are written the scenario's own check speaks; where none is, the table is sound.
    if (written[0] === written[1] || watts(host.idle) <= watts(host.busy)) return [];
    const key = written[0] ? "idle" : "busy";
    return [
      {
        code: "idle-above-busy",
        severity: "warning",
        path: `hosts.${host.name}.${key}`,
        message: t(
          "Host {0} would draw {1} W idle and {2} W at work: the power of the table is of another state. Write both idle and busy; until then work adds nothing to idle.",
          host.name,
          watts(host.idle),
          watts(host.busy),
        ),
      },
    ];
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
    const runs = system.rows.some((row) => row.service === service && row.counted !== 0);
    // A duty to serve it is a contradiction, which is told by itself: nothing is recommended then.
    if (!nonCommercial || settings.licence === "accepted" || !runs || (settings.obligation?.level ?? 0) > 0) return [];
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
