// Small layers: all keys, a new person's name, and the wait while the demo starts over.

import { make, openLayer } from "./dom.js";
import { startOver } from "./server.js";

const KEYS = [
  [["any letter"], "types into the pane you are in"],
  [["Enter"], "send"],
  [["Shift", "Enter"], "new line"],
  [["/"], "commands"],
  [["↑"], "in an empty field: edit the last line"],
  [["Ctrl", "Z"], "in an empty field: undo the last act"],
  [["Tab"], "to the newest buttons, arrows within them"],
  [["Shift", "Tab"], "or Page Up: older cards"],
  [["End"], "the newest"],
  [["R"], "reply to the card in focus"],
  [["1"], "to 10: answers a question of scores"],
  [["Alt", "↑ ↓"], "person"],
  [["Ctrl", "K"], "go to"],
  [["Ctrl", "/"], "these keys"],
  [["Ctrl", "V"], "or a drop: attach a picture"],
  [["Esc"], "closes the list, drops the reply, returns to typing"],
];

export function openKeys() {
  openLayer(
    make(
      "dialog",
      { class: "layer keys", "aria-label": "Keys" },
      make("h2", {}, "Keys"),
      make(
        "dl",
        {},
        ...KEYS.flatMap(([keys, words]) => [
          make("dt", {}, ...keys.map((key) => make("kbd", {}, key))),
          make("dd", {}, words),
        ]),
      ),
    ),
  );
}

/** `onName(name)` returns a problem in words, or null. */
export function openNewPerson(onName) {
  const input = make("input", {
    type: "text",
    "aria-label": "Name",
    autocomplete: "off",
    maxlength: "40",
    required: true,
  });
  const problem = make("p", { class: "problem", role: "alert" });
  const form = make(
    "form",
    {
      method: "dialog",
      on: {
        submit: async (event) => {
          event.preventDefault();
          problem.textContent = (await onName(input.value)) ?? "";
          if (!problem.textContent) dialog.close();
        },
      },
    },
    make("p", {}, "What is the name? The journal greets them with /start."),
    input,
    problem,
    make(
      "div",
      { class: "row" },
      make("button", { class: "button quiet", type: "button", on: { click: () => dialog.close() } }, "Cancel"),
      make("button", { class: "button primary", type: "submit" }, "Start"),
    ),
  );
  const dialog = make(
    "dialog",
    { class: "layer person", "aria-label": "New person" },
    make("h2", {}, "New person"),
    form,
  );
  openLayer(dialog);
  input.focus();
}

/** The page begins anew by itself when the journal says that it is done. */
export async function startDemoOver() {
  const words = make("p", { role: "status" }, "Half a year of trades is written anew. The page comes back by itself.");
  const heading = make("h2", {}, "Starting the demo over …");
  openLayer(make("dialog", { class: "layer wait", "aria-label": "Starting the demo over" }, heading, words));
  try {
    await startOver();
  } catch {
    heading.textContent = "The demo did not start over";
    words.textContent = "The journal did not answer. Ctrl K tries again.";
  }
}
