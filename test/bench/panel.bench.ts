import type { Browser } from "playwright-core";
import { ensureBrowser } from "../../src/build/ensureBrowser.mjs";
import type { Analysis } from "../../src/core/analysis/analysis";
import type { Matrix } from "../../src/core/analysis/matrix";
import type { AnalysisMemo } from "../../src/core/analyze";
import { applyEdits } from "../../src/core/scenario/edit/scenarioEdit";
import { translator } from "../../src/core/text";
import { applyChanges } from "../../src/protocol/applyChanges";
import { buildState } from "../../src/protocol/buildState";
import { buildCharts } from "../../src/protocol/charts/buildCharts";
import type { Change, State } from "../../src/protocol/messages";
import { analyse } from "../support/analyse";
import { largeScenario } from "../support/largeScenario";
import { openBrowser, WebviewPage } from "../support/webviewPage";
import { type Figure, printFigures, sampleOf } from "./support/figures";

// The matrix in a real browser with the real bundle: what an edit takes from key to redrawn totals, on either side of the page's border.

const t = translator("en");

/** Milliseconds of one edit; the charts come after the rest and are no part of it. */
interface Times {
  readonly edit: number;
  readonly analysis: number;
  readonly state: number;
  readonly page: number;
  readonly charts: number;
}

/** One scenario in one page, edited again and again. */
class Session {
  private readonly memo: AnalysisMemo = {};
  private analysis: Analysis & { matrix: Matrix };

  private constructor(
    private text: string,
    readonly view: WebviewPage,
  ) {
    this.analysis = analyse(text, { memo: this.memo });
  }

  static async open(browser: Browser, text: string): Promise<Session> {
    const view = await WebviewPage.open(browser, stateOf(analyse(text)));
    return new Session(text, view);
  }

  async edit(change: Change): Promise<Times> {
    const from = performance.now();
    const applied = applyChanges(this.text, [change], t, "EUR");
    if ("refused" in applied) throw new Error(applied.refused);
    this.text = applyEdits(this.text, applied.edits);
    const edited = performance.now();
    this.analysis = analyse(this.text, { memo: this.memo });
    const analysed = performance.now();
    const state = stateOf(this.analysis);
    const built = performance.now();
    const page = await drawn(this.view, state);
    const after = performance.now();
    buildCharts(this.analysis);
    return { edit: edited - from, analysis: analysed - edited, state: built - analysed, page, charts: performance.now() - after };
  }
}

function stateOf(analysis: Analysis): State {
  return buildState({ file: analysis, lastGood: null, draft: null, comparison: null, open: [], problems: [], gone: false }, t);
}

/** Milliseconds in the page from a state's arrival to the end of the frame that shows it. */
async function drawn(view: WebviewPage, state: State): Promise<number> {
  return view.page.evaluate(
    (data) =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        window.dispatchEvent(new MessageEvent("message", { data: { type: "state", state: structuredClone(data) } }));
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - from);
          channel.port2.postMessage(0);
        });
      }),
    state,
  );
}

/** Milliseconds between frames while the page is scrolled from its top to its end. */
async function scrolled(view: WebviewPage): Promise<readonly number[]> {
  return view.page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const end = document.documentElement.scrollHeight - innerHeight;
        let last = performance.now();
        let step = 0;
        const next = () => {
          const now = performance.now();
          if (step > 0) gaps.push(now - last);
          last = now;
          if (step++ > 90) return resolve(gaps);
          scrollTo(0, (end * step) / 90);
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
}

const of = (times: readonly Times[], part: (one: Times) => number) => sampleOf(times.map(part));

const browser = await openBrowser(await ensureBrowser());
try {
  const figures: Figure[] = [];
  const hundred = largeScenario({ services: 25, hosts: 6 });
  const first = stateOf(analyse(hundred));
  const opened: number[] = [];
  for (let round = 0; round < 5; round++) {
    const view = await WebviewPage.load(browser);
    const script = await view.page.evaluate(() => {
      const { begun, loaded } = window as unknown as { begun: number; loaded: number };
      return loaded - begun;
    });
    opened.push(script + (await drawn(view, first)));
    await view.page.close();
  }
  figures.push({ what: "opened to interactive, 100 rows (script and first draw)", ours: sampleOf(opened), unit: "ms", budget: 300 });

  const session = await Session.open(browser, hundred);
  const levels = [0, 0.25, 0.5, 0.75, 1] as const;
  const change = (round: number): Change => ({ type: "level", service: "sport-speech", language: "fr", level: levels[round % 5] ?? 0 });
  for (let round = 0; round < 5; round++) await session.edit(change(round));
  const times: Times[] = [];
  for (let round = 0; round < 20; round++) times.push(await session.edit(change(round)));
  figures.push(
    { what: "a level to redrawn totals, 100 rows, 6 hosts", ours: of(times, (one) => one.edit + one.analysis + one.state + one.page), unit: "ms", budget: 50 },
    { what: "  of it: the edit of the text", ours: of(times, (one) => one.edit), unit: "ms" },
    { what: "  the analysis", ours: of(times, (one) => one.analysis), unit: "ms" },
    { what: "  the state", ours: of(times, (one) => one.state), unit: "ms" },
    { what: "  the page, to the end of its frame", ours: of(times, (one) => one.page), unit: "ms" },
    { what: "  after it: options, tornado and charts", ours: of(times, (one) => one.charts), unit: "ms" },
  );
  await session.view.page.close();

  const many = await WebviewPage.open(browser, stateOf(analyse(largeScenario({ services: 200, hosts: 20 }))));
  const gaps = await scrolled(many);
  figures.push(
    { what: "rows of a scenario with 200 services", ours: await many.page.locator("tr[data-key^='row:']").count(), unit: "count" },
    { what: "frame while scrolling through them", ours: sampleOf(gaps), unit: "ms", note: "16.7 ms is what the screen asks for" },
  );
  printFigures("matrix in the browser", figures);
} finally {
  await browser.close();
}
