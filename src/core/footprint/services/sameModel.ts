import { findModel } from "../../factors/findModel";
import { idKey } from "../ids";

/** One engine by two names: WhisperX and batches are faster-whisper's own, which loads and keeps its models as alone. */
export function sameEngine(one: string, other: string): boolean {
  const [a, b] = [idKey(one), idKey(other)];
  return a === b || (ofFasterWhisper.test(a) && ofFasterWhisper.test(b));
}

const ofFasterWhisper = /^(faster-?whisper|whisper-?x)/;

/** One model by two spellings: `whisper-large-v3` of the scenario and `large-v3` of the code. */
export function sameModel(one: string, other: string): boolean {
  const [a, b] = [findModel(one), findModel(other)];
  if ("found" in a && "found" in b && !(a.found.parsed && b.found.parsed)) return a.found.id === b.found.id;
  const [first, second] = [idKey(one), idKey(other)];
  return first.includes(second) || second.includes(first);
}
