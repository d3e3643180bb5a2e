import type { RowVolumeFigures } from "../../analysis/matrix";
import type { Interval } from "../../quantity/interval";
import { mergedLanguages } from "../../scenario/check/checkVolumes";
import type { Scenario } from "../../scenario/scenario";
import { type Evaluation, partsPerFile } from "../model/evaluate";
import type { Model, RowModel } from "../model/model";

/** The files of a row at the central values: each month, the number that an edit writes, and the media that they are. */
export function rowVolume(
  model: Model,
  r: number,
  central: { readonly values: Float64Array; readonly evaluation: Evaluation },
  mean: Interval,
): RowVolumeFigures {
  const row = model.rows[r];
  if (!row || row.profile === null) return { files: null, first: null };
  const { values, evaluation } = central;
  const months = model.months.length;
  const { start } = row.profile;
  const { share, seconds } = partsPerFile(row.parts, values);
  const byMedium = (of: "share" | "seconds", all: number): Record<string, number> =>
    Object.fromEntries(
      row.parts.flatMap((part) => {
        const own = partsPerFile([part], values);
        return part.medium === null || own.share === 0 || all === 0 ? [] : [[part.medium, own[of] / all]];
      }),
    );
  const from = start > 0 ? model.months[start] : undefined;
  return {
    files: mean,
    // A row into which no file can come (a translation into its own language) takes no number either.
    first: share === 0 ? null : (values[row.profile.files] as number) * share,
    months: [...evaluation.rows.files.slice(r * months, (r + 1) * months)],
    media: byMedium("share", share),
    work: byMedium("seconds", seconds),
    ...(from === undefined ? {} : { from }),
  };
}

/** True where a row's files are written for its service or its language, so that `volume.files` does not move them. */
export function hasOwnFiles(scenario: Scenario, { service: name, language }: Pick<RowModel, "service" | "language">): boolean {
  const service = scenario.services?.[name];
  if (!service || service.volume?.files) return service !== undefined;
  return language !== null && mergedLanguages(scenario, service)[language]?.files !== undefined;
}
