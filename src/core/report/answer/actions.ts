import type { Matrix, MatrixRow } from "../../analysis/matrix";
import { languageName } from "../../languageName";
import type { Level } from "../../scenario/scenario";
import { joined } from "../../text";
import { byService } from "../byService";
import { percent, type Reader } from "../words/figures";
import { gateWord } from "../words/unitWords";

// What a plan does to the services, in the few words of a headline.

/** What a gate other than carbon stops, and runs in the decided plan, with what needs it: `generation (licence)`; null: nothing. */
export function vetoWords(rows: readonly MatrixRow[], { t }: Reader): string | null {
  const vetoes = new Map<string, string[]>();
  const dependent: string[] = [];
  for (const [service, members] of byService(rows)) {
    if (!members.every(({ recommended, counted }) => recommended === 0 && counted > 0)) continue;
    const veto = sharedVeto(members);
    if (veto !== undefined) vetoes.set(veto, [...(vetoes.get(veto) ?? []), service]);
    else if (members.every(({ gates }) => gates.every(({ max }) => max > 0))) dependent.push(service);
  }
  if (vetoes.size === 0) return null;
  const reasons = [...vetoes].map(([code, services]) => t("{0} ({1})", named(services, t), gateWord(code, t)));
  // The budget holds without them: they stop with what they need.
  return joined([...reasons, ...(dependent.length === 0 ? [] : [t("{0} (needs what stops)", named(dependent, t))])], t);
}

/** `a and b`; `6 microservices` where naming them would fill the headline */
function named(services: readonly string[], t: Reader["t"]): string {
  return services.length > mostNamed ? t("{0} {0|microservice|microservices}", services.length) : joined(services, t);
}

/** So many actions are named one by one; more are counted, because nobody reads a headline of six lines. */
const mostNamed = 3;

/** `stop generation, serve translation at 50 % in Arabic`; undefined when everything runs in full. */
export function actionOf(matrix: Matrix, levelOf: (row: MatrixRow) => Level, reader: Reader): string | undefined {
  const services = [...byService(matrix.rows)];
  const actions = services.flatMap(([service, rows]) => serviceActions(rows, service, levelOf, reader));
  if (actions.length > mostNamed) return countedActions(services, levelOf, reader);
  return actions.length > 0 ? actions.join(reader.t("; ")) : undefined;
}

/** `stop 6 microservices, above all sport-speech and radio-speech, and cut back 4, above all archive-summary`. */
function countedActions(services: readonly (readonly [string, readonly MatrixRow[]])[], levelOf: (row: MatrixRow) => Level, reader: Reader): string {
  const { t } = reader;
  const avoided = (rows: readonly MatrixRow[]): number =>
    rows.reduce((sum, row) => sum + (1 - levelOf(row)) * ((row.kgCO2e.avoidable?.central ?? 0) + (row.kgCO2e.fixed?.central ?? 0)), 0);
  const heaviest = (of: typeof services): string =>
    joined(
      [...of]
        .sort(([, a], [, b]) => avoided(b) - avoided(a))
        .slice(0, 2)
        .map(([service]) => service),
      t,
    );
  const stopped = services.filter(([, rows]) => rows.every((row) => levelOf(row) === 0));
  const cut = services.filter(([, rows]) => rows.some((row) => levelOf(row) < 1) && rows.some((row) => levelOf(row) > 0));
  const parts = [
    stopped.length === 0
      ? null
      : stopped.length <= 2
        ? t("stop {0}", heaviest(stopped))
        : t("stop {0} microservices, above all {1}", stopped.length, heaviest(stopped)),
    cut.length === 0 ? null : cut.length <= 2 ? t("cut back {0}", heaviest(cut)) : t("cut back {0} microservices, above all {1}", cut.length, heaviest(cut)),
  ];
  return parts.filter((part) => part !== null).join(t("; "));
}

function serviceActions(rows: readonly MatrixRow[], service: string, levelOf: (row: MatrixRow) => Level, reader: Reader): string[] {
  return reducedLevels(rows, levelOf).map(({ level, members }) => {
    const veto = level === 0 ? sharedVeto(members) : undefined;
    return levelWords(members, { level, named: veto === undefined ? service : reader.t("{0} ({1})", service, gateWord(veto, reader.t)), of: rows }, reader);
  });
}

/** Rows of a service that do not run in full, by their level. */
export function reducedLevels(rows: readonly MatrixRow[], levelOf: (row: MatrixRow) => Level | null): { level: Level; members: readonly MatrixRow[] }[] {
  return ([0, 0.25, 0.5, 0.75] as const)
    .map((level) => ({ level, members: rows.filter((row) => levelOf(row) === level) }))
    .filter(({ members }) => members.length > 0);
}

/** `stop summaries in Arabic`, `serve translation at 50 %`: what happens to some rows of a service; its languages where not all of them are meant. */
export function levelWords(
  members: readonly MatrixRow[],
  { level, named, of }: { readonly level: Level; readonly named: string; readonly of: readonly MatrixRow[] },
  reader: Reader,
): string {
  const { t } = reader;
  const what = level === 0 ? t("stop {0}", named) : t("serve {0} at {1}", named, percent(level, reader));
  return members.length === of.length ? what : t("{0} in {1}", what, languagesOf(members, reader));
}

/** `French, English and Arabic` */
export function languagesOf(rows: readonly MatrixRow[], { t, language }: Reader): string {
  return joined(
    rows.map((row) => (row.language ? languageName(row.language, language) : row.id)),
    t,
  );
}

/** The gate that alone stops all of these rows, so that nobody takes their stop for what cuts the carbon. */
function sharedVeto(rows: readonly MatrixRow[]): string | undefined {
  const [first] = rows;
  return first?.gates.find(({ code, max }) => max === 0 && rows.every(({ gates }) => gates.some((gate) => gate.code === code && gate.max === 0)))?.code;
}

/** What has to be known first, in the words of the rows' own gates; a few say enough. */
export function missingFor(rows: readonly MatrixRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ gates }) => gates.flatMap(({ code, reason }) => (code === "measure-first" ? [reason.replace(/[.]$/u, "")] : []))))].slice(
    0,
    3,
  );
}
