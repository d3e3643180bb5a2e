import type { ClassView, CriticalityView, LevelView, MassView } from "../src/protocol/matrixView";
import { el, hidden } from "./dom";
import type { Column, GridRow } from "./gridRows";
import type { Words } from "./page";

type Content = readonly (Node | string)[];

/** The content of one cell; `was` is the file's text where a draft reads otherwise. */
export function cellContent(
  row: GridRow,
  column: Column,
  t: Words,
  { expanded, was }: { readonly expanded: boolean; readonly was?: string | undefined },
): Content {
  if (row.kind === "medium") return mediumCell(row, column, t);
  const content = row.kind === "service" ? serviceCell(row, column, t) : rowCell(row, column, t, expanded);
  return was === undefined ? content : [...content, fileText(was, t)];
}

/** What the file says, under what the draft does. */
export function fileText(text: string, t: Words): HTMLElement {
  return el("span", { class: "was" }, hidden(t("in the file:")), el("span", { class: "mark", "aria-hidden": true }, "Δ"), el("del", {}, text || "–"));
}

function mediumCell({ row, medium }: GridRow & { kind: "medium" }, column: Column, t: Words): Content {
  switch (column) {
    case "name":
      return [hidden(`${row.id} `), medium.word];
    case "class":
      return [medium.work, ...note(t("of its machine time"))];
    case "volume":
      return [medium.files, ...note(medium.share)];
    default:
      return [];
  }
}

function serviceCell({ service, collapsed }: GridRow & { kind: "service" }, column: Column, t: Words): Content {
  switch (column) {
    case "name":
      return [el("span", { class: "head" }, chevron(!collapsed), name(service.name, service.description))];
    case "class":
      return [unclassed(service.carbon)];
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

function rowCell({ row, service, nested, unfolded }: GridRow & { kind: "row" }, column: Column, t: Words, expanded: boolean): Content {
  switch (column) {
    case "name":
      if (!nested)
        return row.media.length > 0
          ? [el("span", { class: "head" }, chevron(unfolded), name(row.service, service.description))]
          : [name(row.service, service.description)];
      return [
        ...(row.media.length > 0 ? [chevron(unfolded)] : []),
        hidden(`${row.service} `),
        el("span", { class: "code" }, row.language ?? ""),
        " ",
        el("bdi", {}, row.languageName),
      ];
    case "class":
      return [row.carbonClass ? badge(row.carbonClass, row.carbon) : unclassed(row.carbon)];
    case "avoidable":
      return mass(row.avoidable);
    case "fixed":
      return mass(row.fixed);
    case "criticality":
      return criticality(row.criticality, t);
    case "volume":
      return [row.volume, ...note(row.volumeNote)];
    case "cost":
      return [row.cost];
    case "recommended":
      return [row.recommended.text];
    case "decision":
      return [...levelBar(row.decided), ...(row.differs ? [differs(t)] : []), ...(row.locked ? [lock(t)] : [])];
    case "reason":
      if (row.reason) return [el("bdi", { class: "clipped", title: row.reason }, row.reason)];
      return row.differs ? [el("span", { class: "wanted" }, t("Why not {0}? Add a reason", row.recommended.text))] : [];
    case "quality":
      return [row.quality];
    case "flip":
      return [row.flip];
    case "gates":
      return row.gates ? [el("bdi", { class: "clipped", title: row.gates }, row.gates)] : [];
    case "by":
      return row.by ? [el("bdi", { class: "clipped", title: row.by }, row.by)] : [];
    case "review":
      return [row.review];
    case "why":
      return [el("span", { class: "link" }, expanded ? t("hide") : t("Why?"))];
  }
}

function chevron(open: boolean): HTMLElement {
  return el("span", { class: "chevron", "aria-hidden": true }, open ? "▾" : "▸");
}

function name(title: string, description: string): HTMLElement {
  return el("span", { class: "name" }, el("bdi", { class: "title" }, title), el("span", { class: "description", title: description }, description));
}

function mass(view: MassView): Content {
  return [view.value, ...note(view.range)];
}

function note(text: string): Content {
  return text ? [el("span", { class: "range" }, text)] : [];
}

/** Without a letter, in line with what has one. */
function unclassed(carbon: string): HTMLElement {
  return el("span", { class: "badge" }, el("span", { class: "letter none", "aria-hidden": true }), el("span", {}, carbon));
}

function badge(view: ClassView, carbon: string): HTMLElement {
  return el(
    "span",
    { class: `badge ${view.id}`, title: view.word },
    el("span", { class: "letter", "aria-hidden": true }, view.letter),
    hidden(view.word),
    el("span", { class: "word" }, carbon),
  );
}

function criticality(view: CriticalityView, t: Words): Content {
  return [view.word, ...note(view.assumed ? t("assumed") : "")];
}

function differs(t: Words): HTMLElement {
  const text = t("differs from the recommendation");
  return el("span", { class: "differs", title: text }, el("span", { "aria-hidden": true }, "≠"), hidden(text));
}

function lock(t: Words): HTMLElement {
  return el("span", { class: "lock" }, t("locked"));
}

/** The level as text, with four steps beside it that fill up. */
function levelBar(level: LevelView): readonly Node[] {
  const steps = [0.25, 0.5, 0.75, 1].map((step) => el("i", { class: level.value !== null && level.value >= step ? "full" : "" }));
  const kind = level.value === null ? "level open" : level.value === 0 ? "level none" : "level";
  return [el("span", { class: kind }, el("span", { class: "steps", "aria-hidden": true }, ...steps), el("span", { class: "text" }, level.text))];
}
