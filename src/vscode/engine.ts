import type { Analysis } from "../core/analysis";
import { type AnalysisMemo, analyze } from "../core/analyze";
import { parseScenario } from "../core/scenario/parseScenario";
import type { Scenario } from "../core/scenario/scenario";
import type { Snapshot } from "../core/snapshot";
import type { Translate } from "../core/text";
import { suggest, type Target, type WhatIf } from "../core/whatIf/suggest";

// Everything heavy but the reading of code, which has a thread of its own: schema, factors, figures. Loaded on first use, see EngineLoader.

/** The core's part that the editor calls itself: one for all folders. */
export class Engine {
  parseScenario(text: string, file: string, t: Translate): Scenario | null {
    return parseScenario(text, file, t).scenario;
  }

  /** `memo` is what the last analysis of the same scenario computed: what a change does not touch is not drawn again. */
  analyze(snapshot: Snapshot, memo: AnalysisMemo): Analysis {
    return analyze(snapshot, memo);
  }

  suggest(snapshot: Snapshot, target: Target, plan: WhatIf["plan"]): WhatIf | null {
    return suggest(snapshot, target, plan);
  }
}
