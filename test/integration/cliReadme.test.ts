import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

// What a README shows is what the commands print today. `UPDATE_README=1 npm run integration` writes it anew.

const root = join(import.meta.dirname, "../..");

test.each(["README.md", "README.fr.md"])("%s shows what its commands print", (name) => {
  const path = join(root, name);
  const text = readFileSync(path, "utf8");
  const current = text.replace(/```sh\nnode (dist\/cli\.js .*)\n```\n\n```\n([\s\S]*?)\n```/g, (block, command: string, shown: string) =>
    block.replace(`\n${shown}\n`, () => `\n${printed(command, shown)}\n`),
  );
  expect(current.match(/```sh\nnode dist\/cli\.js/g)?.length).toBeGreaterThanOrEqual(4);
  if (process.env.UPDATE_README) writeFileSync(path, current);
  else expect(text).toBe(current);
});

/** As many lines as the README shows, and a line of `…` where it leaves some out. */
function printed(command: string, shown: string): string {
  const { stdout } = spawnSync(process.execPath, command.split(" "), {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" },
  });
  const lines = stdout.trimEnd().split("\n");
  const kept = shown.split("\n").length - 1;
  return shown.endsWith("\n…") ? [...lines.slice(0, kept), "…"].join("\n") : lines.join("\n");
}
