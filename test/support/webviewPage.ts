import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Analysis } from "../../src/core/analysis/analysis";
import { translator } from "../../src/core/text";
import { buildMatrixView } from "../../src/protocol/buildMatrixView";
import { buildCharts } from "../../src/protocol/charts/buildCharts";
import type { ChartView } from "../../src/protocol/charts/chartView";
import type { Intent, State } from "../../src/protocol/messages";
import { translateSentences } from "../../src/protocol/sentences";

// The matrix's page in a plain browser, with the colours of VS Code's own themes: for what no editor is needed to see.

export type Theme = "light" | "dark" | "hc" | "hcLight";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A few of the variables that the editor sets, as its default themes have them. */
const themes: Readonly<Record<Theme, { readonly body: string; readonly colours: Readonly<Record<string, string>> }>> = {
  light: {
    body: "vscode-light",
    colours: {
      foreground: "#3b3b3b",
      "editor-foreground": "#3b3b3b",
      "editor-background": "#ffffff",
      descriptionForeground: "#6b6b6b",
      "panel-border": "#e5e5e5",
      "editorWidget-border": "#e0e0e0",
      "editorWidget-background": "#f8f8f8",
      focusBorder: "#005fb8",
      "textLink-foreground": "#005fb8",
      "list-hoverBackground": "#f2f2f2",
      "button-background": "#005fb8",
      "button-foreground": "#ffffff",
      "button-secondaryBackground": "#e5e5e5",
      "button-secondaryForeground": "#3b3b3b",
      "input-background": "#ffffff",
      "input-foreground": "#3b3b3b",
      "input-border": "#cecece",
      "dropdown-background": "#ffffff",
      "dropdown-foreground": "#3b3b3b",
      "editorError-foreground": "#e51400",
      "testing-iconPassed": "#1a7f37",
      "panelTitle-activeForeground": "#3b3b3b",
      "panelTitle-inactiveForeground": "#6b6b6b",
      "panelTitle-activeBorder": "#005fb8",
      "badge-background": "#cccccc",
      "badge-foreground": "#3b3b3b",
    },
  },
  dark: {
    body: "vscode-dark",
    colours: {
      foreground: "#cccccc",
      "editor-foreground": "#cccccc",
      "editor-background": "#1f1f1f",
      descriptionForeground: "#9d9d9d",
      "panel-border": "#2b2b2b",
      "editorWidget-border": "#313131",
      "editorWidget-background": "#202020",
      focusBorder: "#0078d4",
      "textLink-foreground": "#4daafc",
      "list-hoverBackground": "#2a2d2e",
      "button-background": "#0078d4",
      "button-foreground": "#ffffff",
      "button-secondaryBackground": "#313131",
      "button-secondaryForeground": "#cccccc",
      "input-background": "#313131",
      "input-foreground": "#cccccc",
      "input-border": "#3c3c3c",
      "dropdown-background": "#313131",
      "dropdown-foreground": "#cccccc",
      "editorError-foreground": "#f14c4c",
      "testing-iconPassed": "#73c991",
      "panelTitle-activeForeground": "#cccccc",
      "panelTitle-inactiveForeground": "#9d9d9d",
      "panelTitle-activeBorder": "#0078d4",
      "badge-background": "#616161",
      "badge-foreground": "#f8f8f8",
    },
  },
  hc: {
    body: "vscode-high-contrast vscode-dark",
    colours: {
      foreground: "#ffffff",
      "editor-foreground": "#ffffff",
      "editor-background": "#000000",
      descriptionForeground: "#ffffff",
      contrastBorder: "#6fc3df",
      "editorWidget-background": "#0c141f",
      focusBorder: "#f38518",
      "textLink-foreground": "#21a6ff",
      "button-background": "#000000",
      "button-foreground": "#ffffff",
      "button-border": "#6fc3df",
      "input-background": "#000000",
      "input-foreground": "#ffffff",
      "input-border": "#6fc3df",
      "dropdown-background": "#000000",
      "dropdown-foreground": "#ffffff",
      "editorError-foreground": "#f48771",
      "testing-iconPassed": "#73c991",
      "panelTitle-activeForeground": "#ffffff",
      "panelTitle-inactiveForeground": "#ffffff",
      "panelTitle-activeBorder": "#6fc3df",
    },
  },
  hcLight: {
    body: "vscode-high-contrast-light vscode-light",
    colours: {
      foreground: "#292929",
      "editor-foreground": "#292929",
      "editor-background": "#ffffff",
      descriptionForeground: "#292929",
      contrastBorder: "#0f4a85",
      "editorWidget-background": "#ffffff",
      focusBorder: "#006bbd",
      "textLink-foreground": "#0f4a85",
      "button-background": "#0f4a85",
      "button-foreground": "#ffffff",
      "button-border": "#0f4a85",
      "input-background": "#ffffff",
      "input-foreground": "#292929",
      "input-border": "#0f4a85",
      "dropdown-background": "#ffffff",
      "dropdown-foreground": "#292929",
      "editorError-foreground": "#b5200d",
      "testing-iconPassed": "#007100",
      "panelTitle-activeForeground": "#292929",
      "panelTitle-inactiveForeground": "#292929",
      "panelTitle-activeBorder": "#b5200d",
    },
  },
};

/** A state, with the charts that follow it. */
export type StateAndCharts = State & { readonly charts?: readonly ChartView[] };

/** The state that the editor would send for an analysis, and its charts. */
export function stateOf(analysis: Analysis, over: Partial<State> = {}): StateAndCharts {
  return {
    charts: buildCharts(analysis),
    view: buildMatrixView(analysis),
    readOnly: false,
    gone: false,
    problems: [],
    sentences: translateSentences(translator(analysis.language)),
    details: {},
    draft: null,
    comparison: null,
    ...over,
  };
}

/** Starts the browser whose program is given. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

let bundle: Promise<{ readonly script: string; readonly style: string }> | undefined;

async function bundled(): Promise<{ readonly script: string; readonly style: string }> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "webview/main.ts", out: "webview" },
      { in: "webview/main.css", out: "webview" },
    ],
    outdir: join(root, "dist"),
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    write: false,
  });
  const text = (end: string) => result.outputFiles.find((file) => file.path.endsWith(end))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}

/** A page that has been sent a state, under the policy that the editor sets; what it sends is kept. */
export class WebviewPage {
  private constructor(readonly page: Page) {}

  static async open(browser: Browser, state: StateAndCharts, options: { readonly theme?: Theme; readonly width?: number } = {}): Promise<WebviewPage> {
    const view = await WebviewPage.load(browser, options);
    await view.send(state);
    return view;
  }

  /** A page that waits for its first state; `window.begun` and `window.loaded` are the times before and after its script. */
  static async load(browser: Browser, options: { readonly theme?: Theme; readonly width?: number } = {}): Promise<WebviewPage> {
    bundle ??= bundled();
    const { script, style } = await bundle;
    const theme = themes[options.theme ?? "light"];
    const page = await browser.newPage({ viewport: { width: options.width ?? 1280, height: 900 } });
    const variables = Object.entries({ ...theme.colours, "font-family": "system-ui, 'DejaVu Sans', sans-serif" }).map(
      ([name, value]) => `--vscode-${name}:${value}`,
    );
    const policy = "default-src 'none'; script-src 'nonce-n'; style-src 'nonce-n'; img-src data:; font-src 'none'";
    const stub =
      "window.begun=performance.now();window.sent=[];let kept;window.acquireVsCodeApi=()=>({postMessage:(m)=>window.sent.push(m),getState:()=>kept,setState:(s)=>{kept=s}});";
    await page.setContent(
      `<!doctype html><html><head><title>Carbon Matrix</title><meta http-equiv="Content-Security-Policy" content="${policy}"><style nonce="n">:root{${variables.join(";")}}</style><style nonce="n">${style}</style></head>` +
        `<body class="${theme.body}"><script nonce="n">${stub}</script><script nonce="n">${script.replaceAll("</script", "<\\/script")}</script><script nonce="n">window.loaded=performance.now()</script></body></html>`,
    );
    return new WebviewPage(page);
  }

  async send({ charts, ...state }: StateAndCharts): Promise<void> {
    await this.page.evaluate(
      (messages) => {
        for (const message of messages) window.postMessage(message, "*");
        return new Promise((resolve) => setTimeout(resolve, 50));
      },
      [{ type: "state", state }, ...(charts ? [{ type: "charts", charts }] : [])],
    );
  }

  async sent(): Promise<readonly Intent[]> {
    return this.page.evaluate(() => (window as unknown as { sent: Intent[] }).sent);
  }
}
