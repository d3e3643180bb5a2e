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
