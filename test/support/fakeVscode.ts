import { matchesGlob } from "../../src/core/files/glob";

// As much of the editor as the folder's own files need: files in memory, events that a test fires, and what was said to the user.
// A test puts it in place with `vi.mock("vscode", async () => (await import("../../support/fakeVscode")).fakeVscode)`.

class Uri {
  readonly authority = "";
  readonly query = "";

  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  get fsPath(): string {
    return this.path;
  }

  with({ path = this.path }: { readonly path?: string }): Uri {
    return new Uri(this.scheme, path);
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }

  static file(path: string): Uri {
    return new Uri("file", path);
  }

  static joinPath({ scheme, path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri(scheme, new URL([path, ...parts].join("/"), "file:///").pathname.replace(/(?<=.)\/$/u, ""));
  }
}

class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

class FileSystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  readonly start = new Position(0, 0);
  readonly numbers: readonly number[];

  constructor(...numbers: readonly number[]) {
    this.numbers = numbers;
  }

  intersection(): this {
    return this;
  }
}

class Diagnostic {
  code: string | undefined;

  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

class WorkspaceEdit {
  readonly replaced: string[] = [];

  replace(_: Uri, __: Range, text: string): void {
    this.replaced.push(text);
  }
}

class CodeAction {
  edit: WorkspaceEdit | undefined;
  command: unknown;

  constructor(
    readonly title: string,
    readonly kind: string,
  ) {}
}

class RelativePattern {
  readonly baseUri: Uri;

  constructor(
    base: Uri | { readonly uri: Uri },
    readonly pattern: string,
  ) {
    this.baseUri = base instanceof Uri ? base : base.uri;
  }
}

interface FakeDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly isDirty: boolean;
  getText(): string;
  positionAt(offset: number): Position;
}

const never = () => ({ dispose: () => undefined });
const encoded = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? new TextEncoder().encode(text) : text);

/** The files of the editor by path, the events of the disk, and what was said; each test file has its own. */
export const editor = {
  files: new Map<string, Uint8Array>(),
  documents: [] as FakeDocument[],
  diagnostics: [] as Diagnostic[],
  /** what the user was told */
  told: [] as string[],
  trusted: true,
  /** what a reading waits for, to hold it up */
  beforeRead: async (_path: string): Promise<void> => undefined,
  /** what a search waits for */
  beforeFind: async (): Promise<void> => undefined,
  watchers: [] as { readonly pattern: RelativePattern; readonly changed: EventEmitter<Uri> }[],

  write(path: string, text: string | Uint8Array): void {
    editor.files.set(path, encoded(text));
  },

  /** A change on disk that the editor has seen. */
  change(path: string, text?: string | Uint8Array): void {
    if (text === undefined) editor.files.delete(path);
    else editor.write(path, text);
    for (const { pattern, changed } of editor.watchers) {
      const base = `${pattern.baseUri.path}/`;
      if (path.startsWith(base) && matchesGlob(pattern.pattern, path.slice(base.length))) changed.fire(Uri.file(path));
    }
  },

  reset(): void {
    editor.files.clear();
    editor.documents.length = 0;
    editor.diagnostics.length = 0;
    editor.told.length = 0;
    editor.watchers.length = 0;
    editor.beforeRead = async () => undefined;
    editor.beforeFind = async () => undefined;
  },

  folder: (path: string) => ({ uri: Uri.file(path), name: path.slice(1), index: 0 }),

  document: (path: string, text: string, languageId = "yaml"): FakeDocument => ({
    uri: Uri.file(path),
    languageId,
    isDirty: false,
    getText: () => text,
    positionAt: (offset) => new Position(0, offset),
  }),

  /** A memory of the editor's. */
  memento: (): { get<T>(key: string, otherwise?: T): T | undefined; update(key: string, value: unknown): Promise<void>; keys(): readonly string[] } => {
    const kept = new Map<string, unknown>();
    return {
      get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : otherwise),
      update: async (key, value) => void kept.set(key, value),
      keys: () => [...kept.keys()],
    };
  },
};

const say = async (text: string): Promise<undefined> => {
  editor.told.push(text);
  return undefined;
};

/** The module that a test gives in place of `vscode`. */
export const fakeVscode = {
  Uri,
  EventEmitter,
  Disposable: { from: never },
  FileSystemError,
  Position,
  Range,
  Diagnostic,
  WorkspaceEdit,
  CodeAction,
  RelativePattern,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2 },
  CodeActionKind: { QuickFix: "quickfix", RefactorRewrite: "refactor.rewrite" },
  ProgressLocation: { Notification: 15 },
  QuickPickItemKind: { Separator: -1 },
  commands: { registerCommand: never },
  languages: {
    getDiagnostics: () => editor.diagnostics,
    createDiagnosticCollection: () => ({
      clear: () => editor.diagnostics.splice(0),
      set: (_: Uri, all: readonly Diagnostic[]) => editor.diagnostics.push(...all),
      dispose: () => undefined,
    }),
  },
  window: {
    showErrorMessage: say,
    showWarningMessage: say,
    showInformationMessage: say,
    withProgress: (_: unknown, task: (progress: unknown, token: unknown) => Promise<unknown>) =>
      task({ report: () => undefined }, { isCancellationRequested: false, onCancellationRequested: never }),
  },
  workspace: {
    get textDocuments() {
      return editor.documents;
    },
    get isTrusted() {
      return editor.trusted;
    },
    onDidChangeTextDocument: never,
    onDidCloseTextDocument: never,
    onDidOpenTextDocument: never,
    onDidGrantWorkspaceTrust: never,
    createFileSystemWatcher(pattern: RelativePattern) {
      const changed = new EventEmitter<Uri>();
      editor.watchers.push({ pattern, changed });
      return { onDidChange: changed.event, onDidCreate: never, onDidDelete: never, dispose: () => changed.dispose() };
    },
    async findFiles({ baseUri, pattern }: RelativePattern, skipped: string) {
      await editor.beforeFind();
      const base = `${baseUri.path}/`;
      const below = [...editor.files.keys()].filter((path) => path.startsWith(base)).map((path) => path.slice(base.length));
      return below.filter((path) => matchesGlob(pattern, path) && !matchesGlob(skipped, path)).map((path) => Uri.file(base + path));
    },
    fs: {
      async readFile({ path }: Uri) {
        await editor.beforeRead(path);
        const bytes = editor.files.get(path);
        if (bytes === undefined) throw new FileSystemError("FileNotFound");
        return bytes;
      },
      async stat({ path }: Uri) {
        const bytes = editor.files.get(path);
        if (bytes === undefined) throw new FileSystemError("FileNotFound");
        return { size: bytes.byteLength, mtime: 0 };
      },
    },
  },
};
