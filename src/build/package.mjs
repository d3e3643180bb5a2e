import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage } from "./budgets.mjs";
import { build } from "./build.mjs";
import { inRoot, vsix } from "./paths.mjs";
import { must, script } from "./run.mjs";

const packed = ".cache/build/carbon-matrix.vsix";

/** Builds, then packs dist/carbon-matrix.vsix and compares its size with the budget. */
export async function pack() {
  await build();
  await must(
    process.execPath,
    [
      inRoot("node_modules", "@vscode", "vsce", "vsce"),
      "package",
      "--no-dependencies",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--readme-path",
      readmeWithoutPictures(),
      "--out",
      inRoot(packed),
    ],
    "The VSIX could not be packed.",
    { silent: true },
  );
  // An editor that is being started reads the old file or the new one, never half of one.
  renameSync(inRoot(packed), vsix);
  checkPackage();
}

/** Pictures stay outside the VSIX; a text that points to them would show broken images. */
function readmeWithoutPictures() {
  const readme = ".cache/build/README.md";
  mkdirSync(dirname(inRoot(readme)), { recursive: true });
  const text = readFileSync(inRoot("README.md"), "utf8");
  writeFileSync(inRoot(readme), text.replace(/^.*!\[[^\]]*\]\([^)]*\).*\n/gm, ""));
  return readme;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await script(pack);
