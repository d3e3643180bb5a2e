import type { Level } from "../src/core/scenario/scenario";
import type { MatrixView } from "../src/protocol/matrixView";
import type { Change } from "../src/protocol/messages";
import { button, checkbox, type Dropdown, dropdown, type Option, searchField } from "./controls";
import { el } from "./dom";
import { type Arrangement, asWritten, type Filter, filters } from "./gridArrange";
import { levelChanges, rowsUnder } from "./gridChanges";
import { type GridRow, gridRows } from "./gridRows";
import type { Words } from "./page";

/** What the tools over the grid ask for. */
export interface ToolsHost {
  readonly arrange: (arrangement: Arrangement) => void;
  readonly showMore: (more: boolean) => void;
  readonly edit: (changes: readonly Change[]) => void;
  /** lines that are shown, and those of them that are selected */
  readonly lines: () => { readonly shown: readonly GridRow[]; readonly selected: readonly GridRow[] };
  readonly refuse: (message: string) => void;
}

/** Search, filter, all columns, and one level for many rows: what stands over the grid. */
export class Tools {
  readonly element: HTMLElement;
  readonly empty: HTMLElement;
  private readonly scope: Dropdown;
  private readonly level: Dropdown;
  private readonly apply: HTMLElement;
  private view: MatrixView | undefined;

  constructor(
    private readonly t: Words,
    private readonly host: ToolsHost,
    private arrangement: Arrangement,
    more: boolean,
  ) {
    const search = searchField(t("Search"), arrangement.search, (text) => this.arrange({ ...this.arrangement, search: text }));
    const filter = dropdown(t("Show"), filterOptions(t), arrangement.filter, (value) => this.arrange({ ...this.arrangement, filter: value as Filter }));
    this.scope = dropdown(t("Rows to set"), [{ value: "shown", label: t("all rows shown") }], "shown");
    this.level = dropdown(t("Level to set"), levelOptions(t), "0.5");
    this.level.element.classList.add("level-to-set");
    this.apply = button(t("Set"), () => this.setAll());
    this.empty = el(
      "p",
      { class: "empty", hidden: true },
      t("No row matches."),
      " ",
      link(t("Show all rows"), () => {
        (search as HTMLElement & { value: string }).value = "";
        (filter.element as HTMLElement & { value: string }).value = "all";
        this.arrange({ ...asWritten, sort: this.arrangement.sort });
      }),
    );
    this.element = el(
      "div",
      { class: "tools" },
      el("div", { class: "group" }, search, filter.element),
      el(
        "div",
        { class: "group" },
        el("span", { class: "note" }, t("Set")),
        this.scope.element,
        el("span", { class: "note" }, t("to")),
        this.level.element,
        this.apply,
      ),
      el(
        "div",
        { class: "group" },
        checkbox(t("All columns"), more, (checked) => this.host.showMore(checked)),
      ),
    );
  }

  /** Another order was asked for at a column's head. */
  arranged(arrangement: Arrangement): void {
    this.arrangement = arrangement;
  }

  draw(view: MatrixView, readOnly: boolean): void {
    this.view = view;
    this.scope.set(scopeOptions(view, this.host.lines().selected, this.t));
    for (const control of [this.scope.element, this.level.element, this.apply]) control.toggleAttribute("disabled", readOnly);
    this.empty.hidden = this.host.lines().shown.length > 0;
  }

  private arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.host.arrange(arrangement);
  }

  private setAll(): void {
    const level = this.level.value === "" ? null : (Number(this.level.value) as Level);
    const lines = this.linesInScope();
    const changes = levelChanges(lines, level);
    if (changes.length > 0) return this.host.edit(changes);
    this.host.refuse(
      rowsUnder(lines).length === 0
        ? this.t("Nothing was set: no row there that is not locked.")
        : this.t("Nothing was set: these rows have that level already."),
    );
  }

  private linesInScope(): readonly GridRow[] {
    const [kind = "", name = ""] = split(this.scope.value);
    const { shown, selected } = this.host.lines();
    if (kind === "selected") return selected;
    if (kind === "shown" || !this.view) return shown;
    const every = this.view.services.map((service) => ({ service: service.name, rows: service.rows.map(({ id }) => id) }));
    const lines = gridRows(this.view, every, new Set()).filter((line) => line.kind === "row");
    return lines.filter((line) => line.kind === "row" && (kind === "service" ? line.row.service === name : line.row.language === name));
  }
}

const split = (value: string): readonly string[] => {
  const at = value.indexOf(":");
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
};

function filterOptions(t: Words): readonly Option[] {
  const labels: Readonly<Record<Filter, string>> = {
    all: t("all rows"),
    open: t("undecided"),
    decided: t("decided"),
    differs: t("decided against the advice"),
    heavy: t("high carbon"),
    gated: t("bounded by a gate"),
    locked: t("locked"),
  };
  return filters.map((filter) => ({ value: filter, label: labels[filter] }));
}

function levelOptions(t: Words): readonly Option[] {
  return [...[0, 0.25, 0.5, 0.75, 1].map((level) => ({ value: String(level), label: `${level * 100} %` })), { value: "", label: t("Undecided") }];
}

function scopeOptions(view: MatrixView, selected: readonly GridRow[], t: Words): readonly Option[] {
  const rows = view.services.flatMap((service) => service.rows);
  const languages = new Map(rows.flatMap((row) => (row.language === null ? [] : [[row.language, row.languageName] as const])));
  return [
    { value: "shown", label: t("all rows shown") },
    ...(selected.length > 0 ? [{ value: "selected", label: t("the {0} selected", selected.length) }] : []),
    ...[...languages].map(([language, name]) => ({ value: `language:${language}`, label: name })),
    ...view.services.map((service) => ({ value: `service:${service.name}`, label: service.name })),
  ];
}

/** A button that reads like a link. */
export function link(label: string, onClick: () => void): HTMLElement {
  const element = el("button", { type: "button", class: "link" }, label);
  element.addEventListener("click", onClick);
  return element;
}
