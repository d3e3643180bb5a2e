import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { Interval } from "../../src/core/quantity/interval";
import { answer, date, run, scenario } from "../support/cli";

// Changes that are tried: asked for, or suggested.

test("what-if shows the effect of a change and leaves the file as it is", () => {
  const before = readFileSync(scenario, "utf8");
  const found = answer<{ before: { plans: Matrix["plans"] }; after: { plans: Matrix["plans"] } }>(
    "what-if",
    scenario,
    "--set",
    "volume.files=1000/month",
    "--set",
    "hosts.text.replicas=2",
    "--json",
    ...date,
  );
  expect(central(found.after.plans.baseline.kgCO2e)).toBeGreaterThan(1.4 * central(found.before.plans.baseline.kgCO2e));
  expect(readFileSync(scenario, "utf8")).toBe(before);
  for (const [wrong, said] of [
    ["hosts.text.deployment=sleepy", "sleepy is not one of the words"],
    ["volume.files=1,5", "1,5 has no unit"],
    ["version=2", "Version 2 is not known here"],
  ] as const) {
    const { status, stderr } = run("what-if", scenario, "--set", "hosts.text.replicas=2", "--set", wrong, ...date);
    expect(`${status} ${stderr}`).toContain(`2 carbon-matrix: --set ${wrong}: ${said}`);
    expect(stderr).not.toContain(".carbon.yaml");
  }
});

test("what-if takes lists, quotes, units and removals, and teaches about paths and values that cannot be", () => {
  const after = (...changes: readonly string[]) =>
    answer<{ after: { total: Matrix["total"] }; set: unknown; removed: unknown }>("what-if", scenario, ...changes, "--json", ...date);
  expect(after("--remove", "budget.carbon")).toMatchObject({ set: [], removed: ["budget.carbon"], after: { total: { budget: { carbon: null, cost: 900 } } } });
  expect(after("--set", "budget.carbon=null")).toMatchObject({ removed: ["budget.carbon"] });
  const many = after(
    "--set",
    "services.generation.input.media=[text, audio]",
    "--set",
    'services.generation.model="llama3.2:3b"',
    "--set",
    "volume.growth=2 %/month",
  );
  expect(many.set).toEqual([
    { path: "services.generation.input.media", value: ["text", "audio"] },
    { path: "services.generation.model", value: "llama3.2:3b" },
    { path: "volume.growth", value: "2 %/month" },
  ]);
  for (const [changes, words] of [
    [["--set", "hosts.speach.replicas=2"], "Did you mean speech?"],
    [["--set", "volume.flies=3/month"], "Did you mean files?"],
    [["--set", "services.a.b.modl=x"], "There is no b in services.a"],
    [["--set", "volume.files.x=3"], "Nothing stands below volume.files"],
    [["--set", "volume.files=800"], "800 has no unit"],
    [["--set", "volume.files="], "PATH=VALUE"],
    [["--remove", "budget.carbn"], "Did you mean carbon?"],
    [["--set", "region=uksouth", "--endpoint", "POST /transcribe"], "--endpoint"],
    [["--endpoint", "POST /elsewhere"], "No service of the scenario serves POST /elsewhere"],
  ] as const) {
    const { status, stderr, stdout } = run("what-if", scenario, ...changes, ...date);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
  }
});

test("what-if says when a change brings a machine that serves nothing", () => {
  const { status, stderr } = run("what-if", scenario, "--set", "hosts.reserve.sku=Standard_NC4as_T4_v3", ...date);
  expect(stderr).toContain("No service runs on host reserve");
  expect(status).not.toBe(2);
});

test("what-if without a change ranks what could be changed, and each suggestion can be asked for", () => {
  interface Ranked {
    readonly before: { readonly decided: number };
    readonly suggestions: readonly {
      readonly label: string;
      readonly set: readonly string[];
      readonly after: { readonly decided: number };
      readonly change: { readonly decided: number };
    }[];
  }
  const { before, suggestions } = answer<Ranked>("what-if", scenario, "--json", ...date);
  const kg = suggestions.map(({ change }) => change.decided);
  expect(kg).toEqual([...kg].sort((a, b) => a - b));
  const asked = suggestions.find(({ label }) => label === "speech: on 50 h a week");
  const again = answer<{ after: { plans: Matrix["plans"] }; before: { plans: Matrix["plans"] } }>(
    "what-if",
    scenario,
    ...(asked?.set ?? []).flatMap((one) => ["--set", one]),
    "--json",
    ...date,
  );
  expect(central(again.before.plans.decided.kgCO2e)).toBe(before.decided);
  expect(central(again.after.plans.decided.kgCO2e)).toBe(asked?.after.decided);
  expect(run("what-if", scenario, "--endpoint", "POST /transcribe", ...date).stdout).toContain("What would change the decided plan");
  const text = run("what-if", scenario, "--endpoint", "POST /transcribe", "--lang", "fr", ...date).stdout;
  expect(text).toContain("speech\u00a0: arrêtée entre les requêtes");
  expect(text).toContain("le modèle ne compte guère");
});

function central(interval: Interval | null): number {
  return interval?.central ?? Number.NaN;
}
