import type { Run } from "../routes/interpreter/run";
import type { Args } from "../routes/interpreter/values";
import { starts, wordsOf } from "./programs";

/** The file of this project that a call starts as a program: `subprocess.Popen([sys.executable, "-m", "app.worker"])`; null for other calls. */
export function ownProgram(run: Run, path: string, args: Args): string | null {
  if (!starts.test(path)) return null;
  const words = wordsOf(args);
  const at = words.indexOf("-m");
  const named = at === -1 ? undefined : words[at + 1];
  if (named !== undefined && /^[\w.]+$/.test(named)) return moduleOf(run, named);
  const script = words.slice(0, 4).find((word) => /[\w-]\.py$/.test(word));
  return script === undefined ? null : fileOf(run, script);
}

function moduleOf(run: Run, name: string): string | null {
  const { project } = run;
  const main = project.resolve("", 0, `${name}.__main__`);
  return main !== null && project.files.has(main) ? main : fileOrNull(run, project.resolve("", 0, name));
}

/** The only file that a path ends like, wherever the program is started. */
function fileOf(run: Run, script: string): string | null {
  const name = script
    .replaceAll("\\", "/")
    .replace(/^.*\{\?\w*\}\/?/, "")
    .replace(/^(\.?\/)+/, "");
  const found = [...run.project.files.keys()].filter((file) => file === name || file.endsWith(`/${name}`));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function fileOrNull(run: Run, path: string | null): string | null {
  return path !== null && run.project.files.has(path) ? path : null;
}
