// The commands over the composer, while a lone word after `/` is typed.

import { make } from "./dom.js";
import { say } from "./phrases.js";

export class CommandList {
  #chosen = 0;
  #shown = [];

  constructor({ id, commands, onChoose }) {
    this.commands = commands;
    this.onChoose = onChoose;
    this.element = make("div", { class: "commands", id, role: "listbox", "aria-label": say("Commands"), hidden: true });
  }

  get isOpen() {
    return !this.element.hidden;
  }
  get chosen() {
    return this.#shown[this.#chosen] ?? null;
  }
  get chosenId() {
    return this.chosen ? `${this.element.id}-${this.chosen.name}` : null;
  }

  match(text) {
    const typed = /^\/(\w*)$/u.exec(text)?.[1].toLowerCase();
    this.#shown = typed === undefined ? [] : this.commands.filter((command) => command.name.startsWith(typed));
    this.#chosen = 0;
    this.#draw(typed ?? "");
  }

  move(step) {
    this.#chosen = (this.#chosen + step + this.#shown.length) % this.#shown.length;
    this.#mark();
  }

  close() {
    this.element.hidden = true;
  }

  #draw(typed) {
    this.element.hidden = this.#shown.length === 0;
    this.element.replaceChildren(
      ...this.#shown.map((command) =>
        make(
          "div",
          {
            role: "option",
            id: `${this.element.id}-${command.name}`,
            on: {
              pointerdown: (event) => {
                event.preventDefault();
                this.onChoose(command);
              },
            },
          },
          make("b", {}, make("i", {}, `/${command.name.slice(0, typed.length)}`), command.name.slice(typed.length)),
          make("span", {}, command.description),
          make("kbd", {}, "Enter"),
        ),
      ),
    );
    this.#mark();
  }

  #mark() {
    [...this.element.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.#chosen));
      if (index === this.#chosen) option.scrollIntoView({ block: "nearest" });
    });
  }
}
