/** A file that a test runner reads: its applications serve nobody. */
export function isTest(file: string): boolean {
  return /(^|\/)(tests?|testing|e2e|cypress)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(file);
}

/** Empty for a file at the root. */
export function parent(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Number of characters with which both begin. */
export function common(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
