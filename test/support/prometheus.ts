import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, type Running, start, waitFor } from "./process";

const cache = fileURLToPath(new URL("../../.cache/prometheus", import.meta.url));

/**
 * The Prometheus program: the machine's own, or Debian's package unpacked under `.cache/prometheus`. Unpacked, not installed, so that no
 * service starts and nothing of the machine changes. The reason why there is none is printed, for a test that skips.
 */
export function prometheusOrReason(): { readonly program: string; readonly reason: string | null } {
  const program = join(cache, "usr/bin/prometheus");
  for (const found of ["/usr/bin/prometheus", "/usr/local/bin/prometheus", program]) if (existsSync(found)) return { program: found, reason: null };
  const reason = download();
  if (reason !== null) console.warn(`SKIPPED: ${reason}`);
  return { program, reason };
}

function download(): string | null {
  console.log("Fetching Debian's package prometheus into .cache/prometheus (first run only) ...");
  const folder = mkdtempSync(join(tmpdir(), "prometheus-package-"));
  try {
    let fetched = run("apt-get", ["download", "prometheus"], folder);
    if (fetched !== null && process.getuid?.() === 0) {
      // A fresh machine has no package lists yet.
      run("apt-get", ["update", "-q"], folder);
      fetched = run("apt-get", ["download", "prometheus"], folder);
    }
    const archive = readdirSync(folder).find((file) => file.endsWith(".deb"));
    if (archive === undefined) return `no Prometheus: apt-get download prometheus failed: ${fetched}`;
    const unpacked = run("dpkg-deb", ["-x", join(folder, archive), join(folder, "x")], folder);
    if (unpacked !== null) return `no Prometheus: its package cannot be unpacked: ${unpacked}`;
    mkdirSync(join(cache, "usr/bin"), { recursive: true });
    // By a rename, so that a test file beside this one never sees half a program.
    const ready = join(cache, `prometheus.${process.pid}`);
    copyFileSync(join(folder, "x/usr/bin/prometheus"), ready);
    renameSync(ready, join(cache, "usr/bin/prometheus"));
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null, or the last line of what the command complained about. */
function run(command: string, args: readonly string[], cwd: string): string | null {
  const result = spawnSync(command, args, { cwd, encoding: "utf8", timeout: 120_000 });
  return result.status === 0 ? null : (`${result.stderr ?? ""}${result.error?.message ?? ""}`.trim().split("\n").at(-1) ?? "?");
}

export interface Target {
  readonly job: string;
  readonly port: number;
  readonly path: string;
}

/** A Prometheus server on loopback with a configuration and a folder of its own, which scrapes every second. */
export interface RunningPrometheus {
  readonly url: string;
  /** resolves when `job` has been scraped `more` times from now on */
  scraped(job: string, more: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startPrometheus(program: string, targets: readonly Target[]): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), "prometheus-test-"));
  const jobs = targets.map(
    ({ job, port, path }) => `  - job_name: ${job}\n    metrics_path: ${path}\n    static_configs:\n      - targets: ["127.0.0.1:${port}"]\n`,
  );
  writeFileSync(join(folder, "prometheus.yml"), `global:\n  scrape_interval: 1s\nscrape_configs:\n${jobs.join("")}`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // coreutils' timeout ends the server even when the test run is killed before it can
  const options = [`--config.file=${join(folder, "prometheus.yml")}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=127.0.0.1:${port}`];
  const running: Running = start("timeout", ["--signal=TERM", "240", program, ...options, "--log.level=error"]);
  const stop = async (): Promise<void> => {
    await running.stop(10_000);
    rmSync(folder, { recursive: true, force: true });
  };
  const scrapes = async (job: string): Promise<number> => {
    const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(`count_over_time(up{job="${job}"}[10m])`)}`);
    const { data } = (await response.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
    return Number(data.result[0]?.value[1] ?? 0);
  };
  try {
    await waitFor("Prometheus", async () => (await fetch(`${url}/-/ready`)).ok, running);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    async scraped(job, more) {
      const before = await scrapes(job);
      await waitFor(`scrape of ${job}`, async () => (await scrapes(job)) >= before + more, running, 60);
    },
  };
}
