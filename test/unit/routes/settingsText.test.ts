import { expect, test } from "vitest";
import { optionsOf } from "../../../src/core/routes/interpreter/alternatives";
import type { Value } from "../../../src/core/routes/interpreter/values";
import { settingsContent, settingsValue } from "../../../src/core/routes/settings/settingsText";

/** As `repr` would write it; `?` where only the running program knows. */
function shown(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.k === "text" || value.k === "number" || value.k === "constant") return value.value;
  if (value.k === "list") return value.items.map(shown);
  if (value.k === "dict") return Object.fromEntries([...value.entries].map(([key, one]) => [key.replace(/^.*?:/, ""), shown(optionsOf(one)[0])]));
  return "?";
}

const read = (written: string, version: "1.1" | "1.2" = "1.1") => {
  const content = settingsContent(`a: ${written}\n`, version) as { a: unknown } | undefined;
  return content === undefined ? undefined : shown(settingsValue(content.a));
};

// The second column is what yaml.safe_load of PyYAML 6 gives.
test.each([
  ["no", false],
  ["Off", false],
  ["yes", true],
  ["on", true],
  ["y", "y"],
  ["n", "n"],
  ["'no'", "no"],
  ["010", 8],
  ["0777", 511],
  ["089", "089"],
  ["0o10", "0o10"],
  ["1e3", "1e3"],
  ["1.5e3", "1.5e3"],
  ["1.0e+3", 1000],
  ["1:30", 90],
  ["1_000", 1000],
  ["0b11", 3],
  ["3.10", 3.1],
  ["~", null],
  ["!!str 12", "12"],
  ["[x, off]", ["x", false]],
])("PyYAML reads %s as %j", (written, value) => {
  expect(read(written)).toEqual(value);
});

test.each([
  ["no", "no"],
  ["010", 10],
  ["0o10", 8],
  ["true", true],
])("ruamel.yaml reads %s as %j", (written, value) => {
  expect(read(written, "1.2")).toEqual(value);
});

// What is filled in while the program runs is unknown, or its default; @ stands for $.
test.each([
  ["@{WHISPER_MODEL}", "?"],
  ["@{WHISPER_MODEL:-large-v3}", "large-v3"],
  ["http://@{HOST:-localhost}:@{PORT:-80}/v1", "http://localhost:80/v1"],
  ["http://@{HOST:-localhost}:@{PORT}/v1", "?"],
  ["@WHISPER_MODEL", "?"],
  ["@{oc.env:MODEL,large-v3}", "large-v3"],
  ["@{oc.env:MODEL}", "?"],
  ["@{UI_PATH:/ui}", "/ui"],
  ["@{HTTP_PROXY,http_proxy:}", ""],
  ["@{MODEL:?set it}", "?"],
  ["@{now:%Y}", "?"],
  ["@{other.model}", "?"],
  ["!ENV @{WHISPER_MODEL}", "?"],
  ["!ENV @{WHISPER_MODEL:large-v3}", "large-v3"],
  ["!ENV WHISPER_MODEL", "?"],
  ["!include other.yaml", "?"],
  ["!join [a, b]", "?"],
  ["[!secret key, plain]", ["?", "plain"]],
  ["2024-06-01", "?"],
  ["costs @5", "costs @5"],
])("%s is %j", (written, value) => {
  expect(read(written.replaceAll("@", "$"))).toEqual(typeof value === "string" ? value.replaceAll("@", "$") : value);
});

test("merges, repeated keys and JSON with tabs", () => {
  const whole = (written: string) => settingsContent(written, "1.1");
  expect(whole("base: &base { prefix: /base, name: a }\nservice:\n  <<: *base\n  name: x\n")).toMatchObject({ service: { prefix: "/base", name: "x" } });
  expect(whole("a: 1\na: 2\n")).toEqual({ a: 2 });
  expect(whole('{\n\t"a": "no"\n}')).toEqual({ a: "no" });
  expect(whole("a: [unclosed")).toBeUndefined();
});
