import { readdirSync, readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

/**
 * The licence texts of every package whose code is in the bundles: their authors ask that the text travels with the code.
 * @param {readonly string[]} inputs files that were bundled, relative to the repository
 */
export function licences(inputs) {
  const packages = new Set(inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...packages]
    .sort()
    .map(licenceOf)
    .join(`\n${"=".repeat(80)}\n\n`);
}

/** @param {string} name */
function licenceOf(name) {
  const folder = inRoot("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}
