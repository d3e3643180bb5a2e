import { expect, test } from "vitest";
import { type Command, json } from "../../../src/cli/command";
import { runCommand, type World } from "../../../src/cli/runCommand";

const command: Command = {
  name: "width",
  subject: "[FOLDER...]",
  help: () => "",
  options: [],
  run: async (_, __, io) => {
    io.out(String(io.width));
    return 0;
  },
};

/** What a command says where the terminal and the environment tell these widths. */
async function saidBy(
  spoken: Command,
  argv: readonly string[],
  { columns, COLUMNS }: { readonly columns: number | undefined; readonly COLUMNS: string | undefined },
): Promise<string[]> {
  const said: string[] = [];
  const world: World = {
    argv: [],
    env: { COLUMNS },
    out: (text) => said.push(text),
    note: () => undefined,
    now: new Date(0),
    columns,
    assets: "",
    input: async function* () {},
  };
  await runCommand(spoken, argv, world);
  return said;
}

test.each<[number | undefined, string | undefined, number]>([
  [120, undefined, 120],
  [120, "80", 120],
  [undefined, "80", 80],
  [0, "80", 80],
  [0, undefined, Number.POSITIVE_INFINITY],
  [0, "0", Number.POSITIVE_INFINITY],
  [undefined, undefined, Number.POSITIVE_INFINITY],
])("a terminal of %s columns, COLUMNS=%s: %s wide", async (columns, COLUMNS, expected) => {
  expect(await saidBy(command, [], { columns, COLUMNS })).toEqual([String(expected)]);
});

test.each<[number | undefined, readonly string[], string]>([
  [12, [], "one two\nthree four\n"],
  [12, ["--json"], "one two three four\n"],
  [undefined, [], "one two three four\n"],
])("sentences in a terminal of %s columns, asked with %j", async (columns, argv, expected) => {
  const speaking: Command = {
    ...command,
    prose: true,
    options: [json],
    run: async (_subject, _args, { out }) => {
      out("one two three four\n");
      return 0;
    },
  };
  expect((await saidBy(speaking, argv, { columns, COLUMNS: "12" })).join("")).toBe(expected);
});
