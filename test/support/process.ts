import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** A child process of a test: its own pid is the only one that is ever ended. */
export interface Running {
  readonly process: ChildProcess;
  /** what it has written so far, both streams */
  output(): string;
  /** SIGTERM, then SIGKILL after `patience` ms; resolves when it has ended */
  stop(patience?: number): Promise<void>;
}

/** Starts a program without a shell. */
export function start(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Running {
  const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(String(error))));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    process: child,
    output: () => output,
    async stop(patience = 5_000) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), patience);
      await ended;
      clearTimeout(late);
    },
  };
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Tries until `ready` gives true, at most `seconds`; throws what the process has written when it never does. */
export async function waitFor(what: string, ready: () => Promise<boolean>, running: Running, seconds = 30): Promise<void> {
  for (let tries = 0; tries < seconds * 10; tries += 1) {
    if (running.process.exitCode !== null) break;
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come up: ${running.output().slice(-2_000)}`);
}
