import { beforeEach, expect, test, vi } from "vitest";
import { parser } from "./reading";

// The modules that know libraries import each other: which of them is read first is nothing that a reading may depend on.

beforeEach(() => {
  vi.resetModules();
});

const project = {
  files: [
    {
      path: "main.py",
      text: `
import itertools
from string import Template
from fastapi import FastAPI
from injector import Injector, Module, provider, singleton

class AppModule(Module):
    @singleton
    @provider
    def app(self) -> FastAPI:
        return FastAPI(root_path="")

app = Injector([AppModule()]).get(FastAPI)

for part in itertools.chain(["a"], ["b"]):
    @app.get(Template("/$part").substitute(part=part))
    def handler(): ...
`,
    },
  ],
};

const entries: Readonly<Record<string, () => Promise<unknown>>> = {
  containers: () => import("../../../src/core/routes/frameworks/containers"),
  plugins: () => import("../../../src/core/routes/frameworks/plugins"),
  litserve: () => import("../../../src/core/routes/frameworks/litserve"),
  templates: () => import("../../../src/core/routes/standard/templates"),
  standardData: () => import("../../../src/core/routes/standard/standardData"),
  pythonFunctions: () => import("../../../src/core/routes/standard/pythonFunctions"),
  introspection: () => import("../../../src/core/routes/standard/introspection"),
  settingsFiles: () => import("../../../src/core/routes/settings/settingsFiles"),
};

test.each(Object.entries(entries))("%s first", async (_, load) => {
  await load();
  const { readCode } = await import("../../../src/core/routes/readCode");
  const { translator } = await import("../../../src/core/text");
  const { routes } = readCode(project, await parser, { t: translator("en") });
  expect(routes.map(({ path }) => path)).toEqual(["/a", "/b"]);
});
