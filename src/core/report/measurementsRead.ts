import type { Analysis } from "../analysis/analysis";
import type { Problem } from "../problem";
import type { Translate } from "../text";

/** What a reading of measurements came to, in a sentence or two; `failed`: something named could not be used. */
export interface MeasurementsRead {
  readonly text: string;
  readonly failed: boolean;
}

/** Beyond that many names nobody reads them in a notice. */
const mostNamed = 3;

/**
 * Which files were read, how many servers answered, and how many endpoints are measured by them; what could not be used, with its reason.
 * `read` holds the files and the problems that only reading them could tell.
 */
export function measurementsRead(
  { estimate, problems, silent }: Analysis,
  read: { readonly files: readonly string[]; readonly servers: number; readonly problems: readonly Problem[] },
  t: Translate,
): MeasurementsRead {
  const { files, servers } = read;
  // Worst first: of a file that gave nothing only the problem that made it so is worth the word.
  const wrong = problems.filter(({ severity, file }) => severity !== "information" && file !== undefined && files.includes(file) && silent.includes(file));
  const unused = [...read.problems.filter(({ severity }) => severity !== "information"), ...wrong];
  const [first] = unused;
  const named = files.length > mostNamed ? `${files.slice(0, mostNamed).join(", ")}, …` : files.join(", ");
  const measured = estimate.endpoints.filter(({ basis }) => basis === "measured").length;
  const parts = [
    ...(files.length > 0 ? [t("Read {0} measurement {0|file|files} ({1}).", files.length, named)] : []),
    ...(servers > 0 ? [t("Asked {0} {0|server|servers}.", servers)] : []),
    files.length + servers === 0
      ? t("No measurement file was found, and the scenario names no server.")
      : measured === 0
        ? t("No endpoint is measured by them.")
        : t("{0} {0|endpoint is|endpoints are} measured.", measured),
    ...(first === undefined ? [] : [first.file === undefined ? first.message : t("{0}: {1}", first.file, first.message)]),
  ];
  return { text: parts.join(" "), failed: unused.length > 0 };
}
