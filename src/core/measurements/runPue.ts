import { type Observation, tasksOf } from "./observation";

/**
 * The file of a run's tasks does not tell the PUE that CodeCarbon multiplied their energy by; the run's own row does, where it is read too.
 *
 * run X: pue 1.4; energy of a task of X: 140 J, PUE included -> 100 J, PUE not included
 */
export function withRunPue(observations: readonly Observation[]): readonly Observation[] {
  const told = new Map(
    observations.flatMap(({ quantity, pue, origin }) =>
      quantity === "energy" && pue !== undefined && origin.run !== undefined ? [[`${origin.importer} ${tasksOf(origin.run)}`, pue] as const] : [],
    ),
  );
  if (told.size === 0) return observations;
  return observations.map((one) => {
    const pue = told.get(`${one.origin.importer} ${one.origin.run ?? ""}`);
    if (pue === undefined || one.quantity !== "energy" || !one.pueIncluded) return one;
    return { ...one, value: one.value / pue, pueIncluded: false, pue };
  });
}
