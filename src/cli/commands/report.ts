import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type ReportFormat, reportFormats } from "../../core/report/exports/formats";
import { isReport, mostReportHead } from "../../core/report/exports/isReport";
import { nearest } from "../../core/scenario/names";
import { tool } from "../../node/tool";
import { base, baseFactors, baseFolder, type Command, date, fetch, folder, lang } from "../command";
import { type Io, Refusal } from "../io";
import { exitCode, loadBase, loadFactorChanges, loadMatrix } from "../load";
import { putFile } from "../replaceFile";
import { answersIf } from "../servers";
import { isSameFile, namedStatus } from "../statusOf";

const formatNames = Object.keys(reportFormats) as readonly ReportFormat[];

export const report: Command = {
  name: "report",
  subject: "SCENARIO",
  help: (t) => t("write the decision report: what to stop, what it avoids, how sure that is, and everything behind it"),
  options: [
    folder,
    base,
    baseFolder,
    baseFactors,
    { name: "format", value: formatNames.join("|"), help: (t) => t("form of the report; else the one that --out ends in, else md") },
    { name: "out", value: "FILE", help: (t) => t("file to write; else the report is printed") },
    date,
    fetch,
    lang,
  ],
  async run(scenario, args, io) {
    const out = args.value("out");
    const [named, earlier] = [args.value("base"), args.value("base-factors")];
    refuseOverwriting([scenario, named, earlier], out, io);
    if (out !== undefined) refuseStranger(out, io);
    const write = reportFormats[formatName(args.value("format"), out, io)];
    const answers = answersIf(args);
    const loaded = await loadMatrix({ scenario, folder: args.value("folder"), fetch: answers, robustness: "exact" }, io);
    const { analysis, matrix, fingerprint, snapshot } = loaded;
    const compared = await loadBase({ base: named, baseFolder: args.value("base-folder"), folder: args.value("folder"), fetch: answers }, io);
    const factors = loadFactorChanges(earlier, snapshot, io);
    const text = write(analysis, matrix, { tool, fingerprint, base: compared, factors });
    if (out === undefined) io.out(text);
    else save(out, text, io);
    return exitCode(0, loaded, io);
  },
};

/** What a file's name ends in, where that is not the format's own name: a manifest of the Impact Framework is YAML. */
const endings: Readonly<Record<string, string>> = { yaml: "impact-framework", yml: "impact-framework" };

function formatName(given: string | undefined, out: string | undefined, { t }: Io): ReportFormat {
  const written = /\.([^./\\]+)$/.exec(out ?? "")?.[1]?.toLowerCase();
  // A scenario's name is no wish for a manifest.
  const ending = written !== undefined && !/\.carbon\.ya?ml$/i.test(out ?? "") ? (endings[written] ?? written) : written;
  if (given === undefined && ending !== undefined && !formatNames.some((one) => one === ending))
    throw new Refusal(
      t(
        "{0} ends in no format: {1}. Give it another ending, or name the format with --format: {2}.",
        out ?? "",
        [...formatNames.filter((name) => !Object.values(endings).includes(name)), ...Object.keys(endings)].join(", "),
        formatNames.join(", "),
      ),
    );
  const name = given?.toLowerCase() ?? ending ?? "md";
  const known = formatNames.find((one) => one === name);
  if (known !== undefined) return known;
  const meant = nearest(name, formatNames);
  throw new Refusal(
    meant === undefined
      ? t("There is no format {0}. There are: {1}.", name, formatNames.join(", "))
      : t("There is no format {0}. Did you mean {1}?", name, meant),
  );
}

/** Refuses to write over a file that the report is made from, under whichever name: decisions would be lost. */
function refuseOverwriting(read: readonly (string | undefined)[], out: string | undefined, { t }: Io): void {
  const lost = read.find((file) => file !== undefined && out !== undefined && isSameFile(file, out));
  if (lost !== undefined) throw new Refusal(t("--out {0} would overwrite {1}, which the report is made from. Name another file.", out ?? "", lost));
}

/** Refuses to write over what is no earlier report, before minutes of work are spent: a README, a measurement. An empty file holds nothing to lose. */
function refuseStranger(out: string, io: Io): void {
  const there = namedStatus(out, io);
  if (!there?.isFile() || there.size === 0 || isReport(headOf(out, io))) return;
  throw new Refusal(io.t("{0} is there already, is no report of ours, and was left as it is. Name another file with --out, or remove this one first.", out));
}

function headOf(file: string, { t }: Io): string {
  try {
    const descriptor = openSync(file, "r");
    try {
      const head = Buffer.alloc(mostReportHead);
      return head.toString("utf8", 0, readSync(descriptor, head));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new Refusal(t("{0} cannot be read ({1}). Check its permissions.", file, (error as NodeJS.ErrnoException).code ?? String(error)));
  }
}

function save(file: string, text: string, { t, note }: Io): void {
  if (!existsSync(dirname(file)))
    throw new Refusal(t("There is no folder {0} to write {1} in. Make it, or name another file with --out.", dirname(file), basename(file)));
  putFile(file, text, { t });
  note(`${t("Wrote {0}", file)}\n`);
}
