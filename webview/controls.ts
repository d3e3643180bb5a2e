import { provideVSCodeDesignSystem, vsCodeButton, vsCodePanels, vsCodePanelTab, vsCodePanelView, vsCodeTag, vsCodeTextField } from "@vscode/webview-ui-toolkit";
import { el } from "./dom";

// The only file that knows the control kit: the rest of the page asks for what it needs by these functions.

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodePanels(), vsCodePanelTab(), vsCodePanelView(), vsCodeTag(), vsCodeTextField());

/** A button in the editor's own look. */
export function button(label: string, onClick: () => void, options: { readonly primary?: boolean } = {}): HTMLElement {
  const element = document.createElement("vscode-button");
  element.setAttribute("appearance", options.primary ? "primary" : "secondary");
  element.textContent = label;
  element.addEventListener("click", onClick);
  return element;
}

/** A short word in a frame. */
export function tag(text: string): HTMLElement {
  const element = document.createElement("vscode-tag");
  element.textContent = text;
  return element;
}

/** A line to type in: Enter gives its text to `onCommit`, Escape and leaving it to `onCancel`. */
export function textField(label: string, value: string, onCommit: (text: string) => void, onCancel: () => void): HTMLElement {
  const element = document.createElement("vscode-text-field") as HTMLElement & { value: string };
  element.setAttribute("aria-label", label);
  element.setAttribute("size", "8");
  element.value = value;
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
