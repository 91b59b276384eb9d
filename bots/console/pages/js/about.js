// What the line in the composer is about: the card it replies to, or the older line it corrects.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";
import { saySides } from "./words.js";

/** A card in a quote: without the sign of its state. */
export const nameOf = (entry) => entry?.screen?.name.replace(/^[●✓]\s*/u, "") ?? "";

export class About {
  reply = null;
  edited = null;

  constructor({ onDrop }) {
    this.words = make("span", { class: "words" });
    this.cross = make("button", { class: "icon", type: "button", on: { click: onDrop } }, icon("cross", 14));
    this.element = make("div", { class: "with", hidden: true }, icon("reply", 16), this.words, this.cross);
  }

  get isEmpty() {
    return this.reply === null && this.edited === null;
  }

  set({ reply = null, edited = null }) {
    this.reply = reply;
    this.edited = edited;
    this.element.hidden = this.isEmpty;
    this.cross.setAttribute("aria-label", edited ? say("Leave it as it was") : say("Drop the reply"));
    if (edited) this.words.replaceChildren(`${say("Editing:")} `, edited.text.split("\n", 1)[0]);
    else this.words.replaceChildren(`${say("To:")} `, ...saySides(nameOf(reply)));
  }
}
