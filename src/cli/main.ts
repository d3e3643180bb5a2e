import { run } from "./run";

// A reader that closes early (`| head`) is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

run({
  argv: process.argv.slice(2),
  env: process.env,
  out: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  now: new Date(),
  assets: __dirname,
  input: () => process.stdin,
}).then((code) => {
  // Not process.exit: what is still being written to a pipe would be cut.
  process.exitCode = code;
});
