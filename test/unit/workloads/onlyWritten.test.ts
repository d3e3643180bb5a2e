import { expect, test } from "vitest";
import { read } from "../routes/reading";

/** The name of a model that is written for where nothing else is found: who may put another one in its place. */
const cases: readonly (readonly [string, "settable" | "asked" | "replaced" | null])[] = [
  ['return ask("gpt-4o")', null],
  ['row = db.query(q)\nreturn ask(row.model or "gpt-4o")', "replaced"],
  ['found = client.models.list().data\nreturn ask(found[0].id if found else "gpt-4o")', "replaced"],
  ['try:\n    name = client.models.list().data[0].id\nexcept Exception:\n    name = "gpt-4o"\nreturn ask(name)', "replaced"],
  ['name = "gpt-4o"\nrow = db.query(q)\nif row:\n    name = row.model\nreturn ask(name)', "replaced"],
  ['return ask(os.getenv("MODEL") or "gpt-4o")', "settable"],
  ['return ask(settings.model or "gpt-4o")', "settable"],
  ['return ask(model or "gpt-4o")', "asked"],
  ["return helper()", null],
];

const text = `
import os
from fastapi import FastAPI
from openai import OpenAI
from pydantic_settings import BaseSettings
from shop import db
class Settings(BaseSettings):
    model: str | None = None
settings = Settings()
client = OpenAI()
app = FastAPI()
def ask(model):
    return client.chat.completions.create(model=model, messages=[])
def helper(model=None):
    return ask(model or "gpt-4o")
${cases.map(([body], at) => `@app.post("/${at}")\ndef h${at}(q: str, model: str | None = None):\n${body.replace(/^/gm, "    ")}`).join("\n")}
`;

test("a name that stands for one that is not known is told as that, and only where it is asked for so", async () => {
  const { routes } = await read(text);
  const who = routes.map(({ workloads: [one] }) => (["settable", "asked", "replaced"] as const).filter((name) => one?.[name] === true));
  expect(routes.map(({ workloads }) => workloads.map(({ model }) => model))).toEqual(cases.map(() => ["gpt-4o"]));
  expect(who).toEqual(cases.map(([, wanted]) => (wanted === null ? [] : [wanted])));
});
