import type { Matrix, MatrixRow } from "../analysis/matrix";
import type { Format } from "./format";
import { byService } from "./oneMinute";
import { changeWords } from "./robustnessWords";

/**
 * Why each level is recommended: once for a service where all of its rows have the same reasons, once for the languages that share theirs,
 * and what all of them share apart from what each has of its own.
 *
 *     transcription: Kept: ...
 *     translation: It would be 0 % once ...
 *     translation/fr, en: Kept: ...
 */
export function whyLines(matrix: Matrix, format: Format): string[] {
  const { t } = format;
  return [...byService(matrix.rows)].flatMap(([service, rows]) => {
    const said = rows.map((row) => ({ row, sentences: [...reasonSentences(row), ...change(row, format)] }));
    const shared = said[0]?.sentences.filter((sentence) => said.every(({ sentences }) => sentences.includes(sentence))) ?? [];
    const own = new Map<string, MatrixRow[]>();
    for (const { row, sentences } of said) {
      const text = sentences.filter((sentence) => !shared.includes(sentence)).join(" ");
      own.set(text, [...(own.get(text) ?? []), row]);
    }
    const lines = [...own].filter(([text]) => text !== "").map(([text, members]) => t("{0}: {1}", named(members), text));
    return shared.length === 0 ? lines : [t("{0}: {1}", service, shared.join(" ")), ...lines];
  });
}

function change(row: MatrixRow, format: Format): string[] {
  const words = changeWords(row, format);
  return words === null ? [] : [format.t("It would be {0}.", words)];
}

/** `translation/fr, en`: the service is said once. */
function named([first, ...others]: readonly MatrixRow[]): string {
  return [first?.id, ...others.map(({ id, language }) => language ?? id)].join(", ");
}

/** Why a level is recommended, and the gates that bound it where they say more. */
export function reasonSentences({ why, gates }: Pick<MatrixRow, "why" | "gates">): readonly string[] {
  const plain = (text: string): string => text.toLocaleLowerCase().replace(/\.$/u, "");
  const more = [...new Set(gates.map(({ reason }) => reason))].filter((reason) => !plain(why).includes(plain(reason)));
  const said = more.some((reason) => plain(reason).includes(plain(why)));
  return [...(said ? [] : [why]), ...more].map((reason) => (/[.!?…]$/u.test(reason) ? reason : `${reason}.`));
}
