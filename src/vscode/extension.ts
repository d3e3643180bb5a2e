import * as vscode from "vscode";

/** Composes the editor's part of the product: one small file a provider. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("carbonMatrix.toggle", async () => {
      await import("../core/text");
    }),
  );
}
