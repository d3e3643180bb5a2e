import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's own folder. Build scripts run from anywhere. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {...string} parts relative to the repository */
export const inRoot = (...parts) => join(root, ...parts);

export const dist = inRoot("dist");
export const vsix = inRoot("dist", "carbon-matrix.vsix");
export const exampleProject = inRoot("examples", "editorial-api");
