import type { Router } from "../routes/frameworks/router";
import type { Args, Value } from "../routes/interpreter/values";
import { type RequestSent, requestSent } from "./http";
import { bases } from "./ruleOf";

// A gateway sends its work over HTTP to another application of the same project: what that runs counts there, not twice.

/** One route that an application of the project serves. */
export interface ServedPath {
  readonly method: string;
  readonly path: string;
  readonly app: Router;
  /** `module:variable` of the application */
  readonly name: string | null;
}

/** `likely`: by its path and body the call alone would be one of a model */
export type CalledPath = ServedPath & { readonly likely: boolean };

/** Routes of the project by method and path, to find which one a call over HTTP asks for; paths that are not known whole are left out. */
export class OwnCalls {
  private indexed: ReadonlyMap<string, readonly ServedPath[]> | null = null;

  constructor(private readonly served: () => readonly ServedPath[]) {}

  /** Some call was looked for among the routes. */
  get isAsked(): boolean {
    return this.indexed !== null;
  }

  /** The one route of another application that a call asks for; null where it is none, or may be several. */
  called(callee: Value, args: Args, caller: Router | null): ServedPath | null {
    const sent = sentBy(callee, args);
    const asked = sent === null ? null : addressed.exec(sent.address);
    if (sent === null || asked === null) return null;
    const [, host = "", path = ""] = asked;
    if (path.length < 2 || isPublic(host)) return null;
    this.indexed ??= byRoute(this.served());
    const others = (this.indexed.get(keyOf(sent.verb, path)) ?? []).filter(({ app }) => app !== caller);
    if (others.length < 2) return others[0] ?? null;
    const words = new Set([host, ...sent.variables].flatMap((one) => one.toLowerCase().split(/[^a-z0-9]+|_/)).filter((word) => word.length > 2));
    const named = others.filter(({ name }) =>
      (name ?? "")
        .toLowerCase()
        .split(/[^a-z0-9]+|_/)
        .some((word) => words.has(word)),
    );
    return named.length === 1 ? (named[0] ?? null) : null;
  }
}

function byRoute(served: readonly ServedPath[]): ReadonlyMap<string, readonly ServedPath[]> {
  const out = new Map<string, ServedPath[]>();
  for (const one of served) {
    if (one.path.includes("{?}")) continue;
    const key = keyOf(one.method, one.path);
    const known = out.get(key);
    if (known === undefined) out.set(key, [one]);
    else if (!known.some(({ app }) => app === one.app)) known.push(one);
  }
  return out;
}

/** `http://speech:8000/transcribe`, `{?}/transcribe` with a host from the environment, `/transcribe` of a client that has a base */
const addressed = /^(?:(?:https?:)?\/\/((?:\{\?\}|[^/?#])*)|\{\?\})?(\/(?:\{\?\}|[^?#])*)/;

function keyOf(method: string, path: string): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, "{}").replace(/(.)\/$/, "$1")}`;
}

/** A host that somebody else may own: `api.example.com`, not `speech`, `10.0.0.3` or `speech.internal`. */
function isPublic(host: string): boolean {
  const name = host.replace(/:[^:]*$/, "");
  return name.includes(".") && !/^[\d.]+$/.test(name) && !/\.(local|internal|svc|lan|localhost|cluster\.local)$/.test(name);
}

function sentBy(callee: Value, args: Args): RequestSent | null {
  if (callee.k === "external") return requestSent(callee.path, null, args);
  if (callee.k !== "part") return null;
  for (const { base, path } of bases(callee.of, callee.path)) {
    const sent = requestSent(base.path, { base, method: path }, args);
    if (sent !== null) return sent;
  }
  return null;
}
