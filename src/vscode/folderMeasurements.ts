import * as vscode from "vscode";
import type { Imported } from "../core/measurements/observation";
import { prometheusConfig, prometheusKey } from "../core/measurements/prometheusSource";
import type { Scenario } from "../core/scenario/scenario";
import type { FolderFiles } from "./folderFiles";
import { type MeasurementTexts, measurementGlobs, patternOf, readMeasurementFiles } from "./measurementFiles";
import type { Settings } from "./settings";
import { own, Store } from "./store";

/** Everything measured for a scenario. */
export interface Measured extends MeasurementTexts {
  readonly remote: readonly Imported[];
  /** the same for the same measurements */
  readonly key: string;
}

/** The measurement files of a folder, watched, and what servers answered when the user last asked them. */
export class FolderMeasurements implements vscode.Disposable {
  private readonly store = new Store();
  private readonly changed = own(this.store, new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, MeasurementTexts>();
  private readonly watched = new Set<string>();
  private generation = 0;

  constructor(
    private readonly files: FolderFiles,
    private readonly settings: Settings,
    private readonly memory: vscode.Memento,
  ) {
    this.store.push(vscode.workspace.onDidGrantWorkspaceTrust(() => this.forget()));
  }

  /** What the measurement sources of a scenario give; `file` is the scenario's. */
  async of(file: string | undefined, written: Scenario | null): Promise<Measured> {
    const folder = file === undefined ? this.files.folder.uri : vscode.Uri.joinPath(this.files.uriOf(file), "..");
    const globs = measurementGlobs(written?.measurements);
    const key = JSON.stringify([this.settings.language, folder.toString(), globs]);
    const texts = this.known.get(key) ?? (await this.read(folder, globs));
    this.known.set(key, texts);
    const answers = this.answers;
    const asked = (written?.measurements ?? []).flatMap((source) => prometheusConfig(source) ?? []);
    const remote = asked.flatMap((config) => answers[prometheusKey(config)] ?? []);
    return { ...texts, remote, key: `${this.generation} ${key} ${remote.length}` };
  }

  /** Files are read again. */
  forget(): void {
    this.known.clear();
    this.generation++;
    this.changed.fire();
  }

  /** Keeps what servers answered, by question, until they are asked again. */
  async keep(answers: Readonly<Record<string, Imported>>): Promise<void> {
    await this.memory.update(this.memoryKey, { ...this.answers, ...answers });
    this.forget();
  }

  dispose(): void {
    this.store.dispose();
  }

  private async read(folder: vscode.Uri, globs: readonly string[]): Promise<MeasurementTexts> {
    for (const glob of globs) this.watch(patternOf(folder, glob));
    return readMeasurementFiles(this.files, folder, globs, this.settings.t);
  }

  private watch(pattern: vscode.RelativePattern): void {
    const key = `${pattern.baseUri.toString()} ${pattern.pattern}`;
    if (this.watched.has(key)) return;
    this.watched.add(key);
    const watcher = own(this.store, vscode.workspace.createFileSystemWatcher(pattern));
    const changed = () => this.forget();
    this.store.push(watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed));
  }

  private get answers(): Readonly<Record<string, Imported>> {
    return this.memory.get<Record<string, Imported>>(this.memoryKey, {});
  }

  private get memoryKey(): string {
    return `remote ${this.files.folder.uri.toString()}`;
  }
}
