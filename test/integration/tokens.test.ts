import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// `carbon-matrix tokens` as a process.

const root = join(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
let folder = "";

const french = "L'été, les élèves relisent « Le Petit Prince » à voix haute ; ça leur plaît.\n";

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build");
  folder = mkdtempSync(join(tmpdir(), "carbon-matrix-tokens-"));
  const latin = Buffer.from(french.replace(/[«»]/g, '"'), "latin1");
  writeFileSync(join(folder, "utf8.txt"), french);
  writeFileSync(join(folder, "bom.txt"), `\ufeff${french}`);
  writeFileSync(join(folder, "utf16.txt"), Buffer.from(`\ufeff${french}`, "utf16le"));
  writeFileSync(join(folder, "latin.md"), latin);
  writeFileSync(join(folder, "apart.txt"), french.normalize("NFD"));
  writeFileSync(join(folder, "binary.txt"), Uint8Array.of(1, 0, 2, 0, 3));
  writeFileSync(join(folder, "page.html"), "<p>not counted</p>");
  writeFileSync(join(folder, "empty.txt"), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [cli, "tokens", ...args], { encoding: "utf8", env: { PATH: process.env.PATH ?? "", LANG: "en_GB.UTF-8" } });
}

interface Counted {
  readonly characters: number;
  readonly tokens: { readonly low: number; readonly central: number; readonly high: number };
  readonly tokensPerCharacter: number | null;
}
interface Answer {
  readonly basis: string;
  readonly files: readonly (Counted & { readonly path: string })[];
  readonly total: Counted;
  readonly unreadable: readonly { readonly code: string }[];
  readonly passedOver: number;
}

function counted(...args: readonly string[]): Answer {
  const { stdout, stderr, status } = run(...args, "--json");
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

test("one text has one count in every encoding; the rest is named", () => {
  const answer = counted(folder, "--model", "mistral:7b", "--lang", "fr");
  const of = (name: string) => answer.files.find(({ path }) => path.endsWith(name));
  expect(answer.basis).toBe("counted");
  expect(of("utf8.txt")?.characters).toBe([...french].length);
  // Counted with SentencePiece and the model that Mistral publishes.
  expect(of("utf8.txt")?.tokens.central).toBe(31);
  for (const name of ["bom.txt", "utf16.txt"]) expect(of(name)).toMatchObject({ characters: of("utf8.txt")?.characters, tokens: of("utf8.txt")?.tokens });
  expect(of("latin.md")?.characters).toBe([...french].length);
  expect(of("apart.txt")?.characters).toBe([...french].length);
  expect(of("apart.txt")?.tokens.central).toBeGreaterThan(of("utf8.txt")?.tokens.central ?? 0);
  expect(of("empty.txt")).toMatchObject({ characters: 0, tokensPerCharacter: null });
  expect(answer.unreadable).toMatchObject([{ code: "not-text" }]);
  expect(answer.passedOver).toBe(1);
  expect(answer.total.tokens.central).toBe(answer.files.reduce((sum, { tokens }) => sum + tokens.central, 0));
});

test("guesses of an encoding and accents written apart are said", () => {
  const { stderr } = run(folder, "--model", "mistral:7b", "--lang", "fr");
  expect(stderr).toMatch(/latin\.md n’est pas en UTF-8/);
  expect(stderr).toMatch(/apart\.txt écrit les accents/);
});

test("another vocabulary is estimated, with the range of its language", () => {
  const file = join(folder, "utf8.txt");
  const { total, basis } = counted(file, "--model", "llama3.1:8b", "--lang", "fr");
  expect(basis).toBe("estimated");
  expect(total.tokens.low).toBeLessThan(total.tokens.central);
  expect(total.tokens.high).toBeGreaterThan(total.tokens.central);
  expect(run(file, "--model", "llama3.1:8b", "--lang", "fr").stdout).toMatch(/^Fichier +Caractères +Jetons/m);
});

test("the language of the texts is any; one that we do not speak leaves that of the answer to the environment", () => {
  const { status, stdout, stderr } = run(join(folder, "utf8.txt"), "--model", "mistral:7b", "--lang", "qu");
  expect(status).toBe(0);
  expect(stdout).toContain("Counted exactly");
  expect(stderr).toContain("tokens of qu were not counted");
  expect(run(join(folder, "utf8.txt"), "--model", "mistral:7b", "--lang", "sw").stderr).not.toContain("not counted");
});

test.each([
  [["--lang", "fr"], "--model mistral:7b"],
  [["--model", "no-such-model"], "is not in our data"],
])("tokens with %j is refused with the next step", (args, sentence) => {
  const { status, stderr } = run(folder, ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
});
