/** What is made when somebody looks at it: one function a property. */
export type Later<T extends object> = { readonly [K in keyof T]: () => T[K] };

/** An object with properties that are made on first sight, once, and read, listed and copied like any other. */
export function lazily<Now extends object, Then extends object>(now: Now, later: Later<Then>): Now & Then {
  const made = now as Now & Then;
  for (const name of Object.keys(later) as (keyof Then & string)[]) {
    Object.defineProperty(made, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = later[name]();
        Object.defineProperty(made, name, { value, enumerable: true, configurable: true });
        return value;
      },
    });
  }
  return made;
}

/** A copy with other values in some places; what nobody has looked at yet stays so. */
export function replacing<T extends object>(object: T, changes: Partial<T>): T {
  const kept = (Object.keys(object) as (keyof T)[]).filter((name) => !(name in changes));
  return lazily({ ...changes } as object, Object.fromEntries(kept.map((name) => [name, () => object[name]])) as Later<T>);
}

/** Makes a value on first use and keeps it: what nobody looks up costs nothing. */
export function once<T>(make: () => T): () => T {
  const made: { value?: T } = {};
  return () => {
    if (!("value" in made)) made.value = make();
    return made.value as T;
  };
}
