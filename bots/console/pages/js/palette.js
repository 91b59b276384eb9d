// Ctrl K: go to a person, a command, a station of the clock.

import { make, openLayer } from "./dom.js";
import { say } from "./phrases.js";

/** `choices`: [{name, note, go}]. */
export function openPalette(choices) {
  let shown = choices;
  let chosen = 0;
  const list = make("div", { role: "listbox", id: "goto-list", "aria-label": say("Go to") });
  const input = make("input", {
    type: "text",
    placeholder: say("Go to a person, a command, the clock"),
    "aria-label": say("Go to"),
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "goto-list",
    autocomplete: "off",
    spellcheck: "false",
  });
  const dialog = make("dialog", { class: "layer goto", "aria-label": say("Go to") }, input, list);

  const go = (choice) => {
    dialog.close();
    choice?.go();
  };
  const mark = () =>
    [...list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === chosen));
      if (index !== chosen) return;
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    });
  const draw = () => {
    list.replaceChildren(
      ...shown.map((choice, index) =>
        make(
          "div",
          { role: "option", id: `goto-${index}`, on: { click: () => go(choice) } },
          choice.name,
          make("small", {}, choice.note),
        ),
      ),
    );
    if (!shown.length) list.append(make("p", { class: "nothing" }, say("Nothing of that name.")));
    else mark();
  };
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/u).filter(Boolean);
    shown = choices.filter((choice) =>
      words.every((word) => `${choice.name} ${choice.note}`.toLowerCase().includes(word)),
    );
    chosen = 0;
    draw();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      event.preventDefault();
      chosen = (chosen + step + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown[chosen]) go(shown[chosen]);
    }
  });
  draw();
  openLayer(dialog);
  input.focus();
}
