import { resolve } from "node:path";
import { version } from "../../../package.json";
import { type Command, lang } from "../command";
import { Refusal } from "../io";
import { serve } from "../mcp/server";
import { toolOf } from "../mcp/tools";
import { namedStatus } from "../statusOf";
import { check } from "./check";
import { estimate } from "./estimate";
import { matrix } from "./matrix";
import { routes } from "./routes";
import { whatIf } from "./whatIf";

export const mcp: Command = {
  name: "mcp",
  subject: "[FOLDER...]",
  help: (t) =>
    t("serve routes, estimate, matrix, check and what-if to assistants (MCP over standard input and output), read-only, from these folders or the present one"),
  options: [lang],
  async run(_, args, io) {
    const folders = (args.positionals.length === 0 ? ["."] : args.positionals).map((folder) => resolve(folder));
    for (const folder of folders) {
      if (!namedStatus(folder, io)?.isDirectory()) throw new Refusal(io.t("There is no folder {0}. Check the path.", folder));
    }
    const tools = [routes, estimate, matrix, check, whatIf].map((command) => toolOf(command, folders, io));
    const instructions = io.t(
      "Carbon of the AI in a FastAPI project: find its routes, estimate them, decide, check the budget, try changes. Figures are intervals of P5, central value and P95; null is unknown, never 0. Nothing is written, and no network is used. Folders: {0}.",
      folders.join(", "),
    );
    await serve({ name: "carbon-matrix", version, instructions, tools }, io.input(), io.out);
    return 0;
  },
};
