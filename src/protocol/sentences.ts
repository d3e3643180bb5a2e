import type { Translate } from "../core/text";

/** The matrix's own sentences: sent to it in the reader's language, because the whole catalogue is too heavy for a page. */
export const sentences = [
  "Assumptions",
  "Avoidable a month",
  "Carbon class",
  "Charts",
  "Copy the table",
  "Component",
  "Cost a month",
  "Criticality",
  "Decision",
  "Decision matrix",
  "Details of {0}",
  "Factor",
  "Files a month",
  "Files in the first month",
  "Fixed a month",
  "Input",
  "Known how",
  "Last good table: the file cannot be read at the moment, so the matrix is read-only.",
  "Machines",
  "Microservice, language",
  "Nothing to show yet",
  "Open as text",
  "Per month",
  "Per request",
  "Problems",
  "Quantity",
  "Reason",
  "Recommended",
  "Save as picture",
  "Show in text",
  "Source",
  "The same figures as a table",
  "The file has no table to show yet. Open it as text to see what is missing.",
  "Undecided",
  "Value",
  "Why not {0}? Add a reason",
  "Why?",
  "assumed",
  "differs from the recommendation",
  "hide details",
  "locked",
  "Keys: arrows move, Enter or F2 edits, 0 to 4 set the level (0, 25, 50, 75, 100 %), Backspace reopens the decision, Space shows why.",
] as const;

export type Sentence = (typeof sentences)[number];
export type Sentences = Readonly<Record<Sentence, string>>;

export function translateSentences(t: Translate): Sentences {
  return Object.fromEntries(sentences.map((sentence) => [sentence, t(sentence)])) as Sentences;
}
