import type { Expression } from "../../python/syntax";
import { ancestors, isSettings } from "../interpreter/ancestry";
import { evaluate } from "../interpreter/expressions";
import { type Frame, moduleFrame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { read } from "../interpreter/scope";
import { evaluateType } from "../interpreter/statements";
import { type Class, type Dict, dict, ellipsis, type Instance, list, type Made, noArgs, noneValue, text, unknown, type Value } from "../interpreter/values";
import type { Known } from "../standard/known";
import { genericAlias, noneType } from "../standard/types";

// What a pydantic model tells about itself: `Settings.model_fields["url"].validation_alias`, `Settings.model_config["env_prefix"]`.

const models = /(^|\.)(BaseModel|BaseSettings|SQLModel)$/;

const configs = /(^|\.)(SettingsConfigDict|ConfigDict)$/;

/** Dictionaries of options are dictionaries. */
export const modelConfigs: Readonly<Record<string, Known>> = Object.fromEntries(
  ["pydantic.ConfigDict", "pydantic.config.ConfigDict", "pydantic_settings.SettingsConfigDict", "pydantic_settings.main.SettingsConfigDict"].map(
    (path): [string, Known] => [path, ({ named, open }) => dict(named, open)],
  ),
);

/** `class Options(TypedDict)`, `class Options(SettingsConfigDict)`: calling it gives a dictionary. */
export function isTypedDict(cls: Class): boolean {
  return ancestors(cls).some((one) => typeof one === "string" && (/(^|\.)TypedDict$/.test(one) || configs.test(one)));
}

/** Whether a class is a model; pydantic makes its fields when the class is made. */
export function isModel(cls: Class): boolean {
  return ancestors(cls).some((one) => typeof one === "string" && models.test(one));
}

/** `Model.model_fields`, `Model.model_config`; undefined for any other name or class. */
export function modelAttribute(run: Run, cls: Class, name: string): Value | undefined {
  if ((name !== "model_fields" && name !== "model_config" && name !== "__fields__") || !isModel(cls)) return undefined;
  return name === "model_config" ? modelConfig(cls) : modelFields(run, cls);
}

/** The options of a model and of those above it: of `model_config`, of the class `Config` of pydantic before its second version, and of keywords of the class. */
export function modelConfig(cls: Class): Dict {
  const all = dict(isSettings(cls) ? settingsDefaults() : []);
  for (const one of [...ancestors(cls)].reverse()) {
    if (typeof one === "string") continue;
    const [own, old] = [read(one.scope, "model_config"), read(one.scope, "Config")];
    if (old?.k === "class") for (const [name, value] of optionsOfClass(old)) all.entries.set(name, value);
    if (own?.k === "dict") for (const [name, value] of own.entries) all.entries.set(name, value);
    if (own !== undefined && (own.k !== "dict" || own.open)) all.open = true;
    for (const [name, value] of one.keywords) if (name !== "metaclass") all.entries.set(name, value);
  }
  return all;
}

const optionsOfClass = (config: Class): [string, Value][] =>
  [...ancestors(config)].reverse().flatMap((one) => (typeof one === "string" ? [] : namesOfClass(one)));

const namesOfClass = ({ scope }: Class): [string, Value][] => [...scope.names.keys()].map((name) => [name, read(scope, name) ?? unknown]);

const settingsDefaults = (): [string, Value][] => [
  ["env_prefix", text("")],
  ["env_file", noneValue],
  ["env_nested_delimiter", noneValue],
  ["case_sensitive", { k: "constant", value: false }],
];

function modelFields(run: Run, cls: Class): Dict {
  const owners = new Map<string, { readonly owner: Class; readonly type: Expression }>();
  for (const one of [...ancestors(cls)].reverse())
    if (typeof one !== "string")
      for (const [name, type] of one.fields) if (!name.startsWith("_") && name !== "model_config" && !isOfClass(type)) owners.set(name, { owner: one, type });
  return dict([...owners].map(([name, { owner, type }]) => [name, fieldInfo(run, cls, name, owner, type)] as const));
}

/** `ClassVar[int]` is no field. */
function isOfClass(type: Expression): boolean {
  return nameOf(type.k === "subscript" ? type.object : type) === "ClassVar";
}

const nameOf = (type: Expression): string => (type.k === "name" || type.k === "attribute" ? type.id : "");

/** `Annotated[Path, Field(alias="home")]` is a path with what follows it. */
function fieldInfo(run: Run, cls: Class, name: string, owner: Class, annotation: Expression): Instance {
  const frame: Frame = { ...moduleFrame(owner.module), scope: owner.scope, base: owner.base };
  const annotated = annotation.k === "subscript" && nameOf(annotation.object) === "Annotated" ? annotation.index : null;
  const [type = annotation, ...metadata] = annotated ?? [];
  const given = classValue(cls, name);
  const field = [given, ...metadata.map((one) => evaluateType(run, one, frame))].find((one): one is Made => one?.k === "made" && isField(one));
  const option = (key: string): Value => field?.args.named.get(key) ?? noneValue;
  const written = field === undefined || field !== given ? given : (field.args.positional[0] ?? field.args.named.get("default"));
  const otherwise = written === ellipsis ? undefined : written;
  const factory = option("default_factory");
  const alias = field?.args.named.get("alias") ?? generatedAlias(cls);
  const attrs = new Map<string, Value>([
    ["annotation", typeValue(run, type, frame)],
    ["default", otherwise ?? { k: "external", path: "pydantic_core.PydanticUndefined" }],
    ["alias", alias],
    ["validation_alias", field?.args.named.get("validation_alias") ?? alias],
    ["serialization_alias", field?.args.named.get("serialization_alias") ?? alias],
    ["is_required", { k: "native", name: "is_required", call: () => ({ k: "constant", value: otherwise === undefined && factory === noneValue }) }],
    ["metadata", list([], "list", true)],
    ...["default_factory", "title", "description", "examples", "json_schema_extra", "exclude", "deprecated"].map((key): [string, Value] => [key, option(key)]),
  ]);
  return { k: "instance", id: run.id(), cls: null, attrs, place: { file: owner.module.file, line: owner.base + 1 } };
}

/** An `alias_generator` names what has no name of its own. */
function generatedAlias(cls: Class): Value {
  const config = modelConfig(cls);
  const generator = config.entries.get("alias_generator") ?? (config.open ? unknown : noneValue);
  return generator.k === "constant" ? noneValue : unknown;
}

/** The class that a type names, or what `get_args` takes apart: `Optional[int]`, `int | None`, `list[str]`. */
function typeValue(run: Run, type: Expression, frame: Frame): Value {
  const of = type.k === "subscript" ? type.index : type.k === "binary" && type.op === "|" ? [type.left, type.right] : null;
  if (of === null) return type.k === "constant" && type.value === null ? noneType : evaluateType(run, type, frame);
  const written: Value = type.k === "subscript" ? evaluateType(run, type.object, frame) : { k: "external", path: "types.UnionType" };
  const isOptional = written.k === "external" && written.path === "typing.Optional";
  const isLiteral = written.k === "external" && /^typing(_extensions)?\.Literal$/.test(written.path);
  const args = of.map((one) => (isLiteral ? evaluate(run, one, frame) : typeValue(run, one, frame)));
  const positional = isOptional ? [...args, noneType] : args;
  const origin: Value = written.k === "external" ? { ...written, path: originOf(written.path) } : written;
  return { k: "made", id: run.id(), path: genericAlias, args: { ...noArgs, positional }, place: run.place(frame, 0), of: origin, attrs: new Map() };
}

/** `get_origin(Optional[int])` is `Union`, that of `List[int]` is `list`. */
function originOf(path: string): string {
  return path === "typing.Optional" ? "typing.Union" : path.replace(/^typing\.(List|Dict|Set|FrozenSet|Tuple)$/, (_, name: string) => name.toLowerCase());
}

/** `AliasChoices("url", "app_url").choices`, `AliasPath("url", 0).path`; undefined for anything else. */
export function aliasAttribute({ path, args }: Made, name: string): Value | undefined {
  return (name === "choices" && path === "pydantic.AliasChoices") || (name === "path" && path === "pydantic.AliasPath")
    ? list([...args.positional])
    : undefined;
}

const isField = ({ path }: Made): boolean => /(^|\.)Field$/.test(path);

function classValue(cls: Class, name: string): Value | undefined {
  for (const one of ancestors(cls)) {
    const value = typeof one === "string" ? undefined : read(one.scope, name);
    if (value !== undefined) return value;
  }
  return undefined;
}
