// One signal for an outage: a line under the bar, with the seconds until the next attempt.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";

const SHOWN_AFTER = 1500;

export class OutageLine {
  #since = null;

  constructor(element, link, { isWaiting }) {
    this.element = element;
    this.again = make("span", { class: "again" });
    this.words = make("span");
    element.append(icon("warning"), this.words, this.again);
    link.addEventListener("state", ({ detail }) => {
      this.#since = detail.isUp ? null : (this.#since ?? Date.now());
      this.#draw(link, isWaiting());
    });
    setInterval(() => this.#since && this.#draw(link, isWaiting()), 250);
  }

  #draw(link, isWaiting) {
    this.element.hidden = !this.#since || (!isWaiting && Date.now() - this.#since < SHOWN_AFTER);
    if (this.element.hidden) return;
    const words = isWaiting
      ? say("The journal is away for a moment. Your message waits here and is filed when it is back.")
      : say("The journal is away for a moment.");
    if (this.words.textContent !== words) this.words.textContent = words;
    const left = Math.max(0, Math.ceil(((link.retryAt ?? 0) - Date.now()) / 1000));
    this.again.textContent = left ? say("trying again in {left} s", { left }) : say("trying again");
  }
}
