import * as vscode from "vscode";
import type { Engine } from "./engine";

/** Loads the engine on first use, so that starting the extension costs next to nothing. */
export class EngineLoader implements vscode.Disposable {
  private loading: Promise<Engine> | undefined;

  constructor(private readonly extension: vscode.Uri) {}

  get(): Promise<Engine> {
    this.loading ??= this.load().catch((error: unknown) => {
      // The next one who asks tries again.
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<Engine> {
    const asset = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extension, "dist", name));
    const [{ Engine }, runtime, python] = await Promise.all([import("./engine"), asset("web-tree-sitter.wasm"), asset("tree-sitter-python.wasm")]);
    return Engine.create({ runtime, python });
  }

  dispose(): void {
    void this.loading?.then(
      (engine) => engine.dispose(),
      () => undefined,
    );
  }
}
