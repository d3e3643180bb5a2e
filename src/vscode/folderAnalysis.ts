import * as vscode from "vscode";
import type { Analysis } from "../core/analysis";
import type { Imported } from "../core/measurements/observation";
import type { CodeCache } from "../core/routes/codeCache";
import type { CodeFacts } from "../core/routes/route";
import type { Scenario } from "../core/scenario/scenario";
import { CacheFile } from "./cacheFile";
import { Debounce } from "./debounce";
import type { Engine } from "./engine";
import type { EngineLoader } from "./engineLoader";
import { FolderFiles } from "./folderFiles";
import { type MeasurementTexts, measurementGlobs, patternOf, readMeasurementFiles } from "./measurementFiles";
import type { Settings } from "./settings";
import { own, Store } from "./store";

/** Milliseconds from a change to the figures that follow it. */
const delays = { editor: 60, disk: 300 } as const;

export interface ScenarioText {
  /** from the folder, with `/` */
  readonly file: string;
  readonly text: string;
}

/** One workspace folder: its files, its active scenario, and the analysis that every provider of it reads. */
export class FolderAnalysis implements vscode.Disposable {
  private readonly store = new Store();
  private readonly changed = own(this.store, new vscode.EventEmitter<void>());
  /** After `current` was made anew. */
  readonly onDidChange = this.changed.event;
  readonly files: FolderFiles;
  /** Python texts that the current figures were read from: places in `current` are places in these. */
  texts: ReadonlyMap<string, string> = new Map();

  private analysis: Analysis | undefined;
  private scenarioFiles: readonly string[] = [];
  private running: Promise<Analysis> | undefined;
  private again = false;
  private readonly debounce = own(this.store, new Debounce(() => void this.refresh()));
  private readonly cacheFile: CacheFile;
  private cache: CodeCache | undefined;
  private facts: { readonly key: string; readonly facts: CodeFacts } | undefined;
  private readonly goodTexts = new Map<string, string>();
  private readonly measured = new Map<string, MeasurementTexts>();
  private readonly watched = new Map<string, vscode.Disposable>();
  /** the last analysis of each scenario, so that two panels and the lenses do not compute the same twice */
  private readonly known = new Map<string, { readonly key: string; readonly analysis: Analysis }>();
  private generation = 0;

  constructor(
    readonly folder: vscode.WorkspaceFolder,
    private readonly engines: EngineLoader,
    private readonly settings: Settings,
    private readonly context: Pick<vscode.ExtensionContext, "workspaceState" | "storageUri">,
  ) {
    this.files = own(this.store, new FolderFiles(folder));
    this.cacheFile = own(this.store, new CacheFile(context.storageUri, folder));
    this.store.push(
      this.files.onDidChange(({ source }) => this.schedule(delays[source])),
      settings.onDidChange(() => this.schedule(0)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.forgetMeasurements()),
      {
        dispose: () => {
          for (const watcher of this.watched.values()) watcher.dispose();
        },
      },
    );
  }

  /** The analysis of the active scenario, or undefined before the first one is made. */
  get current(): Analysis | undefined {
    return this.analysis;
  }

  /** Paths of all scenario files, the default one first. */
  get scenarios(): readonly string[] {
    return this.scenarioFiles;
  }

  /** The first analysis, made now where there is none yet. */
  async ready(): Promise<Analysis> {
    return this.analysis ?? this.refresh();
  }

  /** Makes the scenario the one that lenses and totals follow, and remembers it. */
  async choose(file: string): Promise<void> {
    await this.context.workspaceState.update(this.activeKey, file);
    await this.refresh();
  }

  /** The analysis of any scenario text of the folder: what its matrix draws. At once where nothing has to be read first. */
  async analyse(scenario: ScenarioText | null): Promise<Analysis> {
    const engine = await this.engines.get();
    const { t, language } = this.settings;
    const written = scenario && engine.parseScenario(scenario.text, scenario.file, t);
    const code = await this.code(engine, written?.routes);
    const measured = await this.measurements(scenario, written);
    const remote = this.remote(written);
    const today = localDay(new Date());
    const key = JSON.stringify([scenario?.text ?? null, this.facts?.key, this.generation, language, today, remote.length]);
    const slot = scenario?.file ?? "";
    const known = this.known.get(slot);
    if (known?.key === key) return known.analysis;
    const analysis = engine.analyze({
      language,
      today,
      code: { ...code, problems: [...code.problems, ...measured.problems] },
      scenario,
      measurementFiles: measured.files,
      remote,
    });
    this.known.set(slot, { key, analysis });
    return analysis;
  }

  /** Keeps what measuring servers answered, and makes the figures anew. */
  async keepRemote(answers: Readonly<Record<string, Imported>>): Promise<void> {
    await this.context.workspaceState.update(this.remoteKey, { ...this.remoteAnswers, ...answers });
    this.forgetMeasurements();
  }

  /** Measurement files are read again. */
  forgetMeasurements(): void {
    this.measured.clear();
    this.generation++;
    this.schedule(0);
  }

  dispose(): void {
    this.store.dispose();
  }

  private schedule(delay: number): void {
    // Nobody has asked for figures of this folder yet: then nothing is computed for it.
    if (this.analysis || this.running) this.debounce.in(delay);
  }

  /** One run at a time; a change during a run starts one more after it. */
  private async refresh(): Promise<Analysis> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.run();
    try {
      return await this.running;
    } finally {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.debounce.in(0);
      }
    }
  }

  private async run(): Promise<Analysis> {
    this.texts = await this.files.python();
    this.scenarioFiles = await this.files.scenarios();
    const engine = await this.engines.get();
    this.cache ??= engine.newCache(await this.cacheFile.read());
    this.facts = undefined;
    const analysis = await this.analyse(await this.activeScenario());
    this.cacheFile.writeLater(this.cache);
    this.analysis = analysis;
    this.changed.fire();
    return analysis;
  }

  private async activeScenario(): Promise<ScenarioText | null> {
    const chosen = this.context.workspaceState.get<string>(this.activeKey);
    const file = chosen !== undefined && this.scenarioFiles.includes(chosen) ? chosen : this.scenarioFiles[0];
    const text = file === undefined ? undefined : await this.files.text(file);
    return file === undefined || text === undefined ? null : { file, text };
  }

  /** Routes and workloads, read once for a set of texts and of paths settled by hand. */
  private async code(engine: Engine, settled: Scenario["routes"]): Promise<CodeFacts> {
    if (!this.cache) {
      this.texts = await this.files.python();
      this.cache = engine.newCache(await this.cacheFile.read());
    }
    const key = `${this.textsVersion()} ${JSON.stringify(settled ?? [])}`;
    if (this.facts?.key === key) return this.facts.facts;
    const facts = this.readCode(engine, this.cache, settled);
    this.facts = { key, facts };
    return facts;
  }

  /** A file that does not parse while it is typed keeps its last good text, and with it its lenses. */
  private readCode(engine: Engine, cache: CodeCache, settled: Scenario["routes"]): CodeFacts {
    const { t } = this.settings;
    const facts = engine.readCode(this.texts, settled, cache, t);
    const broken = new Set(facts.problems.filter((problem) => problem.code === brokenCode).flatMap((problem) => problem.file ?? []));
    const rescued = [...broken].filter((file) => this.goodTexts.has(file));
    for (const [file, text] of this.texts) if (!broken.has(file)) this.goodTexts.set(file, text);
    if (rescued.length === 0) return facts;
    this.texts = new Map([...this.texts].map(([file, text]) => [file, rescued.includes(file) ? (this.goodTexts.get(file) ?? text) : text]));
    const good = engine.readCode(this.texts, settled, cache, t);
    return { ...good, problems: [...facts.problems.filter((problem) => problem.code === brokenCode), ...good.problems] };
  }

  private lastTexts: ReadonlyMap<string, string> | undefined;
  private version = 0;

  /** Grows with each new set of texts. */
  private textsVersion(): number {
    if (this.lastTexts !== this.texts) {
      this.lastTexts = this.texts;
      this.version++;
    }
    return this.version;
  }

  private async measurements(scenario: ScenarioText | null, written: Scenario | null): Promise<MeasurementTexts> {
    const folder = scenario ? vscode.Uri.joinPath(this.files.uriOf(scenario.file), "..") : this.folder.uri;
    const globs = measurementGlobs(written?.measurements);
    const key = JSON.stringify([folder.toString(), globs]);
    const known = this.measured.get(key);
    if (known) return known;
    this.watch(folder, globs);
    const texts = await readMeasurementFiles(this.files, folder, globs, this.settings.t);
    this.measured.set(key, texts);
    return texts;
  }

  private watch(folder: vscode.Uri, globs: readonly string[]): void {
    for (const glob of globs) {
      const pattern = patternOf(folder, glob);
      const key = `${pattern.baseUri.toString()} ${pattern.pattern}`;
      if (this.watched.has(key)) continue;
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const changed = () => this.forgetMeasurements();
      this.watched.set(key, vscode.Disposable.from(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)));
    }
  }

  private remote(written: Scenario | null): readonly Imported[] {
    const answers = this.remoteAnswers;
    return (written?.measurements ?? []).flatMap(({ prometheus }) => (prometheus === undefined ? [] : (answers[prometheus] ?? [])));
  }

  private get remoteAnswers(): Readonly<Record<string, Imported>> {
    return this.context.workspaceState.get<Record<string, Imported>>(this.remoteKey, {});
  }

  private get activeKey(): string {
    return `scenario ${this.folder.uri.toString()}`;
  }

  private get remoteKey(): string {
    return `remote ${this.folder.uri.toString()}`;
  }
}

/** The code of the problem that says that a Python file has a syntax error. */
const brokenCode = "python-syntax";

function localDay(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
