import { writeJson } from "../../core/report/exports/writeJson";
import { matrixText } from "../../core/report/tables/matrixText";
import { type Command, date, fetch, folder, json, lang } from "../command";
import { exitCode, loadMatrix } from "../load";
import { noteProblems } from "../noteProblems";
import { answersIf } from "../servers";

export const matrix: Command = {
  name: "matrix",
  subject: "SCENARIO",
  help: (t) => t("show the decision matrix: carbon, criticality, volume, cost, what is recommended and what is decided"),
  prose: true,
  options: [folder, json, date, fetch, lang],
  async run(scenario, args, io) {
    const loaded = await loadMatrix({ scenario, folder: args.value("folder"), fetch: answersIf(args), robustness: "exact" }, io);
    const { analysis, matrix: found } = loaded;
    io.out(args.has("json") ? writeJson(found) : matrixText(analysis, found, io.width));
    if (!args.has("json")) noteProblems(analysis.problems, loaded.folder, io);
    return exitCode(0, loaded, io);
  },
};
