import { ancestors } from "../routes/interpreter/ancestry";
import { type Made, noArgs, type Value } from "../routes/interpreter/values";
import type { Parts } from "./compounds";
import { matchesOf } from "./identify";
import { byMaker } from "./ruleOf";

// Vanna writes SQL: a class of the project joins a store of examples with a model, `class MyVanna(ChromaDB_VectorStore, OpenAI_Chat)`, and its base class asks both.

/** Methods of `VannaBase` that ask the model (vanna 0.7.9). */
const asks = /^(ask|generate_(sql|questions?|followup_questions|summary|plotly_code|rewritten_question)|submit_prompt)$/;

/** Methods that turn texts into vectors: to find what is like a question, or to keep what is learnt. */
const embeds = /^(ask|generate_sql|train|add_(question_sql|ddl|documentation)|get_similar_question_sql|get_related_(ddl|documentation)|generate_embedding)$/;

/** What a method of Vanna runs; `visit` adds the models and functions that a value holds. */
export function vannaParts(base: Made, method: string, visit: (value: Value, into: Parts) => void): Parts {
  const found: Parts = { models: [], functions: [], tools: [], standIns: [] };
  for (const one of [base, ...(base.held ?? [])]) {
    if (one.k === "instance") found.functions.push(...ownMethods(one, method));
    const rule = one.k === "made" && one.path.startsWith("vanna.") ? byMaker(one.path, one.args) : null;
    if (one.k !== "made" || rule === null) continue;
    if (rule.task !== "embedding" && asks.test(method)) found.models.push(...matchesOf(rule, rule.task, one, noArgs, one.path));
    if (rule.task !== "embedding" || !embeds.test(method)) continue;
    const config = one.args.named.get("config") ?? one.args.positional[0];
    const given = config?.k === "dict" ? config.entries.get("embedding_function") : undefined;
    if (given !== undefined) visit(given, found);
    else found.models.push(...matchesOf(rule, rule.task, one, noArgs, one.path));
  }
  return found;
}

/** What the project's class has in place of the library's. */
function ownMethods(self: Value & { k: "instance" }, method: string): Value[] {
  const names = [...(asks.test(method) ? ["submit_prompt"] : []), ...(embeds.test(method) ? ["generate_embedding"] : [])];
  return names.flatMap((name) => {
    const func = inherited(self, name);
    return func === null ? [] : [{ k: "method", self, func } as const];
  });
}

function inherited({ cls }: Value & { k: "instance" }, name: string): (Value & { k: "function" }) | null {
  for (const one of cls === null ? [] : ancestors(cls)) {
    const func = typeof one === "string" ? undefined : one.scope.names.get(name);
    if (func?.k === "function") return func;
  }
  return null;
}
