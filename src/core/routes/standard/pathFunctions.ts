import { union } from "../interpreter/alternatives";
import { join } from "../interpreter/asText";
import { everyWay } from "../interpreter/everyWay";
import { stringOf } from "../interpreter/expressions";
import type { Frame } from "../interpreter/frame";
import { iterate } from "../interpreter/iteration";
import type { Run } from "../interpreter/run";
import { type Args, list, type Text, text, unknown, type Value } from "../interpreter/values";
import { globOf, isFile, isFolder, listed, suffixOf, tidy, walked } from "./folders";
import { first, type Known } from "./known";

const same: Known = (args) => first(args);
const folder: Known = (args) => mapped(args, (path) => path.replace(/\/?[^/]*$/, ""));
const here: Known = () => text(".");

/** `os.path`, `os` and `glob`, over the Python files of the project. */
export const pathFunctions: Readonly<Record<string, Known>> = {
  "pathlib.Path": (args, run, _place, frame) => {
    const [only] = args.positional;
    // of a name that an upload or a default gives, each is one
    if (!run.registering && args.positional.length === 1 && only?.k === "union")
      return union(only.options.map((one) => joined({ ...args, positional: [one] }, run, frame)));
    return only === undefined ? text(".") : joined(args, run, frame);
  },
  "pathlib.Path.cwd": here,
  "os.getcwd": here,
  "os.path.join": (args, run, _place, frame) => joined(args, run, frame),
  "os.path.dirname": folder,
  "os.path.basename": (args) => mapped(args, (path) => path.replace(/^.*\//, "")),
  "os.path.abspath": same,
  "os.path.realpath": same,
  "os.path.expanduser": same,
  "os.path.normpath": (args) => mapped(args, (path) => (path.startsWith("/") ? "/" : "") + tidy(path) || "."),
  "os.fspath": same,
  "os.path.splitext": (args) => {
    const path = first(args);
    if (path.k !== "text" || path.holes.length > 0) return unknown;
    const suffix = suffixOf(path.value);
    return list([text(path.value.slice(0, path.value.length - suffix.length)), text(suffix)], "tuple");
  },
  "os.path.split": (args, run, place, frame) =>
    list([folder(args, run, place, frame), (pathFunctions["os.path.basename"] as Known)(args, run, place, frame)], "tuple"),
  "os.path.relpath": (args) => {
    const [path, top = text("")] = args.positional;
    if (path?.k !== "text" || top.k !== "text" || path.holes.length + top.holes.length > 0) return unknown;
    const [inner, outer] = [tidy(path.value), tidy(top.value)];
    return outer === "" ? text(inner) : inner.startsWith(`${outer}/`) ? text(inner.slice(outer.length + 1)) : unknown;
  },
  "os.path.isfile": (args, run) => isFile(run, first(args)) ?? unknown,
  "os.path.isdir": (args, run, _place, frame) => isFolder(run, first(args), frame) ?? unknown,
  "os.path.exists": (args, run, _place, frame) => {
    const file = isFile(run, first(args));
    return file?.k === "constant" && file.value === true ? file : (isFolder(run, first(args), frame) ?? unknown);
  },
  "os.listdir": (args, run, _place, frame) => listed(run, args.positional[0] ?? text("."), frame, false),
  "os.scandir": (args, run, _place, frame) => listed(run, args.positional[0] ?? text("."), frame, true),
  "os.walk": (args, run, _place, frame) => walked(run, first(args), frame),
  "glob.glob": (args, run, _place, frame) => globOf(run, first(args), frame),
  "glob.iglob": (args, run, _place, frame) => globOf(run, first(args), frame),
  "urllib.parse.urljoin": (args) => {
    const [base, rest] = args.positional;
    if (base?.k !== "text" || rest?.k !== "text" || base.holes.length + rest.holes.length > 0) return unknown;
    const start = base.value.endsWith("/") ? base.value : base.value.replace(/[^/]*$/, "");
    if (rest.value === "") return base;
    return rest.value.startsWith("/") || /^\w+:/.test(rest.value) || /\.\.?\//.test(rest.value)
      ? rest.value.startsWith("/") && !/^\w+:/.test(base.value)
        ? rest
        : unknown
      : text(start + rest.value);
  },
};

/** Other names of the same functions. */
export function canonical(path: string): string {
  return path
    .replace(/^posixpath\./, "os.path.")
    .replace(/^pathlib\.(PurePosixPath|PosixPath|PurePath)$/, "pathlib.Path")
    .replace(/^asyncio\.(queues|tasks|events|locks|runners|threads|futures|base_events)\.(?=\w+$)/, "asyncio.")
    .replace(/^concurrent\.futures\.(thread|process|_base)\./, "concurrent.futures.");
}

function mapped(args: Args, work: (path: string) => string): Value {
  const path = first(args);
  return path.k === "text" && path.holes.length === 0 ? text(work(path.value)) : unknown;
}

/** A later absolute part begins anew, as in Python. */
function joined(args: Args, run: Run, frame: Frame): Value {
  const given = args.positional.flatMap((value) => (value.k === "list" ? iterate(run, value, frame).items : [value]));
  // `join(folder, *parts)`: more may follow
  if (args.open) given.push(unknown);
  return everyWay(run, given, (values) => {
    let out: Text[] = [];
    for (const one of values) {
      const part = stringOf(run, one, frame, 0);
      if (part.value.startsWith("/")) out = [];
      const before = out.at(-1);
      if (before !== undefined && before.value !== "" && !before.value.endsWith("/")) out.push(text("/"));
      out.push(part);
    }
    return join(out);
  });
}
