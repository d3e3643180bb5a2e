import type { CodeFacts } from "../core/routes/route";
import type { Scenario } from "../core/scenario/scenario";
import type { CodeService } from "./codeService";
import type { FactsFile } from "./factsFile";
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

/** The routes of a folder: what changed is sent to the thread that reads, what it found comes back. */
export class CodeReader {
  /** as the thread knows them */
  private sent: ReadonlyMap<string, string> = new Map();
  private thread = 0;
  private last: ReadCode | undefined;
  private asked = "";
  /** false where the thread was told something that it has not answered: a reading that was ended, or failed */
  private answered = false;
  private readings = 0;
  private reading: Promise<ReadCode> | undefined;
  /** `last` is of an earlier session, for files that seem not to have changed since: the true one is yet to be read. */
  provisional = false;

  constructor(
    private readonly files: FolderFiles,
    private readonly service: CodeService,
    private readonly saved: FactsFile,
    private readonly settings: Settings,
  ) {}

  /** `settled` are the paths that a scenario settles by hand. */
  async read(settled: Scenario["routes"]): Promise<ReadCode> {
    const asked = JSON.stringify([this.settings.language, settled ?? []]);
    if (this.last === undefined) {
      const facts = await this.saved.read(this.files, asked);
      if (facts) {
        this.provisional = true;
        this.last = { facts, texts: new Map(), key: `saved ${asked}` };
        return this.last;
      }
    }
    // one at a time: each sends what differs from the one before
    const before = this.reading;
    this.reading = (async () => {
      await before?.catch(() => undefined);
      // one that a change made pointless is followed by one of the change
      for (;;) {
        const read = await this.readNow(settled, asked);
        if (read !== null) return read;
      }
    })();
    return this.reading;
  }

  /** Ends the reading that is under way, because something has changed: it begins anew. */
  cancel(): void {
    this.service.cancel(this.folder);
  }

  private get folder(): string {
    return this.files.folder.uri.toString();
  }

  private async readNow(settled: Scenario["routes"], asked: string): Promise<ReadCode | null> {
    const texts = await this.files.python();
    if (this.service.thread !== this.thread) this.sent = new Map();
    if (this.last && this.answered && this.sent === texts && this.asked === asked) return this.last;
    const paths = [...texts.keys()];
    const samePaths = paths.length === this.sent.size && [...this.sent.keys()].every((path, index) => path === paths[index]);
    const change = {
      paths: samePaths ? null : paths,
      texts: [...texts].filter(([path, text]) => this.sent.get(path) !== text),
      settled,
      language: this.settings.language,
    };
    this.answered = false;
    const answer = this.service.read({ folder: this.folder, cacheFile: this.saved.piecesFile, change });
    this.sent = texts;
    this.thread = this.service.thread;
    const read = await answer;
    if (read === null) return null;
    this.answered = true;
    const facts = read.facts ?? this.last?.facts;
    if (facts === undefined) throw new Error("a first reading has facts");
    const same = read.facts === null || (this.provisional && sameFacts(facts, this.last?.facts));
    const shown = new Map(texts);
    for (const path of read.kept) shown.set(path, this.last?.texts.get(path) ?? texts.get(path) ?? "");
    const key = same && this.last && this.asked === asked ? this.last.key : `${++this.readings} ${asked}`;
    this.last = { facts, texts: read.kept.length === 0 ? texts : shown, key };
    this.asked = asked;
    this.provisional = false;
    if (read.kept.length === 0) this.saved.writeLater(this.files, asked, facts);
    return this.last;
  }
}

function sameFacts(a: CodeFacts, b: CodeFacts | undefined): boolean {
  return JSON.stringify([a.routes, a.problems]) === JSON.stringify([b?.routes, b?.problems]);
}
