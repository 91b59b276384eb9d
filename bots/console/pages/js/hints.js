// The keys under the composer, as they are of use just now.

import { make } from "./dom.js";
import { say } from "./phrases.js";

const listHints = () => ({
  plain: { Enter: say("send"), "/": say("commands"), Tab: say("buttons"), "↑": say("edit last"), "Alt ↑↓": say("person") },
  commands: { "↑↓": say("choose"), Tab: say("complete"), Enter: say("send"), Esc: say("close") },
  reply: { Enter: say("send"), Esc: say("drop the reply"), Tab: say("buttons") },
  edit: { Enter: say("save"), Esc: say("leave it as it was") },
  buttons: { "← →": say("choose"), Enter: say("press"), R: say("reply"), Esc: say("back to typing") },
});

export class Hints {
  element = make("div", { class: "hints", "aria-hidden": "true" });

  show(name) {
    if (this.element.dataset.shown === name) return;
    this.element.dataset.shown = name;
    const keys = Object.entries(listHints()[name]).map(([key, words]) => make("span", {}, make("kbd", {}, key), words));
    this.element.replaceChildren(...keys);
  }
}
