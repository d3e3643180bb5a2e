import { existsSync } from "node:fs";
import { must } from "./run.mjs";

/** Whether packages can be installed here without asking anybody: root on Debian or one of its children. */
export function debian() {
  return existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
}

/**
 * @param {readonly string[]} packages
 * @param {string} progress
 */
export async function installDebianPackages(packages, progress) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const advice = `apt-get could not install ${packages.join(", ")}. Install it by hand, then start again.`;
  await must("apt-get", ["update", "-q"], advice, { env, silent: true });
  await must("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], advice, { env, progress });
}
