/** Makes a value on first use and keeps it: tables of factors cost nothing until somebody looks something up. */
export function once<T>(make: () => T): () => T {
  const made: { value?: T } = {};
  return () => {
    if (!("value" in made)) made.value = make();
    return made.value as T;
  };
}
