import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import { el } from "./dom";

// The only file that knows the control kit: the rest of the page asks for what it needs by these functions.

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodePanels(),
  vsCodePanelTab(),
  vsCodePanelView(),
  vsCodeTextField(),
);

/** A button in the editor's own look. */
export function button(label: string, onClick: () => void, options: { readonly primary?: boolean } = {}): HTMLElement {
  const element = document.createElement("vscode-button");
  element.setAttribute("appearance", options.primary ? "primary" : "secondary");
  element.textContent = label;
  element.addEventListener("click", onClick);
  return element;
}

/** A line to type in: Enter gives its text to `onCommit`, Escape and leaving it to `onCancel`. */
export function textField(label: string, value: string, onCommit: (text: string) => void, onCancel: () => void): HTMLElement {
  const element = newField(label, value);
  let open = true;
  const close = (act: () => void) => {
    if (!open) return;
    open = false;
    act();
  };
  element.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") close(() => onCommit(element.value));
    if (event.key === "Escape") close(onCancel);
  });
  element.addEventListener("focusout", () => close(onCancel));
  return element;
}

interface Field extends HTMLElement {
  value: string;
}

function newField(label: string, value: string, placeholder = ""): Field {
  const element = document.createElement("vscode-text-field") as Field;
  // The kit names a field by its content, whatever else is said: the style sheet hides that text.
  element.textContent = label;
  element.setAttribute("size", "8");
  element.setAttribute("placeholder", placeholder);
  element.value = value;
  return element;
}

/** A field with its name over it: Enter or leaving it commits what changed, Escape takes it back. */
export function labelledField(label: string, value: string, onCommit: (text: string) => void, placeholder = ""): HTMLElement {
  const element = newField(label, value, placeholder);
  let kept = value;
  const commit = () => {
    const text = element.value.trim();
    element.classList.remove("typing");
    if (text === kept) return;
    kept = text;
    onCommit(text);
  };
  // Until it is committed, what is typed must survive whatever is drawn around it.
  element.addEventListener("input", () => element.classList.toggle("typing", element.value.trim() !== kept));
  element.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") commit();
    if (event.key !== "Escape") return;
    element.value = kept;
    element.classList.remove("typing");
  });
  element.addEventListener("focusout", commit);
  return el("span", { class: "labelled" }, el("span", { class: "note", "aria-hidden": true }, label), element);
}

/** A field that says each text that is typed. */
export function searchField(label: string, value: string, onInput: (text: string) => void): HTMLElement {
  const element = newField(label, value, label);
  element.classList.add("search");
  element.setAttribute("size", "16");
  element.addEventListener("input", () => onInput(element.value));
  element.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape" || element.value === "") return;
    element.value = "";
    onInput("");
  });
  return element;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface Dropdown {
  readonly element: HTMLElement;
  readonly value: string;
  /** Other options; the chosen one stays where it is still there. */
  set(options: readonly Option[]): void;
}

/** A list to choose one of. */
export function dropdown(label: string, options: readonly Option[], value: string, onChange: (value: string) => void = () => {}): Dropdown {
  const element = document.createElement("vscode-dropdown") as Field;
  element.setAttribute("aria-label", label);
  let shown = "";
  const set = (next: readonly Option[]) => {
    const signature = JSON.stringify(next);
    if (signature === shown) return;
    shown = signature;
    const kept = element.value || value;
    element.replaceChildren(
      ...next.map((option) => {
        const item = document.createElement("vscode-option");
        item.setAttribute("value", option.value);
        if (option.value === kept) item.setAttribute("selected", "");
        item.textContent = option.label;
        return item;
      }),
    );
    if (next.some((option) => option.value === kept)) element.value = kept;
  };
  set(options);
  element.addEventListener("change", () => onChange(element.value));
  return {
    element,
    get value() {
      return element.value;
    },
    set,
  };
}

/** A box to tick. */
export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const element = document.createElement("vscode-checkbox") as HTMLElement & { checked: boolean };
  element.textContent = label;
  element.checked = checked;
  element.addEventListener("change", () => onChange(element.checked));
  return element;
}

/** A value that is moved with pointer or arrow keys; the kit has none, so it is the browser's own. */
export function slider(label: string, range: { readonly max: number; readonly step: number }, onInput: (value: number) => void): HTMLInputElement {
  const element = el("input", { type: "range", min: "0", max: String(range.max), step: String(range.step), "aria-label": label });
  element.addEventListener("input", () => onInput(element.valueAsNumber));
  element.addEventListener("keydown", (event) => event.stopPropagation());
  return element;
}

/** Views behind tabs, the first one chosen unless `active` names another. */
export function tabs(
  label: string,
  views: readonly { readonly id: string; readonly title: string; readonly content: HTMLElement }[],
  active: string,
  onChange: (id: string) => void,
): HTMLElement {
  const element = document.createElement("vscode-panels") as HTMLElement & { readonly activeid: string };
  element.setAttribute("aria-label", label);
  element.setAttribute("activeid", `tab-${active}`);
  for (const view of views) {
    const tabElement = document.createElement("vscode-panel-tab");
    tabElement.id = `tab-${view.id}`;
    tabElement.textContent = view.title;
    element.append(tabElement);
  }
  for (const view of views) {
    const viewElement = document.createElement("vscode-panel-view");
    viewElement.id = `view-${view.id}`;
    viewElement.append(view.content);
    element.append(viewElement);
  }
  // The property, because the attribute follows it later; and not the change of a field in one of the views.
  element.addEventListener("change", (event) => {
    if (event.target === element) onChange(element.activeid.replace(/^tab-/, ""));
  });
  return element;
}

/** A labelled group of controls at the end of a heading. */
export function toolbar(...children: readonly HTMLElement[]): HTMLElement {
  return el("div", { class: "toolbar" }, ...children);
}
