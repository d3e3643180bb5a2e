import { el } from "./dom";

/** What an editor in a cell ended with. */
export interface Outcome {
  /** undefined: left without a change */
  readonly value: string | undefined;
  /** the key that ended it: Enter moves down, Tab stays, Escape undoes */
  readonly move: "down" | "stay" | "none";
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A line to type in, in place of the cell's content; `before` is what is there already. Enter commits, Escape leaves the value as it was, leaving the field commits. */
export function lineEditor(
  cell: HTMLElement,
  options: { readonly label: string; readonly value: string; readonly before: string; readonly placeholder?: string },
  done: (outcome: Outcome) => void,
): void {
  const input = el("input", { type: "text", class: "editor", "aria-label": options.label, placeholder: options.placeholder, dir: "auto" });
  input.value = options.value;
  start(cell, input, () => (input.value.trim() === options.before.trim() ? undefined : input.value.trim()), done);
  input.select();
}

/** A list to choose from, in place of the cell's content. A choice made with the pointer commits at once. */
export function choiceEditor(
  cell: HTMLElement,
  options: { readonly label: string; readonly value: string; readonly choices: readonly Choice[] },
  done: (outcome: Outcome) => void,
): void {
  const select = el(
    "select",
    { class: "editor", "aria-label": options.label },
    ...options.choices.map((choice) => el("option", { value: choice.value }, choice.label)),
  );
  select.value = options.value;
  start(cell, select, () => (select.value === options.value ? undefined : select.value), done);
}

function start(cell: HTMLElement, field: HTMLInputElement | HTMLSelectElement, changed: () => string | undefined, done: (outcome: Outcome) => void): void {
  let open = true;
  const close = (outcome: Outcome) => {
    if (!open) return;
    open = false;
    done(outcome);
  };
  field.addEventListener("keydown", (event) => {
    const key = (event as KeyboardEvent).key;
    // Undo, redo and save inside a field are the field's or the editor's, never the grid's.
    event.stopPropagation();
    if (key === "Enter" && !(event as KeyboardEvent).isComposing) close({ value: changed(), move: "down" });
    if (key === "Escape") close({ value: undefined, move: "stay" });
    if (key === "Tab") {
      event.preventDefault();
      close({ value: changed(), move: "stay" });
    }
  });
  field.addEventListener("blur", () => close({ value: changed(), move: "none" }));
  if (field instanceof HTMLSelectElement) {
    // Arrow keys change a closed list step by step; only the pointer means "this one, now".
    let pointed = false;
    field.addEventListener("pointerdown", () => {
      pointed = true;
    });
    field.addEventListener("change", () => {
      if (pointed) close({ value: changed(), move: "stay" });
    });
  }
  cell.replaceChildren(field);
  field.focus();
}
