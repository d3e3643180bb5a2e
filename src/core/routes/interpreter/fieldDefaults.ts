import { traitDefault } from "../frameworks/traits";
import { call } from "./calls";
import type { Frame } from "./frame";
import type { Run } from "./run";
import { truth } from "./truth";
import { noArgs, unknown, type Value } from "./values";

/** `Field(default=...)`, `field(default_factory=...)`: what an instance has unless it is given something else. */
export function fieldDefault(run: Run, value: Value, frame: Frame, self: Value = unknown): Value {
  if (value.k === "made" && run.depends !== null && /(^|\.)(Depends|Security)$/.test(value.path)) return run.depends(value);
  const ofTrait = value.k === "made" ? traitDefault(run, value, self, frame) : undefined;
  if (ofTrait !== undefined) return ofTrait;
  if (value.k !== "made" || !/(^|\.)(Field|field|PrivateAttr|Body|Query|Form|Header|Cookie|Path|File|Param|attrib|ib)$/.test(value.path)) return value;
  const factory = value.args.named.get("default_factory") ?? value.args.named.get("factory");
  if (factory !== undefined) return call(run, factory, noArgs, value.place, frame);
  const given = value.args.positional[0] ?? value.args.named.get("default");
  // `attr.ib(default=attr.Factory(list))`
  if (given?.k === "made" && /(^|\.)Factory$/.test(given.path)) {
    const takesSelf = truth(given.args.named.get("takes_self") ?? given.args.positional[1] ?? unknown) === true;
    return call(run, given.args.positional[0] ?? unknown, takesSelf ? { ...noArgs, positional: [self] } : noArgs, given.place, frame);
  }
  if (given !== undefined) return given;
  return { k: "unknown", reason: run.reason("environment", value.place, "") };
}
