import type { CodeFacts } from "../../routes/route";
import type { Translate } from "../../text";
import { comment, option, serviceLines, servicesOf } from "../foundServices";

export interface NewScenario {
  /** where the code has not one title for all that it serves */
  readonly title: string;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly t: Translate;
}

/** The file of a first scenario: `my app` -> `my-app.carbon.yaml`; none is hidden, or looks like an option of a command. */
export function scenarioFileName(folder: string): string {
  const plain = folder.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|-+$/gu, "");
  return `${plain === "" ? "api" : plain}.carbon.yaml`;
}

/**
 * The text of a first scenario: a service for each model that an endpoint runs, as far as the code says it, and
 * comments that say what is assumed where nothing is written.
 */
export function createScenario(facts: CodeFacts, { title, today, t }: NewScenario): string {
  const services = servicesOf(facts.routes);
  const others = new Set(facts.routes.filter((route) => route.workloads.length === 0 && route.calls === undefined).map((route) => route.id)).size;
  const gateways = facts.routes.flatMap(({ id, calls }) => (calls ?? []).map((called) => comment(t("{0} calls {1}, whose models count there.", id, called))));
  const lines = [
    comment(t("A carbon scenario: what runs, where, in which languages and how much.")),
    comment(t("A line that starts with # is an example or an assumption: remove the # and write your own value.")),
    "version: 1",
    `title: ${JSON.stringify(titleOf(facts) ?? title)}`,
    option("owner", '"RSE team"', t("who looks after this file")),
    option("currency", "EUR", t("missing: each price stays in its own currency")),
    option("horizon", `{ from: ${today.slice(0, 7)}, months: 12 }`, t("missing: 12 months from this month")),
    option("budget", "{ carbon: 6 kg/month, cost: 900 EUR/month }", t("missing: nothing is held against a budget")),
    option("exchange", "{ USD: 0.92 EUR }", t("missing: a cost in another currency is not added")),
    option("use", "commercial", t("missing: unknown; licences depend on it")),
    option("region", "francecentral", t("missing: the spread of all Azure regions")),
    option("volume", "{ files: 500/month, growth: 8 %/month }", t("missing: figures per request only")),
    option("media", "{ audio: 40 %, video: 20 %, text: 40 % }", t("missing: every file has the medium of the service")),
    "",
    comment(t("Languages of the incoming files; their shares add up to 100 %. Missing: one row for each service.")),
    "# languages:",
    "#   fr: { share: 60 % }",
    `#   en: { share: 40 %, from: ${today.slice(0, 7)} }`,
    "",
    comment(t("Machines. Missing: the smallest Azure size that holds the model, always on.")),
    "# hosts:",
    "#   gpu: { sku: Standard_NC4as_T4_v3, deployment: dedicated }",
    "",
    ...(services.length === 0 ? noServices(t) : ["services:", ...services.flatMap((service) => serviceLines(service, "  ", "    ", t))]),
    ...(gateways.length > 0 ? ["", ...gateways] : []),
    ...(others > 0 ? ["", comment(t("Endpoints in which no model was found and which are left out: {0}.", others))] : []),
    "",
    comment(t("Decided levels, by service and language: share of the files that is served.")),
    "# decisions:",
    `#   ${services[0]?.name ?? "transcription"}/fr: { level: 50 %, reason: "...", by: "...", date: ${today} }`,
  ];
  return `${lines.join("\n")}\n`;
}

/** `FastAPI(title="Desk tools")` of the only application. */
function titleOf({ routes }: CodeFacts): string | undefined {
  const [title, ...others] = new Set(routes.map(({ appTitle }) => appTitle));
  return others.length === 0 ? title : undefined;
}

function noServices(t: Translate): string[] {
  return [
    comment(t("No endpoint with a model was found in the code. A service looks like this:")),
    "# services:",
    "#   transcription:",
    '#     endpoint: "POST /transcribe"',
    '#     model: "whisper-large-v3"',
    '#     engine: "faster-whisper"',
    "#     input: { media: [audio, video], duration: 10 min }",
  ];
}
