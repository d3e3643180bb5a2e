import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/core/analysis/estimate";
import { example, folderOf, main, run, scenario, small } from "../support/cli";

// What a command does where it is not told enough, or told something that cannot be.

describe("scenario of estimate", () => {
  test("the only one is taken and named on the second stream", () => {
    const { status, stderr } = run("estimate", folderOf({ "main.py": main, "a.carbon.yaml": small }), "--json");
    expect(status).toBe(0);
    expect(stderr).toContain("a.carbon.yaml");
  });

  test("without one the busy part is estimated", () => {
    const { status, stdout } = run("estimate", folderOf({ "main.py": main }), "--json");
    expect(status).toBe(0);
    const ask = (JSON.parse(stdout) as Estimate).endpoints.find(({ id }) => id === "POST /ask");
    expect([ask?.state, ask?.basis, ask?.perMonth.kgCO2e]).toEqual(["busy-only", "assumed", null]);
    expect(ask?.busyPerRequest?.central).toBeGreaterThan(0);
  });

  test("several are listed", () => {
    const { status, stderr, stdout } = run("estimate", example);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("editorial.carbon.yaml");
    expect(stderr).toContain("editorial-scale-to-zero.carbon.yaml");
  });

  test("an unknown size says what it assumed instead", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small.replace("Standard_NC4as_T4_v3", "Standard_NC4as_T4_v9") });
    const { status, stderr } = run("estimate", folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(/a\.carbon\.yaml:6:\d+: warning: .*Standard_NC4as_T4_v9.*\[unknown-size\]/);
  });

  test("no build passes or fails on a size or a card that stands in for what no table knows", () => {
    for (const machine of ["sku: Standard_NC4as_T4_v9", "hardware: { gpu: RTX-4090-Ti, gpus: 1, vcpus: 8, memory: 32 GB }"]) {
      const text = small.replace("sku: Standard_NC4as_T4_v3", machine).replace("5 kg/month", "900 kg/month");
      const { status, stderr } = run("check", join(folderOf({ "main.py": main, "a.carbon.yaml": text }), "a.carbon.yaml"));
      expect([status, stderr]).toEqual([2, expect.stringContaining("Nothing was checked: another size, card or region stands in")]);
    }
  });
});

describe("what cannot be used is refused with the next step, exit code 2 and no stack", () => {
  const bad = () =>
    folderOf({
      "main.py": main,
      "a.carbon.yaml": small.replace("carbon: 5 kg/month", "carbonn: 5 kg/month"),
      "b.carbon.yaml": "version: 1\nservices: [",
      "c.carbon.yaml": "",
      "note.txt": "x",
    });
  test.each<readonly [string, (folder: string) => readonly string[], RegExp]>([
    ["no command", () => [], /routes FOLDER/],
    ["a misspelt command", () => ["estimat", "."], /estimate/],
    ["help for a misspelt command", () => ["help", "estimat"], /no command estimat. Did you mean estimate/],
    ["letters that changed places", () => ["chekc", "x"], /no command chekc. Did you mean check/],
    ["help for nothing known", () => ["help", "zzz"], /no command zzz. There are: /],
    [
      "a link that leads back to itself",
      (folder) => {
        symlinkSync("l.carbon.yaml", join(folder, "l.carbon.yaml"));
        return ["check", join(folder, "l.carbon.yaml")];
      },
      /a link that leads back to itself/,
    ],
    ["code in place of a scenario", (folder) => ["matrix", join(folder, "main.py")], /main\.py is not a scenario/],
    ["a misspelt option", (folder) => ["routes", folder, "--jsn"], /--json/],
    ["an option without its value", (folder) => ["estimate", folder, "--scenario"], /--scenario FILE/],
    ["an option twice", (folder) => ["estimate", folder, "--date", "2027-01-01", "--date", "2027-01-02"], /twice/],
    ["no argument", () => ["matrix"], /SCENARIO/],
    ["two arguments", (folder) => ["routes", folder, folder], /too many/],
    ["a folder that is not there", () => ["routes", "/no/such/folder"], /no folder/],
    ["a file in place of a folder", (folder) => ["routes", join(folder, "main.py")], /is a file/],
    ["a folder in place of a file", (folder) => ["matrix", folder], /is a folder\. Name a scenario in it: .*a\.carbon\.yaml, /],
    ["a folder without a scenario", () => ["matrix", folderOf({})], /is a folder without a scenario.*init/],
    ["an empty folder", () => ["routes", folderOf({})], /no Python file/],
    ["an empty folder to estimate", () => ["estimate", folderOf({})], /^[^\n]*no Python file and no scenario/],
    ["a scenario that is not there", (folder) => ["check", join(folder, "none.carbon.yaml")], /no scenario file/],
    ["a scenario with a typo", (folder) => ["check", join(folder, "a.carbon.yaml")], /a\.carbon\.yaml:3:\d+: error: .*carbon\b/],
    ["a scenario that is not YAML", (folder) => ["matrix", join(folder, "b.carbon.yaml")], /b\.carbon\.yaml:\d+:\d+: error/],
    ["an empty scenario", (folder) => ["matrix", join(folder, "c.carbon.yaml")], /c\.carbon\.yaml/],
    ["a typo in the base", (folder) => ["check", scenario, "--base", join(folder, "a.carbon.yaml")], /a\.carbon\.yaml/],
    ["an unknown format", () => ["report", scenario, "--format", "pdf"], /md, html/],
    ["an unknown language", () => ["report", scenario, "--lang", "de"], /en or fr/],
    [
      "a file of no format",
      (folder) => ["report", scenario, "--out", join(folder, "x.pdf")],
      /x\.pdf ends in no format: md, html, csv, json, yaml, yml\. .*--format: .*impact-framework/,
    ],
    ["a report into no folder", (folder) => ["report", scenario, "--out", join(folder, "deep", "x.md")], /no folder .*deep.*--out/],
    ["an impossible date", () => ["report", scenario, "--date", "2027-02-30"], /YYYY-MM-DD/],
    ["a file that cannot be written", (folder) => ["report", scenario, "--out", join(folder, "note.txt", "x.md")], /cannot be written/],
  ])("%s", (_, args, sentence) => {
    const { status, stdout, stderr } = run(...args(bad()));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain("our fault");
  });
});

test("a folder of Python without a FastAPI application says so, and what to do", () => {
  const folder = folderOf({ "main.py": "from litestar import Litestar, get\n\n@get('/')\ndef f(): ...\n\napp = Litestar([f])\n" });
  for (const command of ["routes", "estimate"]) {
    const { status, stderr } = run(command, folder);
    expect([status, stderr]).toEqual([0, expect.stringContaining("No FastAPI or Starlette application with routes was found in 1 Python file.")]);
  }
  expect(run("routes", folderOf({ "main.py": main })).stderr).not.toContain("no-application");
});

test("an application that only includes a library's router is not said to be missing", () => {
  const { stderr } = run(
    "routes",
    folderOf({
      "main.py": "from fastapi import FastAPI\nfrom strawberry.fastapi import GraphQLRouter\napp = FastAPI()\napp.include_router(GraphQLRouter(None))\n",
    }),
  );
  expect(stderr).toContain("[no-routes]");
  expect(stderr).not.toContain("no-application");
});

test("problems name files by a path that opens from where the command runs", () => {
  const folder = folderOf({
    "app/main.py": `${main}\ndef broken(:\n`,
    "plans/s.carbon.yaml": small.replace("region:", "regoin:"),
    "plans/ok.carbon.yaml": small,
  });
  const placesOf = (...args: readonly string[]) => [...run(...args).stderr.matchAll(/^(.+?):\d+:.* \[[\w-]+\]$/gm)].map(([, path = ""]) => path);
  const [code, scenario] = [join(folder, "app", "main.py"), join(folder, "plans", "s.carbon.yaml")];
  expect(placesOf("routes", folder)).toContain(code);
  expect(placesOf("estimate", folder, "--scenario", join(folder, "plans", "ok.carbon.yaml"))).toContain(code);
  const refused = run("check", scenario, "--folder", join(folder, "app"));
  expect(refused.stderr).toMatch(new RegExp(`^${scenario}:\\d+:\\d+: error: .*regoin`, "m"));
  expect(refused.stderr).toContain(`${scenario} cannot be used until its errors are repaired.`);
});
