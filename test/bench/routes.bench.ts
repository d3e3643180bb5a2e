import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Figure, printFigures, sampleOf } from "./support/figures";
import { measurePeer, type PeerReading } from "./support/measurePeer";
import { type Change, measureRoutes, type Reading } from "./support/measureRoutes";
import { writeWorkspace } from "./support/workspace";

// First figures, and figures after one change: generated workspaces, and real checkouts that CARBON_MATRIX_BENCH names.

const budgets = { cold: 1000, cached: 150, change: 20 };

if (process.argv[2] === "measure") await measure(process.argv.slice(3));
else await bench();

async function measure([what = "", folder = "", cacheFile = "", changes = "[]"]: readonly string[]): Promise<void> {
  const reading = what === "peer" ? await measurePeer(folder) : await measureRoutes(folder, cacheFile, what === "cached", JSON.parse(changes) as Change[]);
  process.stdout.write(JSON.stringify(reading));
}

async function bench(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "carbon-matrix-bench-"));
  try {
    for (const files of [300, 3000, 30_000]) {
      const folder = join(scratch, String(files));
      const { router, leaf } = writeWorkspace(folder, files);
      const changes: Change[] = [
        { name: "a route more in a router", file: router, kind: "route" },
        { name: "a line more in a handler", file: router, kind: "body" },
        { name: "a line more in a leaf helper", file: leaf, kind: "body" },
      ];
      report(`${files} files`, folder, scratch, changes, files > 3000 ? 1 : 3, files === 3000);
      rmSync(folder, { recursive: true });
    }
    const checkouts = (process.env.CARBON_MATRIX_BENCH ?? "").split(":").filter((path) => path !== "");
    for (const folder of checkouts) report(basename(folder), folder, scratch, [], 1, false);
    if (checkouts.length === 0) console.log("\nReal checkouts: CARBON_MATRIX_BENCH=PATH[:PATH...] names them.");
    if (process.env.CARBON_MATRIX_PEER === undefined)
      console.log("\nThe peer is not here: CARBON_MATRIX_PEER=PATH names a checkout of fastapi/fastapi-vscode, whose analyser then runs on the same folders.");
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `judged`: the budgets of DESIGN.md section 8 are for this one. */
function report(title: string, folder: string, scratch: string, changes: readonly Change[], runs: number, judged: boolean): void {
  const cacheFile = join(scratch, "cache.json");
  const rounds = Array.from({ length: runs }, (_, round) => round);
  const cold = rounds.map((round) => child<Reading>("cold", folder, cacheFile, round === 0 ? changes : []));
  const cached = rounds.map(() => child<Reading>("cached", folder, cacheFile, []));
  const peer = process.env.CARBON_MATRIX_PEER === undefined ? undefined : child<PeerReading>("peer", folder, cacheFile, []);
  const [first] = cold;
  if (first === undefined) return;
  const median = (of: (one: Reading) => number, readings = cold): number => sampleOf(readings.map(of)).median;
  const figures: Figure[] = [
    {
      what: "cold",
      ours: sampleOf(cold.map(({ total }) => total)),
      unit: "ms",
      ...(judged && { budget: budgets.cold }),
      ...(peer && { peer: peer.total }),
      note: `${first.files} files, of which reading ${median(({ reading }) => reading).toFixed(0)} ms; ${median(({ cpu }) => cpu).toFixed(0)} ms of processor time`,
    },
    {
      what: "from the cache",
      ours: sampleOf(cached.map(({ total }) => total)),
      unit: "ms",
      ...(judged && { budget: budgets.cached }),
      note: `of which reading ${median(({ reading }) => reading, cached).toFixed(0)} ms; ${median(({ cpu }) => cpu, cached).toFixed(0)} ms of processor time; cache ${first.cache.toFixed(0)} kB`,
    },
    ...Object.entries(first.changes).map(
      ([what, times]): Figure => ({ what, ours: sampleOf(times), unit: "ms", ...(judged && { budget: budgets.change }), ...(peer && { peer: peer.again }) }),
    ),
    { what: "peak memory", ours: median(({ peak }) => peak), unit: "MB", ...(peer && { peer: peer.peak }) },
    { what: "routes", ours: first.routes, unit: "count", ...(peer && { peer: peer.routes }), note: `${first.workloads} run a model` },
  ];
  printFigures(title, figures);
  if (cached.some(({ routes, workloads }) => routes !== first.routes || workloads !== first.workloads))
    throw new Error(`${title}: the cache changes the result`);
}

function child<T>(what: string, folder: string, cacheFile: string, changes: readonly Change[]): T {
  const { status, stdout, stderr } = spawnSync(process.execPath, [process.argv[1] ?? "", "measure", what, folder, cacheFile, JSON.stringify(changes)], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${what} of ${folder} ended with ${status}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as T;
}
