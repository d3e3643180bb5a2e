import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuantity } from "../../../src/core/quantity/parseQuantity";
import { applyEdits, type Change, scenarioEdit } from "../../../src/core/scenario/edit/scenarioEdit";
import { Source } from "../../../src/core/scenario/source";
import { translator } from "../../../src/core/text";

const t = translator("en");
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/scenario/${name}`, import.meta.url), "utf8");
const founding = fixture("ok-founding.carbon.yaml");
const notations = fixture("ok-notations.carbon.yaml");
const edited = (text: string, change: Change) => applyEdits(text, scenarioEdit(text, change));

/** The lines that an edit took away and those that it put in their place. */
function changedLines(before: string, after: string): { removed: string[]; added: string[] } {
  const [from, to] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  let tail = 0;
  while (tail < Math.min(from.length, to.length) - start && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return { removed: from.slice(start, from.length - tail), added: to.slice(start, to.length - tail) };
}

const cell = (service: string, language: string | null) => ({ service, language });

test.each<[string, string, Change, string[], string[]]>([
  [
    "the level alone, in its notation",
    founding,
    { type: "level", ...cell("generation", "ar"), level: 0.5 },
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
    ['  generation/ar: { level: 50 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
  ],
  [
    "a new decision stands in the order of the rows",
    founding,
    { type: "level", ...cell("translation", "es"), level: 0.25, by: "board", date: "2026-11-24" },
    [],
    ['  translation/es: { level: 25 %, by: "board", date: 2026-11-24 }'],
  ],
  ["quoted stays quoted", notations, { type: "level", ...cell("Speech to text", "FR"), level: 1 }, ['        level: "50%"'], ['        level: "100%"']],
  [
    "a bare level stays bare",
    notations,
    { type: "level", ...cell("generation", "en"), level: 0.75 },
    [`    generation/en: { level: 0, "reason": 'none' } # end`],
    [`    generation/en: { level: 75, "reason": 'none' } # end`],
  ],
  [
    "single quotes stay",
    notations,
    { type: "reason", ...cell("generation", "en"), reason: "it's late" },
    [`    generation/en: { level: 0, "reason": 'none' } # end`],
    [`    generation/en: { level: 0, "reason": 'it''s late' } # end`],
  ],
  ["undecided again", notations, { type: "level", ...cell("generation", "en"), level: null }, [`    generation/en: { level: 0, "reason": 'none' } # end`], []],
  ["a reason without a decision has no place", founding, { type: "reason", ...cell("generation", "fr"), reason: "x" }, [], []],
  [
    "a review date in place of another",
    founding,
    { type: "review", ...cell("generation", "ar"), review: "2028-01-15" },
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2028-01-15 }'],
  ],
  [
    "who decides, in place of another",
    founding,
    { type: "by", ...cell("generation", "ar"), by: "the board" },
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "the board", date: 2026-12-01, review: 2027-06-01 }'],
  ],
  [
    "no reason any more: the key goes",
    founding,
    { type: "reason", ...cell("generation", "ar"), reason: "" },
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
    ['  generation/ar: { level: 0 %, by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
  ],
  [
    "a lock",
    founding,
    { type: "lock", ...cell("generation", "ar"), lock: true },
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01 }'],
    ['  generation/ar: { level: 0 %, reason: "no reader yet", by: "editorial board", date: 2026-12-01, review: 2027-06-01, lock: true }'],
  ],
  ["no lock: nothing to take away", founding, { type: "lock", ...cell("generation", "ar"), lock: false }, [], []],
  [
    "a service's criticality",
    founding,
    { type: "criticality", ...cell("generation", null), criticality: "vital" },
    ["    criticality: low"],
    ["    criticality: vital"],
  ],
  [
    "criticality keeps its quotes",
    notations,
    { type: "criticality", ...cell("generation", null), criticality: "vital" },
    ['        criticality: "low"'],
    ['        criticality: "vital"'],
  ],
  [
    "a language's criticality is the row's own",
    founding,
    { type: "criticality", ...cell("generation", "ar"), criticality: "high" },
    [],
    ["    languages:", '      ar: { criticality: "high" }'],
  ],
  [
    "a share alone becomes a map",
    notations,
    { type: "criticality", ...cell("generation", "fr"), criticality: "high" },
    ["            fr: 60 %      # share"],
    ['            fr: { share: 60 %, criticality: "high" }      # share'],
  ],
  ["files in a language", notations, { type: "files", ...cell("generation", "en"), files: 12.5 }, [], ["                files: 12.5/month"]],
  ["files of a service", founding, { type: "files", ...cell("generation", null), files: 600 }, [], ["    volume: { files: 600/month }"]],
  [
    "what an alias stands for is written out before it changes",
    notations,
    { type: "files", ...cell("speech to text", null), files: 600 },
    ["        volume: *v"],
    ["        volume: { files: 600/month, growth: 10 %/an }"],
  ],
  [
    "a budget in French grams and commas",
    notations,
    { type: "budget", carbon: 2.5 },
    ['    carbon: "1,5 kg/mois"   # un budget serré'],
    ['    carbon: "2,5 kg/mois"   # un budget serré'],
  ],
  [
    "a budget in its unit",
    founding.replace("6 kg/month", "6000 g/month"),
    { type: "budget", carbon: 8.25 },
    ["budget: { carbon: 6000 g/month, cost: 900 EUR/month, plan: expected }    # or prudent: plan on the 80th percentile"],
    ["budget: { carbon: 8250 g/month, cost: 900 EUR/month, plan: expected }    # or prudent: plan on the 80th percentile"],
  ],
  ["a title that needs quotes gets them", "version: 1\ntitle: Plain\n", { type: "set", path: ["title"], value: "a: b" }, ["title: Plain"], ['title: "a: b"']],
  [
    "a plain title stays plain",
    "version: 1\ntitle: Plain # c\n",
    { type: "set", path: ["title"], value: "Other words" },
    ["title: Plain # c"],
    ["title: Other words # c"],
  ],
  ["no final newline", "version: 1", { type: "level", ...cell("a", null), level: 0 }, [], ["decisions:", "  a:", "    level: 0 %"]],
  ["an empty text", "", { type: "set", path: ["version"], value: 1 }, [], ["version: 1"]],
  [
    "decisions without content",
    "version: 1\ndecisions: # none\n  # example\nmeasurements:\n",
    { type: "level", ...cell("a", null), level: 0 },
    [],
    ["  a:", "    level: 0 %"],
  ],
  ["decisions {}", "version: 1\ndecisions: {}\n", { type: "level", ...cell("a", "b"), level: 0 }, ["decisions: {}"], ["decisions: { a/b: { level: 0 % } }"]],
  [
    "decisions null",
    "version: 1\ndecisions: null\n",
    { type: "level", ...cell("a", "b"), level: 0 },
    ["decisions: null"],
    ["decisions: { a/b: { level: 0 % } }"],
  ],
  [
    "a key that is missing comes in the schema's order",
    "version: 1\n# hosts\nhosts:\n  a: {}\n  # end of hosts\nroutes: []\n",
    { type: "budget", carbon: 5 },
    [],
    ["budget: { carbon: 5 kg/month }"],
  ],
  [
    "JSON",
    '{"version": 1, "decisions": {"a": {"level": "0 %"}}}',
    { type: "level", ...cell("a", null), level: 0.5 },
    ['{"version": 1, "decisions": {"a": {"level": "0 %"}}}'],
    ['{"version": 1, "decisions": {"a": {"level": "50 %"}}}'],
  ],
  [
    "JSON, one entry a line",
    '{\n  "version": 1,\n  "services": {\n    "a": {}\n  }\n}\n',
    { type: "level", ...cell("a", null), level: 1 },
    ["  }"],
    ["  },", '  "decisions": { "a": { "level": "100 %" } }'],
  ],
  ["a removed key takes its comment along", notations, { type: "remove", path: ["budget", "carbon"] }, ['    carbon: "1,5 kg/mois"   # un budget serré'], []],
  [
    "removed from braces",
    founding,
    { type: "remove", path: ["media", "audio"] },
    ["media: { audio: 40 %, video: 20 %, text: 40 % }"],
    ["media: { video: 20 %, text: 40 % }"],
  ],
  [
    "removed last from braces",
    founding,
    { type: "remove", path: ["media", "text"] },
    ["media: { audio: 40 %, video: 20 %, text: 40 % }"],
    ["media: { audio: 40 %, video: 20 % }"],
  ],
  ["removed from a list", notations, { type: "remove", path: ["services", "speech to text", "endpoint", 0] }, ['            - "POST /a"'], []],
  ["added to a list", notations, { type: "set", path: ["services", "speech to text", "endpoint", 2], value: "POST /c" }, [], ['            - "POST /c"']],
  [
    "a new service in block style",
    founding,
    { type: "addService", name: "ocr", fields: { endpoint: "POST /ocr", model: "tesseract", input: { media: ["text"], characters: "3000..5000" } } },
    [],
    ["  ocr:", '    endpoint: "POST /ocr"', '    model: "tesseract"', '    input: { media: ["text"], characters: 3000..5000 }'],
  ],
])("%s", (_, text, change, removed, added) => {
  expect(changedLines(text, edited(text, change))).toEqual({ removed, added });
  const crlf = text.replaceAll("\n", "\r\n");
  if (!text.includes("\n")) return;
  expect(edited(crlf, change)).toBe(edited(text, change).replaceAll("\n", "\r\n"));
});

test("an edit that changes nothing is no edit, and an unreadable text is left alone", () => {
  expect(scenarioEdit(founding, { type: "level", service: "generation", language: "ar", level: 0 })).toEqual([]);
  expect(scenarioEdit("a: [", { type: "budget", carbon: 1 })).toEqual([]);
  expect(scenarioEdit("[".repeat(900_000), { type: "budget", carbon: 1 })).toEqual([]);
});

// ---- random sequences against plain objects

type Data = { [key: string]: Data } | string | number | boolean | Data[];

const shared = {
  services: ["generation", "generation", "generation", "transcription", "speech to text", "new one"],
  languages: ["fr", "fr", "en", "ar", "pt-BR", null],
} as const;
const words = fc.oneof(
  fc.constantFrom("yes", "no reader yet", "a: b", "x #1", "it's", '"q"', "é, ü", "{x}", "*", "- a", "100 %", "true", "1,5", "\\n", "مرحبا"),
  fc
    .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
    .filter((s) => s.trim() === s && s !== "" && !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(s)),
);
const service = fc.constantFrom(...shared.services);
const language = fc.constantFrom(...shared.languages);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ type: fc.constant("level" as const), service, language, level: fc.constantFrom(0, 0.25, 0.5, 0.75, 1, null) }),
  fc.record({ type: fc.constant("level" as const), service, language, level: fc.constantFrom(0, 0.5, 1), by: words, date: fc.constant("2026-12-24") }),
  fc.record({ type: fc.constant("reason" as const), service, language, reason: words }),
  fc.record({ type: fc.constant("criticality" as const), service, language, criticality: fc.constantFrom("vital", "high", "medium", "low") }),
  fc.record({ type: fc.constant("files" as const), service, language, files: fc.integer({ min: 0, max: 100_000 }) }),
  fc.record({ type: fc.constant("budget" as const), carbon: fc.option(fc.integer({ min: 1, max: 500 })) }),
  fc.record({
    type: fc.constant("set" as const),
    path: fc.constantFrom(
      ["title"],
      ["owner"],
      ["volume", "growth"],
      ["services", "generation", "model"],
      ["languages", "en", "share"],
      ["services", "generation", "input", "media"],
    ),
    value: words,
  }),
  fc.record({
    type: fc.constant("remove" as const),
    path: fc.constantFrom(
      ["title"],
      ["volume"],
      ["languages", "fr"],
      ["services", "generation", "languages", "en"],
      ["services", "speech to text"],
      ["decisions"],
      ["decisions", "generation/ar"],
      ["hosts"],
    ),
  }),
);

const key = (name: string) => name.toLowerCase().replace(/[\s-]/gu, "");
const isObject = (data: Data | undefined): data is { [key: string]: Data } => typeof data === "object" && !Array.isArray(data);

/** The oracle: keys normalised, a share alone written as a map, numbers of quantities canonical. */
function put(data: { [key: string]: Data }, path: readonly (string | number)[], value: Data | undefined): void {
  const [first, ...rest] = path.map((step) => key(String(step)));
  if (first === undefined) return;
  if (rest.length === 0) {
    if (value === undefined) delete data[first];
    else data[first] = value;
    return;
  }
  const inner = data[first];
  if (value === undefined && !isObject(inner)) return;
  if (!isObject(inner)) data[first] = inner === undefined || inner === "" ? {} : { share: inner };
  put(data[first] as { [key: string]: Data }, rest, value);
}

function expected(data: { [key: string]: Data }, change: Change): void {
  switch (change.type) {
    case "level": {
      const path = ["decisions", change.language === null ? change.service : `${change.service}/${change.language}`];
      if (change.level === null) return put(data, path, undefined);
      put(data, [...path, "level"], `${change.level * 100}`);
      if (change.by !== undefined) put(data, [...path, "by"], change.by);
      if (change.date !== undefined) put(data, [...path, "date"], change.date);
      return;
    }
    case "reason": {
      const row = key(change.language === null ? change.service : `${change.service}/${change.language}`);
      const decisions = data.decisions;
      if (isObject(decisions) && decisions[row] !== undefined) put(data, ["decisions", row, "reason"], change.reason);
      return;
    }
    case "criticality":
      return put(data, ["services", change.service, ...(change.language === null ? [] : ["languages", change.language]), "criticality"], change.criticality);
    case "files":
      return put(data, ["services", change.service, ...(change.language === null ? ["volume"] : ["languages", change.language]), "files"], change.files);
    case "budget":
      return put(data, ["budget", "carbon"], change.carbon ?? undefined);
    case "set":
      return put(data, change.path, change.value as Data);
    case "remove":
      return put(data, change.path, undefined);
    default:
      throw new Error(change.type);
  }
}

/** A scenario text as the oracle's data: what the schema understands, so that notation does not matter. */
function understood(text: string): { [key: string]: Data } {
  const normal = (data: unknown, path: readonly string[]): Data | undefined => {
    if (data === null || data === undefined) return path.length === 2 || (path.length === 4 && path[2] === "languages") ? {} : undefined;
    if (Array.isArray(data)) return data.map((item) => normal(item, [...path, "0"]) ?? "");
    if (typeof data !== "object") {
      const text = String(data).trim();
      if (path.at(-1) === "level") return text.replace(/\s*%$/u, "");
      if (path.at(-1) === "files" || path.at(-1) === "carbon") return canonical(text, path.at(-1) ?? "");
      return text;
    }
    const entries = Object.entries(data).flatMap(([name, value]) => {
      const inner = normal(value, [...path, key(name)]);
      return inner === undefined ? [] : [[key(name), inner] as const];
    });
    return Object.fromEntries(entries);
  };
  return normal(new Source(text, "x.carbon.yaml").data, []) as { [key: string]: Data };
}

function canonical(text: string, field: string): Data {
  const result = parseQuantity(text, field === "files" ? "files/month" : "carbon/month", t);
  return result.ok ? result.value.central : text;
}

/** Maps that lost their last key are as good as absent. */
function pruned(data: Data): Data {
  if (!isObject(data)) return data;
  const entries = Object.entries(data).map(([name, value]) => [name, pruned(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => !(isObject(value) && Object.keys(value).length === 0)));
}

const beginnings: readonly [string, string][] = [
  ["founding", founding],
  ["notations", notations],
  ["CRLF", notations.replaceAll("\n", "\r\n")],
  ["no final newline", founding.trimEnd()],
  ["minimal", "version: 1\n"],
  ["flow", "{ version: 1, services: { generation: { input: { media: [text] } } }, decisions: { } }\n"],
  ["JSON", JSON.stringify(new Source(notations, "x.yaml").data, null, 2)],
  ["compact JSON", JSON.stringify(new Source(founding, "x.yaml").data)],
];

test.each(beginnings)("random edits of the %s text leave it equal to the plain object", (_, beginning) => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      let text = beginning;
      const data = understood(text);
      for (const step of changes) {
        const edits = scenarioEdit(text, step);
        const before = text;
        text = applyEdits(text, edits);
        expected(data, step);
        expect(new Source(text, "x").errors, `${JSON.stringify(step)}\n${text}`).toEqual([]);
        expect(pruned(understood(text)), `${JSON.stringify(step)}\n${before}\n=>\n${text}`).toEqual(pruned(data));
        // One change touches the lines of one place: everything before and after it is the same byte for byte.
        if (beginning.includes("\r\n")) expect(text.replaceAll("\r\n", "")).not.toContain("\n");
      }
    }),
    { numRuns: 40, seed: 20261123 },
  );
});

test.each(beginnings.slice(0, 4))("random edits of the %s text lose no comment of another line", (_, beginning) => {
  const safe = change.filter(({ type }) => type !== "remove" && type !== "set");
  fc.assert(
    fc.property(fc.array(safe, { minLength: 1, maxLength: 8 }), (changes) => {
      const text = changes
        .filter((step) => !(step.type === "level" && step.level === null) && !(step.type === "budget" && step.carbon === null))
        .reduce(edited, beginning);
      const comments = beginning.match(/#.*$/gmu) ?? ([] as string[]);
      expect(text.match(/#.*$/gmu)?.filter((comment) => (comments as readonly string[]).includes(comment))).toEqual(comments);
    }),
    { numRuns: 20, seed: 7 },
  );
});

test.each<[string, Change, string]>([
  ["a new key at the end", { type: "set", path: ["volume", "files"], value: "10/month" }, "\ufeffversion: 1\nregion: x\nvolume: { files: 10/month }\n"],
  ["a new key between others", { type: "set", path: ["title"], value: "a" }, '\ufeffversion: 1\ntitle: "a"\nregion: x\n'],
  ["a removed first key", { type: "remove", path: ["version"] }, "\ufeffregion: x\n"],
])("a byte-order mark stays first and indents nothing: %s", (_, change, expected) => {
  expect(edited("\ufeffversion: 1\nregion: x\n", change)).toBe(expected);
});
