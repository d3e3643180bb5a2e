import { expect, test } from "vitest";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";
import { analysisOf } from "../../support/analyse";
import { oracle } from "../../support/footprintOracle/oracle";
import { randomScenario } from "../../support/footprintOracle/randomScenario";

const today = "2026-11-23";
const from = Number(process.env.ORACLE_FROM ?? 1);
const count = Number(process.env.ORACLE_COUNT ?? 40);

/** Places where the product and the oracle differ by more than a part in a thousand million. */
function differences(text: string): string[] {
  const parsed = parseScenario(text, "x.carbon.json", translator("en"));
  const mistakes = parsed.problems.filter(({ severity }) => severity === "error");
  if (parsed.scenario === null || mistakes.length > 0) return [`not a scenario: ${mistakes.map(({ message }) => message).join(" ")}`];
  const wanted = oracle(parsed.scenario, today);
  const { estimate, matrix } = analysisOf(text, { today, file: "x.carbon.json" });
  const found: string[] = [];
  const same = (what: string, got: number | null | undefined, want: number): void => {
    if (got === null || got === undefined ? !Number.isNaN(want) : !(Math.abs(got - want) <= 1e-9 * Math.max(Math.abs(got), Math.abs(want)) + 1e-13))
      found.push(`${what}: ${got} instead of ${want}`);
  };
  const costs = (what: string, got: Readonly<Record<string, number>>, want: Readonly<Record<string, number>>): void => {
    for (const currency of new Set([...Object.keys(got), ...Object.keys(want)])) same(`${what} ${currency}`, got[currency] ?? 0, want[currency] ?? 0);
  };
  for (const row of wanted.rows) {
    const got = matrix?.rows.find(({ id }) => id === row.id);
    same(`${row.id} files`, got?.volume.files?.central, row.files);
    same(`${row.id} avoidable`, got?.kgCO2e.avoidable?.central, row.avoidable);
    same(`${row.id} fixed`, got?.kgCO2e.fixed?.central, row.fixed);
    costs(`${row.id} cost`, got?.costs ?? {}, row.cost);
    if (row.open && got?.cost !== null) found.push(`${row.id} costs ${got?.cost}, and is not known`);
  }
  for (const [id, endpoint] of wanted.endpoints) {
    const got = estimate.endpoints.find((one) => one.id === id);
    same(`${id} kg`, got?.perMonth.kgCO2e?.central, endpoint.kg);
    same(`${id} operational`, got?.perMonth.operational?.central, endpoint.operational);
    same(`${id} embodied`, got?.perMonth.embodied?.central, endpoint.embodied);
    if (endpoint.perRequest === null) continue;
    same(`${id} g/request`, got?.perRequest.gCO2e?.central, endpoint.perRequest.g);
    same(`${id} busy Wh`, got?.perRequest.energyWh.busy?.central, endpoint.perRequest.busyWh);
    same(`${id} idle Wh`, got?.perRequest.energyWh.idle?.central, endpoint.perRequest.idleWh);
    same(`${id} seconds`, got?.perRequest.seconds?.central, endpoint.perRequest.seconds);
  }
  for (const [name, host] of wanted.hosts) {
    const got = estimate.hosts.find((one) => one.name === name);
    same(`${name} busy h`, got?.busyHours, host.busyHours);
    const hours = got === undefined || got.busyHours === null || got.idleHours === null ? null : got.busyHours + got.idleHours;
    same(`${name} on h`, hours, host.onHours);
    if (Number.isNaN(host.kWh) && got?.cost !== null) found.push(`${name} costs ${got?.cost}, and is not known`);
    same(`${name} kWh`, got?.kWh?.central, host.kWh);
    same(`${name} operational`, got?.operational?.central, host.operational);
    same(`${name} embodied`, got?.embodied?.central, host.embodied);
    costs(`${name} cost`, got?.costs ?? {}, host.cost);
  }
  same("unattributed", estimate.unattributed.kgCO2e?.central, wanted.unattributed);
  same("total kWh", estimate.total.kWh?.central, wanted.total.kWh);
  same("total kg", estimate.total.kgCO2e?.central, wanted.total.kg);
  same("plans.baseline", matrix?.plans.baseline.kgCO2e?.central, wanted.total.kg);
  costs("total cost", estimate.total.costs, wanted.total.cost);
  for (const cost of [estimate.total.cost, matrix?.plans.baseline.cost])
    if (!wanted.total.costKnown && cost !== null) found.push(`total costs ${cost}, and is not known`);
  wanted.baseline.forEach((kg, m) => {
    same(`baseline, month ${m}`, matrix?.months[m]?.plans.baseline?.central, kg);
    same(`decided, month ${m}`, matrix?.months[m]?.plans.decided?.central, wanted.decided[m] as number);
  });
  return found;
}

// More of them: ORACLE_FROM=1000 ORACLE_COUNT=500 npx vitest ... oracle.test.ts
test.each([
  ["", false],
  [" of which not all is known", true],
])(`${count} random scenarios%s agree with a plain computation of DESIGN.md section 4`, { timeout: 600_000 }, (_, gaps) => {
  const wrong = Array.from({ length: count }, (_, k) => from + k).flatMap((seed) => {
    const found = differences(randomScenario(seed, { gaps }));
    return found.length > 0 ? [{ seed, found: found.slice(0, 5) }] : [];
  });
  expect(wrong).toEqual([]);
});
