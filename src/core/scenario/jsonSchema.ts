import * as z from "zod";
import { scenarioSchema } from "./schema";

/**
 * The JSON schema of a scenario file, for completion and hints in editors (draft 2020-12), from the schema that reads it.
 * It says less than `parseScenario`: units, sums and references are checked there.
 */
export function jsonSchema(): object {
  const schema = z.toJSONSchema(scenarioSchema, {
    io: "input",
    override: ({ jsonSchema: json, path }) => {
      // A key with nothing after it is as good as absent, so editors should not call it a mistake.
      if (json.type === "object" && path.length > 0) (json as { type: unknown }).type = ["object", "null"];
      delete json.propertyNames;
    },
  });
  return { ...schema, title: "Carbon Matrix scenario", description: "What an API runs, where, in which languages and how much: *.carbon.yaml, version 1" };
}
