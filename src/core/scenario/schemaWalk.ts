import * as z from "zod";
import { scenarioSchema } from "./schema";
import type { Path } from "./source";

/** The schema of what may stand at a path of the scenario; undefined where nothing is known. */
export function schemaAt(path: Path): z.ZodType | undefined {
  return schemaOf(path.reduce<Alternatives>((schemas, step) => below(schemas, step), rootSchemas));
}

/** The schemas of which one holds at a place. */
export type Alternatives = readonly z.ZodType[];

export const rootSchemas: Alternatives = [scenarioSchema];

/** One step down, for those who walk the whole text. */
export const below = (schemas: Alternatives, step: string | number): Alternatives => schemas.flatMap((schema) => childOf(schema, step)).flatMap(unwrap);

/** The one that says most: a map before a leaf. */
export const schemaOf = (schemas: Alternatives): z.ZodType | undefined => schemas.find((schema) => schema instanceof z.ZodObject) ?? schemas[0];

/** The keys that a schema knows. */
export function keysOf(schema: z.ZodType | undefined): readonly string[] {
  return schema === undefined ? [] : [...new Set(unwrap(schema).flatMap(keysOfOne))];
}

const keysOfOne = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

function childOf(schema: z.ZodType, step: string | number): z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const child = (schema.shape as Record<string, z.ZodType>)[String(step)];
    return child && Object.hasOwn(schema.shape, String(step)) ? [child] : [];
  }
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (schema instanceof z.ZodArray) return typeof step === "number" ? [schema.element as z.ZodType] : [];
  return [];
}

/** What is inside optional, transformed and alternative schemas, down to leaves, maps and lists. */
function unwrap(schema: z.ZodType): z.ZodType[] {
  const known = unwrapped.get(schema);
  if (known) return known;
  const made = unwrapNow(schema);
  unwrapped.set(schema, made);
  return made;
}

const unwrapped = new WeakMap<z.ZodType, z.ZodType[]>();

function unwrapNow(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(unwrap);
  // A leaf is a pipe from unknown: the leaf itself carries the role and the description.
  if (schema instanceof z.ZodPipe && !(schema.in instanceof z.ZodUnknown)) return unwrap(schema.in as z.ZodType);
  return [schema];
}
