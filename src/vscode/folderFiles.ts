import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { type IgnoreRules, noRules } from "../core/files/ignoreRules";
import { leftOut, mostBytes, mostFiles } from "../core/files/limits";
import { inReadingOrder, isScenarioFile, skippedFolders } from "../core/files/projectFiles";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { parallel } from "./parallel";
import { own, Store } from "./store";

/** What changed in a folder: the text of a file that is open, or something on disk. */
export type FileChange = { readonly kind: "python" | "scenario"; readonly source: "editor" | "disk" };

/** Python, and the files that say which FastAPI it runs on. */
const codeFiles = "**/{*.py,pyproject.toml,requirements*.txt,Pipfile,Pipfile.lock,poetry.lock,uv.lock,pdm.lock}";
const skipped = `**/{${skippedFolders.join(",")}}/**`;
const readers = 32;

/**
 * The Python and scenario files of one workspace folder: read once, then again as they change. Never opens a document;
 * the text of one that is open and not saved wins over the file.
 */
export class FolderFiles implements vscode.Disposable {
  private readonly store = new Store();
  private readonly changed = own(this.store, new vscode.EventEmitter<FileChange>());
  readonly onDidChange = this.changed.event;
  /** texts by path; undefined until the folder was listed, or after something changed that lists it anew */
  private texts: Map<string, string> | undefined;
  private readonly stale = new Map<string, vscode.Uri>();
  private listing: Promise<Map<string, string>> | undefined;
  private wanted: Promise<readonly FoundFile[]> | undefined;
  private known: Promise<Rules> | undefined;
  /** the first file that was left out because the folder holds too many */
  private firstLeftOut: string | undefined;
  private shown: { readonly disk: ReadonlyMap<string, string>; readonly unsaved: string; readonly texts: ReadonlyMap<string, string> } | undefined;
  private scenarioPaths: Promise<readonly string[]> | undefined;

  constructor(readonly folder: vscode.WorkspaceFolder) {
    this.watch(codeFiles, (uri) => this.pythonChanged(uri));
    this.watch("**/*.carbon.{yaml,yml,json}", () => {
      this.scenarioPaths = undefined;
      this.changed.fire({ kind: "scenario", source: "disk" });
    });
    this.watch("**/{.gitignore,pyvenv.cfg}", () => this.listAgain());
    this.store.push(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const kind = this.kindOf(document.uri);
        if (kind && contentChanges.length > 0) this.changed.fire({ kind, source: "editor" });
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        const kind = document.isDirty ? this.kindOf(document.uri) : undefined;
        if (kind) this.changed.fire({ kind, source: "disk" });
      }),
    );
  }

  /** The path of a file from the folder, with `/`; undefined where it lies elsewhere. */
  pathOf(uri: vscode.Uri): string | undefined {
    const top = this.folder.uri;
    const prefix = top.path.endsWith("/") ? top.path : `${top.path}/`;
    return uri.scheme === top.scheme && uri.authority === top.authority && uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
  }

  uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder.uri, path);
  }

  /** Python texts by path, as the editor shows them; the same map as long as nothing changes. */
  async python(): Promise<ReadonlyMap<string, string>> {
    const disk = await this.onDisk();
    const unsaved = vscode.workspace.textDocuments.flatMap((document) => {
      const path = document.isDirty && document.languageId === "python" ? this.pathOf(document.uri) : undefined;
      return path === undefined || !disk.has(path) ? [] : [[path, document.getText()] as const];
    });
    const key = JSON.stringify(unsaved);
    if (this.shown?.disk !== disk || this.shown.unsaved !== key) {
      this.shown = { disk, unsaved: key, texts: unsaved.length === 0 ? disk : new Map([...disk, ...unsaved]) };
    }
    return this.shown.texts;
  }

  /** What was left out of the reading, and why. */
  problems(t: Translate): readonly Problem[] {
    return this.firstLeftOut === undefined ? [] : [leftOut({ read: mostFiles, first: this.firstLeftOut }, t)];
  }

  /** One text for the names, sizes and times of all files; undefined while the editor or a change shows something else than the disk. */
  async stamps(): Promise<string | undefined> {
    const isOther = () => this.stale.size > 0 || vscode.workspace.textDocuments.some((document) => document.isDirty && this.kindOf(document.uri) === "python");
    if (isOther()) return undefined;
    this.wanted ??= this.find();
    const stamps = await parallel(await this.wanted, readers, async ({ path, uri }) => {
      const { size, mtime } = await vscode.workspace.fs.stat(uri);
      return `${path} ${size} ${mtime}`;
    });
    return isOther() ? undefined : createHash("sha256").update(stamps.sort().join("\n")).digest("hex");
  }

  /** Paths of the scenario files: the shallowest first, then the shortest name, so that the main one leads. */
  scenarios(): Promise<readonly string[]> {
    this.scenarioPaths ??= this.findScenarios();
    return this.scenarioPaths;
  }

  private async findScenarios(): Promise<readonly string[]> {
    const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(this.folder, "**/*.carbon.{yaml,yml,json}"), skipped, 1000);
    const rules = await this.rules();
    const paths = uris.flatMap((uri) => this.pathOf(uri) ?? []).filter((path) => !ignored(path, rules));
    const depth = (path: string) => path.split("/").length;
    return paths.sort((a, b) => depth(a) - depth(b) || a.length - b.length || (a < b ? -1 : 1));
  }

  /** The text of a file as the editor shows it, or undefined where it cannot be read. */
  async text(path: string): Promise<string | undefined> {
    const uri = this.uriOf(path);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    return open ? open.getText() : readText(uri);
  }

  dispose(): void {
    this.store.dispose();
  }

  private kindOf(uri: vscode.Uri): "python" | "scenario" | undefined {
    if (this.pathOf(uri) === undefined) return undefined;
    if (isScenarioFile(uri.path)) return "scenario";
    return uri.path.endsWith(".py") ? "python" : undefined;
  }

  private watch(pattern: string, changed: (uri: vscode.Uri) => void): void {
    const watcher = own(this.store, vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.folder, pattern)));
    this.store.push(watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed));
  }

  private pythonChanged(uri: vscode.Uri): void {
    const path = this.pathOf(uri);
    if (path === undefined || path.split("/").some((name) => skippedFolders.includes(name))) return;
    this.stale.set(path, uri);
    this.wanted = undefined;
    this.changed.fire({ kind: "python", source: "disk" });
  }

  private listAgain(): void {
    this.texts = undefined;
    this.wanted = undefined;
    this.known = undefined;
    this.changed.fire({ kind: "python", source: "disk" });
  }

  private async onDisk(): Promise<ReadonlyMap<string, string>> {
    if (this.texts === undefined) {
      this.listing ??= this.list();
      this.texts = await this.listing;
      this.listing = undefined;
    }
    if (this.stale.size > 0) this.texts = await this.readAgain(this.texts);
    return this.texts;
  }

  private async list(): Promise<Map<string, string>> {
    this.stale.clear();
    this.wanted ??= this.find();
    const texts = await parallel(await this.wanted, readers, async ({ path, uri }) => [path, await readText(uri)] as const);
    // In one order, so that the same folder always reads the same.
    return new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])).sort(([a], [b]) => inReadingOrder(a, b)));
  }

  private async find(): Promise<readonly FoundFile[]> {
    const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(this.folder, codeFiles), skipped, 2 * mostFiles);
    const rules = await this.rules();
    const found = uris.flatMap((uri) => {
      const path = this.pathOf(uri);
      return path === undefined || ignored(path, rules) ? [] : [{ path, uri }];
    });
    const sorted = found.sort((a, b) => inReadingOrder(a.path, b.path));
    this.firstLeftOut = sorted[mostFiles]?.path;
    return sorted.slice(0, mostFiles);
  }

  /** Only what changed: a save costs one file, not a folder. */
  private async readAgain(known: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const files = [...this.stale].map(([path, uri]) => ({ path, uri }));
    this.stale.clear();
    const rules = await this.rules();
    const read = new Map<string, string | undefined>();
    await parallel(files, readers, async ({ path, uri }) => {
      const text = ignored(path, rules) ? undefined : await readText(uri);
      read.set(path, text);
    });
    // A new map where something differs, the same one where a save changed nothing.
    if ([...read].every(([path, text]) => known.get(path) === text)) return known as Map<string, string>;
    const texts = [...known].filter(([path]) => !read.has(path));
    for (const [path, text] of read) if (text !== undefined) texts.push([path, text]);
    return new Map(texts.sort(([a], [b]) => inReadingOrder(a, b)));
  }

  private rules(): Promise<Rules> {
    this.known ??= this.readRules();
    return this.known;
  }

  private async readRules(): Promise<Rules> {
    const [ignores, environments] = await Promise.all([this.findAll("**/.gitignore"), this.findAll("**/pyvenv.cfg")]);
    const texts = await parallel(ignores, readers, async (uri) => ({ folder: folderOf(this.pathOf(uri) ?? ""), text: (await readText(uri)) ?? "" }));
    const order = texts.sort((a, b) => a.folder.length - b.folder.length);
    const rules = order.reduce((above, { folder, text }) => above.with(folder, text), noRules);
    return { rules, environments: new Set(environments.map((uri) => folderOf(this.pathOf(uri) ?? ""))), folders: new Map() };
  }

  private findAll(pattern: string): Thenable<vscode.Uri[]> {
    return vscode.workspace.findFiles(new vscode.RelativePattern(this.folder, pattern), skipped, 1000);
  }
}

interface FoundFile {
  readonly path: string;
  readonly uri: vscode.Uri;
}

interface Rules {
  readonly rules: IgnoreRules;
  /** folders of virtual environments, whatever their name */
  readonly environments: ReadonlySet<string>;
  /** what is known of folders by now: most files share theirs */
  readonly folders: Map<string, boolean>;
}

/** A file is ignored with any of the folders above it. */
function ignored(path: string, rules: Rules): boolean {
  const folder = folderOf(path);
  return (folder !== "" && folderIgnored(folder, rules)) || rules.rules.ignores(path, false);
}

function folderIgnored(folder: string, rules: Rules): boolean {
  const known = rules.folders.get(folder);
  if (known !== undefined) return known;
  const above = folderOf(folder);
  const answer = (above !== "" && folderIgnored(above, rules)) || rules.environments.has(folder) || rules.rules.ignores(folder, true);
  rules.folders.set(folder, answer);
  return answer;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.byteLength > mostBytes ? undefined : new TextDecoder().decode(bytes);
  } catch {
    // Gone, or not readable: one such file must not stop the others.
    return undefined;
  }
}
