import type { Matrix, MatrixRow, Reason } from "../analysis/matrix";
import type { Format } from "./format";
import { byService } from "./oneMinute";
import { changesWords } from "./robustnessWords";

/** `transcription`, `generation/fr, en`: the rows that a reason is of, and its sentences, the weightiest first. */
export interface Why {
  readonly term: string;
  readonly sentences: readonly string[];
}

/**
 * Why each level is recommended: once for the languages of a service that share the cause, with their amounts only where these are the
 * same too (each has its own in the table), and once for a service what all of its rows share.
 *
 *     transcription           Kept: the plan stays 1.1 kg/month below the carbon budget.
 *     generation/fr, en, es   Stopping generation switches text off and frees 4.9 kg/month of fixed carbon.
 *     generation/ar           A mean request takes 4,750 tokens, more than the context of 4,096: the text would be cut short (0 %).
 */
export function whyLines(matrix: Matrix, format: Format): Why[] {
  return [...byService(matrix.rows)].flatMap(([service, rows]) => {
    const causes = new Map<string, MatrixRow[]>();
    for (const row of rows) {
      const cause = JSON.stringify(reasonsOf(row).map(({ text, shared = text }) => shared));
      causes.set(cause, [...(causes.get(cause) ?? []), row]);
    }
    const groups = [...causes.values()].map((members) => ({ members, sentences: [...togetherOf(members), ...changesWords(members, format)] }));
    if (groups.length === 1) return [{ term: service, sentences: groups[0]?.sentences ?? [] }];
    const common = groups[0]?.sentences.filter((sentence) => groups.every(({ sentences }) => sentences.includes(sentence))) ?? [];
    const own = groups.flatMap(({ members, sentences }): Why[] => {
      const left = sentences.filter((sentence) => !common.includes(sentence));
      return left.length === 0 ? [] : [{ term: named(members), sentences: left }];
    });
    return [...own, ...(common.length === 0 ? [] : [{ term: service, sentences: common }])];
  });
}

/** Sentences of rows that share their cause: with the amounts where all have the same. */
function togetherOf(rows: readonly MatrixRow[]): string[] {
  const [first = [], ...others] = rows.map(reasonsOf);
  return first.map(({ text, shared = text }, position) => (others.every((reasons) => reasons[position]?.text === text) ? text : shared));
}

/** `translation/fr, en`: the service is said once. */
function named([first, ...others]: readonly MatrixRow[]): string {
  return [first?.id, ...others.map(({ id, language }) => language ?? id)].join(", ");
}

type Reasoned = Pick<MatrixRow, "reasons" | "gates">;

/** Why a level is recommended, and the gates that bound it where they say more. */
export function reasonSentences(row: Reasoned): readonly string[] {
  return reasonsOf(row).map(({ text }) => text);
}

function reasonsOf({ reasons, gates }: Reasoned): readonly Reason[] {
  const plain = (text: string): string => text.toLocaleLowerCase().replace(/\.$/u, "");
  const why = plain(reasons.map(({ text }) => text).join(" "));
  const more = [...new Set(gates.map(({ reason }) => reason))].filter((reason) => !why.includes(plain(reason)));
  const said = more.some((reason) => plain(reason).includes(why));
  return [...(said ? [] : reasons), ...more.map((text) => ({ text }))].map(({ text, ...shared }) => ({
    ...shared,
    text: /[.!?…]$/u.test(text) ? text : `${text}.`,
  }));
}
