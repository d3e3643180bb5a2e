import type { Analysis } from "../core/analysis/analysis";
import { type AnalysisMemo, analyze } from "../core/analyze";
import type { Problem } from "../core/problem";
import { parseScenario } from "../core/scenario/parseScenario";
import type { Scenario } from "../core/scenario/scenario";
import type { Snapshot } from "../core/snapshot";
import { type Translate, translator } from "../core/text";
import { suggestSteps, type Target, type WhatIf } from "../core/whatIf/suggest";

// Everything heavy but the reading of code, which has a thread of its own: schema, factors, figures. Loaded on first use, see EngineLoader.

/** Milliseconds of work before others get their turn. */
const slice = 8;

/** Milliseconds after which whoever waits is told what was found so far. */
const firstWait = 300;

/** Somebody who waits for a list. */
export interface Waiting {
  isCancelled(): boolean;
  /** hears what was found so far */
  tell(found: WhatIf): void;
}

/** An analysis; after a mistake of ours, `failure`, one without the figures of the scenario that says so. */
export interface Made {
  readonly analysis: Analysis;
  readonly failure: unknown;
}

/** The core's part that the editor calls itself: one for all folders. */
export class Engine {
  parseScenario(text: string, file: string, t: Translate): Scenario | null {
    return parseScenario(text, file, t).scenario;
  }

  /** `memo` is what the last analysis of the same scenario computed: what a change does not touch is not drawn again. */
  analyze(snapshot: Snapshot, memo: AnalysisMemo): Made {
    try {
      return { analysis: analyze(snapshot, memo), failure: null };
    } catch (failure) {
      return { analysis: withoutFigures(snapshot), failure };
    }
  }

  /** Computed in slices, so that typing and lenses go on; null also where it was given up. What takes longer is told as far as it is found. */
  async suggest(snapshot: Snapshot, target: Target, plan: WhatIf["plan"], { isCancelled, tell }: Waiting): Promise<WhatIf | null> {
    const began = performance.now();
    const steps = suggestSteps(snapshot, target, plan);
    let since = began;
    let patience = firstWait;
    while (!isCancelled()) {
      const { done, value } = steps.next();
      if (done) return value;
      const now = performance.now();
      if (now - began > patience) {
        tell(value());
        // less and less often: a list that changes all the time cannot be read
        patience = 2 * (now - began);
      }
      if (now - since < slice) continue;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    return null;
  }
}

/** Old figures beside a new text would be wrong and look right: so none are shown, and a problem says why. */
function withoutFigures(snapshot: Snapshot): Analysis {
  const { scenario, language } = snapshot;
  const bare = analyze({ ...snapshot, scenario: null, measurementFiles: [], remote: [] });
  const t = translator(language);
  const failed: Problem = {
    code: "analysis-failed",
    severity: "error",
    message: t("Carbon Matrix made a mistake here, so there are no figures. Undo the last change, or look into its log."),
    ...(scenario && { file: scenario.file, line: 1 }),
  };
  return {
    ...bare,
    scenario: scenario && { file: scenario.file, title: null, owner: null, valid: false },
    problems: [failed, ...bare.problems],
  };
}
