import type { RouterRecord } from "../frameworks/router";

/** What is registered at one place, under one path and with the same methods, is the same to the reader. */
export function alike(record: RouterRecord): string {
  const { k, place } = record;
  const what = k === "route" ? [record.path.value, record.methods] : [record.prefix.value, record.target.place];
  return JSON.stringify([k, place, what]);
}
