import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ensureDependencies } from "./ensureDependencies.mjs";
import { inRoot } from "./paths.mjs";
import { say, script } from "./run.mjs";

const rows = inRoot("src", "core", "factors", "azureSizeRows.ts");
const version = inRoot("src", "core", "factors", "factorSet.ts");

/**
 * `npm run factors`: writes what is derived from published figures (watts and embodied rates of sizes), then the version of the factor
 * set: a hash of its content, and the day on which it last changed. To be run after every change of factor data.
 */
await script(async () => {
  await ensureDependencies();
  const { sizeRowsText } = await generated();
  write(rows, sizeRowsText());
  // Read again: the hash is that of the data with the rows just written.
  const { factorData } = await generated();
  const hash = createHash("sha256").update(factorData()).digest("hex").slice(0, 12);
  const known = /date: "([\d-]+)", hash: "([0-9a-f]+)"/.exec(existsSync(version) ? readFileSync(version, "utf8") : "");
  const date = known?.[2] === hash ? known[1] : new Date().toISOString().slice(0, 10);
  write(version, versionText(date ?? "", hash));
  say(`factor set of ${date}, ${hash}`);
});

/** @returns {Promise<{ sizeRowsText: () => string, factorData: () => string }>} the generator, bundled from its source as it is now */
async function generated() {
  const outfile = inRoot(".cache", "build", "generated.mjs");
  await build({
    entryPoints: [inRoot("src", "core", "factors", "generated.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}${Math.random()}`);
}

/** @param {string} date @param {string} hash */
function versionText(date, hash) {
  return `/** Which factors a figure was computed with. */
export interface FactorSet {
  /** YYYY-MM-DD on which the data last changed */
  readonly date: string;
  /** of the whole content: equal hashes, equal factors */
  readonly hash: string;
}

// Written by \`npm run factors\`; do not edit by hand.
export const factorSet: FactorSet = { date: "${date}", hash: "${hash}" };
`;
}

/** @param {string} path @param {string} text */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text);
  say(`wrote ${path}`);
}
