import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answer, date, folderOf, main, run, small } from "../support/cli";

// The gate: what passes, what does not, and what it says of what it did not see.

describe("check", () => {
  const limits = (budget: string) => folderOf({ "main.py": main, "a.carbon.yaml": small.replace("{ carbon: 5 kg/month }", budget) });
  test.each([
    ["{ carbon: 5 kg/month }", 0],
    ["{ carbon: 1 kg/month }", 1],
    ["{ cost: 1 USD/month }", 1],
    ["{ cost: 5000 USD/month }", 0],
    ["{ plan: prudent }", 0],
  ] as const)("budget %s: exit code %i", (budget, expected) => {
    const { status, stdout, stderr } = run("check", join(limits(budget), "a.carbon.yaml"));
    expect(`${status} ${stderr}`).toMatch(new RegExp(`^${expected} `));
    expect(stdout).not.toBe("");
  });

  test.each([
    ["a size", "Standard_NC4as_T4_v3", "Standard_NC4as_T4_v9", /a\.carbon\.yaml:6:\d+: warning: .*did you mean Standard_NC4as_T4_v3/],
    ["a region", "francecentral", "francecentrl", /a\.carbon\.yaml:2:\d+: warning: .*did you mean francecentral/],
  ])("no build passes or fails on %s that no table knows: the place and the nearest names are said", (_, written, typo, said) => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small.replace(written, typo) });
    const { status, stdout, stderr } = run("check", join(folder, "a.carbon.yaml"));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(said);
    expect(stderr).toContain("Nothing was checked");
  });

  test.each([["check"], ["matrix"], ["report"]])("%s shows the figures where a duty stands above a veto, and ends with 2", (command) => {
    const contradicted = small.replace("output: { tokens: 300 }", "output: { tokens: 300 }, need: not-shown, obligation: { level: 50 %, reason: law }");
    const { status, stdout, stderr } = run(command, join(folderOf({ "main.py": main, "a.carbon.yaml": contradicted }), "a.carbon.yaml"));
    expect([status, stdout]).toEqual([2, expect.stringMatching(/4\.9 kg/)]);
    expect(stderr).toContain("contradict each other");
  });

  test("without a budget it says that nothing was checked", () => {
    expect(run("check", join(limits("{ plan: expected }"), "a.carbon.yaml")).stderr).toContain("no budget");
  });

  test("a total that is not known does not pass", () => {
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": small
        .replace("{ sku: Standard_NC4as_T4_v3 }", "{ sku: Standard_NC4as_T4_v3, deployment: serverless }")
        .replace("volume: { files: 1000/month }\n", ""),
    });
    const { status, stdout } = run("check", join(folder, "a.carbon.yaml"));
    expect(status).toBe(2);
    expect(stdout).toContain("cannot be checked");
    expect(stdout).not.toContain("keeps it in every month");
  });

  test("--base adds the difference and never changes the exit code", () => {
    const folder = limits("{ carbon: 1 kg/month }");
    writeFileSync(join(folder, "b.carbon.yaml"), small.replace("1000/month", "2000/month"));
    const file = join(folder, "a.carbon.yaml");
    const found = answer<{ difference: { kgCO2e: { decided: { base: number; now: number; change: number } } } }>(
      "check",
      file,
      "--base",
      join(folder, "b.carbon.yaml"),
      "--json",
    );
    const { base, now, change } = found.difference.kgCO2e.decided;
    expect(change).toBe(now - base);
    expect(change).toBeLessThan(0);
    expect(run("check", file, "--base", join(folder, "b.carbon.yaml")).status).toBe(1);
    expect(run("check", join(folder, "b.carbon.yaml"), "--base", file).status).toBe(0);
  });
});

test("check names the inputs that its result does without", () => {
  const sources = `measurements:\n  - { file: "mesures/*.json" }\n  - { file: "cut.json" }\n`;
  const folder = folderOf({ "main.py": main, "s.carbon.yaml": small + sources, "cut.json": '{"resourceSpans": [' });
  const scenario = join(folder, "s.carbon.yaml");
  const { status, stdout, stderr } = run("check", scenario, ...date);
  expect(status).toBe(2);
  expect(stdout).toContain(`Left out of this result: ${join(folder, "cut.json")}, ${scenario}:10.\n`);
  expect(stderr.split("\n").find((line) => line.startsWith(`${scenario}:10:`))).toMatch(/mesures\/\*\.json.*\[no-measurement-file\]/);
});

test("check names the endpoints with a model that no service of the scenario names", () => {
  const folder = folderOf({
    "main.py": main.replace('@app.get("/health")', '@app.post("/again")\ndef again():\n    return ollama.generate(model="llama3")\n\n@app.get("/health")'),
  });
  writeFileSync(join(folder, "s.carbon.yaml"), small);
  const { status, stdout } = run("check", join(folder, "s.carbon.yaml"), ...date);
  expect(status).not.toBe(2);
  expect(stdout).toMatch(/\nNot in this result, because no service of the scenario names it: POST \/again\.\n$/);
});
