import type { Problem } from "../problem";
import type { Translate } from "../text";
import { type Observation, tasksOf } from "./observation";

/**
 * The tasks of a run are differences of the whole machine, so requests that overlapped count its energy twice. Together they cannot have
 * used more than the run did: where its own row is read too and tells less, each keeps its proportion of it.
 *
 * run X: 60 J; its tasks: 60 J and 40 J -> 36 J and 24 J
 */
export function withinRunTotals(
  observations: readonly Observation[],
  t: Translate,
): { readonly observations: readonly Observation[]; readonly problems: readonly Problem[] } {
  const runs = observations.filter(({ quantity, subject, origin }) => quantity === "energy" && subject.kind === "process" && origin.run !== undefined);
  const problems: Problem[] = [];
  const shares = new Map<string, number>();
  for (const run of runs) {
    const key = `${run.origin.importer} ${tasksOf(run.origin.run ?? "")}`;
    const tasks = observations.filter((one) => one.quantity === "energy" && one.subject.kind === "endpoint" && keyOf(one) === key);
    const sum = tasks.reduce((all, { value }) => all + value, 0);
    // A row that was flushed before the last task ended does not hold all of them.
    const whole = tasks.every(({ window, pueIncluded }) => pueIncluded === run.pueIncluded && (window.end ?? "") <= (run.window.end ?? ""));
    if (!whole || sum <= run.value * (1 + rounding)) continue;
    shares.set(key, run.value / sum);
    problems.push(overlap(tasks[0] as Observation, sum / run.value, t));
  }
  if (shares.size === 0) return { observations, problems };
  const scaled = observations.map((one) => {
    const share = one.quantity === "energy" && one.subject.kind === "endpoint" ? shares.get(keyOf(one)) : undefined;
    return share === undefined ? one : { ...one, value: one.value * share };
  });
  return { observations: scaled, problems };
}

const keyOf = ({ origin }: Observation): string => `${origin.importer} ${origin.run ?? ""}`;

/** What sums of decimals differ by. */
const rounding = 1e-6;

function overlap({ origin }: Observation, times: number, t: Translate): Problem {
  const message = t(
    "The tasks of a run used {0} times the energy of the run itself, because they overlapped: each counts with its proportion of the run's energy. The probe tells requests that overlap apart.",
    Number(times.toPrecision(2)),
  );
  return { code: "measurement-tasks-exceed-run", severity: "warning", file: origin.locator, message };
}
