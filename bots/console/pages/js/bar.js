// The top bar: name, clock in the middle, doors at the right.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";
import { makeThemeSwitch } from "./theme.js";

export function drawBar(bar, { title, clock, onPalette, onKeys }) {
  bar.replaceChildren(
    make("div", { class: "brand" }, icon("logo"), "AMS Journal", make("small", {}, title)),
    clock,
    make(
      "div",
      { class: "doors" },
      make(
        "button",
        { class: "door", type: "button", "aria-label": say("Go to"), on: { click: onPalette } },
        make("kbd", {}, "Ctrl K"),
        make("span", { class: "hint" }, say("go to")),
      ),
      make(
        "button",
        { class: "door", type: "button", "aria-label": say("Keys"), title: `${say("Keys")} (Ctrl /)`, on: { click: onKeys } },
        icon("keyboard"),
      ),
      makeThemeSwitch(),
    ),
  );
}
