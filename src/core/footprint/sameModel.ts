import { findModel } from "../factors/findModel";
import { idKey } from "./ids";

/** One model by two spellings: `whisper-large-v3` of the scenario and `large-v3` of the code. */
export function sameModel(one: string, other: string): boolean {
  const [a, b] = [findModel(one), findModel(other)];
  if ("found" in a && "found" in b && !(a.found.parsed && b.found.parsed)) return a.found.id === b.found.id;
  const [first, second] = [idKey(one), idKey(other)];
  return first.includes(second) || second.includes(first);
}
