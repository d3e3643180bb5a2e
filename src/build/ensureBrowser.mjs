import { existsSync } from "node:fs";
import { debian, installDebianPackages } from "./debian.mjs";
import { inRoot } from "./paths.mjs";
import { Failure, find, run } from "./run.mjs";

/**
 * The executable of a Chromium: one that is there, else Debian's package (as root), else Playwright's own.
 * Needs the packages of node_modules.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  if (debian()) await installDebianPackages(["chromium"], "Installing Chromium (Debian package, about a minute)");
  else {
    await run(process.execPath, [inRoot("node_modules", "playwright-core", "cli.js"), "install", "chromium"], {
      progress: "Downloading Chromium (Playwright's, about 150 MB)",
    });
  }
  const installed = await findBrowser();
  if (installed !== null) return installed;
  throw new Failure(
    [
      "No Chromium was found, and none could be installed. One of these helps:",
      "  - install Chromium or Google Chrome with your system's package manager (Debian, Ubuntu: sudo apt-get install chromium)",
      "  - run: npx playwright-core install chromium",
      "  - set CHROMIUM_PATH to the executable of a Chromium or Chrome that you have",
    ].join("\n"),
  );
}

async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`CHROMIUM_PATH names ${named}, which does not exist. Correct or unset it.`);
  }
  for (const command of ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"]) {
    const path = find(command);
    if (path !== null) return path;
  }
  const { chromium } = await import("playwright-core");
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}
