import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Io, Refusal } from "./io";

/** Path of a file that travels beside the program. A bundle that is split into chunks may run from a folder below its assets. */
export function assetPath(name: string, { assets, t }: Io): string {
  const path = [join(assets, name), join(assets, "..", name)].find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Refusal(t("{0} is missing beside the program. Run `npm run build`, or install carbon-matrix again.", name));
  return path;
}
