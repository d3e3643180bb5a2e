import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { System } from "../system";

/**
 * Answers that the scenario makes longer than the code lets a model write: once a service, of its longest. The scenario's figure stays,
 * because code that asks for each piece of a text may write more in all than in one answer; where no length is written, as of most
 * translations, that is the likelier case, and nothing is said.
 *
 * output: { tokens: 300 }, max_tokens=80 in the code -> warning, with output: { tokens: 80 } as remedy
 */
export function answerProblems({ rows }: System, t: Translate): Problem[] {
  return [...new Set(rows.map(({ service }) => service))].flatMap((service): Problem[] => {
    const [row] = rows.filter((one) => one.service === service).sort((a, b) => (b.outputTokens ?? 0) - (a.outputTokens ?? 0));
    const [tokens, most] = [Math.round(row?.outputTokens ?? 0), row?.longestAnswer ?? null];
    // Where the time was measured, it is that of what the code wrote.
    if (!row?.settings.output || most === null || tokens <= most || row.measuredAt.length > 0) return [];
    return [
      {
        code: "answer-over-limit",
        severity: "warning",
        path: `services.${service}.output`,
        message: t(
          "{0}: the scenario says {1} tokens an answer, the code allows {2}, and the figure counts {1}. Write output: { tokens: {2} }, unless the code asks several times for one request.",
          service,
          tokens,
          most,
        ),
        remedies: row.settings.output.characters
          ? []
          : [
              {
                title: t("Write output: { tokens: {0} }, which one answer may have", String(most)),
                changes: [{ type: "set", path: ["services", service, "output", "tokens"], value: String(most) }],
              },
            ],
      },
    ];
  });
}
