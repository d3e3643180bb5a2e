import { type Args, type Class, type Condition, type Func, type Place, type Text, text, type Value } from "../interpreter/values";
import type { AppName } from "../naming";

/** One registered path, as FastAPI or Starlette would keep it. */
export interface RouteRecord {
  readonly k: "route";
  readonly methods: readonly string[];
  path: Text;
  readonly handler: Value;
  /** the decorator or call */
  readonly place: Place;
  /** A FastAPI route, to which the prefix of the router that includes it is added; Starlette's own get the include's prefix alone. */
  readonly api: boolean;
  readonly order: number;
  /** Values of `dependencies=[Depends(...)]`. */
  readonly dependencies: readonly Value[];
  /** the file whose module was running, and the undecided tests around that, the nearest first */
  readonly by: string;
  readonly conditions: readonly Condition[];
  /** that of them which is told, once all modules have run */
  condition?: Condition | undefined;
  /** `include_in_schema`, where it is given; code may change it */
  inSchema?: Value;
  /** the class of the project that makes the route and may put something around its handler (`get_route_handler`) */
  readonly routeClass?: Class;
}

/** `include_router`, `mount` or `host`: paths are computed per way from the application to the route. */
export interface EdgeRecord {
  readonly k: "include" | "mount" | "host";
  readonly target: Router;
  /** the prefix of the router that includes, then that of the include itself */
  readonly own: Text;
  readonly prefix: Text;
  readonly place: Place;
  readonly order: number;
  readonly dependencies: readonly Value[];
  readonly by: string;
  readonly conditions: readonly Condition[];
  condition?: Condition | undefined;
  readonly inSchema?: Value;
}

export type RouterRecord = RouteRecord | EdgeRecord;

/** What a library that is given the application or router adds to it: its handlers are not in the folder. */
export interface Extension {
  readonly library: string;
  /** below which its routes are; `{?}` for what is not known of it */
  readonly prefix: Text;
  readonly place: Place;
  /** nothing tells whether it adds any */
  readonly maybe: boolean;
}

/** An application or a router: known by its value, whatever it is called. */
export interface Router {
  readonly k: "router";
  readonly id: number;
  /** FastAPI or Starlette itself, not a router */
  readonly app: boolean;
  /** the class of this project that it is an instance of */
  readonly cls: Class | null;
  readonly place: Place;
  /** the file whose module was running when it was made */
  readonly by: string;
  readonly attrs: Map<string, Value>;
  readonly records: RouterRecord[];
  readonly extensions: Extension[];
  /** undecided tests that decide whether it is made, and tell nothing of its routes */
  readonly madeBehind: readonly Condition[];
  /** a text, or one of several */
  prefix: Value;
  dependencies: Value[];
  /** entered with the application before the first request */
  readonly lifespans: Value[];
  /** start-up functions, which are given nothing */
  readonly startup: Value[];
  /** functions and classes that see each request first */
  readonly middlewares: { readonly dispatch: Value; readonly args: Args }[];
  /** The library whose routes we cannot read; null for FastAPI's own classes. */
  library: string | null;
  /** the variable that it was first bound to, as file and name with a line break between */
  name: string | null;
  /** every variable of a module that it was bound to */
  readonly names: AppName[];
  /** false where `name` is that of the factory which makes it, called by nobody in the project */
  bound: boolean;
  /** a program makes it for itself and gives it to a server */
  served: boolean;
  /** functions, and classes of methods, that ran when an application was made */
  readonly makers: readonly object[];
  /** of a guess: the function or class that it gave nothing for what it asks for */
  lacks: Func | Class | null;
  /** the same application as an example beside the package starts it, of which only what the example adds is listed */
  readonly beside?: boolean;
}

/** A router on which nothing is registered yet. */
export function emptyRouter(given: Pick<Router, "id" | "app" | "cls" | "place" | "library"> & Partial<Pick<Router, "by" | "madeBehind" | "makers">>): Router {
  return {
    k: "router",
    by: given.place.file,
    madeBehind: [],
    makers: [],
    ...given,
    attrs: new Map(),
    records: [],
    extensions: [],
    prefix: text(""),
    dependencies: [],
    lifespans: [],
    startup: [],
    middlewares: [],
    name: null,
    names: [],
    bound: true,
    served: false,
    lacks: null,
  };
}

/** Whether an application was made through a call, with arguments, of what a guess called without them to make the other one. */
export function isGivenMore(app: Router, other: Router): boolean {
  return other.lacks !== null && app.lacks !== other.lacks && app.makers.includes(other.lacks.definition);
}
