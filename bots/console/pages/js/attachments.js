// Pictures that go with the next line: sent up at once, shown as a thumbnail, removable.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";
import { Away, sendPicture } from "./server.js";

export class Attachments {
  #list = [];

  /** `describe()` says which trade they go to; `onChange()` is called when the list changes. */
  constructor({ describe, onChange }) {
    this.describe = describe;
    this.onChange = onChange;
    this.element = make("div", { class: "attached" });
  }

  get isEmpty() {
    return this.#list.length === 0;
  }
  get isReady() {
    return this.#list.every((one) => one.ref);
  }

  add(files) {
    for (const file of [...files].filter((one) => one.type.startsWith("image/")).slice(0, 4 - this.#list.length)) {
      const one = {
        file,
        name: file.name || "picture.png",
        ref: null,
        problem: "",
        address: URL.createObjectURL(file),
      };
      this.#list.push(one);
      void this.#sendUp(one);
    }
    this.draw();
  }

  /** What was attached, for sending; the list is empty afterwards. */
  take() {
    const taken = this.#list.map(({ ref, name, width, height }) => ({ ref, name, width, height }));
    this.#list.forEach((one) => URL.revokeObjectURL(one.address));
    this.#list = [];
    this.draw();
    return taken;
  }

  putAside() {
    const list = this.#list;
    this.#list = [];
    return list;
  }

  bringBack(list) {
    this.#list = list;
  }

  draw() {
    const to = this.describe();
    this.element.replaceChildren(
      ...this.#list.map((one) =>
        make(
          "div",
          { class: "with" },
          make("img", { class: "thumb", src: one.address, alt: "" }),
          make(
            "span",
            { class: "words" },
            one.name,
            one.problem
              ? make("small", { class: "problem", role: "alert" }, one.problem)
              : make("small", {}, one.ref ? to : say("being sent up")),
          ),
          one.problem &&
            make(
              "button",
              { class: "button", type: "button", on: { click: () => void this.#sendUp(one) } },
              say("Try again"),
            ),
          make(
            "button",
            {
              class: "icon",
              type: "button",
              "aria-label": say("Remove {name}", { name: one.name }),
              on: { click: () => this.#remove(one) },
            },
            icon("cross", 16),
          ),
        ),
      ),
    );
    this.onChange();
  }

  async #sendUp(one) {
    one.problem = "";
    try {
      Object.assign(one, await sendPicture(one.file));
    } catch (error) {
      one.problem = error instanceof Away ? say("It did not arrive.") : error.message;
    }
    this.draw();
  }

  #remove(one) {
    URL.revokeObjectURL(one.address);
    this.#list = this.#list.filter((other) => other !== one);
    this.draw();
  }
}
