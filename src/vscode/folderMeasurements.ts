import * as vscode from "vscode";
import { type MeasurementPattern, measurementPatterns } from "../core/measurements/measurementFiles";
import type { Imported } from "../core/measurements/observation";
import { atSource, prometheusConfig, prometheusKey } from "../core/measurements/prometheusSource";
import type { Scenario } from "../core/scenario/scenario";
import type { FolderFiles } from "./folderFiles";
import { type MeasurementTexts, patternOf, readMeasurementFiles } from "./measurementFiles";
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
    const patterns = measurementPatterns(written?.measurements);
    const key = JSON.stringify([this.settings.language, folder.toString(), patterns]);
    const { generation } = this;
    const texts = this.known.get(key) ?? (await this.read(folder, patterns));
    // What was read before something changed is not what the next one who asks is to get.
    if (generation === this.generation) this.known.set(key, texts);
    const answers = this.answers;
    const remote = (written?.measurements ?? []).flatMap((source, index) => {
      const config = prometheusConfig(source);
      const answer = config === null ? undefined : answers[prometheusKey(config)];
      return config === null || answer === undefined ? [] : [atSource(answer, config, index)];
    });
    return { ...texts, remote, key: `${generation} ${key} ${remote.length}` };
  }

  /** Files are read again. */
  forget(): void {
    this.known.clear();
    this.generation++;
    this.changed.fire();
  }

  /**
   * Keeps what servers answered, by question, until they are asked again. An answer without measurements takes the place of no earlier one
   * that has some: gives the questions of those.
   */
  async keep(answers: Readonly<Record<string, Imported>>): Promise<readonly string[]> {
    const before = this.answers;
    const isEmpty = (answer: Imported | undefined): boolean => (answer?.observations.length ?? 0) === 0;
    const unanswered = Object.keys(answers).filter((key) => isEmpty(answers[key]) && !isEmpty(before[key]));
    const kept = Object.fromEntries(unanswered.map((key) => [key, before[key]]));
    await this.memory.update(this.memoryKey, { ...before, ...answers, ...kept });
    this.forget();
    return unanswered;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async read(folder: vscode.Uri, patterns: readonly MeasurementPattern[]): Promise<MeasurementTexts> {
    for (const { pattern } of patterns) this.watch(patternOf(folder, pattern));
    return readMeasurementFiles(this.files, folder, patterns, this.settings.t);
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
