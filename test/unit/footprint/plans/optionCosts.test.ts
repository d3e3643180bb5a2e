import { expect, test } from "vitest";
import { suggest } from "../../../../src/core/whatIf/suggest";
import { analyse, snapshotOf } from "../../../support/analyse";

// What has no price before and after a step alike leaves the difference known.

const options = (chat = "") =>
  analyse(`
version: 1
currency: EUR
region: francecentral
volume: { files: 2000/month }
hosts:
  web: { hardware: { vcpus: 4, memory: 16 GB }, deployment: dedicated, price: 0.2 EUR/h }
services:
  index: { endpoint: "POST /articles", task: embedding, model: multilingual-e5-large, host: web, input: { characters: 4000 } }
${chat}`).matrix.options;
const saved = (chat?: string): Readonly<Record<string, number | null>> => Object.fromEntries(options(chat).map(({ id, savedCost }) => [id, savedCost ?? null]));
test("a step saves the same money beside a service at a provider as without it", () => {
  const alone = saved();
  const beside = saved('  chat: { endpoint: "POST /chat", host: external }\n');
  expect(Object.values(beside).filter((cost) => cost !== null).length).toBeGreaterThan(1);
  expect(beside).toEqual(alone);
  // 730 h of 0.2 EUR
  expect(beside["service:index"]).toBeCloseTo(146, 6);
});

test("a step that stops what has no price saves an amount that nobody knows", () => {
  const priceless = analyse(`
version: 1
currency: EUR
region: francecentral
volume: { files: 2000/month }
hosts:
  web: { hardware: { vcpus: 4, memory: 16 GB }, deployment: dedicated, price: 0.2 EUR/h }
  own: { hardware: { vcpus: 4, memory: 16 GB }, deployment: dedicated }
services:
  index: { endpoint: "POST /articles", task: embedding, model: multilingual-e5-large, host: web, input: { characters: 4000 } }
  chat: { endpoint: "POST /chat", task: embedding, model: multilingual-e5-large, host: own, input: { characters: 4000 } }
`).matrix.options;
  const cost = (id: string): number | null | undefined => priceless.find((option) => option.id === id)?.savedCost;
  expect(priceless.find(({ id }) => id === "host:own" || id === "service:chat")?.savedCost).toBeNull();
  expect(cost("host:web") ?? cost("service:index")).toBeCloseTo(146, 6);
});

test("a step that lowers a service at a provider, or changes what runs there, saves an amount that nobody knows", () => {
  const beside = options('  chat: { endpoint: "POST /chat", task: generation, model: "llama3.1:8b", host: external }\n');
  expect(beside.filter(({ rows }) => rows.includes("chat")).map(({ savedCost }) => savedCost)).toEqual(
    beside.filter(({ rows }) => rows.includes("chat")).map(() => null),
  );
  expect(beside.some(({ rows, savedCost }) => !rows.includes("chat") && savedCost !== null)).toBe(true);
});

test("without a rate a step saves in the currency that its machines are paid in, and upkeep in another stays out of it", () => {
  const text = `version: 1
region: francecentral
budget: { carbon: 20 kg/month, cost: 500 EUR/month }
volume: { files: 2000/month }
hosts:
  text: { sku: Standard_NC4as_T4_v3 }
services:
  chat: { endpoint: "POST /chat", task: generation, model: mistral-7b, host: text, cost: { maintenance: 50 EUR/month } }
`;
  const { matrix } = analyse(text);
  const scaled = matrix.options.find(({ id }) => id === "deployment:text");
  expect(scaled?.savedIn).toBe("USD");
  expect(scaled?.savedCost).toBeGreaterThan(0);
  // stopping the service saves in both currencies, which no rate joins
  expect(matrix.options.find(({ id }) => id === "service:chat")?.savedCost).toBeNull();
  const found = suggest(snapshotOf(text), { of: "everything" })?.suggestions ?? [];
  expect(found.find(({ kind }) => kind === "deployment")?.change).toMatchObject({ paidIn: "USD" });
});

test("a machine without a price that runs less saves an amount that nobody knows, in what-if too", () => {
  const text = `version: 1
currency: EUR
region: francecentral
volume: { files: 2000/month }
hosts:
  web: { hardware: { vcpus: 4, memory: 16 GB }, deployment: dedicated, price: 0.2 EUR/h }
  own: { hardware: { vcpus: 4, memory: 16 GB }, deployment: dedicated, replicas: 2 }
services:
  index: { endpoint: "POST /articles", task: embedding, model: multilingual-e5-large, host: web, input: { characters: 4000 } }
  chat: { endpoint: "POST /chat", task: embedding, model: multilingual-e5-large, host: own, input: { characters: 4000 } }
`;
  const found = suggest(snapshotOf(text), { of: "everything" })?.suggestions ?? [];
  const cost = (kind: string, host: string) => found.filter((one) => one.kind === kind && one.host === host).map(({ change }) => change.cost ?? null);
  expect(cost("deployment", "own").length).toBeGreaterThan(0);
  expect(cost("deployment", "own").every((one) => one === null)).toBe(true);
  expect(cost("deployment", "web").some((one) => one !== null && one < 0)).toBe(true);
});
