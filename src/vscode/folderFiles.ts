import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { noRules } from "../core/files/ignoreRules";
import { importName, readImported } from "../core/files/importedFiles";
import { leftOut, mostFiles, readLimits } from "../core/files/limits";
import { inReadingOrder, isScenarioFile, isSource, settingsFolders, settingsWords, skippedFolders } from "../core/files/projectFiles";
import { readInOrder } from "../core/files/readInOrder";
import { faultProblem, type SourceFault } from "../core/files/sourceFaults";
import type { Problem } from "../core/problem";
import type { Translate } from "../core/text";
import { folderOf, IgnoredFiles } from "./ignoredFiles";
import { parallel } from "./parallel";
import { type ReadSource, readSource } from "./readSource";
import { own, Store } from "./store";

/** What changed in a folder: the text of a file that is open, or something on disk. */
export type FileChange = { readonly kind: "python" | "scenario"; readonly source: "editor" | "disk" };

/** A pattern of VS Code minds case: `[cC][oO][nN][fF]`. */
const anyCase = (text: string): string => text.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const settings = [...settingsWords.map((word) => `*${word}*`), ...settingsFolders.map((folder) => `${folder}/*`)].flatMap((name) =>
  ["y*ml", "json", "toml"].map((ending) => anyCase(`${name}.${ending}`)),
);
/** Python, the files that say which FastAPI it runs on, and those that may hold its settings: at least what `isSource` takes, which then decides. */
const codeFiles = `**/{*.py,pyproject.toml,setup.cfg,requirements*.txt,Pipfile,Pipfile.lock,poetry.lock,uv.lock,pdm.lock,.env,.env.*,*.env,docker-compose*.y*ml,compose*.y*ml,${settings.join()}}`;
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
  private texts: ReadonlyMap<string, string> | undefined;
  /** what is missing from them or doubtful in them, by path */
  private readonly faults = new Map<string, SourceFault>();
  private readonly stale = new Map<string, vscode.Uri>();
  /** counts what lists the folder anew */
  private lists = 0;
  private reading: Promise<unknown> = Promise.resolve();
  private wanted: Promise<FoundFiles> | undefined;
  private known: Promise<IgnoredFiles> | undefined;
  /** where a limit ended the reading: the first file that was left out, and how many were read */
  private leftOut: { readonly read: number; readonly first: string } | undefined;
  private shown: { readonly disk: ReadonlyMap<string, string>; readonly unsaved: string; readonly texts: ReadonlyMap<string, string> } | undefined;
  private scenarioPaths: Promise<readonly string[]> | undefined;

  constructor(
    readonly folder: vscode.WorkspaceFolder,
    private readonly limits = readLimits,
  ) {
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
    const faults = [...this.faults].sort(([a], [b]) => inReadingOrder(a, b)).map(([path, fault]) => faultProblem(path, fault, t));
    return this.leftOut === undefined ? faults : [...faults, leftOut(this.leftOut, t)];
  }

  /** One text for the names, sizes and times of all files; undefined while the editor or a change shows something else than the disk. */
  async stamps(): Promise<string | undefined> {
    const isOther = () => this.stale.size > 0 || vscode.workspace.textDocuments.some((document) => document.isDirty && this.kindOf(document.uri) === "python");
    if (isOther()) return undefined;
    this.wanted ??= this.find();
    const { python, ignored, requirements } = await this.wanted;
    const stamps = await parallel([...python, ...ignored, ...requirements], readers, async ({ path, uri }) => {
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
    const ignored = await this.ignored();
    const paths = uris.flatMap((uri) => this.pathOf(uri) ?? []).filter((path) => !ignored.has(path));
    const depth = (path: string) => path.split("/").length;
    return paths.sort((a, b) => depth(a) - depth(b) || a.length - b.length || (a < b ? -1 : 1));
  }

  /** The text of a file as the editor shows it, or undefined where it cannot be read. */
  async text(path: string): Promise<string | undefined> {
    const uri = this.uriOf(path);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    return open ? open.getText() : (await readSource(uri)).text;
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
    if (path === undefined || !isSource(path) || path.split("/").some((name) => skippedFolders.includes(name))) return;
    this.stale.set(path, uri);
    this.wanted = undefined;
    this.changed.fire({ kind: "python", source: "disk" });
  }

  private listAgain(): void {
    this.lists++;
    this.texts = undefined;
    this.wanted = undefined;
    this.known = undefined;
    this.changed.fire({ kind: "python", source: "disk" });
  }

  /** One reading at a time: who asks during one gets what has changed since too. */
  private onDisk(): Promise<ReadonlyMap<string, string>> {
    const read = this.reading.then(
      () => this.newest(),
      () => this.newest(),
    );
    this.reading = read;
    return read;
  }

  private async newest(): Promise<ReadonlyMap<string, string>> {
    for (;;) {
      const { lists } = this;
      let texts: ReadonlyMap<string, string>;
      try {
        texts = this.texts ?? (await this.list());
        if (this.stale.size > 0) texts = await this.readAgain(texts);
      } catch (error) {
        // A search that failed is made anew by the next who asks.
        this.texts = this.wanted = this.known = undefined;
        throw error;
      }
      // What lists the folder anew meanwhile makes this one old.
      if (lists !== this.lists) continue;
      this.texts = texts;
      return texts;
    }
  }

  private async list(): Promise<ReadonlyMap<string, string>> {
    this.stale.clear();
    this.wanted ??= this.find();
    this.faults.clear();
    const { python, ignored, requirements } = await this.wanted;
    const { read, beyond } = await readInOrder(python, this.limits, { readAll: readFiles, bytesOf: ({ bytes }) => bytes });
    const texts = textsOf(read.map((one) => [one.path, this.noted(one)]));
    this.leftOut = beyond === undefined ? undefined : { read: texts.length, first: beyond.path };
    const imported = await this.readImported(ignored, texts);
    const others = await readFiles(requirements);
    const all = new Map([...texts, ...imported, ...textsOf(others.map((one) => [one.path, this.noted(one)]))]);
    return imported.length === 0 ? all : new Map([...all].sort(([a], [b]) => inReadingOrder(a, b)));
  }

  private async readImported(ignored: readonly FoundFile[], texts: readonly (readonly [string, string])[]): Promise<(readonly [string, string])[]> {
    if (ignored.length === 0) return [];
    const uris = new Map(ignored.map(({ path, uri }) => [path, uri]));
    const read = texts.map(([path, text]) => ({ path, text }));
    // of folders that .gitignore names: whoever imports what lies there names them, or some folder above it
    const names = new Set([...uris.keys()].flatMap((path) => [importName(path), ...path.split("/").slice(0, -1)]));
    const found = await readImported({ names, has: (path) => uris.has(path) }, read, async (paths) => {
      const files = await readFiles(paths.flatMap((path) => ({ path, uri: uris.get(path) ?? this.uriOf(path) })));
      return textsOf(files.map((one) => [one.path, this.noted(one)])).map(([path, text]) => ({ path, text }));
    });
    return found.map(({ path, text }) => [path, text]);
  }

  /** The text of a file that was read, with its fault kept to be told. */
  private noted({ path, text, fault }: ReadFile): string | undefined {
    if (fault) this.faults.set(path, fault);
    else this.faults.delete(path);
    return text;
  }

  private async find(): Promise<FoundFiles> {
    const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(this.folder, codeFiles), skipped, 2 * mostFiles);
    const ignored = await this.ignored();
    const found = uris.flatMap((uri) => {
      const path = this.pathOf(uri);
      return path === undefined || !isSource(path) ? [] : [{ path, uri }];
    });
    const sorted = found.sort((a, b) => inReadingOrder(a.path, b.path));
    const read = sorted.filter(({ path }) => !ignored.has(path));
    const isPython = ({ path }: FoundFile): boolean => path.endsWith(".py");
    return {
      python: read.filter(isPython),
      ignored: sorted.filter((file) => isPython(file) && ignored.hasByRule(file.path)),
      requirements: read.filter((file) => !isPython(file)),
    };
  }

  /** Only what changed: a save costs one file, not a folder. */
  private async readAgain(known: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
    const files = [...this.stale].map(([path, uri]) => ({ path, uri })).filter(({ path }) => known.has(path) || !this.isBeyond(path));
    this.stale.clear();
    const ignored = await this.ignored();
    // what is ignored and read is imported
    const isOut = (path: string): boolean => ignored.has(path) && !(known.has(path) && ignored.hasByRule(path));
    for (const { path } of files) if (isOut(path)) this.faults.delete(path);
    const changed = await readFiles(files.filter(({ path }) => !isOut(path)));
    const read = new Map<string, string | undefined>(files.map(({ path }) => [path, undefined]));
    for (const one of changed) read.set(one.path, this.noted(one));
    // A new map where something differs, the same one where a save changed nothing.
    if ([...read].every(([path, text]) => known.get(path) === text)) return known;
    const texts = [...known].filter(([path]) => !read.has(path));
    for (const [path, text] of read) if (text !== undefined) texts.push([path, text]);
    return new Map(texts.sort(([a], [b]) => inReadingOrder(a, b)));
  }

  /** A file that a limit left out stays out when it changes. */
  private isBeyond(path: string): boolean {
    return this.leftOut !== undefined && path.endsWith(".py") && inReadingOrder(path, this.leftOut.first) >= 0;
  }

  private ignored(): Promise<IgnoredFiles> {
    this.known ??= this.readRules();
    return this.known;
  }

  private async readRules(): Promise<IgnoredFiles> {
    const [ignores, environments] = await Promise.all([this.findAll("**/.gitignore"), this.findAll("**/pyvenv.cfg")]);
    const texts = await parallel(ignores, readers, async (uri) => ({ folder: folderOf(this.pathOf(uri) ?? ""), text: (await readSource(uri)).text ?? "" }));
    const order = texts.sort((a, b) => a.folder.length - b.folder.length);
    const rules = order.reduce((above, { folder, text }) => above.with(folder, text), noRules);
    return new IgnoredFiles(rules, new Set(environments.map((uri) => folderOf(this.pathOf(uri) ?? ""))));
  }

  private findAll(pattern: string): Thenable<vscode.Uri[]> {
    return vscode.workspace.findFiles(new vscode.RelativePattern(this.folder, pattern), skipped, 1000);
  }
}

interface FoundFile {
  readonly path: string;
  readonly uri: vscode.Uri;
}

interface FoundFiles {
  /** in the order of reading */
  readonly python: readonly FoundFile[];
  /** what .gitignore names: read where others import it */
  readonly ignored: readonly FoundFile[];
  readonly requirements: readonly FoundFile[];
}

interface ReadFile extends ReadSource {
  readonly path: string;
}

function readFiles(files: readonly FoundFile[]): Promise<ReadFile[]> {
  return parallel(files, readers, async ({ path, uri }) => ({ path, ...(await readSource(uri)) }));
}

function textsOf(read: readonly (readonly [string, string | undefined])[]): (readonly [string, string])[] {
  return read.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
}
