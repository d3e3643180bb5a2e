import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import { analyze } from "../../../../src/core/analyze";
import type { Workload } from "../../../../src/core/routes/route";
import type { Snapshot } from "../../../../src/core/snapshot";
import { suggest } from "../../../../src/core/whatIf/suggest";
import { route } from "../../measurements/routes";

const model = "mistralai/Mistral-7B-Instruct-v0.3";

function snapshot(work: Partial<Workload>, service = ""): Snapshot {
  const found: Workload = { task: "generation", library: "transformers", engine: "transformers", model, file: "main.py", line: 4, ...work };
  return {
    language: "en",
    today: "2026-11-26",
    code: { routes: [{ ...route("POST /chat"), workloads: [found] }], problems: [], timing: { files: 1, parsed: 1, ms: 0 } },
    scenario: {
      file: "a.carbon.yaml",
      text: `version: 1
region: francecentral
volume: { files: 1000/month }
hosts: { gpu: { sku: Standard_NC24ads_A100_v4, deployment: serverless } }
services: { chat: { endpoint: "POST /chat", host: gpu${service.includes("input:") ? "" : ", input: { tokens: 1 }"}${service} } }
`,
    },
    measurementFiles: [],
    remote: [],
  };
}

const analysed = (work: Partial<Workload>, service = ""): Analysis => analyze(snapshot(work, service));
const seconds = ({ estimate }: Analysis): number => estimate.endpoints[0]?.perRequest.seconds?.central ?? Number.NaN;
const assumed = ({ estimate }: Analysis, key: string) => estimate.assumptions.find(({ path }) => path === `services.chat.${key}`);

test("the number format that the code loads is the one that counts, and nothing is assumed", () => {
  const usual = analysed({});
  expect(assumed(usual, "precision")?.value).toBe("fp16");
  for (const [inCode, written] of [
    ["torch.float32", "fp32"],
    ["4bit", "int4"],
    ["float16", "fp16"],
  ] as const) {
    const found = analysed({ precision: inCode });
    expect(assumed(found, "precision")).toBeUndefined();
    expect(seconds(found)).toBe(seconds(analysed({}, `, precision: ${written}`)));
  }
  expect(seconds(analysed({ precision: "float32" }))).toBeGreaterThan(seconds(usual));
});

test("what the scenario writes goes before the code; another model or engine than the code's has its own format", () => {
  expect(seconds(analysed({ precision: "float32" }, ", precision: fp16"))).toBe(seconds(analysed({})));
  expect(seconds(analysed({ precision: "float32" }, ", engine: vllm"))).toBe(seconds(analysed({}, ", engine: vllm")));
  expect(seconds(analysed({ precision: "float32" }, ", model: gpt2"))).toBe(seconds(analysed({}, ", model: gpt2")));
  for (const same of [model, "mistral", "mistral:7b"]) {
    expect(seconds(analysed({ precision: "float32" }, `, model: ${same}`))).toBe(seconds(analysed({ precision: "float32" })));
  }
  const named = ", model: mistral:7b-instruct-q8_0";
  expect(seconds(analysed({ precision: "float32" }, named))).toBe(seconds(analysed({}, named)));
});

test("an answer whose length nobody wrote is no longer than the code lets it be", () => {
  const free = analysed({});
  expect(assumed(free, "output.tokens")?.value).toBe("300 (100–900)");
  expect(assumed(analysed({ longestAnswer: 512 }), "output.tokens")?.value).toBe("300 (100–512)");
  const short = analysed({ longestAnswer: 60 });
  expect(assumed(short, "output.tokens")).toMatchObject({ value: "60 (20–60)", reason: expect.stringContaining("the code allows") });
  expect(seconds(short)).toBeLessThan(seconds(free) / 4);
  expect(seconds(analysed({ longestAnswer: 60 }, ", output: { tokens: 300 }"))).toBe(seconds(analysed({}, ", output: { tokens: 300 }")));
});

const overLimit = ({ problems }: Analysis) => problems.filter(({ code }) => code === "answer-over-limit");

test("an answer that the scenario makes longer than the code lets it be is said, and counts as it is written", () => {
  for (const [limit, output, count] of [
    [80, "output: { tokens: 300 }", 1],
    [80, "output: { tokens: 80 }", 0],
    [80, "output: { characters: 4000 }", 1],
    [undefined, "output: { tokens: 300 }", 0],
  ] as const) {
    const found = overLimit(analysed(limit === undefined ? {} : { longestAnswer: limit }, `, ${output}`));
    expect(found.map(({ line, severity }) => [line, severity])).toEqual(Array(count).fill([5, "warning"]));
    for (const { message } of found) expect(message).toContain("80");
  }
});

test("of a translation whose length nobody wrote nothing is said: code that translates sentence by sentence limits each", () => {
  const nllb = { task: "translation", model: "facebook/nllb-200-distilled-600M" } as const;
  const long = ", to: [fr], input: { characters: 8000 }";
  const [free, limited] = [analysed(nllb, long), analysed({ ...nllb, longestAnswer: 512 }, long)];
  expect(overLimit(limited)).toEqual([]);
  expect(seconds(limited)).toBe(seconds(free));
  expect(overLimit(analysed({ ...nllb, longestAnswer: 512 }, `${long}, output: { tokens: 900 }`))).toHaveLength(1);
});

test("what-if halves the answer that is assumed, and narrows the format that the code loads", () => {
  const found = suggest(snapshot({ longestAnswer: 60, precision: "float32" }), { of: "everything" })?.suggestions ?? [];
  expect(found.find(({ kind }) => kind === "output")?.changes).toEqual([{ type: "set", path: ["services", "chat", "output", "tokens"], value: "30" }]);
  expect(found.filter(({ kind }) => kind === "precision").map(({ changes }) => (changes[0]?.type === "set" ? changes[0].value : null))).toContain("fp16");
});

test("the context that the code sets holds where the scenario says none and runs the same model", () => {
  const context = (work: Partial<Workload>, service = "") => {
    const found = analysed({ model: "mistral:7b", engine: "ollama", ...work }, `, input: { tokens: 9000 }${service}`);
    const { value = null, reason = null } = assumed(found, "context") ?? {};
    return { value, reason, overflow: found.problems.some(({ code }) => code === "context-overflow") };
  };
  expect(context({ context: 2048 })).toEqual({ value: "2048", reason: "what the code at main.py:4 sets", overflow: true });
  expect(context({ context: 16384 })).toMatchObject({ value: "16384", overflow: false });
  expect(context({ context: 2048 }, ", context: 16384")).toMatchObject({ value: null, overflow: false });
  expect(context({ context: 2048 }, ", model: qwen2.5:7b")).toEqual(context({}, ", model: qwen2.5:7b"));
});

test("a figure that rests on a variable of the environment says so, unless the scenario says how often it runs", () => {
  const settled = assumed(analysed({ dependsOn: ["PROVIDER"], always: true }), "model");
  expect(settled).toMatchObject({ value: "runs", reason: "whether it runs depends on PROVIDER: its default, which runs it, is counted" });
  expect(assumed(analysed({ dependsOn: ["A", "B"] }), "model")?.reason).toBe(
    "whether it runs depends on A, B, whose value is not known: it is counted as if it did",
  );
  expect(assumed(analysed({ dependsOn: ["PROVIDER"] }, ", requests: 0.5/file"), "model")).toBeUndefined();
  expect(assumed(analysed({}), "model")).toBeUndefined();
});
