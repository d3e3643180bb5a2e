import { kept } from "../interpreter/entries";
import { dict } from "../interpreter/values";
import type { Known } from "./known";

const kinds = ["Cache", "FIFOCache", "LFUCache", "LRUCache", "MRUCache", "RRCache", "TTLCache", "TLRUCache"];

/** `cachetools.TTLCache(maxsize=10, ttl=60)`: a dictionary that forgets. */
export const caches: Readonly<Record<string, Known>> = Object.fromEntries(
  kinds.map((name) => [`cachetools.${name}`, (_args, run) => kept(dict(), run.registering)] satisfies [string, Known]),
);
