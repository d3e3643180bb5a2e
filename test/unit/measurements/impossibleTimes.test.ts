import { expect, test } from "vitest";
import { impossibleTimes } from "../../../src/core/measurements/impossibleTimes";
import type { Imported } from "../../../src/core/measurements/observation";
import { translator } from "../../../src/core/text";

const t = translator("en");

test.each<[string, string | undefined, string | undefined, string | null]>([
  ["of the past", "2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z", null],
  ["of today, in another zone", "2026-11-26T10:00:00Z", "2026-11-28T09:00:00+14:00", null],
  ["of years to come", "2031-01-01T10:00:00Z", "2031-01-02T10:00:00Z", "2031-01-01, which is after today (2026-11-27)"],
  ["that ends in years to come", "2026-11-01T10:00:00Z", "2062-11-02T10:00:00Z", "2062-11-02, which is after today"],
  ["of a clock that nobody set", "1970-01-01T00:01:00Z", "1970-01-01T01:00:00Z", "1970-01-01, before any of these tools existed"],
  ["that is not told", undefined, undefined, null],
])("a time that cannot be is told, and counts: %s", (_, start, end, said) => {
  const imported: Imported = {
    source: "m/a.json",
    problems: [],
    observations: [
      {
        subject: { kind: "endpoint", method: "POST", route: "/asr" },
        quantity: "requests",
        value: 1,
        window: { start, end },
        pueIncluded: false,
        quality: "metered",
        origin: { importer: "carbon-matrix", tool: "probe", locator: "m/a.json" },
      },
    ],
  };
  const problems = impossibleTimes([imported], "2026-11-27", t);
  expect(problems.map(({ file, severity }) => `${file} ${severity}`)).toEqual(said === null ? [] : ["m/a.json warning"]);
  if (said !== null) expect(problems[0]?.message).toContain(said);
});
