import { expect, test } from "vitest";
import manifest from "../../../package.json";
import { Command, matrixView, surfaces } from "../../../src/vscode/commandIds";

const { contributes } = manifest;

test("every command of the code is contributed, and every contributed one exists", () => {
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.values(Command).sort());
});

test("menus name only commands that exist", () => {
  const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
  expect(named.filter((command) => !(Object.values(Command) as string[]).includes(command))).toEqual([]);
});

test("the matrix is an optional editor, so that text and diffs stay text", () => {
  expect(contributes.customEditors.map(({ viewType, priority }) => ({ viewType, priority }))).toEqual([{ viewType: matrixView, priority: "option" }]);
});

test("each surface has a setting that hides it, on from the start", () => {
  const settings: Readonly<Record<string, { readonly default: unknown }>> = contributes.configuration.properties;
  for (const surface of surfaces) expect(settings[`carbonMatrix.${surface}.enabled`]?.default).toBe(true);
});

test("no key binding is taken, and nothing starts with the editor", () => {
  expect("keybindings" in contributes).toBe(false);
  expect(manifest.activationEvents.filter((event) => event === "*" || event === "onStartupFinished")).toEqual([]);
});
