import * as z from "zod";
import { allRegions } from "../factors/azureRegions";
import { offeredSizes } from "../factors/azureSizes";
import { allGpus } from "../factors/gpus";
import { modelRows } from "../factors/models";
import { precisions } from "../factors/precision";
import { knownEngines } from "../factors/throughput";
import { scenarioSchema } from "./schema";

/**
 * The JSON schema of a scenario file, for completion and hints in editors (draft 2020-12), from the schema that reads it, with the names
 * that our tables know as examples. It says less than `parseScenario`: units, sums and references are checked there.
 */
export function jsonSchema(): object {
  const schema = z.toJSONSchema(scenarioSchema, {
    io: "input",
    override: ({ jsonSchema: json, path }) => {
      // A key with nothing after it is as good as absent, so editors should not call it a mistake.
      if (json.type === "object" && path.length > 0) (json as { type: unknown }).type = ["object", "null"];
      delete json.propertyNames;
      // zod takes the examples of what it transforms away, so quantities give theirs under another name.
      const known = json.type === "string" ? namesAt(path) : (json.written as readonly string[] | undefined);
      if (known !== undefined) json.examples = [...known];
      delete json.written;
    },
  });
  return { ...schema, title: "Carbon Matrix scenario", description: "What an API runs, where, in which languages and how much: *.carbon.yaml, version 1" };
}

/** By the last keys of a text's place in the schema: `[..., "hosts", ..., "sku"]`. */
function namesAt(path: readonly (string | number)[]): readonly string[] | undefined {
  const keys = path.filter((key) => typeof key === "string" && !structure.has(key));
  switch (keys.at(-1)) {
    case "region":
      return allRegions().map(({ name }) => name);
    case "sku":
      return offeredSizes().map(({ name }) => name);
    case "gpu":
      return allGpus().map(({ id }) => id);
    case "model":
      return modelRows.map(({ id }) => id);
    case "name":
      return keys.at(-2) === "model" ? modelRows.map(({ id }) => id) : undefined;
    case "engine":
      return knownEngines;
    case "precision":
      return precisions;
    default:
      return undefined;
  }
}

/** Keys of the schema's own form. */
const structure: ReadonlySet<string | number> = new Set(["properties", "additionalProperties", "anyOf", "items"]);
