import { type Column, foldable, type GridRow, type Hindrance, hindrance } from "./gridRows";
import type { Words } from "./page";

/** What can be done in a cell, or why it cannot: one line under the grid. */
export function hint(line: GridRow | undefined, column: Column, t: Words): string {
  if (!line) return t("Enter sorts by this column; again turns the order round.");
  const hindered = hindrance(line, column);
  if (hindered === "computed") return column === "name" && foldable(line) ? foldHint(line, t) : t("Computed: Space shows how.");
  if (hindered) return hindranceText(hindered, column, t);
  switch (column) {
    case "volume":
      return t("Enter or a digit: the files of the first month. Growth follows from there.");
    case "cost":
      return t("Enter or a digit: the maintenance a month of {0}. The hosting is added to it.", line.service.name);
    case "criticality":
      return line.kind === "service"
        ? t("Enter, or the first letter of a word: for the whole service.")
        : t("Enter, or the first letter of a word: for this language.");
    case "decision":
      return line.kind === "service"
        ? t("0 to 4 set 0, 25, 50, 75, 100 % for all its rows; Backspace reopens them.")
        : t("0 to 4 set 0, 25, 50, 75, 100 %; Backspace reopens; Shift with arrows selects several rows.");
    case "review":
      return t("Enter or a digit: the day to look at it again, such as 2027-06-01.");
    default:
      return t("Enter or a letter edits.");
  }
}

function foldHint(line: GridRow, t: Words): string {
  return line.kind === "service" ? t("Enter or Space folds the languages in and out.") : t("Enter folds the media in and out; Space shows why.");
}

function hindranceText(why: Hindrance, column: Column, t: Words): string {
  switch (why) {
    case "locked":
      return t("Locked: Space opens the details, where it is unlocked.");
    case "undecided":
      return t("Decide first: this belongs to a decision.");
    case "in-row":
      return t("Read-only: a medium follows the decision of its row. Space shows its files.");
    case "no-files":
      return t("Read-only: no file enters this row. Space shows why.");
    case "in-service":
      return t("Read-only: it follows from machine and service. The maintenance is edited in the line of the service.");
    case "in-languages":
      return column === "volume" ? t("Read-only: the sum of its languages. Edit those.") : t("Read-only: each language has its own.");
    default:
      return t("Computed: Space shows how.");
  }
}
