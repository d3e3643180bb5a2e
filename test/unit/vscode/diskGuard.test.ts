import { expect, test, vi } from "vitest";
import { hidesChange } from "../../../src/vscode/diskGuard";

vi.mock("vscode", async () => (await import("../../support/fakeVscode")).fakeVscode);

const agreed = "budget: { carbon: 6 kg/month }\n";
const mine = `${agreed}title: mine\n`;

test.each<[string, string, boolean]>([
  ["nobody wrote", agreed, false],
  ["another program changed a digit", agreed.replace("6", "4"), true],
  ["it changed the size too, which the editor sees", agreed.replace("6", "12"), false],
  ["it kept the letters but not the bytes", agreed.replace("6", "é"), false],
  ["it wrote what is saved now", mine, false],
])("%s", (_, onDisk, hidden) => {
  expect(hidesChange(onDisk, agreed, mine)).toBe(hidden);
  expect(hidesChange(onDisk, agreed, onDisk)).toBe(false);
});
