// Buttons of a screen: rows as given, scores in two rows of five, and what a press looks like until it is answered.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";
import { saySides } from "./words.js";

const ICONS = { undo: "back", back: "back", photo: "image" };

export function makeChoices(block, card) {
  const hasChosen = block.rows.flat().some((action) => action.chosen);
  const group = make("div", { class: "block rows", role: "group", "aria-label": block.question || null });
  let scores = null;
  for (const row of block.rows) {
    if (row.length > 3 && row.every((action) => /^\d{1,2}$/u.test(action.label))) {
      if (!scores) group.append((scores = make("div", { class: "scores" })));
      scores.append(
        ...row.map((action) => makeButton(action, card, { hasChosen, name: scoreName(block.question, action.label) })),
      );
    } else {
      group.append(
        make(
          "div",
          { class: "row", data: { count: row.length } },
          ...row.map((action) => makeButton(action, card, { hasChosen })),
        ),
      );
    }
  }
  return group;
}

const scoreName = (question, label) => (question ? null : say("{label} of 10", { label }));

export function makeButton(action, card, { hasChosen = false, name = null } = {}) {
  const isAnswer = hasChosen && action.weight !== "quiet";
  const drawing = action.chosen ? "check" : ICONS[action.icon];
  const state = action.chosen ? "done" : isAnswer ? "other" : action.weight;
  const button = make(
    "button",
    {
      class: `button ${state}`,
      type: "button",
      "aria-label": name,
      "aria-pressed": isAnswer ? String(action.chosen) : null,
      data: { token: action.token },
      on: { click: () => press(button, action, card) },
    },
    drawing && icon(drawing, 16),
    make("span", {}, ...saySides(action.label.replace(/^✓\s*/u, action.chosen ? "" : "✓ "), "side-in")),
  );
  return button;
}

function press(button, action, card) {
  const message = button.closest(".message");
  if (message.classList.contains("busy")) return;
  message.classList.add("busy");
  button.classList.add("pressed");
  button.setAttribute("aria-busy", "true");
  button.querySelector("svg")?.remove();
  button.prepend(make("i", { class: "ring" }));
  card.onPress(action);
}

/** The answer came but left the card as it was: its buttons work again. */
export function release(message) {
  message.classList.remove("busy");
  for (const button of message.querySelectorAll(".button.pressed")) {
    button.classList.remove("pressed");
    button.removeAttribute("aria-busy");
    button.querySelector(".ring")?.remove();
  }
}
