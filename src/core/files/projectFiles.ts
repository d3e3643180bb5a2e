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

/** What a program of the project may read its settings from, by the name: models, addresses and prefixes stand in such files. */
export function isSettings(file: string): boolean {
  if (isEnvironmentFile(file) || isComposeFile(file)) return true;
  if (isScenarioFile(file) || isTooling.test(file)) return false;
  return inSettings.test(file) || settingsName.test(file);
}

/** `.env`, `.env.production`, `prod.env`; an example is read by people, not by the program. */
export function isEnvironmentFile(file: string): boolean {
  return /(^|\/)(\.env(\.[\w-]+)?|[\w.-]+\.env)$/.test(file) && !/example|sample|template|dist|default/i.test(file.replace(/^.*\//, ""));
}

/** What Docker Compose reads: the file of that name, and others that somebody names, such as `docker-compose.prod.yml`. */
export function isComposeFile(file: string): boolean {
  return /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/.test(file);
}

/** In whatever case; the editor looks for files of these names too. */
export const settingsWords: readonly string[] = [
  "config",
  "conf",
  "setting",
  "model",
  "params",
  "engine",
  "provider",
  "registry",
  "agent",
  "task",
  "route",
  "endpoint",
];
export const settingsFolders: readonly string[] = ["config", "configs", "conf", "settings"];
const settingsName = new RegExp(`(^|/)[\\w-]*(${settingsWords.join("|")})[\\w.-]*\\.(ya?ml|json|toml)$`, "i");
const inSettings = new RegExp(`(^|/)(${settingsFolders.join("|")})/[^/]+\\.(ya?ml|json|toml)$`, "i");
/** Files of that name that other programs read. */
const isTooling =
  /(^|\/)(package(-lock)?|[tj]sconfig[\w.-]*|components|angular|biome|vercel|composer|manifest)\.json$|(^|\/)\.[^/]*$|(^|\/)\.(github|vscode|idea|circleci)\//i;

/** Every file that reading the code of a project takes in. */
export function isSource(file: string): boolean {
  return file.endsWith(".py") || isRequirements(file) || isSettings(file);
}

/** The order in which a project's files are read: Python by path, then lock files before wishes, the folder's own before those of its parts, then settings. */
export function inReadingOrder(a: string, b: string): number {
  const rank = (path: string): number => (!isRequirements(path) ? (isSettings(path) ? 4 : 0) : path.endsWith(".lock") ? 1 : path.endsWith(".txt") ? 2 : 3);
  const depth = (path: string): number => (isRequirements(path) ? path.split("/").length : 0);
  const isPython = a.endsWith(".py") && b.endsWith(".py");
  return (isPython ? 0 : rank(a) - rank(b) || depth(a) - depth(b)) || (a < b ? -1 : a > b ? 1 : 0);
}
