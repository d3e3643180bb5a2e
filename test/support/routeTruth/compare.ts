/** A route that the real FastAPI serves. `file` is null where a library or generated code defines the handler. */
export interface ServedRoute {
  readonly app: string;
  readonly method: string;
  readonly path: string;
  readonly function: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** A route that a finder lists; a finder that does not tell the line of the `def` leaves it null. */
export interface FoundRoute {
  readonly method: string;
  readonly path: string;
  readonly function: string;
  readonly file: string;
  readonly line: number | null;
  readonly registeredFile?: string;
  /** null: the finder says that no application serves it */
  readonly app: string | null;
}

export interface Report {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
}

export interface Verdict {
  /** listed, and in files that the running application loaded */
  readonly found: number;
  /** served, whoever finds them */
  readonly served: number;
  /** same method, path, function, file and line */
  readonly true: number;
  /** the handler is listed under another path than the one that is served */
  readonly wrongPath: readonly Pair[];
  /** method and path are right, function, file or line is not */
  readonly wrongPlace: readonly Pair[];
  /** served by a library's code, and the finder says where the library adds routes */
  readonly reported: readonly ServedRoute[];
  readonly missed: readonly ServedRoute[];
  /** listed as served by an application, but the running one has no such route */
  readonly false: readonly FoundRoute[];
}

export interface Pair {
  readonly served: ServedRoute;
  readonly found: FoundRoute;
}

/**
 * Compares what is served with what was found. `loaded`: the project's files that the running application imported; what is listed
 * from other files belongs to applications that did not run, and is not judged.
 */
export function compareRoutes(served: readonly ServedRoute[], listed: readonly FoundRoute[], reports: readonly Report[], loaded: ReadonlySet<string>): Verdict {
  const inScope = unique(
    listed.filter((route) => route.app !== null && loaded.has(route.file) && loaded.has(route.registeredFile ?? route.file)),
    ({ method, path, file, line, function: name }) => [method, path, file, line, name],
  );
  const truth = unique(served, ({ method, path, file, line, function: name }) => [method, path, file, line, name]);
  let left: FoundRoute[] = [...inScope];
  let open: ServedRoute[] = [...truth];

  const matched = (same: (a: ServedRoute, b: FoundRoute) => boolean): Pair[] => {
    const pairs: Pair[] = [];
    open = open.filter((one) => {
      const found = left.find((other) => same(one, other));
      if (found === undefined) return true;
      left = left.filter((other) => other !== found);
      pairs.push({ served: one, found });
      return false;
    });
    return pairs;
  };

  const right = matched((a, b) => sameMethod(a, b) && a.path === b.path && sameHandler(a, b));
  const wrongPlace = matched((a, b) => sameMethod(a, b) && a.path === b.path);
  const wrongPath = matched((a, b) => sameMethod(a, b) && sameHandler(a, b));
  const reported = open.filter((one) => isReported(one, reports));
  return {
    found: inScope.length,
    served: truth.length,
    true: right.length,
    wrongPath,
    wrongPlace,
    reported,
    missed: open.filter((one) => !reported.includes(one)),
    false: left,
  };
}

const sameMethod = (a: ServedRoute, b: FoundRoute): boolean => a.method === b.method;

const sameHandler = (a: ServedRoute, b: FoundRoute): boolean => a.file === b.file && a.function === b.function && (b.line === null || a.line === b.line);

/** A library's routes have no place of their own: the report is the one at the place where the library adds them. */
function isReported(route: ServedRoute, reports: readonly Report[]): boolean {
  if (route.file !== null) return false;
  return reports.some(
    ({ code, message }) => code === "library-routes" && [...message.matchAll(/\/[^\s,;]*/g)].some(([prefix]) => route.path.startsWith(prefix)),
  );
}

function unique<T>(all: readonly T[], key: (one: T) => readonly unknown[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(key(one)), one])).values()];
}
