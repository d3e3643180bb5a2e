import { expect, test } from "vitest";
import { askedFor } from "../../../webview/gridAsked";
import type { Column, GridRow } from "../../../webview/gridRows";

const row = (decided: number | null): GridRow =>
  ({
    kind: "row",
    nested: true,
    service: { name: "translation" },
    row: { id: "translation/fr", volumeEdit: "900", locked: false, decided: { value: decided } },
  }) as unknown as GridRow;

const half = { do: "level", level: 0.5 };

test.each<[Column, number | null, unknown]>([
  ["decision", null, half],
  ["name", null, half],
  ["class", null, half],
  ["recommended", null, half],
  ["criticality", null, half],
  ["cost", null, half],
  ["volume", null, { do: "edit", typed: "2" }],
  ["reason", null, { do: "edit", typed: "2" }],
  ["reason", 1, { do: "edit", typed: "2" }],
])("the digit 2 on %s, decided %j", (column, decided, asked) => {
  expect(askedFor("2", row(decided), column)).toEqual(asked);
});

test("Backspace reopens a decision on its own cell alone", () => {
  expect(askedFor("Backspace", row(1), "decision")).toEqual({ do: "level", level: null });
  expect(askedFor("Backspace", row(1), "class")).toBeNull();
});
