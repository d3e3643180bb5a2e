// Prints what two builds of the command line list differently: what a change of the finder adds to, or takes from, real projects.
//
//   node test/support/routeTruth/differences.mjs BEFORE/dist/cli.js AFTER/dist/cli.js PROJECT...
import { spawnSync } from "node:child_process";

const [before, after, ...projects] = process.argv.slice(2);
let different = 0;
for (const project of projects) {
  const old = lines(before, project);
  const now = lines(after, project);
  const gone = [...old].filter((line) => !now.has(line));
  const added = [...now].filter((line) => !old.has(line));
  different += gone.length + added.length;
  console.log(`${project}: ${old.size} before, ${now.size} after`);
  for (const line of gone) console.log(`  - ${line}`);
  for (const line of added) console.log(`  + ${line}`);
}
process.exitCode = different === 0 ? 0 : 1;

/** Routes and reports, a line each. */
function lines(cli, project) {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, "routes", project, "--json"], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (stdout === "") throw new Error(`${cli} ${project}: ${stderr}`);
  const { routes, problems } = JSON.parse(stdout);
  return new Set([
    ...routes.map(
      (r) =>
        `${r.method} ${r.path} ${r.function} ${r.file}:${r.line} (${r.registeredFile}:${r.decoratorLine}, ${r.app}) ${r.workloads.map((w) => w.model ?? w.library)}`,
    ),
    ...problems.map((p) => `${p.code} ${p.file}:${p.line} ${p.message}`),
  ]);
}
