import { expect, test } from "vitest";
import { read } from "../routes/reading";

// What a method sets that no handler calls: it is looked for in what the method needs for it, not in all that the method does.

/** A call of `work0` does more than a handler may. */
const endless = Array.from({ length: 18 }, (_, i) => `def work${i}(x):\n    work${i + 1}(x + "a")\n    work${i + 1}(x + "b")\n`).join("");

const program = (methods: string, handler: string): string => `
import asyncio
from fastapi import FastAPI
from openai import OpenAI
app = FastAPI()
${endless}
def work18(x): pass
class Service:
    def __init__(self):
        self._client = None
        self._task = None
    async def loop(self):
        work0("")
        return OpenAI()
${methods
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
service = Service()
@app.post("/ask")
async def ask(text: str):
${handler
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`;

const asks = `return service._client.responses.create(model="gpt-4o", input=text)`;

test.each<[string, string, string, readonly string[]]>([
  ["after much else", `def start(self):\n    work0("")\n    self._client = OpenAI()\n    work0("")`, asks, ["gpt-4o"]],
  ["by names of its own", `def start(self):\n    work0("")\n    make = OpenAI\n    made = make()\n    self._client = made`, asks, ["gpt-4o"]],
  [
    "behind a test and in a loop",
    `def start(self, n):\n    for i in range(n):\n        work0("")\n        if i:\n            self._client = OpenAI()`,
    asks,
    ["gpt-4o"],
  ],
  [
    "where it fails otherwise",
    `def start(self):\n    try:\n        work0("")\n        self._client = OpenAI()\n    except Exception:\n        raise`,
    asks,
    ["gpt-4o"],
  ],
  ["out of what was put into a list", `def start(self):\n    work0("")\n    all = []\n    all.append(OpenAI())\n    self._client = all[0]`, asks, ["gpt-4o"]],
  ["by a function inside", `def start(self):\n    work0("")\n    def make():\n        self._client = OpenAI()\n    make()`, asks, ["gpt-4o"]],
  ["a task that is only asked whether it is over", `def start(self):\n    self._task = asyncio.create_task(self.loop())`, `return service._task.done()`, []],
  [
    "a task of which only the end is waited for",
    `def start(self):\n    self._task = asyncio.create_task(self.loop())\nasync def stop(self):\n    await self._task`,
    `if service._task is None: return 0\nreturn service._task.done()`,
    [],
  ],
])("what another method sets: %s", async (_, methods, handler, models) => {
  const facts = await read(program(methods, handler));
  expect(facts.problems).toEqual([]);
  expect(facts.routes[0]?.workloads.map(({ model }) => model)).toEqual(models);
});

test("what a task gives that somebody takes is looked for in all that it does", async () => {
  const start = `def start(self):\n    self._task = asyncio.create_task(self.make())\nasync def make(self):\n    return OpenAI()\nasync def client(self):\n    return await self._task`;
  const { routes } = await read(program(start, `client = await service.client()\nreturn client.responses.create(model="gpt-4o", input=text)`));
  expect(routes[0]?.workloads.map(({ model }) => model)).toEqual(["gpt-4o"]);
});
