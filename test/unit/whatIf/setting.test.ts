import { expect, test } from "vitest";
import { parsePath } from "../../../src/core/scenario/pathText";
import { parseSetting, pathFault } from "../../../src/core/whatIf/setting";

test.each<[string, readonly (string | number)[] | null, unknown]>([
  ["volume.growth=8 %/month", ["volume", "growth"], "8 %/month"],
  [" hosts.speech.replicas = 2 ", ["hosts", "speech", "replicas"], 2],
  ['services.ask.model="mistral:7b"', ["services", "ask", "model"], "mistral:7b"],
  ["services.ask.model='mistral:7b'", ["services", "ask", "model"], "mistral:7b"],
  ["services.ask.endpoint=POST /a?b=c", ["services", "ask", "endpoint"], "POST /a?b=c"],
  ["services.ask.input.media=[text, audio]", ["services", "ask", "input", "media"], ["text", "audio"]],
  ["languages.fr={ share: 50 %, from: 2027-04 }", ["languages", "fr"], { share: "50 %", from: "2027-04" }],
  ["decisions.ask/fr.lock=true", ["decisions", "ask/fr", "lock"], true],
  ['services."v1.ask".retries=5 %', ["services", "v1.ask", "retries"], "5 %"],
  ["measurements.0.file=a.json", ["measurements", "0", "file"], "a.json"],
  ["volume.files=", null, null],
  ["volume.files", null, null],
  ["=5", null, null],
  ["volume..files=5", null, null],
  ["a.b=[1, 2", null, null],
])("%s", (text, path, value) => {
  expect(parseSetting(text)).toEqual(path === null ? null : { type: "set", path, value });
});

test("null takes a key away", () => {
  expect(parseSetting("hosts.speech.price=null")).toEqual({ type: "remove", path: ["hosts", "speech", "price"] });
  expect(parsePath("hosts.speech.price")).toEqual(["hosts", "speech", "price"]);
  expect(parsePath("")).toBe(null);
});

const text = `version: 1
languages: { fr: { share: 100 % } }
hosts: { speech: { sku: Standard_NC4as_T4_v3 } }
services: { transcription: { model: whisper-small, host: speech } }
`;

test.each<[string, string | undefined | null]>([
  ["volume.files", null],
  ["volume.flies", "files"],
  ["volum.files", "volume"],
  ["hosts.speach.replicas", "speech"],
  ["hosts.Speech.replicas", null],
  ["hosts.second.replicas", null],
  ["services.transcripton.model", "transcription"],
  ["languages.en.share", null],
  ["languages.fr.shre", "share"],
  ["services.transcription.input.duration.audio", null],
  ["services.transcription.model.parameters", null],
  ["volume.files.value", null],
  ["volume.files.more", undefined],
  ["nonsense", undefined],
  ["decisions.transcription/fr.level", null],
  ["hosts.speec.replicas", "speech"],
  ["decisions.transcripton/fr.level", "transcription/fr"],
])("the path %s", (path, meant) => {
  const fault = pathFault(parsePath(path) ?? [], text, "x.carbon.yaml");
  if (meant === null) expect(fault).toBe(null);
  else expect(fault?.meant).toBe(meant);
});

test.each<[string, readonly string[]]>([
  ["speech.deployment", ["hosts.speech.deployment"]],
  ["transcription.model", ["services.transcription.model"]],
  ["model", ["services.transcription.model"]],
  ["hosts.deployment", ["hosts.speech.deployment"]],
  ["services.criticality", ["services.transcription.criticality"]],
  ["files", ["volume.files"]],
  ["services.transcription.duration", ["services.transcription.input.duration"]],
  ["hosts/speech/deployment", ["hosts.speech.deployment"]],
  ["hosts.speech.gpu", ["hosts.speech.hardware.gpu"]],
  ["nonsense", []],
  ["no/where", []],
])("the path %s stands elsewhere", (path, elsewhere) => {
  expect(pathFault(parsePath(path) ?? [], text, "x.carbon.yaml")?.elsewhere).toEqual(elsewhere);
});

test("a language by its name is the one of its code", () => {
  expect(pathFault(parsePath("languages.french.share") ?? [], text, "x.carbon.yaml")?.meant).toBe("fr");
  expect(pathFault(parsePath("languages.fr-CA.share") ?? [], text, "x.carbon.yaml")).toBe(null);
  expect(pathFault(parsePath("languages.arabic.share") ?? [], text, "x.carbon.yaml")).toBe(null);
});

const rows = `version: 1
languages: { fr: { share: 60 % }, en: { share: 40 % } }
hosts: { llm: { sku: Standard_NC4as_T4_v3 } }
services: { transcription: { model: whisper-small, host: llm }, translation: { model: nllb-200-600m, host: llm, languages: { ar: { share: 10 % } } } }
decisions: { transcription/fr: { level: 0 % } }
`;
const faultIn = (path: string, ...beside: string[]) =>
  pathFault(
    parsePath(path) ?? [],
    rows,
    "x.carbon.yaml",
    beside.flatMap((one) => parseSetting(one) ?? []),
  );

test.each(["transcription/fr", "transcription/en", "translation/fr", "translation/ar", "Transcription/EN"])(
  "the row %s is never taken for another one",
  (row) => {
    expect(faultIn(`decisions.${row}.level`)).toBe(null);
  },
);

test("a short name of a machine that nearly is another's is a slip, unless a service is put on it", () => {
  expect(faultIn("hosts.lm.sku")?.meant).toBe("llm");
  expect(faultIn("hosts.lm.sku", "services.translation.host=lm")).toBe(null);
  expect(faultIn("hosts.LLM.sku")).toBe(null);
});
