import type { Matrix } from "../../core/analysis";
import { differences, differenceText } from "../../core/report/difference";
import { formatter } from "../../core/report/format";
import { budgetSentence } from "../../core/report/matrixText";
import { applyEdits, scenarioEdit } from "../../core/scenario/scenarioEdit";
import { type Command, date, fetch, folder, json, lang } from "../command";
import { type Io, Refusal } from "../io";
import { loadMatrix } from "../load";
import { writeJson } from "../writeJson";

interface Setting {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
}

export const whatIf: Command = {
  name: "what-if",
  subject: "SCENARIO",
  help: (t) => t("show what a change of the scenario would do; the file stays as it is"),
  options: [
    { name: "set", value: "PATH=VALUE", multiple: true, help: (t) => t("a change, such as hosts.speech.deployment=scale-to-zero; may be repeated") },
    folder,
    json,
    date,
    fetch,
    lang,
  ],
  async run(scenario, args, io) {
    const settings = args.values("set").map((text) => settingOf(text, io));
    if (settings.length === 0) throw new Refusal(io.t("Say what to change: --set hosts.speech.deployment=scale-to-zero."));
    const wanted = { scenario, folder: args.value("folder"), fetch: args.has("fetch") };
    const before = await loadMatrix(wanted, io);
    const after = await loadMatrix({ ...wanted, edit: (text) => settings.reduce((current, setting) => changed(current, setting), text) }, io);
    if (args.has("json")) {
      const plans = ({ plans: all, total }: Matrix) => ({ plans: all, total });
      io.out(
        writeJson({
          version: 1,
          set: settings.map(({ path, value }) => ({ path: path.join("."), value })),
          before: plans(before.matrix),
          after: plans(after.matrix),
          difference: differences(before.analysis, after.analysis),
          problems: after.analysis.problems,
        }),
      );
      return 0;
    }
    io.out(`${differenceText(before.analysis, after.analysis)}\n${budgetSentence(after.matrix, formatter(io.language))}\n`);
    return 0;
  },
};

/** `hosts.speech.replicas=2`; the value stands as in the file, without its quotes. */
function settingOf(text: string, { t }: Io): Setting {
  const [, path = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  const keys = path.split(".").map((key) => key.trim());
  if (keys.includes("") || value.trim() === "") throw new Refusal(t("--set wants PATH=VALUE, such as volume.files=800/month, not {0}.", text));
  return { path: keys, value: plain(value.trim()) };
}

function plain(value: string): Setting["value"] {
  if (value === "true" || value === "false") return value === "true";
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function changed(text: string, { path, value }: Setting): string {
  return applyEdits(text, scenarioEdit(text, { type: "set", path, value }));
}
