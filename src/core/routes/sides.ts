import type { Expression, Statement } from "../python/syntax";
import type { Frame } from "./interpreter/frame";
import type { Run } from "./interpreter/run";
import type { Place } from "./interpreter/values";

/** Routes that are not served are named where they would be registered, and conditions that leave open which are. */
export function noteSides(run: Run, test: boolean | null, { test: asked, yes, no, line }: Statement & { k: "if" }, frame: Frame): void {
  const off = test === null ? [] : test ? no : yes;
  // what only a type checker imports, or a program that is started, says nothing of who imports it otherwise
  const aside = off.length === 0 ? null : /"(TYPE_CHECKING|__main__)"/.exec(JSON.stringify(asked));
  if (aside?.[1] === "TYPE_CHECKING") eachImported(run, off, frame, (path, place) => run.modules.imports.typed.set(path, place));
  if (test !== null && aside === null) switchedOff(run, off, frame);
  else if (test !== null) for (const line of registrations(off)) run.note("route-switched-off", run.place(frame, line));
  else if (registrations(yes).length > 0 && registrations(no).length > 0) run.note("either-routes", run.place(frame, line));
}

/** A block that is not run: what it would register is named, and what it would import is known to be imported nowhere, unless some other one does. */
export function switchedOff(run: Run, block: readonly Statement[], frame: Frame): void {
  for (const off of registrations(block)) run.note("route-switched-off", run.place(frame, off));
  importsOff(run, block, frame);
}

/** The same of imports alone: `except ImportError:` of what is taken to be installed. */
export function importsOff(run: Run, block: readonly Statement[], frame: Frame): void {
  const { imports } = run.modules;
  eachImported(run, block, frame, (path, place) => imports.note(frame.module.file, path, [{ ...place, off: true }]));
}

function eachImported(run: Run, block: readonly Statement[], frame: Frame, work: (path: string, place: Place) => void): void {
  for (const { level, module, names, line } of importsIn(block)) {
    const path = run.project.resolve(frame.module.file, level, module);
    if (path === null) continue;
    const inside = names.flatMap((name) => run.modules.submodule(path, name) ?? []);
    for (const one of inside.length > 0 ? inside : [path]) work(one, run.place(frame, line));
  }
}

interface Asked {
  readonly level: number;
  readonly module: string;
  readonly names: readonly string[];
  readonly line: number;
}

function importsIn(block: readonly Statement[]): Asked[] {
  return block.flatMap((s): Asked[] => {
    if (s.k === "import") return s.names.map(({ name }) => ({ level: 0, module: name, names: [], line: s.line }));
    if (s.k === "from") return [{ level: s.level, module: s.module, names: s.names === "*" ? [] : s.names.map(({ name }) => name), line: s.line }];
    if (s.k === "if") return [...importsIn(s.yes), ...importsIn(s.no)];
    if (s.k === "try") return [...importsIn(s.body), ...importsIn(s.after), ...s.handlers.flatMap(({ body }) => importsIn(body))];
    if (s.k === "for" || s.k === "with") return importsIn(s.body);
    const call = s.k === "expression" || s.k === "assign" ? s.value : null;
    const [name] = call?.k === "call" ? call.args : [];
    const loads = call?.k === "call" && (call.callee.k === "name" || call.callee.k === "attribute") && /^(?:import_module|__import__)$/.test(call.callee.id);
    return loads && name?.value.k === "string" ? [{ level: 0, module: name.value.value, names: [], line: call.line }] : [];
  });
}

const registersRoutes = /^(get|post|put|patch|delete|head|options|trace|api_route|websocket|add_api_route|add_api_websocket_route|include_router|mount)$/;

/** Lines of a block that is not run which would register routes. */
function registrations(block: readonly Statement[]): number[] {
  const registers = (e: Expression): number[] => {
    if (e.k !== "call" || e.callee.k !== "attribute" || !registersRoutes.test(e.callee.id)) return [];
    const [path] = e.args;
    const isPath = path?.value.k === "string" && path.value.value.startsWith("/");
    return isPath || e.callee.id.startsWith("add_") || e.callee.id === "include_router" ? [e.line] : [];
  };
  return block.flatMap((s) => {
    if (s.k === "function") return s.decorators.flatMap((d) => registers(d.value));
    if (s.k === "expression") return registers(s.value);
    if (s.k === "if") return [...registrations(s.yes), ...registrations(s.no)];
    return s.k === "for" || s.k === "with" ? registrations(s.body) : [];
  });
}
