import type { Analysis } from "../core/analysis";
import { analyze } from "../core/analyze";
import { createPythonParser, type PythonParser } from "../core/python/parser";
import { CodeCache } from "../core/routes/codeCache";
import { readCode } from "../core/routes/readCode";
import type { CodeFacts } from "../core/routes/route";
import { parseScenario } from "../core/scenario/parseScenario";
import type { Scenario } from "../core/scenario/scenario";
import type { Snapshot } from "../core/snapshot";
import type { Translate } from "../core/text";
import { suggest, type Target, type WhatIf } from "../core/whatIf/suggest";

// Everything heavy: parser, schema, factors. Loaded on first use, see EngineLoader.

export interface Wasm {
  readonly runtime: Uint8Array;
  readonly python: Uint8Array;
}

/** The core with the things that it needs loaded: one for all folders. */
export class Engine {
  private constructor(private readonly parser: PythonParser) {}

  static async create(wasm: Wasm): Promise<Engine> {
    return new Engine(await createPythonParser(wasm));
  }

  newCache(saved: unknown): CodeCache {
    return new CodeCache(saved);
  }

  /** `files` by path; `settled` are the paths that a scenario settles by hand. */
  readCode(files: ReadonlyMap<string, string>, settled: Scenario["routes"], cache: CodeCache, t: Translate): CodeFacts {
    const project = { files: [...files].map(([path, text]) => ({ path, text })), overrides: settled ?? [] };
    return readCode(project, this.parser, { t, cache, now: () => performance.now() });
  }

  parseScenario(text: string, file: string, t: Translate): Scenario | null {
    return parseScenario(text, file, t).scenario;
  }

  analyze(snapshot: Snapshot): Analysis {
    return analyze(snapshot);
  }

  suggest(snapshot: Snapshot, target: Target, plan: WhatIf["plan"]): WhatIf | null {
    return suggest(snapshot, target, plan);
  }

  dispose(): void {
    this.parser.dispose();
  }
}
