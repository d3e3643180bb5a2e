import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import type { Scenario } from "../../../src/core/scenario/scenario";
import { translator } from "../../../src/core/text";

const t = translator("en");
const fixtures = new URL("../../fixtures/scenario/", import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, fixtures), "utf8");
const founding = fixture("ok-founding.carbon.yaml");

/** `code line:column-endColumn` of every problem, with `!` for warnings. */
function codes(text: string, file = "x.carbon.yaml"): string[] {
  return parseScenario(text, file, t).problems.map(
    ({ code, severity, line, column, endLine, endColumn }) =>
      `${code}${severity === "error" ? "" : "!"} ${line}:${column}-${endLine === line ? "" : `${endLine}:`}${endColumn}`,
  );
}

test.each(readdirSync(fixtures).filter((name) => name.startsWith("ok-")))("%s has no problem", (name) => {
  const { scenario, problems } = parseScenario(fixture(name), name, t);
  expect(problems).toEqual([]);
  expect(scenario).not.toBeNull();
});

test.each(readdirSync(fixtures).filter((name) => name.startsWith("bad-")))("%s has the problem of its name", (name) => {
  const { problems } = parseScenario(fixture(name), name, t);
  expect(problems.map(({ code }) => code)).toContain(/^bad-([\w-]+)\./.exec(name)?.[1]);
});

test("the founding scenario says what was written, in canonical units", () => {
  const { scenario } = parseScenario(founding, "x.carbon.yaml", t);
  expect(scenario).toMatchObject({
    version: 1,
    title: "Editorial AI API",
    exchange: { USD: { amount: 0.92, currency: "EUR" } },
    horizon: { from: "2027-01", months: 12 },
    budget: { carbon: { central: 6, unit: "kg/month" }, cost: { amount: 900, currency: "EUR" }, plan: "expected" },
    volume: { files: { central: 500, unit: "count/month" }, growth: { central: 0.08, unit: "1/month" } },
    languages: { fr: { share: { central: 0.5 } }, ar: { share: { central: 0.05 }, from: "2027-04" } },
    services: {
      transcription: {
        endpoint: ["POST /transcribe"],
        model: { name: "whisper-large-v3" },
        input: { media: ["audio", "video"], duration: { central: 600, unit: "s" } },
      },
      translation: { to: ["en"], licence: "accepted", input: { characters: { low: 3000, central: 4000, high: 5000 } } },
      generation: { model: { name: "mistral:7b" }, engine: "ollama" },
    },
    decisions: { "generation/ar": { level: 0, reason: "no reader yet", date: "2026-12-01" } },
    measurements: [{ file: ".carbon-matrix/*.json" }],
  } satisfies Record<string, unknown>);
});

test("JSON says the same as YAML", () => {
  const json = (text: string): unknown => {
    const { scenario } = parseScenario(text, "x.carbon.yaml", t);
    return scenario;
  };
  const yaml =
    'version: 1\nlanguages: { fr: 60 %, en: { share: "40 %" } }\nservices: { a: { endpoint: GET /x } }\ndecisions: { a/fr: { level: 25 %, lock: true } }\n';
  const same =
    '{\n\t"version": 1,\n\t"languages": { "fr": "60 %", "en": { "share": "40 %" } },\n\t"services": { "a": { "endpoint": ["GET /x"] } },\n\t"decisions": { "a/fr": { "level": 25, "lock": true } }\n}';
  expect(parseScenario(same, "x.carbon.json", t)).toMatchObject({ problems: [], scenario: json(yaml) });
});

test.each<[string, string, string[]]>([
  // YAML's traps
  [
    "several traps, each in the way of the next",
    [
      "version: 1",
      "budget: { carbon: 1,5 kg/month }",
      "services:",
      "  a: { endpoint: POST /x/{id}/y/{b}, model: whisper }",
      "  b: { endpoint: *star }",
      "  c: { model: @me }",
      "decisions:",
      "  a: { level: 0 %, reason: because #7, by: x }",
      "\tb: { level: 0 % }",
    ].join("\n"),
    ["yaml-comma 2:19-31", "yaml-brace 4:26-27", "yaml-alias 5:18-23", "yaml-reserved 6:15-16", "yaml-comment 8:36-37", "yaml-tab 9:1-2"],
  ],
  [
    "points that may separate thousands, in counts only",
    "version: 1\nvolume: { files: 2.000/mois, ceiling: 3.5/month }\nhosts: { a: { idle: 1.500 kW } }\nservices:\n  a: { requests: 1.250, input: { characters: { text: 1.000..2.000 } }, output: { tokens: 0.250 } }\n",
    ["ambiguous-number! 2:18-23", "ambiguous-number! 5:18-23", "ambiguous-number! 5:54-59", "ambiguous-number! 5:61-66"],
  ],
  [
    "characters beside tokens",
    "version: 1\nservices:\n  a: { input: { characters: 900, tokens: 300 }, output: { tokens: 5 } }\n  b: { task: speech-synthesis, input: { characters: 900, tokens: 300 } }\n",
    ["unused-field! 3:17-27"],
  ],
  ["a comma inside braces", "version: 1\nvolume: { files: 500/month, growth: 1,5 %/month }", ["yaml-comma 2:37-48"]],
  ["a path that starts with a brace", "version: 1\nservices: { a: { endpoint: [{id}] } }", ["yaml-brace 2:29-33"]],
  ["a brace that ends the value", "version: 1\nroutes:\n  - { at: m.py:3, path: /items/{id} }", ["yaml-brace 3:32-33"]],
  ["a plain *", "version: 1\nmeasurements:\n  - file: *.json", ["yaml-alias 3:11-17"]],
  ["a lone *", "version: 1\nowner: *", ["yaml-alias 2:8-9"]],
  ["a plain &", "version: 1\nowner: &R and D", ["yaml-anchor! 2:8-16"]],
  ["an & that leaves nothing", "version: 1\nowner: &Co", ["yaml-anchor 2:8-11"]],
  ["a # that cuts a title", "version: 1\ntitle: Report #3", ["yaml-comment! 2:15-17"]],
  ["a comment is no cut text", "version: 1\ntitle: Report # third\nowner: me  # and you", []],
  ["a # that swallows a brace", "version: 1\nservices:\n  a: { endpoint: POST /x #3, host: b }", ["yaml-comment 3:26-27"]],
  ["no, among languages", "version: 1\nlanguages: { no: 100 % }", ["yaml-boolean! 2:14-16"]],
  ["on, as a text", "version: 1\nowner: on", ["yaml-boolean! 2:8-10"]],
  ["true, as a text", "version: 1\nowner: true", ["yaml-boolean 2:8-12"]],
  ["yes, as true", "version: 1\nservices: { a: {} }\ndecisions: { a: { level: 0 %, lock: yes } }", ["yaml-boolean 3:37-40"]],
  ["a tab", "version: 1\nbudget:\n\tcarbon: 6 kg/month", ["yaml-tab 3:1-2"]],
  ["a colon in a path", "version: 1\nservices:\n  a:\n    endpoint: POST /items/{id}: x", ["yaml-colon 4:15-16"]],
  ["a colon in a list", "version: 1\nservices:\n  a:\n    endpoint:\n      - POST /items: x", ["yaml-colon 5:9-23"]],
  ["base 60", "version: 1\nservices: { a: { input: { duration: 16:30 } } }", ["sexagesimal 2:37-42"]],
  ["a leading zero", "version: 1\nhorizon: { months: 012 }", ["leading-zero 2:20-23"]],
  ["a character that YAML keeps for itself", "version: 1\nowner: @me", ["yaml-reserved 2:8-9"]],
  ["a second document", "version: 1\n---\nversion: 1", ["yaml-syntax 2:1-3:11"]],
  ["a merge that was not settled", "version: 1\n<<<<<<< HEAD\nowner: a\n=======\nowner: b\n>>>>>>> x\n", ["git-conflict 2:1-8"]],
  ["an open quote", 'version: 1\ntitle: "x', ["yaml-syntax 2:10-11"]],
  ["merging", "version: 1\nhosts: { a: &a { sku: x }, b: { <<: *a } }", ["merge-key 2:33-35"]],
  ["a thing that is its own part", "version: 1\nhosts: &h { a: *h }", ["alias-loop 2:16-18"]],
  // JSON
  ["no version", "title: x", ["missing-version 1:1-9"]],
  ["an empty text", "", ["missing-version 1:1-1"]],
  ["a later version", "version: 2", ["unsupported-version 1:10-11"]],
  ["a list", "- version: 1", ["wrong-type 1:1-13"]],
  // keys and words
  ["a key with a typo", "version: 1\nservices: { a: { criticallity: high } }", ["unknown-key 2:18-30"]],
  ["a key twice", "version: 1\ntitle: a\ntitle: b", ["duplicate-key 3:1-6"]],
  ["names that compare equal", "version: 1\nservices: { speech-host: {}, Speech Host: {} }", ["duplicate-name 2:30-41"]],
  ["a word with a typo", "version: 1\nservices: { a: { criticality: hihg } }", ["unknown-value 2:31-35"]],
  ["a word in other spelling", "version: 1\nhosts: { h: { deployment: Scale to Zero } }\nuse: Non Commercial", []],
  ["a missing key", "version: 1\nservices: { a: {} }\ndecisions: { a: { reason: x } }", ["missing-key 3:17-30"]],
  ["a missing name with its typo", "version: 1\nservices: { a: { model: { nam: x } } }", ["unknown-key 2:27-30"]],
  ["a map where a list is wanted", "version: 1\nroutes: { at: x }", ["wrong-type 2:9-18"]],
  ["a text where a map is wanted", "version: 1\nhosts: gpu", ["wrong-type 2:8-11"]],
  ["an endpoint that answers every method", 'version: 1\nservices: { a: { endpoint: "* /x" } }', []],
  ["an endpoint with a space in its path", 'version: 1\nservices: { a: { endpoint: "GET /two words/{id}" } }', []],
  ["two endpoints in one text", 'version: 1\nservices: { a: { endpoint: "GET /x, POST /y" } }', ["invalid-endpoint 2:28-45"]],
  ["an endpoint without method", "version: 1\nservices: { a: { endpoint: /x } }", ["invalid-endpoint 2:28-30"]],
  // quantities
  ["a PUE below 1", "version: 1\npue: 0.5", ["pue-below-one 2:6-9"]],
  ["a host's PUE below 1", "version: 1\nhosts: { h: { pue: 0.5..1.5 } }", ["pue-below-one 2:20-28"]],
  ["energy for power", "version: 1\nhosts: { h: { idle: 3 kWh } }", ["energy-for-power 2:21-26"]],
  ["load for power", "version: 1\nhosts: { h: { busy: 35 % } }", ["percent-for-power 2:21-25"]],
  ["a missing unit", "version: 1\nvolume: { files: 500 }", ["missing-unit 2:18-21"]],
  ["an ambiguous number", 'version: 1\nvolume: { files: "1,000/month" }', ["ambiguous-number 2:18-31"]],
  ["a rate of nothing", "version: 1\nexchange: { USD: 0 EUR }", ["absurd-value! 2:18-23"]],
  ["no part of a machine", "version: 1\nhosts: { h: { sku: Standard_D4s_v5, deployment: shared, share: 0 % } }", ["absurd-value! 2:64-67"]],
  ["absurd growth", "version: 1\nvolume: { growth: 800 %/month }", ["absurd-value! 2:19-30"]],
  ["an absurd horizon", "version: 1\nhorizon: { months: 1200 }", ["out-of-range 2:20-24"]],
  ["a negative volume", "version: 1\nvolume: { files: -5/month }", ["negative-value 2:18-26"]],
  ["a month without zero", "version: 1\nhorizon: { from: 2027-1 }", ["invalid-month 2:18-24"]],
  ["a day that is none", "version: 1\nservices: { a: {} }\ndecisions: { a: { level: 0, date: 2026-02-30 } }", ["invalid-date 3:35-45"]],
  ["a level between", "version: 1\nservices: { a: {} }\ndecisions: { a: { level: 30 % } }", ["invalid-level 3:26-30"]],
  ["a level that could mean two things", "version: 1\nservices: { a: {} }\ndecisions: { a: { level: 1 } }", ["invalid-level 3:26-27"]],
  ["a quantity's part", "version: 1\nvolume: { files: { value: 500/month, basis: guessed } }", ["unknown-value 2:45-52"]],
  ["a value outside its range", "version: 1\nvolume: { files: { value: 500/month, range: 600..700/month } }", ["value-outside-range 2:45-59"]],
  ["one medium's quantity", "version: 1\nservices: { a: { input: { duration: { audio: 10, video: 5 min } } } }", ["missing-unit 2:46-48"]],
  ["a currency that there is not", "version: 1\ncurrency: XXZ", ["unknown-currency! 2:11-14"]],
  ["a budget in a currency with a typo", "version: 1\nbudget: { cost: 900 ERU/month }", ["unknown-currency! 2:17-30"]],
  ["exchange rates of every kind", "version: 1\ncurrency: eur\nexchange: { usd: 0.92 EUR, GPB: 1.2 EUR }", ["unknown-currency! 3:28-31"]],
  // what belongs together
  ["languages below 100 %", "version: 1\nlanguages: { fr: 50 %, en: 40 % }", ["shares-not-100 2:1-10"]],
  [
    "a share and a number in one language",
    "version: 1\nvolume: { files: 100/month }\nlanguages: { fr: { share: 50 %, files: 10/month }, en: 50 % }",
    ["share-and-files! 3:20-25"],
  ],
  ["cards without a name", "version: 1\nhosts: { a: { hardware: { gpus: 2 } } }", ["gpu-not-named 2:27-31"]],
  ["languages within tolerance", "version: 1\nlanguages: { fr: 33.3 %, en: 33.3 %, es: 33.3 % }", []],
  [
    "languages above 100 % with those inherited",
    "version: 1\nlanguages: { fr: 50 %, en: 50 % }\nservices: { a: { languages: { fr: 80 % } } }",
    ["shares-not-100 3:18-27"],
  ],
  ["files of a language's own", "version: 1\nlanguages: { fr: 80 %, en: { files: 20/month } }", []],
  ["media", "version: 1\nmedia: { audio: 50 %, video: 40 % }", ["shares-not-100 2:1-6"]],
  ["a bad share is not reported twice", "version: 1\nlanguages: { fr: 50, en: 50 % }", ["missing-unit 2:18-20"]],
  ["an unknown host", "version: 1\nhosts: { speech: {} }\nservices: { a: { host: speach } }", ["unknown-host 3:24-30"]],
  ["external", "version: 1\nhosts: { speech: {} }\nservices: { a: { host: External } }", []],
  [
    "a language by its name",
    "version: 1\nlanguages: { french: 100 % }\nservices: { a: { to: [en, xx] }, b: { to: klingon } }",
    ["unknown-language-code! 2:14-20", "unknown-language-code! 3:27-29", "unknown-language-code! 3:43-50"],
  ],
  ["languages by their codes", "version: 1\nlanguages: { fr: 50 %, pt-BR: 30 %, zh_Hant: 10 %, TLH: 10 % }", []],
  ["a host of that name", "version: 1\nhosts: { external: {} }", ["reserved-name 2:10-18"]],
  ["needs nobody", "version: 1\nservices: { a: { needs: c }, b: {} }", ["unknown-service 2:25-26"]],
  ["a request for each target beside the targets", "version: 1\nservices: { a: { to: [en, es], requests: 2/file } }", ["requests-and-targets! 2:42-48"]],
  ["several targets of one request", "version: 1\nservices: { a: { to: [en, es] }, b: { to: [en], requests: 2/file } }", []],
  ["needs itself", "version: 1\nservices: { a: { needs: b }, b: { needs: A } }", ["needs-itself 2:25-26", "needs-itself 2:42-43"]],
  ["sku and hardware", "version: 1\nhosts: { h: { sku: x, hardware: { vcpus: 4 } } }", ["sku-or-hardware 2:23-31"]],
  ["scheduled without hours", "version: 1\nhosts: { h: { deployment: scheduled } }", ["missing-hours 2:27-36"]],
  ["scheduled with bad hours", "version: 1\nhosts: { h: { deployment: scheduled, hours: 40 } }", ["missing-unit 2:45-47"]],
  ["shared without share", "version: 1\nhosts: { h: { deployment: shared } }", ["missing-share 2:27-33"]],
  ["a setting of another deployment", "version: 1\nhosts: { h: { keepAlive: 5 min } }", ["unused-field! 2:15-24"]],
  ["idle above busy", "version: 1\nhosts: { h: { idle: 70 W, busy: 45 W } }", ["idle-above-busy 2:21-25"]],
  ["logistic without ceiling", "version: 1\nvolume: { shape: logistic }", ["missing-ceiling 2:18-26"]],
  ["a decision on no service", "version: 1\nservices: { generation: {} }\ndecisions: { generatoin: { level: 0 % } }", ["unknown-service 3:14-24"]],
  ["a decision on no language", "version: 1\nlanguages: { fr: 100 % }\nservices: { a: {} }\ndecisions: { a/de: { level: 0 % } }", ["unknown-language 4:14-18"]],
  [
    "a decision without language",
    "version: 1\nlanguages: { fr: 100 % }\nservices: { a: {} }\ndecisions: { a: { level: 0 % } }",
    ["decision-without-language 4:14-15"],
  ],
  ["a place that is none", "version: 1\nroutes: [{ at: main.py, path: /x }]", ["invalid-place 2:16-23"]],
  ["two sources in one", 'version: 1\nmeasurements: [{ file: "*.json", prometheus: "https://p" }]', ["one-source 2:16-59"]],
  ["an address that is none", "version: 1\nmeasurements: [{ prometheus: p }]", ["invalid-address 2:30-31"]],
])("%s", (_, text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ["a comma too many", '{"version": 1,}', ["json-syntax 1:14-15"]],
  ["a comma too few", '{\n  "version": 1\n  "title": "x"\n}', ["json-syntax 3:3-4"]],
  ["a comment", '{"version": 1 // one\n}', ["json-syntax 1:15-16"]],
  ["a plain word", '{"version": 1, "budget": {"carbon": 6 kg/month}}', ["json-syntax 1:39-40"]],
  ["single quotes", "{'version': 1}", ["json-syntax 1:2-3"]],
  ["an open bracket", '{"version": 1', ["json-syntax 1:13-14"]],
  ["something after the end", '{"version": 1} x', ["json-syntax 1:16-17"]],
  ["a key with a typo", '{"version": 1, "titel": "x"}', ["unknown-key 1:16-23"]],
  ["nothing wrong", '{"version": 1, "title": "a \\u00e9 \\" b", "hosts": {}, "routes": [], "horizon": {"months": 12}}', []],
])("JSON with %s", (_, text, expected) => {
  expect(codes(text, "x.carbon.json")).toEqual(expected);
});

test.each<[string, string, string]>([
  ["unknown-key", "version: 1\nservices: { a: { criticallity: high } }\n", "version: 1\nservices: { a: { criticality: high } }\n"],
  ["unknown-key", '{"version": 1, "titel": "x"}', '{"version": 1, "title": "x"}'],
  ["unknown-value", "version: 1\nservices: { a: { criticality: 'hihg' } }\n", "version: 1\nservices: { a: { criticality: 'high' } }\n"],
  ["yaml-comma", "version: 1\nvolume: { growth: 1,5 %/month, files: 5/month }\n", 'version: 1\nvolume: { growth: "1,5 %/month", files: 5/month }\n'],
  ["yaml-comment", "version: 1\ntitle: Report #3\n", 'version: 1\ntitle: "Report #3"\n'],
  ["yaml-boolean", "version: 1\nlanguages: { no: 100 % }\n", 'version: 1\nlanguages: { "no": 100 % }\n'],
  ["yaml-anchor", "version: 1\nowner: &R and D\n", 'version: 1\nowner: "&R and D"\n'],
  ["yaml-alias", "version: 1\nmeasurements:\n  - file: *.json\n", 'version: 1\nmeasurements:\n  - file: "*.json"\n'],
  ["missing-unit", "version: 1\nvolume: { files: 500 }\n", "version: 1\nvolume: { files: 500/month }\n"],
  ["missing-version", "title: x\n", "version: 1\ntitle: x\n"],
  ["missing-version", '{"title": "x"}', '{"version": 1, "title": "x"}'],
  [
    "unknown-host",
    "version: 1\nhosts: { speech: {} }\nservices: { a: { host: speach } }\n",
    "version: 1\nhosts: { speech: {} }\nservices: { a: { host: speech } }\n",
  ],
  [
    "unknown-service",
    "version: 1\nservices: { gen: {} }\ndecisions: { gne: { level: 0 % } }\n",
    "version: 1\nservices: { gen: {} }\ndecisions: { gen: { level: 0 % } }\n",
  ],
  ["leading-zero", "version: 1\nhorizon: { months: 012 }\n", "version: 1\nhorizon: { months: 12 }\n"],
  ["range-notation", "version: 1\nservices: { a: { input: { duration: 2-4 min } } }\n", "version: 1\nservices: { a: { input: { duration: 2..4 min } } }\n"],
])("the fix of %s leaves no problem", (code, text, expected) => {
  const file = text.startsWith("{") ? "x.carbon.json" : "x.carbon.yaml";
  const problem = parseScenario(text, file, t).problems.find((one) => one.code === code);
  const fixed = applyEdits(text, problem?.fixes?.[0]?.edits ?? []);
  expect(fixed).toBe(expected);
  expect(parseScenario(fixed, file, t).problems).toEqual([]);
});

test("a mistake takes away its own field only", () => {
  const broken = founding
    .replace("8 %/month", "8 %")
    .replace("criticality: high", "criticality: hgih")
    .replace("50 % }", "50 }")
    .replace("level: 0 %", "level: 10 %")
    .replace("media: [text], characters", "media: [text, sound], characters");
  const whole = parseScenario(founding, "x", t).scenario as Scenario;
  const { scenario, problems } = parseScenario(broken, "x", t);
  expect(problems.map(({ code }) => code)).toEqual(["missing-unit", "missing-unit", "unknown-value", "unknown-value", "invalid-level"]);
  expect(scenario?.volume?.files).toEqual(whole.volume?.files);
  expect(scenario?.volume?.growth).toBeUndefined();
  expect(scenario?.languages).toEqual({ ...whole.languages, fr: {} });
  expect(scenario?.services?.transcription).toEqual({ ...whole.services?.transcription, criticality: undefined });
  expect(scenario?.services?.translation?.input).toEqual(whole.services?.translation?.input);
  expect(scenario?.decisions).toEqual({});
  expect(scenario?.hosts).toEqual(whole.hosts);
});

test("references come back in the spelling of what they refer to", () => {
  const text =
    "version: 1\nlanguages: { FR: 60 %, pt-BR: 40 % }\nhosts: { Speech Host: {} }\nservices:\n  Speech to text: { host: speech-host, to: [fr, PTBR], languages: { fr: { files: 5/month } } }\n  b: { needs: speech-to-text }\ndecisions:\n  speech-to-text/fr: { level: 0 % }\n  B / ptbr: { level: 100 % }\n";
  const { scenario, problems, locate } = parseScenario(text, "x", t);
  expect(problems).toEqual([]);
  expect(scenario?.services?.["Speech to text"]).toMatchObject({ host: "Speech Host", to: ["FR", "pt-BR"], languages: { FR: {} } });
  expect(scenario?.services?.b?.needs).toBe("Speech to text");
  expect(Object.keys(scenario?.decisions ?? {})).toEqual(["Speech to text/FR", "b/pt-BR"]);
  expect(locate(["decisions", "Speech to text/FR", "level"])?.line).toBe(8);
});

test.each<[string, (string | number)[], string]>([
  ["a value", ["budget", "carbon"], "7:19-29"],
  ["a value in a list", ["services", "transcription", "input", "media", 1], "27:29-34"],
  ["a block map's key", ["services", "generation"], "36:3-13"],
  ["what is missing, by its parent", ["services", "generation", "retries"], "36:3-13"],
  ["what is far from there", ["routes", 3, "at"], "1:1-11"],
  ["a key with a slash", ["decisions", "generation/ar", "level"], "45:27-30"],
])("%s is found in the text", (_, path, expected) => {
  const place = parseScenario(founding, "x", t).locate(path);
  expect(`${place?.line}:${place?.column}-${place?.endColumn}`).toBe(expected);
});

test.each([
  ["measurements:\n  - m.csv", "measurements:\n  - { file: m.csv }"],
  ["measurements:\n  - **/*.json", null],
  ['measurements: ["**/*.json", https://p.example.org]', 'measurements: [{ file: "**/*.json" }, https://p.example.org]'],
  ["hosts: { a: Standard_NC4as_T4_v3 }", "hosts: { a: { sku: Standard_NC4as_T4_v3 } }"],
  ["services: { a: mistral:7b }", 'services: { a: { model: "mistral:7b" } }'],
  ["volume: 500/month", "volume: { files: 500/month }"],
  ["budget: 6 kg/month", "budget: { carbon: 6 kg/month }"],
  ["services: { a: {} }\ndecisions: { a: 50 % }", "services: { a: {} }\ndecisions: { a: { level: 50 % } }"],
])("a lone value is offered as the map that it was meant to be: %s", (written, meant) => {
  const text = `version: 1\n${written}\n`;
  const fix = parseScenario(text, "x", t).problems.find(({ code }) => code === "wrong-type")?.fixes?.[0];
  expect(fix === undefined ? null : applyEdits(text, fix.edits)).toBe(meant === null ? null : `version: 1\n${meant}\n`);
});

test("texts that would take for ever or end the process are refused with one sentence", () => {
  const bomb = `version: 1\na: &a [x,x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
    .split("")
    .map((name, index) => `${name}: &${name} [${`*${"abcdefghij"[index]},`.repeat(10)}]`)
    .join("\n")}\n`;
  const only = (text: string) => parseScenario(text, "x", t);
  expect(only(bomb)).toMatchObject({ scenario: null, problems: [{ code: "too-many-aliases" }] });
  expect(only("[".repeat(900_000))).toMatchObject({ scenario: null, problems: [{ code: "too-deep" }] });
  expect(only(`a: ${"{a: ".repeat(200_000)}`)).toMatchObject({ scenario: null, problems: [{ code: "too-deep" }] });
  expect(only("- ".repeat(200_000))).toMatchObject({ scenario: null, problems: [{ code: "too-deep" }] });
  expect(only(Buffer.from("\ufeffversion: 1", "utf16le").toString("utf8"))).toMatchObject({ scenario: null, problems: [{ code: "not-utf8" }] });
  expect(only(Buffer.from("version: 1", "utf16le").toString("utf8"))).toMatchObject({ scenario: null, problems: [{ code: "not-utf8" }] });
  const latin = Buffer.from("version: 1\r\ntitle: Rédaction été\n", "latin1").toString("utf8");
  expect(only(latin)).toMatchObject({ scenario: null, problems: [{ code: "not-utf8", severity: "error", line: 2, column: 9 }] });
  expect(only("a".repeat(1_000_001))).toMatchObject({ scenario: null, problems: [{ code: "file-too-large" }] });
  expect(only(`version: 1\ntitle: "${"[".repeat(500)}"\n`).problems).toEqual([]);
});

test("no text makes the reader throw, and every problem has a place and a sentence", () => {
  const cut = fc.record({
    start: fc.nat(founding.length),
    length: fc.nat(30),
    put: fc.oneof(
      fc.constantFrom(
        "",
        "{",
        "}",
        ":",
        " ",
        "\n",
        "\t",
        "*",
        "&a",
        "- ",
        '"',
        "'",
        "#",
        "%",
        "[",
        "!!x ",
        "? ",
        "|",
        "null",
        "\u0000",
        "\ufeff",
        "__proto__: 1\n",
        "1,5",
      ),
      fc.string({ maxLength: 5 }),
    ),
  });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
      const text = cuts.reduce((whole, { start, length, put }) => whole.slice(0, start) + put + whole.slice(start + length), founding);
      for (const file of ["x.carbon.yaml", "x.carbon.json"]) {
        const { problems, locate, scenario } = parseScenario(text, file, t);
        for (const { line, column, message, code } of problems) {
          expect(line, code).toBeGreaterThan(0);
          expect(column, code).toBeGreaterThan(0);
          expect(message).toMatch(/\w/);
        }
        if (scenario === null) expect(problems.some(({ severity }) => severity === "error")).toBe(true);
        locate(["services", "generation", "input", "media", 0]);
      }
    }),
    { numRuns: 150, seed: 11 },
  );
});
