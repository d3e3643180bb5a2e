import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type Io, Refusal } from "./io";

/** Refuses where a file could not be written, before minutes of work are spent on what goes into it. */
export function checkWritable(file: string, { t }: Pick<Io, "t">): void {
  try {
    accessSync(file, constants.W_OK);
  } catch (error) {
    throw new Refusal(t("{0} cannot be written ({1}). Check its permissions.", file, codeOf(error)));
  }
}

/** Replaces the text of a file whole or not at all: a full disk must not leave half of a scenario. */
export function replaceFile(file: string, text: string, { t }: Pick<Io, "t">): void {
  try {
    const target = realpathSync(file);
    const beside = `${target}.${process.pid}.new`;
    try {
      writeFileSync(beside, text, { mode: statSync(target).mode, flag: "wx" });
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { force: true });
      // A folder in which nothing new may be made can still hold a file that may be written.
      if (codeOf(error) !== "EACCES" && codeOf(error) !== "EPERM") throw error;
      writeFileSync(target, text);
    }
  } catch (error) {
    throw new Refusal(t("{0} cannot be written ({1}). Check its permissions.", file, codeOf(error)));
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
