import type { Derivation, FileText } from "../fileText";
import type { Module } from "../interpreter/module";
import type { Run } from "../interpreter/run";
import { importsOf } from "../project/imports";

// `worker.py` says `settings.role = "worker"` before it imports the application, `scheduler.py` something else: the application that neither starts has its own.

/** `settings.role = "worker"`, at the outermost level. */
const setsAttribute = /^([A-Za-z_]\w*(?:\.\w+)+)[ \t]*=(?!=)/gm;
const setsAny = new RegExp(setsAttribute.source, "m");

/** What it sets at its outermost level of what it imports, as written. */
const settings: Derivation<readonly string[]> = {
  make: ({ text }) => {
    const set = [...text.matchAll(setsAttribute)].map(([, name = ""]) => name);
    if (set.length === 0) return set;
    const imported = new Set(importsOf(text).flatMap(({ names, module }) => [...names, module.split(".")[0] ?? ""]));
    return set.filter((name) => imported.has(name.slice(0, name.indexOf("."))));
  },
  same: (a, b) => a.join() === b.join(),
};

/** Whether a module that nobody imports sets what another such module sets too: each is a program, and none finds what the other one has set. */
export function isRival(run: Run, { file, source }: Module): boolean {
  const own = setBy(source, file);
  if (own.length === 0 || isImported(run, file)) return false;
  return run.project.served.some(
    (other) => other !== file && setBy(run.modules.textOf(other), other).some((name) => own.includes(name)) && !isImported(run, other),
  );
}

const setBy = (text: FileText, file: string): readonly string[] => (text.matches(setsAny) ? text.derive(settings, file) : []);

function isImported({ project, modules }: Run, file: string): boolean {
  return project.served.some(
    (by) => by !== file && project.someImported(by, modules.textOf(by), ({ path, submodules }) => path === file || submodules.includes(file)),
  );
}
