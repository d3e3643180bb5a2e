import type { ChartView } from "../src/protocol/charts/chartView";
import type { Topic } from "../src/protocol/detailsView";
import type { State } from "../src/protocol/messages";
import { ChartSection } from "./charts/chartSection";
import { comparison } from "./comparison";
import { button, toolbar } from "./controls";
import { table } from "./details";
import { el } from "./dom";
import { Grid } from "./grid";
import type { Arrangement } from "./gridArrange";
import { holdHead, markCover } from "./heldHead";
import { hint } from "./hints";
import { notices } from "./notices";
import { headline, machines, totals } from "./overview";
import type { Memory, Send, Words } from "./page";
import { replace } from "./replace";
import { Tools } from "./tools";
import { WhatIf } from "./whatIf";

/** Everything on the page; sections whose content did not change are left alone. */
export class Matrix {
  private readonly send: Send;
  private arrangement: Arrangement;
  private more: boolean;
  private readonly expanded: Map<string, Topic>;
  private readonly collapsed: Set<string>;
  private readonly unfolded: Set<string>;
  private readonly grid: Grid;
  private readonly tools: Tools;
  private readonly whatIf: WhatIf;
  private readonly charts: ChartSection;
  private readonly page = el("main", { class: "page" });
  private readonly top = el("header", {});
  private readonly notice = el("div", { class: "notices" });
  private readonly overview = el("div", { class: "overview" });
  private readonly machines = el("div", {});
  private readonly frame = el("div", { class: "gridframe" });
  private readonly tableSection: HTMLElement;
  private readonly beside = el("section", { class: "comparison" });
  private readonly hint = el("p", { id: "hint", class: "quiet hint" });
  private readonly foot = el("div", { class: "foot" });
  private readonly live = el("div", { class: "sr", role: "status", "aria-live": "polite" });
  private readonly refused = el("div", { class: "refused", role: "alert" });
  /** where something was asked for last, as it is found after it was drawn anew */
  private asked: () => Element | null = () => null;
  private state: State | undefined;
  private announced = "";
  private scrolled = false;
  private charted = false;
  /** as the last scrolling left it: to ask for it while drawing would lay the page out each time */
  private scroll = 0;

  constructor(
    private readonly t: Words,
    send: Send,
    private readonly memory: Memory,
    private readonly keep: (memory: Memory) => void,
  ) {
    // What was refused is said until something else is asked for.
    this.send = (intent) => {
      if (intent.type !== "explain") this.refused.replaceChildren();
      this.asked = this.place();
      send(intent);
    };
    this.arrangement = memory.arrangement;
    this.more = memory.more;
    this.expanded = new Map(memory.expanded);
    this.collapsed = new Set(memory.collapsed);
    this.unfolded = new Set(memory.unfolded);
    const refuse = (message: string) => {
      this.asked = this.place();
      this.refuse(message);
    };
    const arrange = (arrangement: Arrangement) => this.arrange(arrangement);
    this.grid = new Grid(
      {
        t,
        send: this.send,
        remember: () => this.remember(),
        arrange,
        onFocus: (line, column) => this.hint.replaceChildren(hint(line, column, t)),
        onSelection: () => this.drawTools(),
        refuse,
      },
      { cell: memory.cell, expanded: this.expanded, collapsed: this.collapsed, unfolded: this.unfolded },
    );
    this.tools = new Tools(
      t,
      {
        arrange,
        showMore: (more) => {
          this.more = more;
          this.redrawGrid();
        },
        edit: (changes) => this.send({ type: "edit", changes: [...changes] }),
        lines: () => ({ shown: this.grid.shown, selected: this.grid.selectedLines }),
        refuse,
      },
      this.arrangement,
      this.more,
    );
    this.whatIf = new WhatIf(t, this.send);
    this.charts = new ChartSection(t, this.send, memory.charts, () => this.remember());
    this.frame.append(this.grid.element);
    holdHead(this.frame, this.grid.element);
    markCover(this.frame, this.grid.element);
    this.tableSection = el(
      "section",
      { class: "matrix" },
      this.tools.element,
      this.frame,
      this.tools.empty,
      this.hint,
      el("p", { id: "keys", class: "quiet keys" }, t(keys)),
    );
    this.page.append(
      this.top,
      this.refused,
      this.notice,
      this.overview,
      this.whatIf.element,
      this.beside,
      this.tableSection,
      this.machines,
      this.charts.element,
      this.foot,
      this.live,
    );
    document.body.append(this.page);
    addEventListener(
      "scroll",
      () => {
        this.scroll = scrollY;
        this.remember();
      },
      { passive: true },
    );
    addEventListener("resize", () => this.stand(), { passive: true });
    if (this.expanded.size > 0) this.grid.explain();
  }

  draw(state: State): void {
    this.state = state;
    const { t, send } = this;
    const { view, readOnly, draft } = state;
    // The root's language again would style the whole page again.
    const language = view?.language ?? "en";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    replace(this.top, [view?.title, view?.file], () => [
      el(
        "div",
        {},
        el("h1", { dir: "auto" }, view?.title ?? t("Decision matrix")),
        view && view.title !== view.file ? el("p", { class: "quiet" }, view.file) : null,
      ),
      toolbar(
        button(t("Compare"), () => send({ type: "compare", act: "choose" })),
        button(t("Open as text"), () => send({ type: "openAsText" })),
      ),
    ]);
    replace(this.notice, [state.problems, readOnly, state.gone], () => notices(state, t, send));
    for (const section of [this.overview, this.whatIf.element, this.beside, this.tableSection, this.machines, this.foot]) section.hidden = view === null;
    if (!view) {
      this.charts.draw([]);
      this.announce(t("Nothing to show yet"));
      return;
    }
    replace(this.overview, [view.headline, view.totals, readOnly, draft?.totals], () => [
      headline(view),
      totals(view, { readOnly, was: draft?.totals ?? {} }, t, send),
    ]);
    // Without a service there is nothing to try or to decide; the headline says what to do.
    for (const section of [this.whatIf.element, this.tableSection]) section.hidden = view.services.length === 0;
    this.whatIf.draw(view, state);
    replace(this.beside, [state.comparison], () => (state.comparison ? comparison(state.comparison, t, send) : []));
    this.tableSection.classList.toggle("stale", readOnly);
    this.redrawGrid();
    replace(this.machines, [view.hosts], () => (view.hosts.length > 0 ? [machines(view, t("Machines"))] : []));
    replace(this.foot, [view.assumptions, view.method], () => this.assumptions(state));
    this.announce([draft?.title, view.announcement].filter(Boolean).join(" "));
    this.restoreScroll();
    this.remember();
  }

  /** The charts of the state that was drawn last: they come after it. */
  drawCharts(charts: readonly ChartView[]): void {
    this.charts.draw(charts);
    // Only now is the page as long as it was when its place was remembered.
    if (!this.charted && scrollY < this.memory.scroll) scrollTo(0, this.memory.scroll);
    this.charted = true;
  }

  /** Why something that was asked for was not done. */
  refuse(message: string): void {
    this.refused.replaceChildren(message);
    this.stand();
    this.refused.scrollIntoView({ block: "nearest" });
  }

  /** Right below what was asked for, and on top of the page where that is gone. */
  private stand(): void {
    const { refused } = this;
    const asked = this.asked();
    const there = asked?.isConnected === true;
    // Out of the page's flow before anything is measured: in it, it moves what stands below.
    refused.classList.toggle("beside", there);
    const box = there ? asked.getBoundingClientRect() : null;
    const left = box ? Math.max(8, Math.min(box.left, document.documentElement.clientWidth - refused.offsetWidth - 8)) : 0;
    refused.style.left = box ? `${left + scrollX}px` : "";
    refused.style.top = box ? `${box.bottom + scrollY + 4}px` : "";
  }

  /** The cell or the control that has the focus; nothing for the page itself. */
  private place(): () => Element | null {
    const { activeElement: focused } = document;
    if (focused === null || focused === document.body) return () => null;
    const held = focused.closest("td, th, .total") ?? focused;
    const { parentElement: line } = held;
    if (!line?.isConnected || held === focused) return () => held;
    const at = [...line.children].indexOf(held);
    const key = line.getAttribute("data-key");
    return () =>
      (key === null ? this.overview.querySelectorAll(".total") : (this.frame.querySelector(`tr[data-key="${CSS.escape(key)}"]`)?.children ?? []))[at] ?? null;
  }

  /** What was done that no state shows. */
  say(message: string): void {
    this.announce(message);
  }

  private announce(text: string): void {
    if (text === this.announced) return;
    this.announced = text;
    this.live.textContent = text;
  }

  private arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.tools.arranged(arrangement);
    this.redrawGrid();
    this.remember();
  }

  private redrawGrid(): void {
    if (!this.state?.view) return;
    this.frame.classList.toggle("more", this.more);
    this.grid.draw(this.state, { arrangement: this.arrangement, more: this.more });
    this.drawTools();
    this.remember();
  }

  private drawTools(): void {
    if (this.state?.view) this.tools.draw(this.state.view, this.state.readOnly);
  }

  private assumptions({ view }: State): (Node | null)[] {
    const { t } = this;
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
    if (this.memory.scroll > 0) scrollTo(0, this.memory.scroll);
  }

  private remember(): void {
    if (!this.scrolled) return;
    this.keep({
      scroll: this.scroll,
      cell: this.grid.active,
      expanded: [...this.expanded],
      collapsed: [...this.collapsed],
      unfolded: [...this.unfolded],
      charts: this.charts.memory,
      arrangement: this.arrangement,
      more: this.more,
      draft: this.state?.draft?.steps ?? null,
      other: this.state?.comparison?.other ?? null,
    });
  }
}

const keys =
  "Keys: arrows move, Enter or F2 edits, 0 to 4 set the level (0, 25, 50, 75, 100 %) where nothing is typed, Backspace on a decision reopens it, Shift and arrows select rows, Space shows why, a column from a spreadsheet can be pasted.";
