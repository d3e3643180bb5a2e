/** Columns that are filled when somebody looks at them; what is filled stays so until all expire. */
export interface LazyColumns<K extends string> {
  readonly columns: { readonly [N in K]: Float64Array };
  readonly expire: () => void;
}

/** `fill` gets the same array each time, with what it wrote into it last. */
export function lazyColumns<K extends string>(names: readonly K[], length: number, fill: (name: K, into: Float64Array) => void): LazyColumns<K> {
  const columns = {} as { [N in K]: Float64Array };
  let now = 0;
  for (const name of names) {
    let array: Float64Array | null = null;
    let filled = -1;
    Object.defineProperty(columns, name, {
      enumerable: true,
      get() {
        array ??= new Float64Array(length);
        if (filled !== now) {
          filled = now;
          fill(name, array);
        }
        return array;
      },
    });
  }
  return {
    columns,
    expire() {
      now++;
    },
  };
}
