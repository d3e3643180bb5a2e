import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dist, inRoot, vsix } from "../../src/build/paths.mjs";
import { type Figure, printFigures, sampleOf } from "./support/figures";

// What starting costs: the packaged extension is loaded and activated in a fresh process, against a stand-in for the editor's own module.

interface Activation {
  /** ms */
  readonly loading: number;
  readonly activating: number;
  /** bytes of the files that were read for it */
  readonly bytes: number;
  readonly files: number;
}

if (!existsSync(inRoot("dist", "extension.js"))) console.log("There is no dist/ to measure: npm run build");
else bench();

function bench(): void {
  const runs = Array.from({ length: 7 }, activation);
  const size = (name: string): number => readFileSync(inRoot("dist", name)).length / 1000;
  const figures: Figure[] = [
    {
      what: "activation",
      ours: sampleOf(runs.map(({ loading, activating }) => loading + activating)),
      unit: "ms",
      budget: 50,
      note: `of which loading ${sampleOf(runs.map(({ loading }) => loading)).median.toFixed(1)} ms, ${runs[0]?.files} files`,
    },
    { what: "host bundle, read at start in English", ours: (runs[0]?.bytes ?? 0) / 1000, unit: "kB", budget: 300 },
    {
      what: "webview bundle, gzipped",
      ours: ["webview.js", "webview.css"].reduce((sum, name) => sum + gzipSync(readFileSync(inRoot("dist", name))).length / 1000, 0),
      unit: "kB",
      budget: 160,
    },
    {
      what: "VSIX",
      ours: existsSync(vsix) ? statSync(vsix).size / 1000 : null,
      unit: "kB",
      budget: 3000,
      ...(!existsSync(vsix) && { note: "npm run package makes it" }),
    },
    { what: "read on first use: the thread that reads code", ours: size("codeWorker.js"), unit: "kB", note: "without the chunks that it shares" },
  ];
  printFigures("Start", figures);
}

function activation(): Activation {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRoot("test", "bench", "support", "activate.cjs"), dist], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The extension did not activate: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Activation;
}
