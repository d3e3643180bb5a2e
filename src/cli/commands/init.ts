import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isScenarioFile } from "../../core/files/projectFiles";
import { visible } from "../../core/report/exports/table";
import { createScenario, scenarioFileName } from "../../core/scenario/edit/createScenario";
import { type Command, date, lang } from "../command";
import { Refusal } from "../io";
import { noteProblems } from "../noteProblems";
import { codeOf, readPythonFiles } from "../readCode";
import { putFile } from "../replaceFile";

/** The command "Create scenario from routes" of the editor, for a terminal. */
export const init: Command = {
  name: "init",
  subject: "FOLDER",
  help: (t) => t("write a first scenario from the routes of a project; a file that is there is left as it is"),
  options: [{ name: "out", value: "FILE", help: (t) => t("file to write; else NAME.carbon.yaml in the folder") }, date, lang],
  async run(folder, args, io) {
    const { t } = io;
    const files = await readPythonFiles(folder, io);
    const name = basename(resolve(folder));
    const out = args.value("out") ?? join(folder, scenarioFileName(name));
    if (existsSync(out)) throw new Refusal(t("{0} is there already and was left as it is. Name another file with --out.", out));
    if (!existsSync(dirname(out)))
      throw new Refusal(t("There is no folder {0} to write {1} in. Make it, or name another file with --out.", dirname(out), basename(out)));
    const code = await codeOf(files, [], io);
    noteProblems(code.problems, folder, io);
    putFile(out, createScenario(code, { title: name, today: io.today, t }), io);
    io.out(`${t("Wrote {0}", visible(out))}\n`);
    if (!isScenarioFile(out))
      io.note(`${t("A scenario is found by its name only where that ends in .carbon.yaml: name this file in each command, or rename it.")}\n`);
    const others = files.scenarios.filter((file) => !file.includes("/"));
    if (others.length > 0 && args.value("out") === undefined)
      io.note(`${t("There is another scenario here: {0}. Name the one that you mean when you run a command.", visible(others.join(", ")))}\n`);
    return 0;
  },
};
