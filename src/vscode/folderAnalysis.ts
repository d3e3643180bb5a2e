import * as vscode from "vscode";
import type { Analysis } from "../core/analysis/analysis";
import type { AnalysisMemo } from "../core/analyze";
import { rememberCertainty } from "../core/footprint/plans/rememberCertainty";
import type { Problem } from "../core/problem";
import type { Snapshot } from "../core/snapshot";
import type { Target, WhatIf } from "../core/whatIf/suggest";
import { CodeReader } from "./codeReader";
import type { CodeService } from "./codeService";
import { Debounce } from "./debounce";
import type { Engine, Waiting } from "./engine";
import type { EngineLoader } from "./engineLoader";
import { ExactRobustness } from "./exactRobustness";
import { FactsFile } from "./factsFile";
import { FolderFiles } from "./folderFiles";
import { FolderMeasurements } from "./folderMeasurements";
import type { Log } from "./log";
import type { Settings } from "./settings";
import { own, Store } from "./store";

/** Milliseconds from a change to the figures that follow it. */
const delays = { editor: 60, disk: 300 } as const;

export interface ScenarioText {
  /** from the folder, with `/` */
  readonly file: string;
  readonly text: string;
}

/** Everything that an analysis is a function of, at one moment. */
interface Reading {
  readonly engine: Engine;
  readonly snapshot: Snapshot;
  readonly scenario: ScenarioText | null;
  /** Python texts by path; places in the snapshot's code are places in these */
  readonly texts: ReadonlyMap<string, string>;
  /** the same for the same figures */
  readonly key: string;
  /** what reading the measurements alone could tell: files that cannot be used, patterns that name none */
  readonly unread: readonly Problem[];
}

/** One workspace folder: its files, its active scenario, and the analysis that every provider of it reads. */
export class FolderAnalysis implements vscode.Disposable {
  private readonly store = new Store();
  private readonly changed = own(this.store, new vscode.EventEmitter<void>());
  /** After `current` was made anew. */
  readonly onDidChange = this.changed.event;
  readonly files: FolderFiles;
  readonly measurements: FolderMeasurements;
  /** Paths of all scenario files, the default one first. */
  scenarios: readonly string[] = [];
  /** The analysis of the active scenario, or undefined before the first one is made. */
  current: Analysis | undefined;
  /** what `current` was made from */
  private read: Pick<Reading, "scenario" | "texts"> = { scenario: null, texts: new Map() };

  private readonly code: CodeReader;
  private readonly debounce = own(this.store, new Debounce(() => void this.refresh()));
  private readonly exact = own(
    this.store,
    new ExactRobustness(
      (slot, analysis) => this.counted(slot, analysis),
      (error) => this.log.failed(error),
    ),
  );
  private running: Promise<Analysis | undefined> | undefined;
  private again = false;
  /** the last analysis of each slot, so that two panels and the lenses do not compute the same twice */
  private readonly known = new Map<string, { readonly key: string; readonly analysis: Analysis; readonly memo: AnalysisMemo }>();

  constructor(
    readonly folder: vscode.WorkspaceFolder,
    private readonly engines: EngineLoader,
    service: CodeService,
    private readonly settings: Settings,
    private readonly log: Log,
    private readonly context: Pick<vscode.ExtensionContext, "workspaceState" | "storageUri" | "extension">,
  ) {
    this.files = own(this.store, new FolderFiles(folder));
    this.measurements = own(this.store, new FolderMeasurements(this.files, settings, context.workspaceState));
    this.code = new CodeReader(this.files, service, own(this.store, new FactsFile(context, folder)), settings);
    this.store.push(
      this.files.onDidChange(({ source }) => this.schedule(delays[source])),
      this.measurements.onDidChange(() => this.schedule(0)),
      settings.onDidChange(() => this.schedule(0)),
    );
  }

  /** The first analysis, made now where there is none yet; undefined where that failed, which the log then says. */
  async ready(): Promise<Analysis | undefined> {
    return this.current ?? this.refresh();
  }

  /** The text of a file that the current figures were made from: places in `current` are places in it. */
  textOf(file: string): string | undefined {
    const { scenario, texts } = this.read;
    return scenario?.file === file ? scenario.text : texts.get(file);
  }

  /** Makes the scenario the one that lenses and totals follow, and remembers it. */
  async choose(file: string): Promise<void> {
    await this.context.workspaceState.update(this.activeKey, file);
    await this.refresh();
  }

  /** The same for the scenario that is looked at; figures that nobody has asked for yet are not made for it. */
  async follow(file: string): Promise<void> {
    const scenarios = await this.files.scenarios();
    if (!scenarios.includes(file) || file === this.activeOf(scenarios)) return;
    await this.context.workspaceState.update(this.activeKey, file);
    if (this.current || this.running) await this.refresh();
  }

  /**
   * The analysis of any scenario text of the folder: what its matrix draws. The last one of each `slot` is kept; a draft has
   * one of its own, so that file and draft do not drive each other out. `forget` it when it is done.
   */
  async analyse(scenario: ScenarioText, slot = scenario.file): Promise<Analysis> {
    return this.figuresOf(await this.reading(scenario), slot);
  }

  private figuresOf({ engine, snapshot, key, scenario }: Reading, slot: string): Analysis {
    const known = this.known.get(slot);
    if (known?.key === key) return known.analysis;
    // A draft begins with what is known of its file.
    const memo = known?.memo ?? { ...this.known.get(scenario?.file ?? "")?.memo };
    const made = engine.analyze(snapshot, memo);
    if (made.failure !== null) this.log.failed(made.failure);
    // What was computed before it failed is not built upon.
    this.known.set(slot, { key, analysis: made.analysis, memo: made.failure === null ? memo : {} });
    if (made.analysis.matrix?.robustness.changes === null) this.exact.begin(slot, snapshot);
    else this.exact.cancel(slot);
    return made.analysis;
  }

  /** The exact counts of a scenario that nobody has changed since take the place of the first ones. */
  private counted(slot: string, analysis: Analysis): void {
    const known = this.known.get(slot);
    if (known === undefined) return;
    this.known.set(slot, { ...known, analysis });
    if (analysis.matrix) rememberCertainty(known.memo, analysis.matrix);
    if (this.current === known.analysis) this.current = analysis;
    this.changed.fire();
  }

  /** The figures of the active scenario with what is measured now, and the measurement files that were read for it. */
  async measured(): Promise<{ readonly analysis: Analysis; readonly files: readonly string[]; readonly problems: readonly Problem[] }> {
    const reading = await this.reading(await this.activeScenario());
    const analysis = this.figuresOf(reading, reading.scenario?.file ?? "");
    return { analysis, files: reading.snapshot.measurementFiles.map(({ file }) => file), problems: reading.unread };
  }

  /** What could be changed about something in the active scenario, ranked; null without one that can be used. */
  async suggest(target: Target, plan: WhatIf["plan"], waiting: Waiting): Promise<WhatIf | null> {
    const { engine, snapshot } = await this.reading(await this.activeScenario());
    return engine.suggest(snapshot, target, plan, waiting);
  }

  /** Everything that an analysis is a function of, as it is now. */
  private async reading(scenario: ScenarioText | null): Promise<Reading> {
    const engine = await this.engines.get();
    const { t, language } = this.settings;
    const written = scenario && engine.parseScenario(scenario.text, scenario.file, t);
    const code = await this.code.read(written?.routes);
    const measured = await this.measurements.of(scenario?.file, written);
    const today = localDay(new Date());
    const left = this.files.problems(t);
    const facts = { ...code.facts, problems: [...left, ...code.facts.problems, ...measured.problems] };
    const snapshot: Snapshot = { language, today, code: facts, scenario, measurementFiles: measured.files, remote: measured.remote };
    const key = JSON.stringify([scenario?.text ?? null, code.key, left, measured.key, language, today]);
    return { engine, snapshot, scenario, texts: code.texts, key, unread: measured.problems };
  }

  /** Nobody looks at what a slot holds any more. */
  forget(slot: string): void {
    this.known.delete(slot);
    this.exact.cancel(slot);
  }

  dispose(): void {
    this.store.dispose();
  }

  private schedule(delay: number): void {
    // Nobody has asked for figures of this folder yet: then nothing is computed for it.
    if (this.current || this.running) this.debounce.in(delay);
  }

  /** One run at a time; a change during a run starts one more after it. */
  private async refresh(): Promise<Analysis | undefined> {
    if (this.running) {
      this.again = true;
      // the first figures are waited for, however much is typed meanwhile
      if (this.current && !this.code.provisional) this.code.cancel();
      return this.running.catch(() => this.current);
    }
    this.running = this.run();
    try {
      return await this.running;
    } catch (error) {
      this.log.failed(error);
      return this.current;
    } finally {
      this.running = undefined;
      if (this.again) this.debounce.in(0);
      this.again = false;
    }
  }

  private async run(): Promise<Analysis> {
    this.scenarios = await this.files.scenarios();
    const reading = await this.reading(await this.activeScenario());
    this.current = this.figuresOf(reading, reading.scenario?.file ?? "");
    this.read = reading;
    this.changed.fire();
    // shown at once from the last session; the folder itself is read now
    if (this.code.provisional) this.debounce.in(0);
    return this.current;
  }

  private async activeScenario(): Promise<ScenarioText | null> {
    const file = this.activeOf(this.scenarios);
    const text = file === undefined ? undefined : await this.files.text(file);
    return file === undefined || text === undefined ? null : { file, text };
  }

  /** The one that was chosen, by its name or by opening its matrix; else the first. */
  private activeOf(scenarios: readonly string[]): string | undefined {
    const chosen = this.context.workspaceState.get<string>(this.activeKey);
    return chosen !== undefined && scenarios.includes(chosen) ? chosen : scenarios[0];
  }

  private get activeKey(): string {
    return `scenario ${this.folder.uri.toString()}`;
  }
}

function localDay(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
