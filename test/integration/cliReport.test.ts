import { linkSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/core/analysis/estimate";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { Interval } from "../../src/core/quantity/interval";
import { answer, date, example, folderOf, main, run, scenario, sleeping, small } from "../support/cli";

// The decision report of the founding case, in its forms.

describe("the founding case", () => {
  test("two always-on machines: stop generation, which frees a whole machine", () => {
    const matrix = answer<Matrix>("matrix", scenario, "--json", ...date);
    const levels = (service: string) => new Set(matrix.rows.filter((row) => row.service === service).map((row) => row.recommended));
    expect(levels("generation")).toEqual(new Set([0]));
    expect(levels("transcription")).toEqual(new Set([1]));
    expect(matrix.hosts.map(({ name, on }) => [name, on.baseline, on.decided, on.recommended])).toEqual([
      ["speech", true, true, true],
      ["text", true, false, false],
    ]);
    expect(matrix.plans.baseline.overshootMonth).toBe("2027-01");
    expect(matrix.total.feasible).toBe(true);
    expect(run("check", scenario, ...date).status).toBe(0);
  });

  test("machines that sleep: over the budget inside the horizon, and something else to stop", () => {
    const matrix = answer<Matrix>("matrix", sleeping, "--json", ...date);
    expect(matrix.total.overshootMonth).toMatch(/^2027-(0[2-9]|1[0-2])$/);
    expect(matrix.hosts.every(({ fixed }) => central(fixed) === 0)).toBe(true);
    expect(matrix.plans.recommended.feasible).toBe(true);
    expect(run("check", sleeping, ...date).status).toBe(1);
  });

  test("the report starts with what to stop and ends with every factor and its source", () => {
    const { status, stdout } = run("report", scenario, ...date);
    expect(status).toBe(0);
    expect(stdout.slice(0, 1500)).toMatch(/Stop generation\..*text/s);
    const { factors } = answer<Estimate>("estimate", example, "--scenario", scenario, "--json", ...date);
    expect(factors.length).toBeGreaterThan(5);
    expect(factors.filter(({ id, year }) => year < 2000 || !stdout.includes(`| ${id} |`))).toEqual([]);
    expect(stdout).not.toMatch(/neutral|undefined|NaN|\[object/);
  });

  test("the report in French, and in its other forms", () => {
    expect(run("report", scenario, "--lang", "fr", ...date).stdout).toContain("## En une minute");
    const rows = run("report", scenario, "--format", "csv", "--lang", "fr", ...date)
      .stdout.trim()
      .split("\r\n");
    expect(rows).toHaveLength(13);
    expect(rows[1]).toMatch(/^transcription;fr;.*;\d+,\d+;/);
    const out = join(folderOf({}), "report.html");
    expect(run("report", scenario, "--out", out, ...date).stdout).toBe("");
    expect(readFileSync(out, "utf8")).toMatch(/^<!DOCTYPE html>/);
    const { matrix } = answer<{ matrix: Matrix }>("report", scenario, "--format", "json", ...date);
    expect(matrix).toEqual(answer<Matrix>("matrix", scenario, "--json", ...date));
  });

  test("a report is written over an earlier one, and over nothing that it is made from", () => {
    const measured = JSON.stringify({
      schema: "carbon-matrix/measurements@1",
      tool: { name: "carbon-matrix-asgi", version: "0.1.0" },
      process: { pid: 7, startedAt: "2026-11-01T00:00:00Z", writtenAt: "2026-11-21T00:00:00Z", cpuSeconds: 1 },
      endpoints: [],
    });
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": small,
      "base.carbon.yaml": small,
      "old.json": "",
      ".carbon-matrix/m.json": measured,
      "README.md": "# Ours\n",
      "main.py.md": main,
    });
    const path = (name: string) => join(folder, name);
    symlinkSync(path("a.carbon.yaml"), path("link.md"));
    linkSync(path("a.carbon.yaml"), path("twin.md"));
    symlinkSync(folder, path("same"), "dir");
    symlinkSync(path("later.md"), path("new.md"));
    const report = (...args: readonly string[]) => run("report", path("a.carbon.yaml"), ...args, ...date);
    expect(report("--format", "json", "--out", path("old.json")).status).toBe(0);
    const record = readFileSync(path("old.json"), "utf8");
    const refused: readonly (readonly string[])[] = [
      ["--format", "md", "--out", path("a.carbon.yaml")],
      ["--out", path("link.md")],
      ["--out", path("twin.md")],
      ["--format", "md", "--out", path("same/a.carbon.yaml")],
      ["--format", "md", "--base", path("base.carbon.yaml"), "--out", path("same/base.carbon.yaml")],
      ["--base-factors", path("old.json"), "--out", path("old.json")],
    ];
    for (const args of refused) {
      const { status, stderr } = report(...args);
      expect([args, status, stderr]).toEqual([args, 2, expect.stringContaining("which the report is made from")]);
    }
    for (const name of [".carbon-matrix/m.json", "main.py.md", "README.md"]) {
      const { status, stderr } = report("--out", path(name));
      expect([name, status, stderr]).toEqual([name, 2, expect.stringContaining("is no report of ours, and was left as it is")]);
    }
    expect([small, small, record, measured, "# Ours\n"]).toEqual(
      ["a.carbon.yaml", "base.carbon.yaml", "old.json", ".carbon-matrix/m.json", "README.md"].map((name) => readFileSync(path(name), "utf8")),
    );
    expect(report("--out", path("old.json")).status).toBe(0);
    expect(report("--out", path("new.md")).status).toBe(0);
    expect(readFileSync(path("later.md"), "utf8")).toMatch(/^# /);
  });
});

function central(interval: Interval | null): number {
  return interval?.central ?? Number.NaN;
}
