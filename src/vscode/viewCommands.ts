import * as vscode from "vscode";
import { register } from "./commands";
import type { Settings } from "./settings";

/** The one switch for everything that we show, and the click on a lens. */
export class ViewCommands {
  constructor(private readonly settings: Settings) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      register("toggle", () => this.settings.toggle()),
      register("showDetails", (uri, line) => showDetails(vscode.Uri.parse(uri), line)),
    );
  }
}

/** Opens the hover of an endpoint, as pointing at it would: it holds how the figure is made. */
async function showDetails(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const position = new vscode.Position(line, document.lineAt(Math.min(line, document.lineCount - 1)).firstNonWhitespaceCharacterIndex + 1);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
  await vscode.commands.executeCommand("editor.action.showHover");
}
