import type { Analysis } from "../core/analysis/analysis";
import type { Route } from "../core/routes/route";
import { movedLine } from "./movedLine";

/** The routes that one line of a file registers; line from 0, in the text that is on screen. */
export interface RegisteredLine {
  readonly line: number;
  readonly routes: readonly Route[];
}

/** The registering lines of a file from top to bottom. `read` is the text the routes were read from, `shown` the one on screen. */
export function registeredLines(analysis: Analysis, file: string, read: string | undefined, shown: string): readonly RegisteredLine[] {
  const lines = new Map<number, Route[]>();
  for (const route of analysis.code.routes) {
    if (route.registeredFile !== file) continue;
    lines.set(route.decoratorLine, [...(lines.get(route.decoratorLine) ?? []), route]);
  }
  return [...lines].map(([line, routes]) => ({ line: movedLine(read ?? shown, shown, line - 1), routes })).sort((a, b) => a.line - b.line);
}

/** The routes that a place of a file speaks of: on the decorator's lines, or on the handler's name. */
export function routesAt(analysis: Analysis, file: string, line: number, word: string | undefined): readonly Route[] {
  const { routes } = analysis.code;
  const handler = routes.filter((route) => route.file === file && route.line - 1 === line);
  if (handler.length > 0) return handler.filter((route) => route.function.split(".").at(-1) === word);
  const above = routes.filter((route) => route.registeredFile === file && route.decoratorLine - 1 <= line && line < lastLine(route));
  const nearest = Math.max(...above.map((route) => route.decoratorLine));
  return above.filter((route) => route.decoratorLine === nearest);
}

/** A decorator reaches down to its `def`; a call registers on its own line alone. */
function lastLine(route: Route): number {
  const decorates = route.file === route.registeredFile && route.line > route.decoratorLine;
  // A handler far below its registration is not decorated by it.
  return decorates && route.line - route.decoratorLine <= 30 ? route.line - 1 : route.decoratorLine;
}
