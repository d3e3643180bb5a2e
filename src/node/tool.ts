import { name, version } from "../../package.json";

/** Name and version, as a report records them. */
export const tool = `${name} ${version}`;
