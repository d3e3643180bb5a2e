import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

// The server for assistants as a process: lines in, lines out, nothing else on its output.

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const scratch = mkdtempSync(join(tmpdir(), "carbon-matrix-mcp-"));
const project = join(scratch, "project");
const scenario = join(project, "editorial.carbon.yaml");

interface Answer {
  readonly id: unknown;
  readonly result?: {
    readonly protocolVersion?: string;
    readonly serverInfo?: { readonly name: string };
    readonly tools?: readonly {
      readonly name: string;
      readonly inputSchema: { readonly required: readonly string[]; readonly properties: Record<string, unknown> };
    }[];
    readonly content?: readonly { readonly text: string }[];
    readonly structuredContent?: unknown;
    readonly isError?: boolean;
  };
  readonly error?: { readonly code: number; readonly message: string };
}

let child: ChildProcess | undefined;

beforeAll(() => {
  cpSync(join(root, "examples/editorial-api"), project, { recursive: true });
  mkdirSync(join(scratch, "secret"));
  writeFileSync(join(scratch, "secret", "other.py"), 'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/secret-route")\ndef f(): ...\n');
  writeFileSync(join(scratch, "secret", "m.json"), "{}");
});
afterEach(() => {
  child?.kill();
  child = undefined;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function start(...args: readonly string[]) {
  const made = spawn(process.execPath, [cli, "mcp", ...args], { cwd: project, env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });
  child = made;
  const waiting: ((line: string) => void)[] = [];
  const ready: string[] = [];
  let rest = "";
  // A chunk may end within a character.
  made.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    rest += chunk;
    const parts = rest.split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) (waiting.shift() ?? ((one) => ready.push(one)))(line);
  });
  const next = () =>
    new Promise<Answer>((resolve) => (ready.length > 0 ? resolve(JSON.parse(ready.shift() as string)) : waiting.push((line) => resolve(JSON.parse(line)))));
  const send = (line: string) => made.stdin.write(`${line}\n`);
  let id = 0;
  const ask = (method: string, params?: unknown) => {
    send(JSON.stringify({ jsonrpc: "2.0", id: ++id, method, ...(params === undefined ? {} : { params }) }));
    return next();
  };
  const call = (name: string, args: unknown) => ask("tools/call", { name, arguments: args });
  return { ask, call, send, next, made };
}

const json = (...args: readonly string[]): unknown =>
  JSON.parse(spawnSync(process.execPath, [cli, ...args, "--json"], { encoding: "utf8", maxBuffer: 1 << 28 }).stdout);
const withoutTiming = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "timing" ? undefined : part)));

test("it introduces itself, lists its tools, and ends with its input", async () => {
  const { ask, send, made } = start();
  const hello = await ask("initialize", { protocolVersion: "2025-03-26", capabilities: {}, clientInfo: { name: "test", version: "1" } });
  expect(hello.result).toMatchObject({ protocolVersion: "2025-03-26", serverInfo: { name: "carbon-matrix" }, capabilities: { tools: {} } });
  expect((await ask("initialize", { protocolVersion: "1999-01-01" })).result?.protocolVersion).toBe("2025-06-18");
  send(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }));
  expect(await ask("ping")).toMatchObject({ result: {} });
  const { result } = await ask("tools/list");
  expect(result?.tools?.map(({ name }) => name)).toEqual(["routes", "estimate", "matrix", "check", "what-if"]);
  for (const { inputSchema } of result?.tools ?? []) {
    expect(inputSchema).toMatchObject({ type: "object" });
    for (const key of inputSchema.required) expect(Object.keys(inputSchema.properties)).toContain(key);
    expect(Object.keys(inputSchema.properties)).not.toContain("fetch");
  }
  made.stdin.end();
  expect(await new Promise((resolve) => made.on("close", resolve))).toBe(0);
});

test("a tool answers what the command line prints", async () => {
  const { call } = start();
  const date = "2026-11-23";
  const answers = [
    [await call("routes", {}), json("routes", project)],
    [await call("estimate", { folder: ".", scenario: "editorial.carbon.yaml", date }), json("estimate", project, "--scenario", scenario, "--date", date)],
    [await call("matrix", { scenario: "editorial.carbon.yaml", date }), json("matrix", scenario, "--date", date)],
    [
      await call("check", { scenario, date, base: "editorial-scale-to-zero.carbon.yaml" }),
      json("check", scenario, "--base", join(project, "editorial-scale-to-zero.carbon.yaml"), "--date", date),
    ],
    [
      await call("what-if", { scenario, date, set: ["hosts.text.deployment=scale-to-zero", "volume.growth=2 %/month"] }),
      json("what-if", scenario, "--set", "hosts.text.deployment=scale-to-zero", "--set", "volume.growth=2 %/month", "--date", date),
    ],
    [await call("what-if", { scenario, date, endpoint: "POST /translate" }), json("what-if", scenario, "--endpoint", "POST /translate", "--date", date)],
  ] as const;
  for (const [{ result }, printed] of answers) {
    expect(result?.isError).toBe(false);
    expect(withoutTiming(result?.structuredContent)).toEqual(withoutTiming(printed));
    expect(JSON.parse(result?.content?.[0]?.text ?? "")).toEqual(result?.structuredContent);
  }
});

test("what cannot be done is said to the assistant, and the server goes on", async () => {
  const { call, ask } = start();
  expect((await call("what-if", { scenario, set: ["hosts.speach.replicas=2"] })).result).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining("Did you mean speech?") }],
  });
  expect((await call("matrix", { scenario: "absent.carbon.yaml" })).result).toMatchObject({ isError: true });
  expect((await call("matrix", {})).error).toMatchObject({ code: -32602 });
  expect((await call("matrix", { scenario, fetch: true })).error?.message).toContain("fetch");
  expect((await call("matrix", { scenario: 5 })).error?.code).toBe(-32602);
  expect((await call("what-if", { scenario, set: "volume" })).result?.isError).toBe(true);
  expect((await call("what-if", { scenario, set: [5] })).error?.code).toBe(-32602);
  expect((await call("delete-everything", {})).error?.code).toBe(-32602);
  expect((await ask("tools/call", { name: "matrix", arguments: [1] })).error?.code).toBe(-32602);
  expect((await ask("resources/list")).error?.code).toBe(-32601);
  expect((await ask("ping")).result).toEqual({});
});

test.each<[string, string, number, unknown]>([
  ["no JSON", "{", -32700, null],
  ["no object", "5", -32600, null],
  ["null", "null", -32600, null],
  ["another version", '{"id":1,"method":"ping"}', -32600, null],
  ["no method", '{"jsonrpc":"2.0","id":7}', -32600, 7],
  ["an id that is none", '{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600, null],
  ["parameters that are none", '{"jsonrpc":"2.0","id":1,"method":"ping","params":3}', -32602, 1],
  ["an empty batch", "[]", -32600, null],
  ["a name from the prototype", '{"jsonrpc":"2.0","id":1,"method":"__proto__"}', -32601, 1],
  ["a line without end", `{"jsonrpc":"2.0","id":1,"method":"${"x".repeat(5 * 1024 * 1024)}"}`, -32600, null],
])("malformed input, %s: an error, and the next question is answered", async (_, line, code, id) => {
  const { send, next, ask } = start();
  send(line);
  expect(await next()).toMatchObject({ jsonrpc: "2.0", id, error: { code } });
  expect((await ask("ping")).result).toEqual({});
});

test("notifications and stray answers are not answered; a batch is", async () => {
  const { send, next } = start();
  send('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}');
  send('{"jsonrpc":"2.0","id":3,"result":{}}');
  send("");
  send('[{"jsonrpc":"2.0","id":"a","method":"ping"},{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":"b","method":"nope"}]');
  expect(await next()).toMatchObject([
    { id: "a", result: {} },
    { id: "b", error: { code: -32601 } },
  ]);
});

test("a path counts from the folder that the server was given, wherever it was started", async () => {
  const { call } = start(root);
  const { result } = await call("estimate", { folder: "examples/editorial-api", scenario: "examples/editorial-api/editorial.carbon.yaml" });
  expect(result?.isError).toBeFalsy();
  expect(JSON.stringify(result?.structuredContent)).toContain("POST /transcribe");
  expect((await call("matrix", { scenario: 3 })).error?.message).toContain("scenario must be text");
});

test.each([
  ["a parent", ".."],
  ["an absolute path", "/etc"],
  ["a way round", "editorial/../../secret"],
  ["a name that only begins like the folder", `${project}-evil`],
  ["an option", "--help/../.."],
  ["a NUL", "a\0b"],
])("nothing outside its folders is read: %s", async (_, folder) => {
  const { call } = start();
  for (const args of [{ folder }, { folder: ".", scenario: `${folder}/x.carbon.yaml` }]) {
    const { error } = await call("estimate", args);
    expect(error?.code).toBe(-32602);
  }
});

test("links, and measurement files that a scenario names, lead nowhere else either", async () => {
  symlinkSync(join(scratch, "secret"), join(project, "linked"));
  symlinkSync(join(scratch, "secret", "other.py"), join(project, "stolen.py"));
  writeFileSync(
    join(project, "greedy.carbon.yaml"),
    'version: 1\nmeasurements:\n  - { file: "../secret/m.json" }\n  - { prometheus: "http://127.0.0.1:9/" }\n',
  );
  const { call } = start();
  expect((await call("routes", { folder: "linked" })).error?.code).toBe(-32602);
  expect(JSON.stringify((await call("routes", {})).result?.structuredContent)).not.toContain("secret-route");
  const greedy = await call("matrix", { scenario: "greedy.carbon.yaml" });
  expect(JSON.stringify(greedy.result?.structuredContent)).toContain("measurement-outside");
});

test("several folders may be named, one that is missing is refused", async () => {
  const { call, ask } = start(join(scratch, "secret"), project);
  expect((await ask("tools/list")).result?.tools?.[0]?.inputSchema.required).toEqual(["folder"]);
  expect(JSON.stringify((await call("routes", { folder: join(scratch, "secret") })).result?.structuredContent)).toContain("secret-route");
  expect((await call("routes", {})).error?.code).toBe(-32602);
  const { status, stderr } = spawnSync(process.execPath, [cli, "mcp", join(scratch, "absent")], { encoding: "utf8", input: "" });
  expect([status, stderr]).toEqual([2, expect.stringContaining("absent")]);
});
