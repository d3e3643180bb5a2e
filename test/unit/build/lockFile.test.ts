import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../src/build/paths.mjs";

interface Entry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")) as { packages: Readonly<Record<string, Entry>> };

// A registry that lacks the build for another platform makes `npm install` leave it out of the lock file, and `npm ci` then refuses everywhere.
test("the lock file holds the optional packages of every platform", () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !placesOf(name, from).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});

test("the lock file names no registry", () => {
  expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([]);
});

/** Where Node looks for `name` from the folder of a package: `node_modules` of each folder upwards. */
function placesOf(name: string, from: string): string[] {
  const parents = from.split("/node_modules/").map((_, depth, parts) => parts.slice(0, depth + 1).join("/node_modules/"));
  return [`node_modules/${name}`, ...parents.map((parent) => `${parent}/node_modules/${name}`)];
}
