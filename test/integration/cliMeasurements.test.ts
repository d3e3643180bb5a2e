import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/core/analysis/estimate";
import { answer, folderOf, main, run, runBeside, small } from "../support/cli";

// Measured figures from files and servers.

describe("measurements", () => {
  const measured = (seconds: number, requests: number) =>
    JSON.stringify({
      schema: "carbon-matrix/measurements@1",
      tool: { name: "carbon-matrix-asgi", version: "0.1.0" },
      process: { pid: 7, startedAt: "2026-11-01T00:00:00Z", writtenAt: "2026-11-21T00:00:00Z", cpuSeconds: 1000 },
      endpoints: [{ method: "POST", route: "/ask", requests, wallSeconds: seconds, cpuSeconds: seconds / 10 }],
    });
  const ask = (estimate: Estimate) => estimate.endpoints.find(({ id }) => id === "POST /ask");

  test("a file beside the scenario makes the figure measured", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small });
    expect(ask(answer<Estimate>("estimate", folder, "--json"))?.basis).toBe("modelled");
    mkdirSync(join(folder, ".carbon-matrix"));
    writeFileSync(join(folder, ".carbon-matrix/7.json"), measured(7000, 500));
    const found = ask(answer<Estimate>("estimate", folder, "--json"));
    expect(found?.basis).toBe("measured");
    expect(found?.perRequest.seconds?.central).toBeCloseTo(14, 6);
    expect(run("estimate", folder).stdout).toMatch(/POST \/ask .* work measured, waiting modelled /);
  });

  test("a pattern of the scenario counts from the scenario's folder", () => {
    const folder = folderOf({
      "app/main.py": main,
      "plans/a.carbon.yaml": `${small}measurements:\n  - { file: "../metrics/**/{one,two}-*.json" }\n`,
      "metrics/deep/er/two-7.json": measured(7000, 500),
      "metrics/deep/three-7.json": measured(1, 500),
    });
    const found = answer<Estimate>("estimate", join(folder, "app"), "--scenario", join(folder, "plans/a.carbon.yaml"), "--json");
    expect(ask(found)?.perRequest.seconds?.central).toBeCloseTo(14, 6);
  });

  test("a broken file is a problem with its place, the figure stays modelled, and the exit code is 2", () => {
    const folder = folderOf({ "main.py": main, "a.carbon.yaml": small, ".carbon-matrix/bad.json": '{"schema": "carbon-matrix/measurements@1", ' });
    const { status, stdout, stderr } = run("estimate", folder);
    expect(status).toBe(2);
    expect(stdout).toContain("modelled");
    expect(stderr).toContain(".carbon-matrix/bad.json gave no measurement, so these figures are without it, and the exit code is 2.");
    expect(run("check", join(folder, "a.carbon.yaml")).status).toBe(2);
  });

  test.each([
    ["a file without a row that can be read", "m/emissions.csv", 2, "m/emissions.csv"],
    ["a file that is not there", "m/none.csv", 2, "m/none.csv"],
    ["a pattern that names none yet", "m/*.json", 0, ""],
  ])("what a list of sources names and gives nothing ends with 2: %s", (_, file, status, named) => {
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": `${small}measurements:\n  - { file: "${file}" }\n`,
      "m/emissions.csv": "timestamp,project_name,run_id,duration,emissions,energy_consumed\n2026-11-23T11:00:00,api,a,n/a,0.01,0.03\n",
    });
    for (const args of [["estimate", folder], ...["matrix", "check", "report", "what-if"].map((name) => [name, join(folder, "a.carbon.yaml")])]) {
      const done = run(...args);
      expect([args[0], done.status]).toEqual([args[0], status]);
      if (named !== "") expect(done.stderr).toContain(`${named} gave no measurement, so these figures are without it, and the exit code is 2.`);
    }
  });

  test("a server is asked only with --fetch, and one that does not answer is a problem and an exit code of 2, after the answer", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(500, { "content-type": "text/html" }).end("<html>no</html>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address() as AddressInfo;
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": `${small}measurements:\n  - { prometheus: "http://127.0.0.1:${address.port}", profile: fastapi-instrumentator }\n`,
    });
    const quiet = await runBeside("estimate", folder);
    expect([quiet.status, asked]).toEqual([0, []]);
    expect(quiet.stderr).toContain("--fetch");
    const loud = await runBeside("estimate", folder, "--fetch");
    const checked = await runBeside("check", join(folder, "a.carbon.yaml"), "--fetch");
    writeFileSync(join(folder, "a.carbon.yaml"), readFileSync(join(folder, "a.carbon.yaml"), "utf8").replace("5 kg/month", "1 g/month"));
    const over = await runBeside("check", join(folder, "a.carbon.yaml"), "--fetch");
    server.close();
    expect([loud, checked, over].map(({ status, stderr }) => [status, stderr.match(/exit code is \d/g)])).toEqual([
      [2, ["exit code is 2"]],
      [2, ["exit code is 2"]],
      [1, ["exit code is 1"]],
    ]);
    expect(loud.status).toBe(2);
    expect(asked.length).toBeGreaterThan(0);
    expect(loud.stderr).toContain(`127.0.0.1:${address.port}`);
    expect(loud.stdout).toContain("modelled");
  });

  test("a server that answers without data, or without a request, gave nothing: exit code 2 of every command that asks", async () => {
    let known: readonly unknown[] = [];
    const server = createServer(async (request, response) => {
      const query = await text(request);
      // None failed.
      const result = query.includes("status") ? [] : known;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ status: "success", data: { resultType: "vector", result } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const folder = folderOf({
      "main.py": main,
      "a.carbon.yaml": `${small}measurements:\n  - { prometheus: "http://127.0.0.1:${port}", profile: fastapi-instrumentator }\n`,
    });
    const scenario = join(folder, "a.carbon.yaml");
    const codes = async () => {
      const runs = [["estimate", folder], ...["check", "report", "matrix"].map((name) => [name, scenario]), ["what-if", scenario]];
      const found: (number | null)[] = [];
      for (const args of runs) found.push((await runBeside(...args, "--fetch")).status);
      return found;
    };
    const empty = await codes();
    const changed = await runBeside("what-if", scenario, "--set", "volume.files=9/month", "--fetch");
    expect(changed.stderr.match(/^Asking /gm)).toHaveLength(1);
    expect(changed.stderr).toContain("[prometheus-empty]");
    const sample = (value: string) => [{ metric: { method: "POST", handler: "/ask", job: "api" }, value: [1_795_000_000, value] }];
    known = sample("0");
    const unused = (await runBeside("estimate", folder, "--fetch")).status;
    known = sample("40");
    const used = (await runBeside("estimate", folder, "--fetch")).status;
    server.close();
    expect({ empty, unused, used }).toEqual({ empty: [2, 2, 2, 2, 2], unused: 2, used: 0 });
  });

  test("files of the probe beside a list that does not name them are not read, and that is said", () => {
    const write = (measurements: string) =>
      folderOf({ "main.py": main, "a.carbon.yaml": `${small}${measurements}`, ".carbon-matrix/7.json": measured(7000, 500), "m/8.json": measured(70, 500) });
    const seen = (measurements: string) => {
      const found = answer<Estimate>("estimate", write(measurements), "--json");
      return [ask(found)?.basis, found.problems.filter(({ code }) => code === "probe-files-not-read").map(({ severity, line }) => `${severity} ${line}`)];
    };
    const line = small.split("\n").length;
    expect(seen("")).toEqual(["measured", []]);
    expect(seen("measurements: []\n")).toEqual(["modelled", []]);
    expect(seen('measurements:\n  - { prometheus: "http://127.0.0.1:9" }\n')).toEqual(["modelled", [`information ${line}`]]);
    expect(seen('measurements:\n  - { file: "m/*.json" }\n')).toEqual(["measured", [`information ${line}`]]);
    expect(seen('measurements:\n  - { prometheus: "http://127.0.0.1:9" }\n  - { file: "**/7.json" }\n')).toEqual(["measured", []]);
  });
});
