import { formatNumber } from "../../quantity/format";
import type { Language, Translate } from "../../text";
import { centralDraw } from "../model/centralDraw";
import type { Means } from "../model/figures";
import type { System } from "../system";
import { alone, secondsOf } from "./endpointFigures";

/** Busy seconds of a mean request of one service, before a change and after it. */
export interface RequestSeconds {
  readonly service: string;
  readonly before: number;
  readonly after: number;
}

/** Of one request, volume or not: a machine that is too slow shows before anybody knows how much it works. */
export function secondsByService(system: System, means: Means): Map<string, number> {
  const { model, rows } = system;
  const one = centralDraw(model, means);
  const services = [...new Set(rows.flatMap(({ service, unknown }) => (unknown === null ? [service] : [])))];
  return new Map(
    services.map((service) => {
      const served = rows.flatMap((row, r) => (row.service === service ? [{ row: r, part: 1 }] : []));
      return [service, alone(system, one, served, secondsOf)];
    }),
  );
}

/** The service whose requests slow down most, else the one whose speed up least; null: all take as long as before. */
export function mostSlowed(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): RequestSeconds | null {
  const changed = [...before].flatMap(([service, seconds]) => {
    const then = after.get(service);
    return then === undefined || then === seconds ? [] : [{ service, before: seconds, after: then }];
  });
  return changed.sort((a, b) => b.after / b.before - a.after / a.before)[0] ?? null;
}

/** What a change does to who waits for an answer. */
export type Pace = "same" | "slower" | "far-slower";

/** Below that users hardly feel it, and a modelled time is not that sure. */
const felt = 1.5;
/** What takes so many times as long is another service: it is no advice, and is only counted beside the others. */
const anotherService = 10;

/**
 * The one judgement of a change's speed, for the list of options, the report's minute and what-if. `waits`: some requests wait that did not
 * before (for a machine to start, for its other work, for a longer way), which users feel whatever their own work takes.
 */
export function paceOf(seconds: Pick<RequestSeconds, "before" | "after"> | null, { waits = false }: { readonly waits?: boolean } = {}): Pace {
  if (seconds !== null && seconds.after > anotherService * seconds.before) return "far-slower";
  return waits || (seconds !== null && seconds.after > felt * seconds.before) ? "slower" : "same";
}

/** `a request of chat takes 21 s instead of 2.3 s` */
export function slowerWords(seconds: RequestSeconds | null, language: Language, t: Translate): string[] {
  if (seconds === null || paceOf(seconds) === "same") return [];
  return [t("a request of {0} takes {1} s instead of {2} s", seconds.service, formatNumber(seconds.after, language), formatNumber(seconds.before, language))];
}
