import { durationFields, takesDurations, writeDurations } from "../../core/media/durationField";
import { durationsText } from "../../core/media/durationsText";
import { type Durations, measureDurations } from "../../core/media/measureDurations";
import { mediaLibraries } from "../../core/media/mediaLibraries";
import { writeJson } from "../../core/report/exports/writeJson";
import { applyEdits } from "../../core/scenario/edit/scenarioEdit";
import { declaredName } from "../../core/scenario/names";
import { parseScenario } from "../../core/scenario/parseScenario";
import { assetPath } from "../assets";
import { changedLines } from "../changedLines";
import { type Command, date, json, lang } from "../command";
import { findFiles } from "../findFiles";
import { type Io, Refusal } from "../io";
import { checkedScenario, readScenario } from "../load";
import { isMedia, mediaFile } from "../mediaFile";
import { progressLine } from "../progressLine";
import { checkWritable, replaceFile } from "../replaceFile";

export const durations: Command = {
  name: "durations",
  subject: "PATH...",
  help: (t) => t("measure the durations of audio and video files: mean, spread, histogram; nothing leaves this machine"),
  options: [
    { name: "write", value: "SCENARIO", help: (t) => t("write the mean and where it comes from into this scenario") },
    { name: "service", value: "NAME", help: (t) => t("service of the scenario that takes these files") },
    json,
    date,
    lang,
  ],
  async run(_, args, io) {
    const target = targetOf(args.value("write"), args.value("service"), io);
    const found = findFiles(args.positionals, isMedia, io);
    for (const folder of found.unreadableFolders) io.note(`${io.t("{0} could not be read: check its permissions.", folder)}\n`);
    if (found.files.length === 0)
      throw new Refusal(io.t("There is no audio or video file in {0}; files of other kinds: {1}.", args.positionals.join(", "), found.passedOver));
    const measured = await measure(found.files, io);
    if (args.has("json")) io.out(writeJson(answer(measured, found.passedOver, io)));
    else {
      io.out(durationsText(measured, io.language, io.today));
      if (found.passedOver > 0) io.note(`${io.t("Files passed over, neither audio nor video: {0}.", found.passedOver)}\n`);
    }
    if (measured.statistics === null) throw new Refusal(io.t("No file could be read."));
    if (target !== null) write(target, measured, io);
    return 0;
  },
};

interface Target {
  readonly file: string;
  readonly service: string;
}

/** Refuses before anything is measured: measuring may take minutes. */
function targetOf(file: string | undefined, service: string | undefined, io: Io): Target | null {
  const { t } = io;
  if (file === undefined && service === undefined) return null;
  if (file === undefined || service === undefined) throw new Refusal(t("--write SCENARIO and --service NAME go together."));
  const { scenario, problems } = parseScenario(readScenario(checkedScenario(file, io), io), file, t);
  // A text that is not understood as a whole has no services to look for.
  if (scenario === null) throw new Refusal(`${file}:${problems[0]?.line ?? 1}: ${problems[0]?.message ?? ""}`);
  const services = scenario.services ?? {};
  const names = Object.keys(services);
  const declared = declaredName(service, names);
  if (declared === undefined) throw new Refusal(t("{0} has no service {1}. It has: {2}.", file, service, names.join(", ") || "—"));
  const settings = services[declared];
  if (settings !== undefined && !takesDurations(settings))
    throw new Refusal(
      t("{0} takes texts only, so a duration would change nothing. Name another service, or write input: { media: [audio] } for it.", declared),
    );
  checkWritable(file, io);
  return { file, service: declared };
}

async function measure(files: readonly string[], io: Io): Promise<Durations> {
  let cancelled = false;
  const cancel = (): void => {
    cancelled = true;
  };
  // A second Ctrl+C ends the process as usual.
  process.once("SIGINT", cancel);
  const progress = progressLine(files.length, io);
  io.note(`${io.t("Files to read: {0}. Ctrl+C cancels.", files.length)}\n`);
  const isCancelled = (): boolean => cancelled;
  try {
    const measured = await measureDurations(
      files.map((path) => mediaFile(path, isCancelled, io.t)),
      { libraries: mediaLibraries(assetPath("mediainfo.wasm", io)), progress: progress.show, isCancelled, t: io.t },
    );
    if (measured === null) throw new Refusal(io.t("Cancelled; nothing was written."));
    return measured;
  } finally {
    progress.end();
    process.off("SIGINT", cancel);
  }
}

function answer(measured: Durations, passedOver: number, { today, t }: Io) {
  const { statistics, byMedium, histogram, files, unreadable } = measured;
  const duration = durationFields(measured, today, t);
  return { version: 1, unit: "s", statistics, byMedium, histogram, files, unreadable, passedOver, scenario: duration === null ? null : { duration } };
}

/** The change is shown in full, so that nothing is overwritten unseen; undoing it is one paste. What was edited while files were measured stays. */
function write({ file, service }: Target, measured: Durations, io: Io): void {
  const text = readScenario(file, io);
  const { scenario } = parseScenario(text, file, io.t);
  if (scenario !== null && scenario.services?.[service] === undefined)
    throw new Refusal(io.t("{0} has no service {1}. It has: {2}.", file, service, Object.keys(scenario.services ?? {}).join(", ") || "—"));
  const edits = writeDurations(text, scenario, service, measured, io.today, io.t);
  const changed = applyEdits(text, edits);
  if (changed === text) {
    if (edits.length === 0) throw new Refusal(io.t("{0} was not changed: repair its mistakes first, or write the lines above by hand.", file));
    io.note(`${io.t("{0} holds these durations already.", file)}\n`);
    return;
  }
  replaceFile(file, changed, io);
  io.note(`${io.t("Written into {0}:", file)}\n${changedLines(text, changed)}`);
}
