import { languageOf, translator } from "../core/text";
import { run } from "./run";
import { localeOf } from "./runCommand";

const t = translator(languageOf(localeOf({ env: process.env })));
let lost = false;

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that closes early (`| head`) is no failure of ours; a full disk loses the answer.
    if (error.code === "EPIPE" || lost) return;
    lost = true;
    if (stream === process.stdout)
      process.stderr.write(`carbon-matrix: ${t("The answer could not be written ({0}). Make room, or write it elsewhere.", error.code ?? String(error))}\n`);
  });
}

run({
  argv: process.argv.slice(2),
  env: process.env,
  out: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  now: new Date(),
  columns: process.stdout.columns,
  assets: __dirname,
  input: () => process.stdin,
}).then((code) => {
  // Not process.exit: what is still being written to a pipe would be cut. A write that fails may fail after this.
  process.exitCode = code;
  process.once("exit", () => {
    if (lost) process.exitCode = 2;
  });
});
