import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Failure, must } from "./run.mjs";

/**
 * Installs the packages of package-lock.json unless node_modules holds exactly those already.
 * Only Node's own modules may be imported by scripts before this has run.
 */
export async function ensureDependencies() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) throw new Failure(`Node 20 or newer is needed, this is ${process.versions.node}. See https://nodejs.org.`);
  if (installed()) return;
  await must("npm", ["ci"], "The packages could not be installed. Check the connection to the npm registry, then start again.", {
    progress: "Installing packages (first run, or the lock file changed)",
  });
}

/** npm keeps the list of what it installed in node_modules/.package-lock.json; optional packages of other platforms are absent there. */
function installed() {
  const record = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = packagesOf(inRoot("package-lock.json"));
  const present = packagesOf(record);
  return Object.entries(wanted).every(
    ([name, entry]) => name === "" || present[name]?.version === entry.version || (present[name] === undefined && entry.optional === true),
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
