import * as vscode from "vscode";
import { mostBytes } from "../core/files/limits";
import type { SourceFault } from "../core/files/sourceFaults";
import { decodePython } from "../node/decodePython";

/** What a file on disk gave; neither text nor fault: it is not there any more. */
export interface ReadSource {
  readonly text?: string;
  readonly fault?: SourceFault;
  /** of the text, as it lies on disk */
  readonly bytes: number;
}

/** A source file as the command line reads it: Python by its own rule of encodings, everything else as UTF-8. */
export async function readSource(uri: vscode.Uri): Promise<ReadSource> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.byteLength > mostBytes) return { fault: { kind: "too-large", bytes: bytes.byteLength }, bytes: 0 };
    if (!uri.path.endsWith(".py")) return { text: new TextDecoder().decode(bytes), bytes: bytes.byteLength };
    const { text, certain } = decodePython(bytes);
    return { text, bytes: bytes.byteLength, ...(certain ? {} : { fault: { kind: "encoding-unknown" } }) };
  } catch (error) {
    // One such file must not stop the others.
    return error instanceof vscode.FileSystemError && error.code === "FileNotFound" ? { bytes: 0 } : { fault: { kind: "unreadable" }, bytes: 0 };
  }
}
