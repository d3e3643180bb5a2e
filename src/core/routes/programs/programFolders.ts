import { perRun } from "../interpreter/perRun";
import type { Run } from "../interpreter/run";
import { parent } from "../project/paths";

const answersOf = perRun(() => new Map<string, boolean>());

/**
 * Whether what one file does to the process is there for another: services that lie beside each other, each with its own `main.py` or manifest,
 * are processes of their own, unless the one imports from the other.
 */
export function isOneProgram(run: Run, doer: string, asker: string): boolean {
  const [mine, other] = [programOf(run, doer), programOf(run, asker)];
  if (mine === "" || other === "" || mine === other || mine.startsWith(`${other}/`) || other.startsWith(`${mine}/`)) return true;
  const key = `${other}\n${mine}`;
  const answers = answersOf(run);
  const answer = answers.get(key) ?? imports(run, other, mine);
  answers.set(key, answer);
  return answer;
}

/** The outermost folder around a file, below that of the project, in which a program seems to start; empty for none. */
function programOf({ project, manifests }: Run, file: string): string {
  let found = "";
  for (let folder = parent(file); folder !== ""; folder = parent(folder)) if (project.files.has(`${folder}/main.py`) || manifests.isIn(folder)) found = folder;
  return found;
}

function imports({ project, modules }: Run, folder: string, other: string): boolean {
  const isIn = (path: string): boolean => path.startsWith(`${other}/`);
  return project.served.some(
    (file) => file.startsWith(`${folder}/`) && project.someImported(file, modules.textOf(file), ({ path, submodules }) => isIn(path) || submodules.some(isIn)),
  );
}
