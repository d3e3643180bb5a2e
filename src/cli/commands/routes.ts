import { problemsText } from "../../core/report/problemsText";
import { routesText } from "../../core/report/routesText";
import { type Command, json, lang } from "../command";
import { Refusal } from "../io";
import { codeOf, readFolderFiles } from "../readCode";
import { writeJson } from "../writeJson";

export const routes: Command = {
  name: "routes",
  subject: "FOLDER",
  help: (t) => t("list every route with its handler, place and the models it runs"),
  options: [json, lang],
  async run(subject, args, io) {
    const files = await readFolderFiles(subject, io);
    if (files.python.length === 0) throw new Refusal(io.t("There is no Python file in {0}. Name the folder of a FastAPI project.", subject));
    const code = await codeOf(files, [], io);
    if (args.has("json")) {
      io.out(writeJson({ version: 1, routes: code.routes, problems: code.problems, timing: code.timing }));
      return 0;
    }
    io.out(routesText(code, io.language));
    io.note(problemsText(code.problems, io.language));
    return 0;
  },
};
