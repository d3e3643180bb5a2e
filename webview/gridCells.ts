import type { ClassView, CriticalityView, LevelView, MassView } from "../src/protocol/matrixView";
import { el, hidden } from "./dom";
import type { Column, GridRow } from "./gridRows";
import type { Words } from "./page";

/** The content of one cell. */
export function cellContent(row: GridRow, column: Column, t: Words, expanded: boolean): readonly (Node | string)[] {
  return row.kind === "service" ? serviceCell(row, column, t) : rowCell(row, column, t, expanded);
}

function serviceCell({ service, collapsed }: GridRow & { kind: "service" }, column: Column, t: Words): readonly (Node | string)[] {
  switch (column) {
    case "name":
      return [
        el("span", { class: "head" }, el("span", { class: "chevron", "aria-hidden": true }, collapsed ? "▸" : "▾"), name(service.name, service.description)),
      ];
    case "avoidable":
      return [service.avoidable];
    case "fixed":
      return [service.fixed];
    case "criticality":
      return criticality(service.criticality, t);
    case "volume":
      return [service.volume];
    case "cost":
      return [service.cost];
    case "recommended":
      return [service.recommended.text];
    case "decision":
      return levelBar(service.decided);
    default:
      return [];
  }
}

function rowCell({ row, service, nested }: GridRow & { kind: "row" }, column: Column, t: Words, expanded: boolean): readonly (Node | string)[] {
  switch (column) {
    case "name":
      if (!nested) return [name(row.service, service.description)];
      return [hidden(`${row.service} `), el("span", { class: "code" }, row.language ?? ""), " ", el("bdi", {}, row.languageName)];
    case "class":
      return [row.carbonClass ? badge(row.carbonClass) : "–"];
    case "avoidable":
      return mass(row.avoidable);
    case "fixed":
      return mass(row.fixed);
    case "criticality":
      return criticality(row.criticality, t);
    case "volume":
      return [row.volume];
    case "cost":
      return [row.cost];
    case "recommended":
      return [row.recommended.text];
    case "decision":
      return [
        ...levelBar(row.decided),
        ...(row.differs
          ? [
              el(
                "span",
                { class: "differs", title: t("differs from the recommendation") },
                el("span", { "aria-hidden": true }, "≠"),
                hidden(t("differs from the recommendation")),
              ),
            ]
          : []),
        ...(row.locked ? [el("span", { class: "quiet" }, " ", t("locked"))] : []),
      ];
    case "reason":
      if (row.reason) return [el("bdi", { title: row.reason }, row.reason)];
      return row.differs ? [el("span", { class: "wanted" }, t("Why not {0}? Add a reason", row.recommended.text))] : [];
    case "why":
      return [el("span", { class: "link" }, expanded ? t("hide details") : t("Why?"))];
  }
}

function name(title: string, description: string): HTMLElement {
  return el("span", { class: "name" }, el("bdi", { class: "title" }, title), el("span", { class: "description", title: description }, description));
}

function mass(view: MassView): readonly (Node | string)[] {
  return [view.value, ...(view.range ? [el("span", { class: "range" }, view.range)] : [])];
}

function badge(view: ClassView): HTMLElement {
  return el("span", { class: `badge ${view.id}` }, el("span", { class: "letter", "aria-hidden": true }, view.letter), el("span", { class: "word" }, view.word));
}

function criticality(view: CriticalityView, t: Words): readonly (Node | string)[] {
  return [view.word, ...(view.assumed ? [el("span", { class: "range" }, t("assumed"))] : [])];
}

/** The level as text, with four steps beside it that fill up. */
function levelBar(level: LevelView): readonly Node[] {
  const steps = [0.25, 0.5, 0.75, 1].map((step) => el("i", { class: level.value !== null && level.value >= step ? "full" : "" }));
  const kind = level.value === null ? "level open" : level.value === 0 ? "level none" : "level";
  return [el("span", { class: kind }, el("span", { class: "steps", "aria-hidden": true }, ...steps), el("span", { class: "text" }, level.text))];
}
