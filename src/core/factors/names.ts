import { editDistance } from "../editDistance";

/** A lookup's answer: what was found, or the nearest names to suggest. */
export type Found<T> = { readonly found: T } | { readonly suggestions: readonly string[] };

/** The form in which names are compared: without case, accents, spaces, hyphens, underscores and other signs. */
export function plainName(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.:]/gu, "");
}

/** The name of a model without its organisation, in small letters: `facebook/NLLB-200` -> `nllb-200`. */
export function ownName(model: string): string {
  return (model.split("/").at(-1) ?? model).toLowerCase();
}

/**
 * Up to three names that resemble what was written, nearest first.
 *
 *     nearest("francecentrale", ["francecentral", "uksouth"]) -> ["francecentral"]
 */
export function nearest(written: string, names: readonly string[]): readonly string[] {
  const plain = plainName(written);
  if (plain === "") return [];
  return names
    .map((name) => ({ name, distance: distance(plain, plainName(name)) }))
    .filter(({ distance: far }) => far < 1)
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Below 0.5: one name contains the other; below 1: at most a third of the letters differ (edit distance). */
function distance(written: string, name: string): number {
  if (name === "") return 1;
  if (written.length >= 3 && (name.includes(written) || written.includes(name))) {
    return (0.5 * Math.abs(name.length - written.length)) / Math.max(name.length, written.length);
  }
  const edits = editDistance(written, name);
  return edits <= Math.max(2, Math.floor(name.length / 3)) ? 0.5 + edits / (2 * name.length + 2) : 1;
}
