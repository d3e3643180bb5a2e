import type { CodeCache } from "../core/routes/codeCache";
import type { CodeFacts } from "../core/routes/route";
import type { Scenario } from "../core/scenario/scenario";
import type { CacheFile } from "./cacheFile";
import type { Engine } from "./engine";
import type { FolderFiles } from "./folderFiles";
import type { Settings } from "./settings";

/** Facts of the code and what they were read from. */
export interface ReadCode {
  readonly facts: CodeFacts;
  /** Python texts by path; places in `facts` are places in these */
  readonly texts: ReadonlyMap<string, string>;
  /** the same for the same facts */
  readonly key: string;
}

/** The code of a problem that says that a Python file has a syntax error. */
const broken = "python-syntax";

/** Reads the routes of a folder: only what changed is parsed, and a file that is being typed keeps its last good text. */
export class CodeReader {
  private cache: CodeCache | undefined;
  private readonly goodTexts = new Map<string, string>();
  private last: (ReadCode & { readonly from: ReadonlyMap<string, string> }) | undefined;
  private readings = 0;

  constructor(
    private readonly files: FolderFiles,
    private readonly cacheFile: CacheFile,
    private readonly settings: Settings,
  ) {}

  /** `settled` are the paths that a scenario settles by hand. */
  async read(engine: Engine, settled: Scenario["routes"]): Promise<ReadCode> {
    const texts = await this.files.python();
    this.cache ??= engine.newCache(await this.cacheFile.read());
    const key = JSON.stringify([this.settings.language, settled ?? []]);
    if (this.last?.from === texts && this.last.key.endsWith(key)) return this.last;
    this.readings++;
    this.last = { ...this.readGood(engine, this.cache, texts, settled), from: texts, key: `${this.readings} ${key}` };
    this.cacheFile.writeLater(this.cache);
    return this.last;
  }

  /** A file that does not parse while it is typed keeps its last good text, and with it its lenses. */
  private readGood(engine: Engine, cache: CodeCache, texts: ReadonlyMap<string, string>, settled: Scenario["routes"]): Omit<ReadCode, "key"> {
    const { t } = this.settings;
    const facts = engine.readCode(texts, settled, cache, t);
    const mistakes = facts.problems.filter((problem) => problem.code === broken);
    const files = new Set(mistakes.flatMap((problem) => problem.file ?? []));
    for (const [file, text] of texts) if (!files.has(file)) this.goodTexts.set(file, text);
    const rescued = [...files].filter((file) => this.goodTexts.has(file));
    if (rescued.length === 0) return { facts, texts };
    const good = new Map(texts);
    for (const file of rescued) good.set(file, this.goodTexts.get(file) ?? "");
    const again = engine.readCode(good, settled, cache, t);
    return { facts: { ...again, problems: [...mistakes, ...again.problems] }, texts: good };
  }
}
