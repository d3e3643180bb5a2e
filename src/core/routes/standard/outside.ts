import { type External, list, noneValue, text, type Value } from "../interpreter/values";

/** A dotted name from outside the project: itself, or its value where every server that runs FastAPI has the same one. */
export function outsideValue(path: string): Value {
  const method = /^http\.HTTPMethod\.([A-Z]+)\.(value|name)$/.exec(path)?.[1];
  if (method !== undefined) return text(method);
  return Object.hasOwn(known, path) ? (known[path] as () => Value)() : ({ k: "external", path } satisfies External);
}

const flag = (value: boolean) => (): Value => ({ k: "constant", value });
const number = (value: number): Value => ({ k: "number", value });

/** What a loop over `http.HTTPMethod` goes through, in its order. */
export function httpMethods(): External[] {
  return "CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split(" ").map((name) => ({ k: "external", path: `http.HTTPMethod.${name}` }));
}

const known: Readonly<Record<string, () => Value>> = {
  "typing.TYPE_CHECKING": flag(false),
  "typing_extensions.TYPE_CHECKING": flag(false),
  "string.ascii_lowercase": () => text("abcdefghijklmnopqrstuvwxyz"),
  "string.ascii_uppercase": () => text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  "string.ascii_letters": () => text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  "string.digits": () => text("0123456789"),
  "sys.platform": () => text("linux"),
  "os.name": () => text("posix"),
  "os.sep": () => text("/"),
  "os.path.sep": () => text("/"),
  "os.curdir": () => text("."),
  "os.pardir": () => text(".."),
  // old enough for every project, new enough for every check of a project that is kept up
  "sys.version_info": () => list([number(3), number(13), number(0)], "tuple"),
  "sys.version_info.major": () => number(3),
  "sys.version_info.minor": () => number(13),
  "sys.flags.debug": () => number(0),
  "inspect.Parameter.empty": () => noneValue,
};

/** Libraries whose rules `libraries.ts` knows: by them they are read, even in their own repository. */
const described = new Set(["fastapi_class", "fastapi_restful", "fastapi_router_controller", "fastapi_utils", "fastapi_versioning", "fastapi_versionizer"]);

/** An absolute import of such a library by code that is not its own. */
export function isDescribed(name: string, level: number, importer: string): boolean {
  const top = name.split(".", 1)[0] ?? "";
  return level === 0 && described.has(top) && !importer.split("/").includes(top);
}
