import { expect, test } from "vitest";
import { inReadingOrder, isRequirements, isSettings, isSource } from "../../../src/core/files/projectFiles";

test.each([
  ["config.yaml", true],
  ["src/config/models.yml", true],
  ["app/settings.json", true],
  ["conf/base.yaml", true],
  ["config-local.yaml", true],
  ["crew/config/agents.yaml", true],
  ["llm_providers.json", true],
  ["settings.toml", true],
  [".env", true],
  ["deploy/.env.production", true],
  ["prod.env", true],
  [".env.example", false],
  [".env.local.sample", false],
  ["template.env", false],
  ["my.carbon.yaml", false],
  ["package.json", false],
  ["tsconfig.base.json", false],
  [".pre-commit-config.yaml", false],
  [".github/workflows/config.yml", false],
  ["docker-compose.yml", true],
  ["svc/compose.yaml", true],
  ["docker-compose.prod.yml", true],
  ["data/users.json", false],
])("%s may hold settings: %s", (path, is) => {
  expect(isSettings(path)).toBe(is);
  expect(isSource(path)).toBe(is);
});

test("Python is read first, then lock files, wishes and settings", () => {
  const paths = ["config.yaml", "pyproject.toml", "requirements.txt", "uv.lock", "z.py", "a/b.py"];
  expect(paths.sort(inReadingOrder)).toEqual(["a/b.py", "z.py", "uv.lock", "requirements.txt", "pyproject.toml", "config.yaml"]);
  expect(paths.filter(isRequirements)).toEqual(["uv.lock", "requirements.txt", "pyproject.toml"]);
});
