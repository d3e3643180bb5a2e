import { expect, test } from "vitest";
import type { CodeFacts, Route, Workload } from "../../../src/core/routes/route";
import { addService } from "../../../src/core/scenario/edit/addService";
import { createScenario, scenarioFileName } from "../../../src/core/scenario/edit/createScenario";
import { applyEdits } from "../../../src/core/scenario/edit/scenarioEdit";
import { jsonSchema } from "../../../src/core/scenario/jsonSchema";
import { nearest, sameId } from "../../../src/core/scenario/names";
import { parseScenario } from "../../../src/core/scenario/parseScenario";
import { translator } from "../../../src/core/text";

const t = translator("en");

const workload = (task: Workload["task"], model: string | null, engine: string | null): Workload => ({
  task,
  model,
  engine,
  library: "x",
  file: "app/a.py",
  line: 3,
});
const route = (id: string, name: string, workloads: Workload[], more: Partial<Route> = {}): Route => {
  const [method = "", path = ""] = id.split(" ");
  return {
    id,
    method,
    path,
    resolved: !path.includes("{?}"),
    function: name,
    file: "app/main.py",
    line: 7,
    registeredFile: "app/main.py",
    decoratorLine: 6,
    app: "app.main:app",
    workloads,
    ...more,
  };
};
const whisper = workload("transcription", "large-v3", "faster-whisper");
const mistral = workload("generation", "mistral:7b", "ollama");
const facts = (...routes: Route[]): CodeFacts => ({ routes, problems: [], timing: { files: 1, parsed: 1, ms: 1 } });
const create = (...routes: Route[]) => createScenario(facts(...routes), { title: 'My: "app" #1', today: "2026-11-24", t });

function services(text: string): Record<string, unknown> {
  const { scenario, problems } = parseScenario(text, "x.carbon.yaml", t);
  expect(problems).toEqual([]);
  return Object.fromEntries(
    Object.entries(scenario?.services ?? {}).map(([name, service]) => [
      name,
      [service.endpoint, service.task, service.model?.name, service.engine, service.app],
    ]),
  );
}

test.each<[string, Route[], Record<string, unknown>]>([
  [
    "one model",
    [route("POST /api/v1/transcribe", "run", [whisper])],
    { transcribe: [["POST /api/v1/transcribe"], "transcription", "large-v3", "faster-whisper", undefined] },
  ],
  [
    "two models in one handler",
    [route("POST /digest", "digest", [whisper, mistral, mistral])],
    {
      "digest-transcription": [["POST /digest"], "transcription", "large-v3", "faster-whisper", undefined],
      "digest-generation": [["POST /digest"], "generation", "mistral:7b", "ollama", undefined],
    },
  ],
  [
    "two methods of one handler",
    [route("PUT /x/{id}", "x", [mistral]), route("POST /x/{id}", "x", [mistral])],
    { x: [["PUT /x/{id}", "POST /x/{id}"], "generation", "mistral:7b", "ollama", undefined] },
  ],
  [
    "one name twice",
    [route("POST /a/chat", "a", [mistral]), route("POST /b/chat", "b", [mistral], { line: 20 })],
    {
      chat: [["POST /a/chat"], "generation", "mistral:7b", "ollama", undefined],
      "chat-2": [["POST /b/chat"], "generation", "mistral:7b", "ollama", undefined],
    },
  ],
  [
    "two applications",
    [route("POST /a", "a", [mistral]), route("POST /b", "b", [mistral], { line: 20, app: "admin:app" })],
    { a: [["POST /a"], "generation", "mistral:7b", "ollama", "app.main:app"], b: [["POST /b"], "generation", "mistral:7b", "ollama", "admin:app"] },
  ],
  ["a path that is not known", [route("POST {?}/{id}", "read_it", [workload("ocr", null, null)])], { "read-it": [[], "ocr", undefined, undefined, undefined] }],
  [
    "names that YAML would misread, words that would break out",
    [route("POST /no", "x\ny", [workload("other", '"#\n- a', null)], { file: "a\nb.py" })],
    { no: [["POST /no"], "other", '"#\n- a', undefined, undefined] },
  ],
  ["no model anywhere", [route("GET /health", "health", [])], {}],
])("a scenario from the code: %s", (_, routes, expected) => {
  const text = create(...routes);
  expect(services(text)).toEqual(expected);
  expect(parseScenario(text, "x", t).scenario?.title).toBe('My: "app" #1');
});

test("every commented example becomes valid when its # is removed", () => {
  const text = create(route("POST /transcribe", "run", [whisper]), route("POST /chat", "chat", [workload("generation", null, null)], { line: 20 }));
  const active = text.replace(/^( *)# (?=[a-z ]+\w*:(?: |$))/gmu, "$1").replace(/^# {3}(?=\w)/gmu, "  ");
  const { problems, scenario } = parseScenario(active, "x", t);
  expect(problems).toEqual([]);
  expect(Object.keys(scenario ?? {})).toEqual(
    expect.arrayContaining(["owner", "currency", "horizon", "budget", "use", "region", "volume", "media", "languages", "hosts", "services", "decisions"]),
  );
});

test.each<[string, string]>([
  ["a block of services", "version: 1\nservices:\n    a:\n        endpoint: GET /a # keep\n        # last\n\nbudget:\n"],
  ["braces", "version: 1\nservices: { a: { endpoint: GET /a } }\n"],
  ["no services", "version: 1\n"],
  ["JSON", '{ "version": 1, "services": { "a": { "endpoint": "GET /a" } } }'],
])("a found route is added to %s", (_, text) => {
  const next = applyEdits(text, addService(text, route("POST /digest", "digest", [whisper, mistral]), t));
  expect(services(next)).toMatchObject({
    "digest-transcription": [["POST /digest"], "transcription", "large-v3", "faster-whisper", undefined],
    "digest-generation": [["POST /digest"], "generation", "mistral:7b", "ollama", undefined],
  });
  // Nothing of the old text is lost: what was added stands in one place.
  const [edit] = addService(text, route("POST /digest", "digest", [whisper, mistral]), t);
  expect(next).toBe(text.slice(0, edit?.start) + (edit?.text ?? "") + text.slice(edit?.end));
  expect(edit?.end).toBe(edit?.start);
});

test("a service that is there already gets no second of its name", () => {
  const text = create(route("POST /transcribe", "run", [whisper]));
  const next = applyEdits(text, addService(text, route("POST /transcribe", "run", [whisper]), t));
  expect(Object.keys(services(next))).toEqual(["transcribe", "transcribe-2"]);
  expect(addService("a: [", route("POST /transcribe", "run", [whisper]), t)).toEqual([]);
});

test("the JSON schema knows every key, requires the version only, and describes all", () => {
  const schema = jsonSchema() as {
    properties: Record<string, { description?: string; properties?: object }>;
    required: string[];
    additionalProperties: boolean;
  };
  expect(schema).toMatchObject({ required: ["version"], additionalProperties: false });
  expect(Object.keys(schema.properties)).toEqual(
    "version title owner currency exchange horizon budget use region grid pue network storage volume media languages hosts services answers decisions routes measurements".split(
      " ",
    ),
  );
  expect(Object.values(schema.properties).filter(({ description }) => !description)).toEqual([]);
  expect(JSON.stringify(schema)).toContain('"enum":["vital","high","medium","low"]');
});

test.each<[string, string[], string | undefined]>([
  ["criticallity", ["criticality", "cost"], "criticality"],
  ["hihg", ["high", "low"], "high"],
  ["Keep Alive", ["keepAlive", "hours"], "keepAlive"],
  ["x", ["volume", "media"], undefined],
  ["fr", ["de", "es"], undefined],
])("%s was meant as %s: %s", (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});

test("ids compare without case, spaces and hyphens, and nothing else", () => {
  expect(sameId("Speech-to text", "speechTOtext")).toBe(true);
  expect(sameId("a_b", "ab")).toBe(false);
});

test("a model of a provider is written as external, and is no machine of ours", () => {
  const hosted = facts(route("POST /ask", "ask", [workload("generation", "gpt-4o-mini", "openai"), workload("embedding", "bge-m3", "sentence-transformers")]));
  const text = createScenario(hosted, { title: "x", today: "2027-01-01", t });
  const { scenario, problems } = parseScenario(text, "x.carbon.yaml", t);
  expect(problems).toEqual([]);
  expect(Object.values(scenario?.services ?? {}).map(({ model, host }) => [model?.name, host])).toEqual([
    ["gpt-4o-mini", "external"],
    ["bge-m3", undefined],
  ]);
});

test.each([
  ["my app", "my-app.carbon.yaml"],
  ["--lang", "lang.carbon.yaml"],
  [".hidden", "hidden.carbon.yaml"],
  ["**md** [x](y)", "md-x-y.carbon.yaml"],
  ["été_2", "été_2.carbon.yaml"],
  ["?", "api.carbon.yaml"],
])("the scenario of the folder %s is %s", (folder, file) => expect(scenarioFileName(folder)).toBe(file));

test.each([
  [undefined, "# output: { tokens: 300 }   # missing: 300 tokens, assumed"],
  [400, "# output: { tokens: 300 }   # missing: 300 tokens, assumed"],
  [80, "# output: { tokens: 80 }   # missing: 80 tokens, the most that the code allows, assumed"],
])("the answer that is offered is one that the code allows: at most %s tokens", (longestAnswer, line) => {
  const work = longestAnswer === undefined ? mistral : { ...mistral, longestAnswer };
  expect(create(route("POST /ask", "ask", [work]))).toContain(line);
});

test.each<[string, readonly (string | undefined)[], string]>([
  ["of the only application", ["Desk: tools", "Desk: tools"], "Desk: tools"],
  ["of none", [undefined, undefined], 'My: "app" #1'],
  ["of two", ["Desk", "Web"], 'My: "app" #1'],
])("the title is that %s", (_, titles, expected) => {
  const text = create(...titles.map((appTitle, n) => route(`GET /${n}`, `f${n}`, [whisper], appTitle === undefined ? {} : { appTitle })));
  expect(parseScenario(text, "x.carbon.yaml", t).scenario?.title).toBe(expected);
});

test.each<[string, Workload, RegExp, boolean]>([
  ["an engine with figures", workload("ocr", null, "tesseract"), /engine: "tesseract"$/m, false],
  ["an engine without", workload("ocr", null, "doctr"), /engine: "doctr" {3}# no figures of it are published/, false],
  ["no engine", workload("ocr", null, null), /# engine: "tesseract" {3}# missing: the code does not say it, and without it there is no figure/, false],
  ["a classic model", workload("classic-ml", null, "sklearn"), /engine: "sklearn"$/m, false],
  ["a language model without a name", workload("generation", null, "ollama"), /engine: "ollama"$/m, true],
])("a model is asked for only where the figure needs one: %s", (_, one, expected, asked) => {
  const text = create(route("POST /scan", "scan", [one]));
  expect(text).toMatch(expected);
  expect(/# model: .*without it there is no figure/.test(text)).toBe(asked);
  expect(text).not.toContain("trocr");
});

test("of models that a request may leave out, the part of the files is asked for", () => {
  const [large, little] = [workload("generation", "llama3.1:70b", "ollama"), workload("generation", "llama3.2:1b", "ollama")];
  const count = (...all: Workload[]): number => create(route("POST /ask", "ask", all)).match(/# requests: 0\.5\/file/g)?.length ?? 0;
  expect(count(large, little)).toBe(2);
  expect(count({ ...large, always: true }, little)).toBe(1);
  expect(count(large)).toBe(1);
  expect(count({ ...large, always: true })).toBe(0);
  const [one, other]: readonly [Workload, Workload] = [
    { ...large, alternative: 1 },
    { ...little, alternative: 1 },
  ];
  expect(count(one, other)).toBe(0);
  expect(create(route("POST /ask", "ask", [one, other])).match(/^ +requests: 0\.5\/file {3}# a request runs one of 2 models at most/gm)).toHaveLength(2);
  expect(count({ ...large, always: true }, { ...large, line: 9 })).toBe(0);
  expect(count({ ...large, always: true }, { ...little, fallback: true })).toBe(0);
});

test("the context that the code sets is written, with its place", () => {
  const text = create(route("POST /ask", "ask", [{ ...mistral, context: 8192 }]));
  expect(text).toContain(`context: 8192 tokens   # ${mistral.file}:${mistral.line}`);
  expect(Object.values(parseScenario(text, "x.carbon.yaml", t).scenario?.services ?? {})[0]?.context?.central).toBe(8192);
});

test("a name of which the code writes a part, and a setting that decides whether a model runs, are in the scenario", () => {
  const part = { ...workload("translation", null, "transformers"), template: "Helsinki-NLP/opus-mt-{?}-{?}", dependsOn: ["PROVIDER"] };
  const text = create(route("POST /translate", "translate", [part]));
  expect(text).toContain('# model: "Helsinki-NLP/opus-mt-{?}-{?}"');
  expect(text).toContain("# whether it runs depends on PROVIDER");
});

test.each([
  ["the machine of the same kind of work", "speech: {}, text: {}", "host: speech", 'host: "speech"'],
  ["one of several, which people choose", "speech: {}, text: {}", "", '# host: "speech"   # write which of speech, text: without it there is no figure'],
  ["the only one", "speech: {}", "host: speech", '# host: "speech"   # missing: the only host'],
])("a service that is added to a scenario with machines names %s", (_, hosts, host, line) => {
  const text = `version: 1\nhosts: { ${hosts} }\nservices:\n  other:\n    task: transcription\n    ${host}\n`.replace(/ +\n$/, "");
  const next = applyEdits(text, addService(text, route("POST /digest", "digest", [whisper]), t));
  expect(next.slice(next.indexOf("digest"))).toContain(line);
  expect(parseScenario(next, "x.carbon.yaml", t).problems.filter(({ severity }) => severity === "error")).toEqual([]);
});
