import { type GateFacts, gatesOf } from "../../decision/gates";
import { madeFor, speaks } from "../../factors/modelLanguages";
import type { Scenario } from "../../scenario/scenario";
import { type Translate, translator } from "../../text";
import { inputWords } from "../model/inputNames";
import type { System } from "../system";
import { readsOnce } from "../work/readsOnce";

/** What the gates of a row depend on. */
export function factsOf(system: System, scenario: Scenario, row: number, assumed: (row: number) => readonly string[], t: Translate): GateFacts {
  const { settings, context, task, licence, nonCommercial, model, unknown, basis } = system.rows[row] as System["rows"][number];
  const { id, profile, language } = system.model.rows[row] as System["model"]["rows"][number];
  const written = settings.model?.name ?? model;
  const spoken = language === null ? [] : [language, ...(settings.to ?? [])];
  const foreign = written === null ? undefined : spoken.find((one) => speaks(written, one) === false);
  return {
    row: id,
    obligation: settings.obligation,
    need: settings.need,
    licence: settings.licence,
    use: scenario.use,
    ...(nonCommercial ? { nonCommercialLicence: { model: model ?? "", terms: licence ?? "" } } : {}),
    // to embed the beginning of a text is usual, and serves: it is a warning, no reason to stop
    ...(context === null || readsOnce(task) ? {} : { tokens: { input: context.tokens, output: 0, context: context.limit } }),
    ...(foreign === undefined ? {} : { unsupportedLanguage: { model: written ?? "", language: foreign, source: madeFor(written ?? "")?.source } }),
    assumed: basis === "assumed" && unknown === null ? [...new Set(assumed(row).map((path) => inputWords(path, t)))] : [],
    missing: [...(unknown === null ? [] : [unknown]), ...(profile === null ? [t("the volume, written as volume: {0}", "{ files: 500/month }")] : [])],
  };
}

/** A row that a gate keeps from being served whole, and the gate's code. */
export interface Closed {
  readonly row: string;
  readonly code: string;
}

/** What the gates forbid, whatever is decided. */
export function closedRows(system: System, scenario: Scenario): Closed[] {
  const t = translator("en");
  return system.rows.flatMap((_, row) => {
    const facts = factsOf(system, scenario, row, () => [], t);
    return gatesOf(facts, t, "en").gates.flatMap(({ max, code }) => (max < 1 ? [{ row: facts.row, code }] : []));
  });
}
