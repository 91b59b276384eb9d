// Making elements. Children that are strings become text nodes: nothing typed is ever parsed as HTML.

export function make(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, data = {}, class: names, ...attributes } = options;
  if (names) node.className = names;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const [name, value] of Object.entries(data)) node.dataset[name] = value;
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const isPhone = () => matchMedia("(width < 900px)").matches;
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Close a dialog by its backdrop as by Esc. */
export function openLayer(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return dialog;
}
