/** Folders that hold no code of the project itself: never searched, whatever a .gitignore says. */
export const skippedFolders: readonly string[] = [
  ".git",
  ".hg",
  ".svn",
  ".venv",
  "site-packages",
  "node_modules",
  "__pycache__",
  ".tox",
  ".nox",
  ".mypy_cache",
  ".ruff_cache",
  ".pytest_cache",
];

/** The file names of scenarios. */
export function isScenarioFile(file: string): boolean {
  return /\.carbon\.(ya?ml|json)$/i.test(file);
}

/** The files that say which FastAPI a project runs on. */
export function isRequirements(file: string): boolean {
  return /(^|\/)(pyproject\.toml|setup\.cfg|requirements[^/]*\.txt|Pipfile(\.lock)?|(poetry|uv|pdm)\.lock)$/.test(file);
}

/** The order in which a project's files are read: Python by path, then lock files before wishes, the folder's own before those of its parts. */
export function inReadingOrder(a: string, b: string): number {
  const rank = (path: string): number => (!isRequirements(path) ? 0 : path.endsWith(".lock") ? 1 : path.endsWith(".txt") ? 2 : 3);
  const depth = (path: string): number => (isRequirements(path) ? path.split("/").length : 0);
  return rank(a) - rank(b) || depth(a) - depth(b) || (a < b ? -1 : a > b ? 1 : 0);
}
