import * as vscode from "vscode";
import { type Language, languageOf, type Translate, translator } from "../core/text";
import type { Surface } from "./commandIds";

const section = "carbonMatrix";
const offKey = "off";

/** What the user has chosen: the language, what is shown, and the one switch for all of it. Everything is live. */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listener: vscode.Disposable;

  constructor(private readonly memory: vscode.Memento) {
    this.listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) this.changed.fire();
    });
  }

  get language(): Language {
    const chosen = vscode.workspace.getConfiguration(section).get<string>("language", "auto");
    return languageOf(chosen === "auto" ? vscode.env.language : chosen);
  }

  get t(): Translate {
    return translator(this.language);
  }

  get on(): boolean {
    return !this.memory.get<boolean>(offKey, false);
  }

  shows(surface: Surface): boolean {
    return this.on && vscode.workspace.getConfiguration(section).get<boolean>(`${surface}.enabled`, true);
  }

  /** Switches everything that we show in the editor on or off, and remembers it for this workspace. */
  async toggle(): Promise<void> {
    await this.memory.update(offKey, this.on);
    this.changed.fire();
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }
}
