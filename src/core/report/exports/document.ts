import type { Table } from "./table";

/** A report before it has a form; texts are plain, each renderer escapes them its own way. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** a few words and what they say, for the reader in a hurry */
  | { readonly kind: "facts"; readonly items: readonly { readonly term: string; readonly text: string }[] }
  | { readonly kind: "table"; readonly table: Table };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: "heading", level, text });
export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const list = (items: readonly string[]): Block => ({ kind: "list", items });
export const facts = (items: readonly { readonly term: string; readonly text: string }[]): Block => ({ kind: "facts", items });
export const tableBlock = (table: Table): Block => ({ kind: "table", table });
