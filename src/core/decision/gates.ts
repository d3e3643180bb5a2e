import type { Gate } from "../analysis/matrix";
import { languageName } from "../languageName";
import type { Problem } from "../problem";
import { formatCount, formatPercent } from "../quantity/format";
import type { Level } from "../scenario/scenario";
import { firstNames, type Language, type Translate } from "../text";

/** What the gates of one row depend on. Leave out what is not known: a gate fires on what is known, never on a guess. */
export interface GateFacts {
  readonly row: string;
  readonly obligation?: { readonly level: Level; readonly reason?: string | undefined } | undefined;
  readonly need?: "shown" | "not-shown" | undefined;
  /** the model's licence, when it forbids commercial use */
  readonly nonCommercialLicence?: { readonly model: string; readonly terms: string } | undefined;
  /** permission on file */
  readonly licence?: "accepted" | undefined;
  readonly use?: "commercial" | "non-commercial" | "unknown" | undefined;
  /** tokens of a mean request and the model's context */
  readonly tokens?: { readonly input: number; readonly output: number; readonly context: number } | undefined;
  /** true: the model's maker does not list the row's language */
  readonly unsupportedLanguage?: { readonly model: string; readonly language: string; readonly source?: string | undefined } | undefined;
  /** what is assumed, in words, where that makes the figure's quality "assumed" */
  readonly assumed?: readonly string[] | undefined;
  /** inputs without which the row has no figure, as the reader would name them */
  readonly missing?: readonly string[] | undefined;
}

export interface Gates {
  readonly gates: readonly Gate[];
  /** bounds for the engine; where a floor is above a veto, the floor holds */
  readonly min: Level;
  readonly max: Level;
  /** false: data are missing or the gates contradict each other, so no level can be recommended */
  readonly decidable: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Bounds that apply before any arithmetic, each with a code and a reason (decision-method.md 1.2, steps 0 and 1).
 *
 * A duty is a floor, everything else a veto. A duty above a veto is a contradiction that only people can settle: it is an
 * error, the row has no recommendation, and its floor counts in the totals, because a tool must not advise to break the law.
 * Without a stated use a non-commercial licence is a Problem and no veto: a missing word must not switch a service off.
 */
export function gatesOf(facts: GateFacts, t: Translate, language: Language): Gates {
  const gates: Gate[] = [];
  const problems: Problem[] = [];
  const veto = (code: string, reason: string): void => {
    gates.push({ code, min: 0, max: 0, reason });
  };
  const { obligation, nonCommercialLicence, tokens, unsupportedLanguage, assumed = [], missing = [] } = facts;
  if (obligation && obligation.level > 0) {
    const level = formatPercent(obligation.level, language);
    gates.push({
      code: "obligation",
      min: obligation.level,
      max: 1,
      reason: obligation.reason ? t("Obligation, at least {0}: {1}", level, obligation.reason) : t("Obligation, at least {0}", level),
    });
  }
  if (nonCommercialLicence && facts.licence !== "accepted" && facts.use !== "non-commercial") {
    const { model, terms } = nonCommercialLicence;
    if (facts.use === "commercial") veto("licence", t("The licence of {0} ({1}) forbids commercial use", model, terms));
    else {
      problems.push({
        code: "use-unknown",
        severity: "warning",
        message: t(
          "{0}: the licence of {1} ({2}) forbids commercial use, and the scenario does not say what it is for. Write use: commercial or use: non-commercial.",
          facts.row,
          model,
          terms,
        ),
      });
    }
  }
  if (facts.need === "not-shown") veto("need-not-shown", t("The need has not been shown"));
  if (tokens && tokens.input + tokens.output > tokens.context) {
    const mean = formatCount(tokens.input + tokens.output, language);
    veto(
      "context-overflow",
      t("A mean request takes {0} tokens, more than the context of {1}: the text would be cut short", mean, formatCount(tokens.context, language)),
    );
  }
  if (unsupportedLanguage) {
    const { model, language: foreign, source } = unsupportedLanguage;
    const reason = t("{0} is not made for {1}", model, languageName(foreign, language));
    veto("language-unsupported", source === undefined ? reason : `${reason} (${source})`);
  }
  // A flag, not a bound: an assumption has a full range, so the row can still be ranked, and the reader knows on what it rests.
  if (assumed.length > 0)
    gates.push({
      code: "data-quality",
      min: 0,
      max: 1,
      reason: t("Rests on assumptions, to be written or measured first: {0}", firstNames(assumed, mostNamed, ", ", t)),
    });
  if (missing.length > 0) gates.push({ code: "measure-first", min: 0, max: 1, reason: t("Measure first: {0}", missing.join(t("; "))) });

  const min = gates.reduce<Level>((highest, gate) => (gate.min > highest ? (gate.min as Level) : highest), 0);
  const cap = gates.reduce<Level>((lowest, gate) => (gate.max < lowest ? (gate.max as Level) : lowest), 1);
  if (min > cap) {
    const vetoes = gates.filter((gate) => gate.max < min).map((gate) => gate.reason);
    problems.push({
      code: "gates-contradict",
      severity: "error",
      message: t(
        "{0}: an obligation asks for at least {1}, but: {2}. Change the model, settle the licence, or correct the obligation.",
        facts.row,
        formatPercent(min, language),
        vetoes.join(t("; ")),
      ),
    });
  }
  return { gates, min, max: Math.max(min, cap) as Level, decidable: missing.length === 0 && min <= cap, problems };
}

const mostNamed = 4;
