const drawn = new WeakMap<HTMLElement, string>();

/** Replaces the content of a section where what it shows has changed; the focus stays on what it was on, where that is there again. */
export function replace(section: HTMLElement, shows: readonly unknown[], content: () => readonly (Node | null)[]): void {
  const signature = JSON.stringify(shows);
  if (drawn.get(section) === signature) return;
  drawn.set(section, signature);
  const kept = focusable(section).indexOf(document.activeElement as HTMLElement);
  section.replaceChildren(...content().filter((child) => child !== null));
  if (kept >= 0) focusable(section)[kept]?.focus({ preventScroll: true });
}

const focusable = (section: HTMLElement): readonly HTMLElement[] => [
  ...section.querySelectorAll<HTMLElement>("button, vscode-button, summary, [tabindex='0']"),
];
