import type { Expression, Statement } from "../python/syntax";
import type { Frame } from "./interpreter/frame";
import type { Run } from "./interpreter/run";

/** Routes that are not served are named where they would be registered, and conditions that leave open which are. */
export function noteSides(run: Run, test: boolean | null, { yes, no, line }: Statement & { k: "if" }, frame: Frame): void {
  if (test !== null) for (const off of registrations(test ? no : yes)) run.note("route-switched-off", run.place(frame, off));
  else if (registrations(yes).length > 0 && registrations(no).length > 0) run.note("either-routes", run.place(frame, line));
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
