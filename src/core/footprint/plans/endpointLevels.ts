import type { Problem } from "../../problem";
import { formatPercent } from "../../quantity/format";
import type { Level } from "../../scenario/scenario";
import type { Language, Translate } from "../../text";
import type { System } from "../system";

/**
 * Services of one endpoint of which one is recommended to stop and another to run: whether a request does without it, only people know
 * (an answer without the search before it). Services that the scenario links by `needs` are settled. Once an endpoint.
 */
export function unequalLevels({ model, rows }: System, levels: readonly (Level | null)[], t: Translate, language: Language): Problem[] {
  const endpoints = [...new Set(rows.flatMap((row) => row.endpoints))];
  const said = new Set<string>();
  return endpoints.flatMap((endpoint): Problem[] => {
    const free = rows.flatMap((row, r) => (row.endpoints.includes(endpoint) && row.settings.needs === undefined && levels[r] !== null ? [r] : []));
    const apart = free.filter((r) =>
      free.some(
        (other) =>
          rows[other]?.service !== rows[r]?.service && model.rows[other]?.language === model.rows[r]?.language && (levels[other] === 0) !== (levels[r] === 0),
      ),
    );
    const named = apart.map((r) => `${model.rows[r]?.id} ${formatPercent(levels[r] as Level, language)}`).join(", ");
    if (apart.length === 0 || said.has(named)) return [];
    said.add(named);
    return [
      {
        code: "levels-of-one-endpoint",
        severity: "information",
        message: t(
          "{0}: some of its services are recommended to stop and others to run ({1}). Where one has no use without another, write needs:.",
          endpoint,
          named,
        ),
        path: `services.${rows[apart[0] as number]?.service}`,
      },
    ];
  });
}
