import type { Translate } from "../core/text";
import type { Arguments, Option } from "./arguments";
import type { ExitCode, Io } from "./io";

/** One command: its arguments, and what it does with them. All files of `commands/` export one. */
export interface Command {
  readonly name: string;
  /** the argument that it works on; of a `PATH...` there may be several, all in `args.positionals`; in brackets: there may be none */
  readonly subject: "FOLDER" | "SCENARIO" | "PATH..." | "[FOLDER...]";
  readonly help: (t: Translate) => string;
  readonly options: readonly Option[];
  /** its answer is tables and sentences, and no file: on a terminal the sentences are as wide as it */
  readonly prose?: true;
  run(subject: string, args: Arguments, io: Io): Promise<ExitCode>;
}

export const json: Option = { name: "json", help: (t) => t("print the answer as JSON") };
export const lang: Option = { name: "lang", value: "en|fr", help: (t) => t("language of the answer; else the one of LC_ALL or LANG") };
export const date: Option = { name: "date", value: "YYYY-MM-DD", help: (t) => t("date of the analysis; else today") };
export const folder: Option = { name: "folder", value: "FOLDER", help: (t) => t("folder of the code; else the one of the scenario") };
export const fetch: Option = { name: "fetch", help: (t) => t("ask the servers that the scenario names for measurements; never done otherwise") };
export const base: Option = { name: "base", value: "SCENARIO", help: (t) => t("scenario to compare with") };
export const baseFactors: Option = {
  name: "base-factors",
  value: "FILE",
  help: (t) => t("an earlier `report --format json` or `estimate --json`: which factors changed since, and what that alone does to the total"),
};
export const baseFolder: Option = { name: "base-folder", value: "FOLDER", help: (t) => t("folder of the compared scenario's code; else the same folder") };
