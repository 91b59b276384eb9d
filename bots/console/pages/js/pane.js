// One pane: strip, log and composer around the chat that is in front of it.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { say } from "./phrases.js";
import { Strip } from "./strip.js";

const TYPING_AFTER = 300;
const TYPING_AT_MOST = 12_000;
const placeholders = () => ({
  trader: [say("Type a trade, or / for commands"), say("Type a trade, or /")],
  mentor: [say("Reply to a card to write to a trader, or / for commands"), say("Reply to a card, or /")],
});

export class Pane {
  #typing = 0;

  /** `doings`: onSend, onEdit, onPress, onSelect, onAdd, onSeen, plate; each gets the pane's chat where it needs one. */
  constructor({ role, commands, chip, doings }) {
    this.role = role;
    this.chat = null;
    this.doings = doings;
    const label = role === "mentor" ? say("Message in the mentor’s channel") : say("Message to the journal");
    this.composer = new Composer({
      id: `composer-${role}`,
      commands,
      label,
      doings: {
        onSend: (line) => doings.onSend(this, line),
        onEdit: (entry, text) => doings.onEdit(this, entry, text),
        trade: () => this.#openTrade(),
      },
    });
    this.log = new Log({
      onPress: (entry, action) => doings.onPress(this, entry, action),
      onExample: (words) => this.composer.fill(words),
      onReply: (entry) => this.composer.replyTo(entry),
      onSeen: () => doings.onSeen(this),
      onAway: (count) => this.#drawNewest(count),
      plate: doings.plate,
    });
    this.log.element.id = `log-${role}`;
    this.strip = new Strip({ role, panel: this.log.element.id, onSelect: doings.onSelect, onAdd: doings.onAdd, chip });
    this.newest = make("button", {
      class: "newest",
      type: "button",
      hidden: true,
      on: { click: () => this.log.toEnd() },
    });
    this.typing = make(
      "div",
      { class: "typing", role: "status", hidden: true },
      make("i", { "aria-hidden": "true" }, make("span"), make("span"), make("span")),
      say("Journal is writing"),
    );
    this.problem = make("p", { class: "refused", role: "alert", hidden: true });
    this.foot = make(
      "div",
      { class: "foot" },
      this.newest,
      this.typing,
      this.problem,
      this.composer.commandList.element,
      this.composer.field,
      this.composer.hints.element,
    );
    this.element = make(
      "section",
      { class: "pane", data: { role }, "aria-label": role === "mentor" ? say("Mentor’s channel") : say("Trader’s chat") },
      this.strip.element,
      this.log.element,
      this.foot,
    );
    this.#takeDrops();
  }

  show(chat, waiting, isLate) {
    this.chat = chat;
    this.hideTyping();
    this.log.element.setAttribute("aria-label", say("Chat of {name}", { name: chat.member.name }));
    this.composer.show(chat.slug, this.#placeholder());
    this.log.show(chat, waiting, isLate);
  }

  put(entry, how, isFront) {
    if (entry.side === "journal") this.hideTyping();
    this.log.put(entry, how, isFront);
    this.composer.show(this.chat.slug, this.#placeholder());
    this.composer.attachments.draw();
  }

  /** Dots, once the answer takes longer than a blink. */
  expectAnswer() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.typing.hidden = false;
      if (this.log.pinned) this.log.toEnd();
      this.#typing = setTimeout(() => this.hideTyping(), TYPING_AT_MOST);
    }, TYPING_AFTER);
  }

  hideTyping() {
    clearTimeout(this.#typing);
    this.typing.hidden = true;
  }

  /** The journal did not take it: the words come back, with the reason. */
  refuse(reason, words) {
    this.problem.textContent = reason;
    this.problem.hidden = false;
    setTimeout(() => {
      this.problem.hidden = true;
    }, 8000);
    if (words && this.composer.isEmpty) this.composer.fill(words);
  }

  #placeholder() {
    const card = this.chat.lastCard();
    const blocks = card && this.chat.isLive(card) ? card.screen.blocks : [];
    const hint = blocks.find((block) => block.type === "input");
    if (hint) return hint.placeholder;
    const isScore = blocks.some(
      (block) =>
        block.type === "choices" && block.rows.flat().filter((action) => /^\d{1,2}$/u.test(action.label)).length === 10,
    );
    if (isScore) return say("Tap, or type 1–10");
    return placeholders()[this.role][matchMedia("(width < 1200px)").matches ? 1 : 0];
  }

  #openTrade() {
    const card = this.chat?.entries.findLast((entry) => entry.screen?.subject?.kind === "trade");
    return /\S+ [▲▼]/u.exec(card?.screen.name ?? "")?.[0] ?? null;
  }

  #drawNewest(count) {
    this.newest.hidden = count === 0;
    this.newest.replaceChildren(say("{count} new", { count }), icon("down", 14));
  }

  #takeDrops() {
    const drop = make("div", { class: "drop" });
    let depth = 0;
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    const leave = () => {
      depth = 0;
      drop.remove();
    };
    this.element.addEventListener("dragenter", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      const trade = this.#openTrade();
      drop.textContent = trade ? say("Drop to attach to {trade}", { trade }) : say("Drop to attach");
      this.element.append(drop);
    });
    this.element.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    this.element.addEventListener("dragleave", () => {
      depth -= 1;
      if (depth <= 0) leave();
    });
    this.element.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      leave();
      this.composer.attachments.add(event.dataTransfer.files);
      this.composer.focus();
    });
  }
}
