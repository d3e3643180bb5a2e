import { inClass } from "../interpreter/ancestry";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Class, type Instance, list, noArgs, text, type Value } from "../interpreter/values";

/**
 * What `@CrewBase` of CrewAI gives the instances of a class: `self.agents` and `self.tasks` hold what its methods under `@agent` and `@task` make,
 * and `agents_config = "config/agents.yaml"` is the content of that file, beside the class. Undefined for anything else.
 */
export function crewAttribute(run: Run, object: Instance, name: string, frame: Frame): Value | undefined {
  const { cls } = object;
  if (cls === null || !/^(agents|tasks)(_config)?$/.test(name) || object.attrs.has(name) || !isCrew(cls)) return undefined;
  if (name.endsWith("_config")) {
    const path = inClass(cls, name)?.value ?? text(`config/${name.replace("_config", "")}.yaml`);
    return path.k === "text" ? (run.settings.read(path.value, cls.module.file) ?? undefined) : undefined;
  }
  const decorator = name.slice(0, -1);
  const made = [...cls.scope.names].flatMap(([method, value]) => {
    if (value.k !== "function" || value.definition.k !== "function") return [];
    if (!value.definition.decorators.some(({ value: one }) => (one.k === "name" || one.k === "attribute") && one.id === decorator)) return [];
    const place = { file: cls.module.file, line: value.base + value.definition.line + 1 };
    return [call(run, getAttribute(run, object, method, frame, place), noArgs, place, frame)];
  });
  return made.length === 0 ? undefined : list(made);
}

function isCrew(cls: Class): boolean {
  return cls.decorators.some((one) => one.k === "external" && /^crewai\.(\w+\.)*CrewBase$/.test(one.path));
}
