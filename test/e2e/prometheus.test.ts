import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inRoot } from "../../src/build/paths.mjs";
import { type Editor, lensTexts, startEditor } from "../support/editorHost";
import { freePort, type Running, start, waitFor } from "../support/process";
import { prometheusOrReason, type RunningPrometheus, startPrometheus } from "../support/prometheus";
import { pythonEnvOrReason } from "../support/pythonEnv";
import { runCommand } from "../support/widgets";

// A real Prometheus has watched a real FastAPI application; the editor asks it when its user says so, and never before.
const probe = fileURLToPath(new URL("../integration/probe", import.meta.url));
const packages = ["fastapi", "uvicorn", "prometheus-fastapi-instrumentator", "starlette-exporter", "opentelemetry-sdk", "opentelemetry-exporter-prometheus"];
const env = pythonEnvOrReason("fastapi-exporters", packages);
const { program, reason: noServer } = prometheusOrReason();
const reason = env.reason ?? noServer;
const refresh = "Carbon Matrix: Read Measurements Again";
const scenario = "measured.carbon.yaml";
const requests = 60;

describe.skipIf(reason !== null)(reason === null ? "a real Prometheus" : `a real Prometheus (${reason})`, () => {
  let application: Running | undefined;
  let prometheus: RunningPrometheus | undefined;

  beforeAll(async () => {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    application = start(env.python, ["serve.py", "instrumented:app", String(port), "600"], {
      cwd: probe,
      env: { PYTHONPATH: inRoot("src", "probe"), PYTHONDONTWRITEBYTECODE: "1" },
    });
    await waitFor("the application", async () => (await fetch(`${base}/metrics`)).ok, application);
    prometheus = await startPrometheus(program, [{ job: "api", port, path: "/metrics" }]);
    await prometheus.scraped("api", 2);
    await fetch(`${base}/slow`);
    await prometheus.scraped("api", 2);
    for (let done = 0; done < requests; done += 1) await (await fetch(`${base}/slow`)).arrayBuffer();
    await prometheus.scraped("api", 3);
  });
  afterAll(async () => {
    await prometheus?.stop();
    await application?.stop();
  });

  /** The fixture, with its measurements on a server. */
  const open = (url: string, restricted = false): Promise<Editor> =>
    startEditor({
      workspace: inRoot("test", "fixtures", "e2e", "measured"),
      prepare: (folder) => writeFileSync(join(folder, scenario), readFileSync(join(folder, scenario), "utf8").replace("http://127.0.0.1:9090", url)),
      file: "app.py",
      restricted,
    });
  const watching = (): string => prometheus?.url ?? "";

  const lens = async ({ page }: Editor): Promise<string> => {
    await page.locator(".codelens-decoration").first().waitFor({ timeout: 30_000 });
    return (await lensTexts(page))[0] ?? "";
  };

  test("figures are modelled until the user asks the server, and measured then", async () => {
    const editor = await open(watching());
    expect(await lens(editor)).toContain("modelled");
    await runCommand(editor.page, refresh);
    await editor.page.locator(".codelens-decoration", { hasText: "· work measured, waiting modelled" }).waitFor({ timeout: 30_000 });
  });

  test("in Restricted Mode no server is asked, and the editor says why", async () => {
    const editor = await open(watching(), true);
    expect(await lens(editor)).toContain("modelled");
    await runCommand(editor.page, refresh);
    await editor.page.locator(".notification-toast", { hasText: "Restricted Mode" }).waitFor();
    expect(await lens(editor)).toContain("modelled");
  });

  test("a server that does not answer is an error with its address, and the figures stay", async () => {
    const editor = await open(`http://127.0.0.1:${await freePort()}`);
    const before = await lens(editor);
    await runCommand(editor.page, refresh);
    await editor.page.locator(".notification-toast", { hasText: "127.0.0.1" }).filter({ hasText: "cannot" }).waitFor();
    expect(await lens(editor)).toBe(before);
  });
});
