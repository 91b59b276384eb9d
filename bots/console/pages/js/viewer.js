// A picture enlarged; Esc, the cross or a press leads back.

import { make, openLayer } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";

export function openViewer(address, alt, width, height) {
  const before = document.activeElement;
  const viewer = make(
    "dialog",
    { class: "viewer", "aria-label": alt || say("Picture") },
    make("img", { src: address, alt, width, height, on: { click: () => viewer.close() } }),
    make(
      "button",
      { class: "icon", type: "button", "aria-label": say("Close"), on: { click: () => viewer.close() } },
      icon("cross"),
    ),
  );
  viewer.addEventListener("close", () => before?.focus());
  openLayer(viewer);
}
