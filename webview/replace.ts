const drawn = new WeakMap<HTMLElement, string>();

/** Replaces the content of a section where what it shows has changed; see `redraw`. */
export function replace(section: HTMLElement, shows: readonly unknown[], content: () => readonly (Node | null)[]): void {
  const signature = JSON.stringify(shows);
  if (drawn.get(section) === signature) return;
  drawn.set(section, signature);
  redraw(section, content());
}

/** Puts new content in place of the old; the focus stays on the control that it was on, counted from the first. */
export function redraw(section: HTMLElement, content: readonly (Node | null)[]): void {
  const kept = focusable(section).indexOf(document.activeElement as HTMLElement);
  section.replaceChildren(...content.filter((child) => child !== null));
  if (kept >= 0) focusable(section)[kept]?.focus({ preventScroll: true });
}

const focusable = (section: HTMLElement): readonly HTMLElement[] => [
  ...section.querySelectorAll<HTMLElement>("button, vscode-button, vscode-text-field, summary, [tabindex='0']"),
];
