import { join } from "node:path";
import { writeJson } from "../../core/report/exports/writeJson";
import { estimateText } from "../../core/report/tables/estimateText";
import { type Command, date, fetch, json, lang } from "../command";
import { type Io, Refusal } from "../io";
import { exitCode, load } from "../load";
import { noteProblems } from "../noteProblems";
import { readFolderFiles } from "../readCode";
import { answersIf } from "../servers";

export const estimate: Command = {
  name: "estimate",
  subject: "FOLDER",
  help: (t) => t("estimate the carbon of every endpoint, per request and month, of every host, and in total"),
  prose: true,
  options: [{ name: "scenario", value: "FILE", help: (t) => t("scenario file; else the only one of FOLDER, else none") }, json, date, fetch, lang],
  async run(folder, args, io) {
    const files = await readFolderFiles(folder, io);
    if (files.python.length === 0 && files.scenarios.length === 0 && !args.has("scenario")) {
      noteProblems(files.problems, folder, io);
      throw new Refusal(io.t("There is no Python file and no scenario in {0}: name the folder of a FastAPI project.", folder));
    }
    const scenario = args.value("scenario") ?? onlyScenario(folder, files.scenarios, io);
    const loaded = await load({ folder, files, scenario, fetch: answersIf(args) }, io);
    const { analysis } = loaded;
    io.out(args.has("json") ? writeJson(analysis.estimate) : estimateText(analysis, io.width));
    if (!args.has("json")) noteProblems(analysis.problems, folder, io);
    return exitCode(0, loaded, io);
  },
};

/** The scenario that is meant when none is named: one in the folder itself goes before those deeper down. */
function onlyScenario(folder: string, scenarios: readonly string[], { t, note }: Io): string | undefined {
  const here = scenarios.filter((file) => !file.includes("/"));
  const candidates = here.length > 0 ? here : scenarios;
  const [only] = candidates;
  if (only === undefined) {
    note(`${t("No scenario in {0}: figures are for the busy part of a request, on the smallest machine that fits.", folder)}\n`);
    return undefined;
  }
  if (candidates.length > 1)
    throw new Refusal(
      t("There are several scenarios in {0}: {1}. Say which one with --scenario.", folder, candidates.map((file) => join(folder, file)).join(", ")),
    );
  note(`${t("Scenario: {0}", only)}\n`);
  return join(folder, only);
}
