import type { RouterRecord } from "../frameworks/router";
import { rootFunction } from "../interpreter/definitions";

/** What is registered at one place, under one path, with the same methods and for the same function, is the same to the reader. */
export function alike(record: RouterRecord): string {
  const { k, place } = record;
  if (k !== "route") return JSON.stringify([k, place, record.prefix.value, record.target.place]);
  const func = rootFunction(record.handler);
  return JSON.stringify([k, place, record.path.value, record.methods, func?.module.file, func?.qualified]);
}
