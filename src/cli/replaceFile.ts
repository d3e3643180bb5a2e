import { randomUUID } from "node:crypto";
import { accessSync, closeSync, constants, existsSync, fchmodSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type Io, Refusal } from "./io";
import { statusOf } from "./statusOf";

/** Refuses where a file could not be written, before minutes of work are spent on what goes into it. */
export function checkWritable(file: string, { t }: Pick<Io, "t">): void {
  try {
    accessSync(file, constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, error, t);
  }
}

/** Replaces the text of a file whole or not at all: a full disk must not leave half of a scenario. Who may read and write it stays. */
export function replaceFile(file: string, text: string, { t }: Pick<Io, "t">): void {
  try {
    const target = realpathSync(file);
    const { mode } = statSync(target);
    const beside = newFile(`${target}.${randomUUID()}.new`);
    // A folder in which nothing new may be made can still hold a file that may be written.
    if (beside === null) writeFileSync(target, text);
    else fillAndMove(beside, { text, mode, target });
  } catch (error) {
    throw cannotWrite(file, error, t);
  }
}

/** Writes a file that the user named for an answer: whole, or what was there stays, and nothing half-written is left. */
export function putFile(file: string, text: string, io: Pick<Io, "t">): void {
  const there = statusOf(file);
  if (there?.isFile()) return replaceFile(file, text, io);
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (there === null && existsSync(file)) rmSync(realpathSync(file), { force: true });
    throw cannotWrite(file, error, io.t);
  }
}

function cannotWrite(file: string, error: unknown, t: Io["t"]): Refusal {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new Refusal(t("{0} cannot be written: no room is left there. Nothing was changed; make room, or name another place.", file));
  if (code === "EISDIR") return new Refusal(t("{0} is a folder: name a file in it.", file));
  if (code === "EROFS") return new Refusal(t("{0} cannot be written: that place is read-only. Name another one.", file));
  return new Refusal(t("{0} cannot be written ({1}). Check its permissions, or name another file.", file, code));
}

interface NewFile {
  readonly path: string;
  readonly descriptor: number;
}

/** Null where the folder takes no new file. */
function newFile(path: string): NewFile | null {
  try {
    return { path, descriptor: openSync(path, "wx", 0o600) };
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
}

function fillAndMove({ path, descriptor }: NewFile, { text, mode, target }: { readonly text: string; readonly mode: number; readonly target: string }): void {
  try {
    try {
      writeFileSync(descriptor, text);
      // Until here nobody else may read it; and opening with this mode would take away what the umask forbids.
      fchmodSync(descriptor, mode);
    } finally {
      closeSync(descriptor);
    }
    renameSync(path, target);
  } catch (error) {
    rmSync(path, { force: true });
    // Files may be added to the folder, and this one not be replaced.
    if (!isForbidden(error)) throw error;
    writeFileSync(target, text);
  }
}

function isForbidden(error: unknown): boolean {
  return ["EACCES", "EPERM"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
