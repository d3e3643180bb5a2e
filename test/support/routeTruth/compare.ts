/** A route that the real FastAPI serves. `file` is null where a library or generated code defines the handler. */
export interface ServedRoute {
  readonly app: string;
  readonly method: string;
  readonly path: string;
  readonly function: string;
  readonly file: string | null;
  readonly line: number | null;
  /** lines of the project that stood on the stack when its handler was registered, a list a registration, the innermost first */
  readonly registered?: readonly (readonly (readonly [string, number])[])[];
}

/** A route that a finder lists; a finder that does not tell the line of the `def` leaves it null. */
export interface FoundRoute {
  readonly method: string;
  readonly path: string;
  readonly function: string;
  readonly file: string;
  readonly line: number | null;
  readonly registeredFile?: string;
  readonly decoratorLine?: number;
  /** null: the finder says that no application serves it */
  readonly app: string | null;
  /** the test behind which it is registered, where the finder says that only the running application can answer it */
  readonly condition?: { readonly file: string; readonly line: number };
  /** where its function is made out of a text, where the finder says that it stands in no file */
  readonly written?: { readonly file: string; readonly line: number };
}

export interface Report {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
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
  /** right but for the line that registers, which was not on the stack */
  readonly wrongLine: readonly Pair[];
  /** served by a library's code, and the finder says where the library adds routes */
  readonly reported: readonly ServedRoute[];
  readonly missed: readonly ServedRoute[];
  /**
   * Said to be open: listed with `{?}` in its path, whether something served fits it or not; not served and listed behind a test that is reported; or served by a
   * function that stands in no file, and reported where that is made out of a text.
   */
  readonly open: readonly FoundRoute[];
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
  const listedHere = listed.filter((route) => route.app !== null && loaded.has(route.file) && loaded.has(route.registeredFile ?? route.file));
  const truth = unique(served, identity);
  let left: FoundRoute[] = unique(listedHere, identity);
  let unmatched: ServedRoute[] = [...truth];

  const matched = (same: (a: ServedRoute, b: FoundRoute) => boolean): Pair[] => {
    const pairs: Pair[] = [];
    unmatched = unmatched.filter((one) => {
      const found = left.find((other) => same(one, other));
      if (found === undefined) return true;
      left = left.filter((other) => other !== found);
      pairs.push({ served: one, found });
      return false;
    });
    return pairs;
  };

  const right = [
    ...matched((a, b) => sameMethod(a, b) && a.path === b.path && sameHandler(a, b) && registersThere(a, b)),
    ...matched((a, b) => sameMethod(a, b) && a.path === b.path && sameHandler(a, b)),
  ];
  const written = matched((a, b) => sameMethod(a, b) && a.path === b.path && a.file === null && isWritten(b, reports) && registersThere(a, b));
  const ofLibrary = matched((a, b) => sameMethod(a, b) && a.path === b.path && isLibrarys(a, b));
  const wrongPlace = matched((a, b) => sameMethod(a, b) && a.path === b.path);
  const fitted = matched((a, b) => sameMethod(a, b) && isOpen(b) && fits(a.path, b.path) && sameHandler(a, b));
  const wrongPath = matched((a, b) => sameMethod(a, b) && sameHandler(a, b));
  // an application may be known by another name than the one it was run by, so that what is served decides first
  left = left.filter(({ app }) => app !== null && isLoaded(app, loaded));
  const reported = [...ofLibrary.map((pair) => pair.served), ...unmatched.filter((one) => isReported(one, reports))];
  return {
    found: right.length + written.length + ofLibrary.length + wrongPlace.length + wrongPath.length + fitted.length + left.length,
    served: truth.length,
    true: right.length,
    wrongPath,
    wrongPlace,
    wrongLine: right.filter(({ served: a, found: b }) => !registersThere(a, b)),
    reported,
    missed: unmatched.filter((one) => !reported.includes(one)),
    open: [
      ...written.map((pair) => pair.found),
      ...fitted.map((pair) => pair.found),
      ...left.filter((route) => isOpen(route) || isConditional(route, reports)),
    ],
    false: left.filter((route) => !isOpen(route) && !isConditional(route, reports)),
  };
}

/** `app`: `module:variable`, however much of the folders above it the finder counts to the module's name, or a file */
function isLoaded(app: string, loaded: ReadonlySet<string>): boolean {
  const module = app.split(":")[0] ?? "";
  const known = [...loaded].map((file) => `.${file.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".")}`);
  return loaded.has(app) || known.some((name) => name.endsWith(`.${module}`));
}

const sameMethod = (a: ServedRoute, b: FoundRoute): boolean => a.method === b.method;

/** A library's handler has no place of its own: it is listed where the project registers it. One that a library's function makes has a name that only the library knows. */
const isLibrarys = (a: ServedRoute, b: FoundRoute): boolean => a.file === null && b.written === undefined && b.line === b.decoratorLine && registersThere(a, b);

const sameHandler = (a: ServedRoute, b: FoundRoute): boolean =>
  (a.function === b.function && isLibrarys(a, b)) ||
  (a.file === b.file && (b.line === null ? lastName(a.function) === lastName(b.function) : a.function === b.function && a.line === b.line));

const registersThere = ({ registered = [] }: ServedRoute, { registeredFile, decoratorLine }: FoundRoute): boolean =>
  registered.length === 0 ||
  decoratorLine === undefined ||
  registered.some((places) => places.some(([file, line]) => file === registeredFile && line === decoratorLine));

const lastName = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

const isOpen = (route: FoundRoute): boolean => route.path.includes("{?}");

/** The problem stands where the function is made. */
const isWritten = ({ written }: FoundRoute, reports: readonly Report[]): boolean =>
  written !== undefined && reports.some(({ code, file, line }) => code === "handler-written" && file === written.file && line === written.line);

/** The problem stands at the test itself. */
const isConditional = ({ condition }: FoundRoute, reports: readonly Report[]): boolean =>
  condition !== undefined &&
  reports.some(({ code, file, line }) => /^(route-conditional|either-routes)$/.test(code) && file === condition.file && line === condition.line);

const fits = (path: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .split("{?}")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  ).test(path);

/** A library's routes have no place of their own: the report is the one at the place where the library adds them. */
function isReported(route: ServedRoute, reports: readonly Report[]): boolean {
  if (route.file !== null) return false;
  return reports.some(
    ({ code, message }) => code === "library-routes" && [...message.matchAll(/\/[^\s,;]*/g)].some(([prefix]) => fits(route.path, `${prefix}{?}`)),
  );
}

const identity = ({ method, path, file, line, function: name }: ServedRoute | FoundRoute): readonly unknown[] => [method, path, file, line, name];

function unique<T>(all: readonly T[], key: (one: T) => readonly unknown[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(key(one)), one])).values()];
}
