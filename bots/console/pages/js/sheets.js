// Small layers: all keys, a new person's name, and the wait while the demo starts over.

import { make, openLayer } from "./dom.js";
import { say } from "./phrases.js";
import { startOver } from "./server.js";

const listKeys = () => [
  [[say("any letter")], say("types into the pane you are in")],
  [["Enter"], say("send")],
  [["Shift", "Enter"], say("new line")],
  [["/"], say("commands")],
  [["↑"], say("in an empty field: edit the last line")],
  [["Ctrl", "Z"], say("in an empty field: undo the last act")],
  [["Tab"], say("to the newest buttons, arrows within them")],
  [["Shift", "Tab"], say("or Page Up: older cards")],
  [["End"], say("the newest")],
  [["R"], say("reply to the card in focus")],
  [["1"], say("to 10: answers a question of scores")],
  [["Alt", "↑ ↓"], say("person")],
  [["Ctrl", "K"], say("go to")],
  [["Ctrl", "/"], say("these keys")],
  [["Ctrl", "V"], say("or a drop: attach a picture")],
  [["Esc"], say("closes the list, drops the reply, returns to typing")],
];

export function openKeys() {
  openLayer(
    make(
      "dialog",
      { class: "layer keys", "aria-label": say("Keys") },
      make("h2", {}, say("Keys")),
      make(
        "dl",
        {},
        ...listKeys().flatMap(([keys, words]) => [
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
    "aria-label": say("Name"),
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
    make("p", {}, say("What is the name? The journal greets them with /start.")),
    input,
    problem,
    make(
      "div",
      { class: "row" },
      make("button", { class: "button quiet", type: "button", on: { click: () => dialog.close() } }, say("Cancel")),
      make("button", { class: "button primary", type: "submit" }, say("Start")),
    ),
  );
  const dialog = make(
    "dialog",
    { class: "layer person", "aria-label": say("New person") },
    make("h2", {}, say("New person")),
    form,
  );
  openLayer(dialog);
  input.focus();
}

/** The page begins anew by itself when the journal says that it is done. */
export async function startDemoOver() {
  const words = make("p", { role: "status" }, say("Half a year of trades is written anew. The page comes back by itself."));
  const heading = make("h2", {}, say("Starting the demo over …"));
  openLayer(make("dialog", { class: "layer wait", "aria-label": say("Starting the demo over") }, heading, words));
  try {
    await startOver();
  } catch {
    heading.textContent = say("The demo did not start over");
    words.textContent = say("The journal did not answer. Ctrl K tries again.");
  }
}
