import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeJson } from "../../core/report/exports/writeJson";
import { routesText } from "../../core/report/tables/routesText";
import { parseScenario } from "../../core/scenario/parseScenario";
import { type Command, json, lang } from "../command";
import type { Io } from "../io";
import { noteProblems } from "../noteProblems";
import { codeOf, readPythonFiles, type SettledRoute } from "../readCode";

export const routes: Command = {
  name: "routes",
  subject: "FOLDER",
  help: (t) => t("list every route with its handler, place and the models it runs"),
  prose: true,
  options: [json, lang],
  async run(subject, args, io) {
    const files = await readPythonFiles(subject, io);
    const code = await codeOf(files, settledRoutes(subject, files.scenarios, io), io);
    if (args.has("json")) {
      io.out(writeJson({ version: 1, routes: code.routes, problems: code.problems, timing: code.timing }));
      return 0;
    }
    io.out(routesText(code, io.language, io.width));
    noteProblems(code.problems, subject, io);
    return 0;
  },
};

/** What the scenarios of the folder settle by hand; of two that disagree on a line, the first by name. */
function settledRoutes(folder: string, scenarios: readonly string[], { t }: Io): SettledRoute[] {
  const here = scenarios.filter((file) => !file.includes("/"));
  const all = (here.length > 0 ? here : scenarios).flatMap((file) => parseScenario(textOf(join(folder, file)), file, t).scenario?.routes ?? []);
  return all.filter(({ at }, index) => all.findIndex((other) => other.at === at) === index);
}

/** A scenario that cannot be read settles nothing; who works on it is told by the other commands. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
