import type { State } from "../src/protocol/messages";
import { el } from "./dom";
import type { Send, Words } from "./page";
import { link } from "./tools";

/** What is wrong with the file, and that an older table is shown where it cannot be read. */
export function notices(state: State, t: Words, send: Send): readonly (Node | null)[] {
  const serious = state.problems.map((problem, index) => ({ ...problem, index })).filter((problem) => problem.severity !== "information");
  const lines = serious.map((problem) =>
    el(
      "li",
      { class: problem.severity },
      el("span", { dir: "auto" }, problem.message),
      link(problem.place || t("Show in text"), () => send({ type: "showProblem", index: problem.index })),
    ),
  );
  const list =
    lines.length > 0
      ? el(
          "details",
          { class: "problems", open: state.readOnly || state.view === null },
          el("summary", {}, `${t("Problems")} (${lines.length})`),
          el("ul", {}, ...lines),
        )
      : null;
  const stale = state.readOnly && state.view ? el("p", { class: "stale-note", role: "status" }, t(state.gone ? deleted : lastGood)) : null;
  const empty = state.view ? null : el("p", { class: "empty" }, t(nothing));
  return [stale, empty, list];
}

const lastGood = "Last good table: the file cannot be read at the moment, so the matrix is read-only.";
const deleted = "The file is no longer there: the table is of what was read before, and read-only. Save this tab to write the file again, or close it.";
const nothing = "The file has no table to show yet. Open it as text to see what is missing.";
