// The strip of people above a log: tabs with what is unread, a new person, and on a phone the clock.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";

/** `role` is that of the pane; tabs of the other role stand in it for the phone only. */
export class Strip {
  constructor({ role, panel, onSelect, onAdd, chip }) {
    this.role = role;
    this.panel = panel;
    this.onSelect = onSelect;
    this.tabs = make("div", {
      class: "tabs",
      role: "tablist",
      "aria-label": role === "mentor" ? say("Mentor") : say("People"),
      on: { keydown: (event) => this.#arrows(event) },
    });
    this.add = make(
      "button",
      {
        class: `add${role === "mentor" ? " twin" : ""}`,
        type: "button",
        "aria-label": say("New person"),
        title: say("New person"),
        on: { click: onAdd },
      },
      icon("plus"),
    );
    this.people = make("div", { class: "people" }, this.tabs, this.add);
    this.follows = make("span", { class: "follows" });
    this.element = make("div", { class: "strip" }, this.people, this.follows, chip);
  }

  draw(chats, selected) {
    const inOrder = [...chats].sort((a, b) => rank(a) - rank(b));
    const nodes = [];
    for (const chat of inOrder) {
      if (chat.member.role === "mentor" && !nodes.some((node) => node.className === "divider"))
        nodes.push(make("span", { class: "divider", role: "presentation" }));
      nodes.push(this.#tab(chat, chat.slug === selected));
    }
    const focused = this.people.contains(document.activeElement) ? document.activeElement.dataset.slug : null;
    this.tabs.replaceChildren(...nodes);
    if (focused) this.people.querySelector(`[data-slug="${CSS.escape(focused)}"]`)?.focus();
    this.people.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const mentor = inOrder.find((chat) => chat.slug === selected)?.member;
    this.follows.textContent =
      this.role === "mentor" && mentor?.follows
        ? mentor.follows === 1
          ? say("follows 1 trader")
          : say("follows {count} traders", { count: mentor.follows })
        : "";
  }

  #tab(chat, isSelected) {
    const { name, slug, role } = chat.member;
    const spoken = chat.unread ? `${name}, ${say("{count} new", { count: chat.unread })}` : name;
    return make(
      "button",
      {
        class: `tab${role === this.role ? "" : " twin"}`,
        type: "button",
        role: "tab",
        "aria-selected": String(isSelected),
        "aria-controls": this.panel,
        "aria-label": spoken,
        tabindex: isSelected ? "0" : "-1",
        data: { slug },
        on: { click: () => this.onSelect(slug) },
      },
      make("span", { class: "tile", "aria-hidden": "true" }, [...name][0].toUpperCase()),
      name,
      role === "mentor" && make("small", {}, say("mentor’s channel")),
      chat.unread ? make("span", { class: "count" }, String(chat.unread)) : null,
    );
  }

  #arrows(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...this.people.querySelectorAll(".tab")].filter((tab) => tab.offsetParent);
    const next = tabs[tabs.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    this.onSelect(next.dataset.slug);
    this.people.querySelector(`[data-slug="${CSS.escape(next.dataset.slug)}"]`)?.focus();
  }
}

const rank = (chat) => (chat.member.role === "mentor" ? 1 : 0);
