/** The editor's colours, read from its CSS variables; a variable that a theme leaves out has a readable fallback. */
export interface Theme {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly background: string;
  readonly alarm: string;
  readonly contrast: boolean;
  readonly font: string;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (names: readonly string[], fallback: string) =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== "") ?? fallback;
  const contrast = document.body.classList.contains("vscode-high-contrast") || document.body.classList.contains("vscode-high-contrast-light");
  const text = colour(["--vscode-editor-foreground", "--vscode-foreground"], "#3b3b3b");
  return {
    text,
    quiet: contrast ? text : colour(["--vscode-descriptionForeground"], "#717171"),
    line: contrast ? colour(["--vscode-contrastBorder"], text) : colour(["--vscode-editorWidget-border", "--vscode-panel-border"], "#8884"),
    background: colour(["--vscode-editor-background"], "#ffffff"),
    alarm: colour(["--vscode-editorError-foreground", "--vscode-errorForeground"], "#d55e00"),
    contrast,
    font: colour(["--vscode-font-family"], "sans-serif"),
  };
}

/** Okabe and Ito's colours, told apart with every common kind of colour vision. */
const series = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999"] as const;

/** How many there are: a chart of more parts repeats them. */
export const seriesColours = series.length;

export function seriesColour(index: number): string {
  return series[index % series.length] ?? series[0];
}

/** Calls back when the editor changes its theme. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
}
