import { expect, test } from "vitest";
import { findRegion } from "../../../src/core/factors/azureRegions";
import { findSize } from "../../../src/core/factors/azureSizes";
import { findModel } from "../../../src/core/factors/findModel";
import { findGpu } from "../../../src/core/factors/gpus";
import { jsonSchema } from "../../../src/core/scenario/jsonSchema";

interface Node {
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
}

/** Every key of the schema by its path, with what stands at it in any form. */
function keys(node: Node, path = ""): (readonly [string, Node])[] {
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([key, value]) => [[`${path}.${key}`, value] as const, ...keys(value, `${path}.${key}`)]),
    ...(node.anyOf ?? []).flatMap((one) => keys(one, path)),
    ...(typeof node.additionalProperties === "object" ? keys(node.additionalProperties, `${path}.*`) : []),
    ...(node.items === undefined ? [] : keys(node.items, `${path}.*`)),
  ];
}
const all = keys(jsonSchema() as Node);
const forms = (node: Node): readonly Node[] => [node, ...(node.anyOf ?? []).flatMap(forms)];
const at = (path: string): readonly string[] => all.flatMap(([key, node]) => (key === path ? forms(node).flatMap(({ examples = [] }) => examples) : []));

test("every key says what it is, or holds keys that do", () => {
  const silent = all.filter(([key, node]) => forms(node).every(({ description }) => !description) && !all.some(([other]) => other.startsWith(`${key}.`)));
  expect(silent.map(([key]) => key)).toEqual([]);
});

test.each<[string, (name: string) => object, string]>([
  [".region", findRegion, "francecentral"],
  [".hosts.*.region", findRegion, "swedencentral"],
  [".hosts.*.sku", findSize, "Standard_NC4as_T4_v3"],
  [".hosts.*.hardware.gpu", findGpu, "T4"],
  [".services.*.model", findModel, "whisper-large-v3"],
  [".services.*.model.name", findModel, "mistral:7b"],
])("an editor can offer the names at %s, and each is known", (path, find, example) => {
  const names = at(path);
  expect(names).toContain(example);
  expect(names.filter((name) => !("found" in find(name)))).toEqual([]);
});

test("units are shown as they are written", () => {
  expect(at(".services.*.input.duration")).toContain("10 min");
  expect(at(".hosts.*.keepAlive.value")).toContain("10 min");
  expect(JSON.stringify(jsonSchema())).not.toContain('"written"');
  expect(at(".services.*.engine")).toContain("ollama");
});
