import type { Run } from "./run";

/** Something that each reading has one of, made when it is first asked for and gone with the reading. */
export function perRun<T>(make: () => T): (run: Run) => T {
  const made = new WeakMap<Run, { readonly value: T }>();
  return (run) => {
    const known = made.get(run) ?? { value: make() };
    made.set(run, known);
    return known.value;
  };
}
