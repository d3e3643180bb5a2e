import { expect, test } from "vitest";
import type { Analysis } from "../../../../src/core/analysis/analysis";
import { budgetStatus } from "../../../../src/core/report/answer/budgetStatus";
import { buildMatrixView } from "../../../../src/protocol/buildMatrixView";
import { analyse, whisperAlone } from "../../../support/analyse";

const within = { carbon: "99 kg/month", cost: "9999 EUR/month" };
const over = { carbon: "1 g/month", cost: "1 EUR/month" };
const withBudget = (carbon: string | null, cost: string | null, more = ""): Analysis => {
  const limits = [carbon && `carbon: ${carbon}`, cost && `cost: ${cost}`].filter(Boolean).join(", ");
  const priced = whisperAlone.replace("deployment: dedicated", "deployment: dedicated, price: 400 EUR/month");
  return analyse(priced.replace("hosts:\n", `budget: { ${limits} }\nhosts:\n`) + more);
};

test.each([
  [over.carbon, null, "over budget"],
  [over.carbon, within.cost, "over the carbon budget"],
  [within.carbon, over.cost, "over the cost budget"],
  [over.carbon, over.cost, "over both budgets"],
  [null, over.cost, "over the cost budget"],
  [within.carbon, within.cost, "within budget"],
])("the status bar names the budget that is exceeded where it is not the one beside the figure: %s, %s", (carbon, cost, state) => {
  const { text } = budgetStatus(withBudget(carbon, cost));
  expect(text.split(" · ").at(-1)).toBe(state);
});

const card = (analysis: Analysis, id: string) => buildMatrixView(analysis)?.totals.find((total) => total.id === id);
/** Nobody knows its price. */
const priceless = '  far: { endpoint: "POST /far", model: text-embedding-3-large, engine: azure-openai, host: external, input: { characters: 1000 } }\n';

test("a cost budget that the known part exceeds is exceeded, whatever the rest costs", () => {
  const analysis = withBudget(null, over.cost, priceless);
  expect(card(analysis, "cost")).toMatchObject({ note: "budget 1 EUR", tone: "bad", value: expect.stringContaining("at least") as string });
  expect(card(withBudget(null, within.cost, priceless), "cost")?.note).toMatch(/^The cost budget cannot be checked: no price is known for /);
});

test("why the carbon budget is not checked is said with all names above, and in a few words in its card", () => {
  const unknown = withBudget(within.carbon, null, '  speakers: { task: other, endpoint: "POST /speakers", host: speech }\n');
  expect(card(unknown, "overshoot")).toMatchObject({ value: "unknown", note: "carbon of 1 row not known: at most 6.6 kg, if its machine is enough" });
  expect(card(unknown, "over")?.value).toBe("unknown");
});
