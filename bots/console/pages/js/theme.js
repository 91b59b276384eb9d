// Dark or light: the system's wish first, then the switch, remembered.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { remember } from "./memory.js";
import { say } from "./phrases.js";

const light = matchMedia("(prefers-color-scheme: light)");
const isLight = () => (document.documentElement.dataset.theme ?? (light.matches ? "light" : "dark")) === "light";

export function makeThemeSwitch() {
  const button = make("button", { class: "door", type: "button", on: { click: toggleTheme } });
  const draw = () => {
    button.setAttribute("aria-label", isLight() ? say("Dark theme") : say("Light theme"));
    button.title = button.getAttribute("aria-label");
    button.replaceChildren(icon(isLight() ? "moon" : "sun"));
  };
  light.addEventListener("change", draw);
  document.addEventListener("themechange", draw);
  draw();
  return button;
}

export function toggleTheme() {
  const theme = isLight() ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
  document.dispatchEvent(new Event("themechange"));
}
