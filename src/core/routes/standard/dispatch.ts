import { union } from "../interpreter/alternatives";
import { call } from "../interpreter/calls";
import { moduleFrame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { evaluateType } from "../interpreter/statements";
import { decided } from "../interpreter/truth";
import { type Native, unknown, type Value } from "../interpreter/values";
import { isBelow, isInstance, typesOf } from "./isInstance";
import { first, type Known } from "./known";

/** `functools.singledispatch`: which function runs is told by the type of the first argument; the nearest type that is registered goes first. */
export const dispatch: Readonly<Record<string, Known>> = {
  "functools.singledispatch": dispatching(0),
  "functools.singledispatchmethod": dispatching(1),
};

/** `at`: before which argument only the instance stands. */
function dispatching(at: 0 | 1): Known {
  return (args, run, _place, frame) => {
    const otherwise = first(args);
    const known: { readonly type: Value; readonly work: Value }[] = [];
    const add = (type: Value, work: Value): Value => {
      for (const one of typesOf(type)) known.unshift({ type: one, work });
      return work;
    };
    const register: Native = {
      k: "native",
      name: "register",
      call: ({ positional: [given = unknown, work] }) => {
        if (given.k === "function") return add(typeOf(run, given, at), given);
        if (work !== undefined) return add(given, work);
        return { k: "native", name: "register", call: (decorated) => add(given, first(decorated)) };
      },
    };
    return {
      k: "native",
      name: "singledispatch",
      attrs: new Map([["register", register]]),
      ...(at === 1 ? { binds: true } : {}),
      call: (given, place) => {
        const asked = given.positional[at] ?? unknown;
        const answers = known.map((one) => ({ ...one, fits: decided(isInstance(asked, one.type), run.importing) }));
        const sure = answers.filter(({ fits }) => fits === true);
        const nearest = sure.find(({ type }) => sure.every((other) => isBelow(type, other.type))) ?? sure[0];
        // of a type that may be nearer, nobody knows which runs
        const perhaps = answers.filter(({ type, fits }) => fits === null && (nearest === undefined || !isBelow(nearest.type, type)));
        const works = [...perhaps.map(({ work }) => work), nearest?.work ?? otherwise];
        return call(run, union(works), given, place, frame);
      },
    };
  };
}

function typeOf(run: Run, func: Value & { k: "function" }, at: number): Value {
  const parameter = func.definition.k === "function" ? func.definition.parameters[at] : undefined;
  if (parameter === undefined || parameter.type === null) return unknown;
  return evaluateType(run, parameter.type, { ...moduleFrame(func.module), scope: func.scope, base: func.base });
}
