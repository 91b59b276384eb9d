// The log of a pane: a chat's messages by day, held at its end, never jumping under a reader.

import { isCalm, make } from "./dom.js";
import { icon } from "./icons.js";
import { makeMessage, makeWaiting } from "./messages.js";
import { release } from "./buttons.js";
import { say } from "./phrases.js";
import { dayKey, longDay, week } from "./times.js";

const NEAR_END = 48;

export class Log {
  #chat = null;
  #waiting = [];
  #isLate = false;
  #newFrom = null;
  #isLoading = false;

  /** `doings` as in messages.js, and onSeen(), onAway(count), plate(chat). */
  constructor(doings) {
    this.doings = { ...doings, onGoTo: (id) => this.goTo(id) };
    this.column = make("div", { class: "column" });
    this.element = make(
      "div",
      { class: "log", role: "log", "aria-live": "polite", tabindex: "0", on: { scroll: () => this.#scrolled() } },
      this.column,
    );
    this.unseenBelow = 0;
    this.pinned = true;
    new ResizeObserver(() => this.pinned && this.toEnd()).observe(this.element);
    new ResizeObserver(() => this.pinned && this.toEnd()).observe(this.column);
  }

  show(chat, waiting, isLate) {
    this.#chat = chat;
    this.#waiting = waiting;
    this.#isLate = isLate;
    this.#newFrom = chat.firstUnread()?.id ?? null;
    this.element.setAttribute("aria-live", "off");
    this.#drawAll();
    this.pinned = true;
    this.toEnd();
    const mark = this.#newFrom && this.column.querySelector(".mark.new");
    if (mark) this.#reveal(mark);
    requestAnimationFrame(() => this.element.setAttribute("aria-live", "polite"));
  }

  /** An entry came or changed; `isFront`: the person looks at this pane. */
  put(entry, how, isFront) {
    const stays = this.pinned || entry.side === "own";
    if (how === "changed") this.#redraw(entry);
    else this.#add(entry, isFront);
    for (const older of this.#chat.olderThan(entry)) this.#redraw(older);
    if (stays) this.toEnd();
    else if (how === "new" && entry.side === "journal") this.#count(this.unseenBelow + 1);
  }

  showWaiting(waiting, isLate) {
    this.#waiting = waiting;
    this.#isLate = isLate;
    this.#drawWaiting();
    if (this.pinned || waiting.length) this.toEnd();
  }

  release(id) {
    const message = this.#node(id);
    if (message) release(message);
  }

  /** A few words that came with the answer, as a receipt in the card. */
  receipt(id, words) {
    const card = this.#node(id)?.querySelector(".card");
    if (!card) return;
    card.querySelector(".receipt")?.remove();
    card.append(make("p", { class: "receipt", role: "status" }, words));
  }

  dropNew() {
    if (!this.#newFrom) return;
    this.#newFrom = null;
    this.#drawAll();
  }

  goTo(id) {
    const node = this.#node(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
    if (node.matches(".message")) node.focus({ preventScroll: true });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1200);
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.pinned = true;
    this.#count(0);
  }

  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  messages() {
    return [...this.column.querySelectorAll(".message")];
  }

  #node(id) {
    return id ? this.column.querySelector(`[data-id="${CSS.escape(id)}"]`) : null;
  }

  #drawAll() {
    const chat = this.#chat;
    this.column.replaceChildren();
    if (!chat.hasOlder) this.column.append(this.doings.plate(chat));
    for (const entry of chat.entries) this.#dayOf(entry).append(makeMessage(entry, chat, this.doings));
    this.#drawWaiting();
  }

  #add(entry, isFront) {
    this.column.querySelectorAll(".receipt").forEach((words) => words.remove());
    const last = this.#chat.last === entry;
    if (last && entry.side === "journal" && !isFront && !this.#newFrom) this.#newFrom = entry.id;
    this.#waiting = this.#waiting.filter((doing) => doing.event.event !== entry.id);
    const isFirstCard =
      entry.side === "journal" && this.#chat.entries.filter((other) => other.side === "journal").length === 1;
    if (!last || isFirstCard) return this.#drawAll();
    this.#dayOf(entry).append(makeMessage(entry, this.#chat, this.doings));
    this.#drawWaiting();
  }

  #redraw(entry) {
    const before = this.#node(entry.id);
    if (!before) return;
    const after = makeMessage(entry, this.#chat, this.doings);
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    const height = before.offsetHeight;
    before.replaceWith(after);
    if (focused) keepFocus(after, focused, before);
    if (!isCalm() && before.isConnected === false && height !== after.offsetHeight) {
      after.animate(
        [
          { height: `${height}px`, overflow: "clip" },
          { height: `${after.offsetHeight}px`, overflow: "clip" },
        ],
        { duration: 120, easing: "ease-out" },
      );
    }
  }

  /** The section of the entry's day, the last one; a moved clock closes the day it was moved on. */
  #dayOf(entry) {
    const moment = new Date(entry.at);
    const key = dayKey(moment, this.#chat.zone);
    const last = this.column.querySelector(".day:last-of-type");
    const isFirstNew = entry.id === this.#newFrom;
    if (last && (last.dataset.day === key || entry.side === "clock")) {
      if (isFirstNew) last.append(make("div", { class: "mark new" }, make("span", { class: "word" }, "New")));
      return last;
    }
    const mark = make(
      "div",
      { class: `mark date${isFirstNew ? " new" : ""}` },
      isFirstNew && make("span", { class: "word" }, "New"),
      isFirstNew && make("i", { class: "rule" }),
      make(
        "span",
        {},
        isFirstNew
          ? say("{day} · week {number}", { day: longDay(moment, this.#chat.zone), number: week(moment, this.#chat.zone) })
          : longDay(moment, this.#chat.zone),
      ),
      !isFirstNew && make("i", { class: "rule" }),
      !isFirstNew && make("span", { class: "week" }, say("week {number}", { number: week(moment, this.#chat.zone) })),
    );
    const section = make("section", { class: "day", data: { day: key } }, mark);
    const holder = this.column.querySelector(".holder");
    if (holder) holder.before(section);
    else this.column.append(section);
    return section;
  }

  #drawWaiting() {
    this.column.querySelector(".holder")?.remove();
    if (!this.#waiting.length) return;
    const known = this.#waiting.filter((doing) => !this.#chat.find(doing.event.event));
    this.column.append(make("div", { class: "day holder" }, ...known.map((doing) => makeWaiting(doing, this.#isLate))));
  }

  #count(count) {
    if (count === this.unseenBelow) return;
    this.unseenBelow = count;
    this.doings.onAway(count);
  }

  #scrolled() {
    this.pinned = this.isAtEnd;
    if (this.pinned) {
      this.#count(0);
      this.doings.onSeen();
    }
    if (this.element.scrollTop < 200 && this.#chat?.hasOlder) void this.#loadOlder();
  }

  async #loadOlder() {
    if (this.#isLoading) return;
    this.#isLoading = true;
    const chat = this.#chat;
    try {
      await chat.loadOlder();
      if (chat !== this.#chat) return;
      const fromEnd = this.element.scrollHeight - this.element.scrollTop;
      this.#drawAll();
      this.#scrollTo(this.element.scrollHeight - fromEnd);
    } catch {
      /* away: scrolling asks again */
    } finally {
      this.#isLoading = false;
    }
  }

  /** Bring the mark to the top of the log if it lies above it. */
  #reveal(mark) {
    const above = this.element.getBoundingClientRect().top - mark.getBoundingClientRect().top;
    if (above > 0) this.#scrollTo(this.element.scrollTop - above - 8);
  }

  #scrollTo(top) {
    this.element.scrollTop = top;
    this.pinned = this.isAtEnd;
  }
}

/** The button of the same place in the new card, or the card itself. */
function keepFocus(after, focused, before) {
  const place = [...before.querySelectorAll("button")].indexOf(focused);
  const same = focused.dataset.token && after.querySelector(`[data-token="${CSS.escape(focused.dataset.token)}"]`);
  const next = same || after.querySelector(".rows .button") || [...after.querySelectorAll("button")][place] || after;
  (next.closest(".card") ? next : after).focus({ preventScroll: true });
}
