import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../l10n");

/** English sentences that have a French one, in `l10n/fr.json` or in a part that is still to be merged into it. */
export function frenchSentences(): ReadonlySet<string> {
  const parts = join(folder, "parts");
  const files = [join(folder, "fr.json"), ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [])];
  return new Set(files.flatMap((file) => Object.keys(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)));
}
