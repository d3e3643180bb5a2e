import type { Matrix, MatrixRow, Reason } from "../../analysis/matrix";
import { byService } from "../byService";
import type { Format } from "../words/format";
import { changesWords } from "../words/robustnessWords";
import { rowsNamed } from "../words/words";

/** `transcription`, `generation/fr, en`: the rows that a reason is of, and its sentences, the weightiest first. */
export interface Why {
  readonly term: string;
  readonly sentences: readonly string[];
}

/** What would change a level comes after why all of them are what they are. */
const afterReasons = 1000;

/** Rows of one service that share their cause. */
interface Group {
  readonly service: string;
  readonly members: readonly MatrixRow[];
  readonly reasons: readonly string[];
  readonly changes: readonly string[];
}

/**
 * Why each level is recommended. Each sentence stands once, for all the rows that it is true of: with their amounts only where these are the
 * same too (each has its own in the table). What would change a level is said of each service by itself. Reasons come before what would change them.
 *
 *     transcription; translation   Kept: the fullest month takes 4.9 of the budget of 6 kg/month: 1.1 are left.
 *     generation/fr, en, es        Stopping generation switches text off and frees 4.9 kg/month of fixed carbon.
 *     generation/ar                A mean request takes 4,750 tokens, more than the context of 4,096: the text would be cut short (0 %).
 *     translation                  It would be 0 % once carbon budget goes from 6.0 to 4.9 kg/month.
 */
export function whyLines(matrix: Matrix, format: Format): Why[] {
  const groups = groupsOf(matrix, format);
  const said = new Map<string, { readonly sentence: string; readonly of: number[]; readonly place: number }>();
  const say = (key: string, sentence: string, group: number, place: number): void => {
    const known = said.get(key) ?? { sentence, of: [], place };
    if (!known.of.includes(group)) known.of.push(group);
    said.set(key, known);
  };
  groups.forEach(({ service, reasons, changes }, group) => {
    for (const [place, sentence] of reasons.entries()) say(sentence, sentence, group, place);
    // "It would be 0 %" says of which service it speaks only where it stands with that service alone.
    for (const [place, sentence] of changes.entries()) say(`${service}: ${sentence}`, sentence, group, afterReasons + place);
  });
  const lines = new Map<string, { readonly of: readonly number[]; readonly place: number; readonly sentences: string[] }>();
  for (const { sentence, of, place } of said.values()) {
    const line = lines.get(of.join()) ?? { of, place, sentences: [] };
    line.sentences.push(sentence);
    lines.set(of.join(), line);
  }
  return [...lines.values()]
    .sort((a, b) => a.place - b.place || (a.of[0] ?? 0) - (b.of[0] ?? 0))
    .map(({ of, sentences }) => ({ term: termOf(of, groups, format), sentences }));
}

function groupsOf(matrix: Matrix, format: Format): Group[] {
  return [...byService(matrix.rows)].flatMap(([service, rows]) => {
    const causes = new Map<string, MatrixRow[]>();
    for (const row of rows) {
      const cause = JSON.stringify(reasonsOf(row).map(({ text, shared = text }) => shared));
      causes.set(cause, [...(causes.get(cause) ?? []), row]);
    }
    return [...causes.values()].map((members) => ({ service, members, reasons: togetherOf(members), changes: changesWords(members, format) }));
  });
}

/** `transcription; generation/fr, en`: a service by its name alone where all of its rows are meant. */
function termOf(chosen: readonly number[], groups: readonly Group[], { t }: Format): string {
  const some = chosen.flatMap((index) => groups[index] ?? []);
  const services = [...new Set(some.map(({ service }) => service))];
  return services
    .map((service) => {
      const of = (all: readonly Group[]): readonly MatrixRow[] => all.flatMap((group) => (group.service === service ? group.members : []));
      return of(some).length === of(groups).length ? service : rowsNamed(of(some));
    })
    .join(t("; "));
}

/** Sentences of rows that share their cause: with the amounts where all have the same. */
function togetherOf(rows: readonly MatrixRow[]): string[] {
  const [first = [], ...others] = rows.map(reasonsOf);
  return first.map(({ text, shared = text }, position) => (others.every((reasons) => reasons[position]?.text === text) ? text : shared));
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
