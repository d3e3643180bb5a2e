import * as vscode from "vscode";
import type { Target } from "../core/whatIf/suggest";
import { Command } from "./commandIds";

/** What each command takes. Links in Markdown carry JSON, so places travel as text. */
interface Arguments {
  openMatrix: [scenario?: vscode.Uri | string];
  openAsText: [scenario?: vscode.Uri];
  createScenario: [];
  addService: [routeId: string, uri: string];
  pickScenario: [];
  toggle: [];
  refreshMeasurements: [];
  /** line from 0 */
  showDetails: [uri: string, line: number];
  copyExplanation: [routeId: string, uri: string];
  whatIf: [uri?: string, target?: Target];
  measureDurations: [folder?: vscode.Uri];
  countTokens: [];
  exportReport: [scenario?: vscode.Uri];
}
export type CommandName = keyof typeof Command & keyof Arguments;

export function register<Name extends CommandName>(name: Name, run: (...args: Arguments[Name]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(Command[name], run);
}

/** A command as a lens or a quick fix carries it. */
export function commandOf<Name extends CommandName>(name: Name, title: string, ...args: Arguments[Name]): vscode.Command {
  return { command: Command[name], title, arguments: args };
}

/** A command as a link in Markdown, where a bracket of a path would end it. */
export function commandLink<Name extends CommandName>(name: Name, ...args: Arguments[Name]): string {
  const written = encodeURIComponent(JSON.stringify(args)).replaceAll("(", "%28").replaceAll(")", "%29");
  return `command:${Command[name]}?${written}`;
}
