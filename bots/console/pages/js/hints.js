// The keys under the composer, as they are of use just now.

import { make } from "./dom.js";

const HINTS = {
  plain: { Enter: "send", "/": "commands", Tab: "buttons", "↑": "edit last", "Alt ↑↓": "person" },
  commands: { "↑↓": "choose", Tab: "complete", Enter: "send", Esc: "close" },
  reply: { Enter: "send", Esc: "drop the reply", Tab: "buttons" },
  edit: { Enter: "save", Esc: "leave it as it was" },
  buttons: { "← →": "choose", Enter: "press", R: "reply", Esc: "back to typing" },
};

export class Hints {
  element = make("div", { class: "hints", "aria-hidden": "true" });

  show(name) {
    if (this.element.dataset.shown === name) return;
    this.element.dataset.shown = name;
    const keys = Object.entries(HINTS[name]).map(([key, words]) => make("span", {}, make("kbd", {}, key), words));
    this.element.replaceChildren(...keys);
  }
}
