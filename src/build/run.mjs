import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";

/** A step that failed for a reason its user can act on: the message is the whole output, without a stack. */
export class Failure extends Error {}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} title */
export function heading(title) {
  say(`\n── ${title} ${"─".repeat(Math.max(3, 76 - title.length))}`);
}

/** @param {number} since from `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs a program to its end and gives its exit code and output; it never throws for a program that fails or is missing.
 * With `progress` its output is kept back and one line every ten seconds says that it is still going;
 * without, the output is shown as it comes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, progress?: string, timeoutMs?: number, silent?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string, answer: string }>} `answer` is its standard output, `output` both
 */
export function run(command, args, options = {}) {
  const start = performance.now();
  const kept = options.progress !== undefined || options.silent === true;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: kept ? ["ignore", "pipe", "pipe"] : "inherit",
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let output = "";
    let answer = "";
    child.stdout?.setEncoding("utf8").on("data", (part) => {
      output += part;
      answer += part;
    });
    child.stderr?.setEncoding("utf8").on("data", (part) => {
      output += part;
    });
    if (options.progress !== undefined) say(`${options.progress} ...`);
    const ticker = options.progress === undefined ? undefined : setInterval(() => say(`  still going (${seconds(start)})`), 10_000);
    /** @param {number} code */
    const finish = (code) => {
      clearInterval(ticker);
      if (options.progress !== undefined && code === 0) say(`  done in ${seconds(start)}`);
      resolve({ code, output, answer });
    };
    child.on("error", (error) => {
      output += error.message;
      finish(127);
    });
    child.on("close", (code) => finish(code ?? 1));
  });
}

/**
 * The same for a program that must succeed: a failure ends the script with `advice` and the last lines of the output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} advice what failed and what to do next
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function must(command, args, advice, options) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output;
  const last = output.trim().split("\n").slice(-15).join("\n");
  throw new Failure(`${advice}\n  command: ${[command, ...args].join(" ")} (exit code ${code})${last ? `\n${last}` : ""}`);
}

/**
 * Where a command is found on PATH, or null.
 * @param {string} command
 */
export function find(command) {
  const names = process.platform === "win32" ? [`${command}.exe`, `${command}.cmd`] : [command];
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/**
 * The frame of a script: a `Failure` prints its sentence, anything else its stack; both end with exit code 1.
 * @param {() => Promise<void>} body
 */
export async function script(body) {
  try {
    await body();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Failure ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
