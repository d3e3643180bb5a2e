import type { HostMessage, Intent, State } from "../src/protocol/messages";
import { ChartSection } from "./charts/chartSection";
import { button, toolbar } from "./controls";
import { table } from "./details";
import { el } from "./dom";
import { Grid } from "./grid";
import { headline, machines, totals } from "./overview";
import { freshMemory, type Memory, type Words, wordsOf } from "./page";

const vscode = acquireVsCodeApi<Memory>();
const send = (intent: Intent) => vscode.postMessage(intent);

// The page is a renderer: it asks for a state and draws the one it has last been sent.
const page = el("main", { class: "page" });
document.body.append(page);
let shown: Page | undefined;

addEventListener("message", (event: MessageEvent<HostMessage>) => {
  const message = event.data;
  if (message.type === "state") {
    shown ??= new Page(wordsOf(message.state));
    shown.draw(message.state);
  } else if (message.type === "refused") shown?.announce(message.message, { alarm: true });
  else if (message.type === "done") shown?.announce(message.message);
});
send({ type: "ready" });

/** Everything on the page; sections whose content did not change are left alone. */
class Page {
  private readonly memory = vscode.getState() ?? freshMemory;
  private readonly expanded = new Set(this.memory.expanded);
  private readonly collapsed = new Set(this.memory.collapsed);
  private readonly grid: Grid;
  private readonly top = el("header", {});
  private readonly notice = el("div", { class: "notices" });
  private readonly overview = el("div", { class: "overview" });
  private readonly tableSection: HTMLElement;
  private readonly charts: ChartSection;
  private readonly foot = el("div", { class: "foot" });
  private readonly live = el("div", { class: "sr", role: "status", "aria-live": "polite" });
  private readonly refused = el("div", { class: "refused", role: "alert" });
  private announced = "";
  private scrolled = false;

  constructor(private readonly t: Words) {
    this.grid = new Grid(t, send, this.memory.cell, this.expanded, this.collapsed, () => this.remember());
    this.tableSection = el("section", { class: "matrix" }, this.grid.element, el("p", { id: "keys", class: "quiet keys" }, t(keys)));
    this.charts = new ChartSection(t, send, this.memory.charts, () => this.remember());
    page.replaceChildren(this.top, this.refused, this.notice, this.overview, this.tableSection, this.charts.element, this.foot, this.live);
    addEventListener("scroll", () => this.remember(), { passive: true });
  }

  draw(state: State): void {
    this.refused.replaceChildren();
    const { t } = this;
    const { view, readOnly } = state;
    document.documentElement.lang = view?.language ?? "en";
    replace(this.top, [view?.title, view?.file], () => [
      el(
        "div",
        {},
        el("h1", { dir: "auto" }, view?.title ?? t("Decision matrix")),
        view && view.title !== view.file ? el("p", { class: "quiet" }, view.file) : null,
      ),
      toolbar(button(t("Open as text"), () => send({ type: "openAsText" }))),
    ]);
    replace(this.notice, [state.problems, readOnly], () => this.notices(state));
    for (const section of [this.overview, this.tableSection, this.charts.element, this.foot]) section.hidden = view === null;
    if (!view) {
      this.announce(t("Nothing to show yet"));
      return;
    }
    replace(this.overview, [view.headline, view.totals, view.hosts, readOnly], () => [
      headline(view),
      totals(view, readOnly, send),
      view.hosts.length > 0 ? machines(view, t("Machines")) : null,
    ]);
    this.tableSection.classList.toggle("stale", readOnly);
    this.grid.draw(view, readOnly);
    this.charts.draw(view.charts);
    replace(this.foot, [view.assumptions, view.method], () => this.assumptions(state));
    this.announce(view.announcement);
    this.restoreScroll();
  }

  announce(text: string, options: { readonly alarm?: boolean } = {}): void {
    if (options.alarm) this.refused.replaceChildren(text);
    else if (text !== this.announced) {
      this.announced = text;
      this.live.textContent = text;
    }
  }

  private notices(state: State): (Node | null)[] {
    const { t } = this;
    const serious = state.problems.map((problem, index) => ({ ...problem, index })).filter((problem) => problem.severity !== "information");
    const lines = serious.map((problem) => {
      const show = el("button", { type: "button", class: "link" }, problem.place || t("Show in text"));
      show.addEventListener("click", () => send({ type: "showProblem", index: problem.index }));
      return el("li", { class: problem.severity }, el("span", { dir: "auto" }, problem.message), show);
    });
    const list =
      lines.length > 0
        ? el(
            "details",
            { class: "problems", open: state.readOnly || state.view === null },
            el("summary", {}, `${t("Problems")} (${lines.length})`),
            el("ul", {}, ...lines),
          )
        : null;
    const stale = state.readOnly && state.view ? el("p", { class: "stale-note", role: "status" }, t(lastGood)) : null;
    const empty = state.view ? null : el("p", { class: "empty" }, t(nothing));
    return [stale, empty, list];
  }

  private assumptions(state: State): (Node | null)[] {
    const { t } = this;
    const view = state.view;
    if (!view) return [];
    const rows = view.assumptions.map((one) => [one.path, one.value, one.reason]);
    const list =
      rows.length > 0
        ? el("details", {}, el("summary", {}, `${t("Assumptions")} (${rows.length})`), table([t("Input"), t("Value"), t("Reason")], rows, [1]))
        : null;
    return [list, el("p", { class: "quiet method" }, view.method)];
  }

  private restoreScroll(): void {
    if (this.scrolled) return;
    this.scrolled = true;
    scrollTo(0, this.memory.scroll);
  }

  private remember(): void {
    vscode.setState({ scroll: scrollY, cell: this.grid.active, expanded: [...this.expanded], collapsed: [...this.collapsed], charts: this.charts.memory });
  }
}

const keys = "Keys: arrows move, Enter or F2 edits, 0 to 4 set the level (0, 25, 50, 75, 100 %), Backspace reopens the decision, Space shows why.";
const lastGood = "Last good table: the file cannot be read at the moment, so the matrix is read-only.";
const nothing = "The file has no table to show yet. Open it as text to see what is missing.";

const drawnSections = new WeakMap<HTMLElement, string>();

/** Replaces the content of a section where what it shows has changed. */
function replace(section: HTMLElement, shows: readonly unknown[], content: () => readonly (Node | null)[]): void {
  const signature = JSON.stringify(shows);
  if (drawnSections.get(section) === signature) return;
  drawnSections.set(section, signature);
  section.replaceChildren(...content().filter((child) => child !== null));
}
