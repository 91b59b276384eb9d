// Who is in front: the chats, the panes they stand in, which pane has the keyboard.

import { Chat } from "./chat.js";
import { isPhone } from "./dom.js";
import { recall, remember } from "./memory.js";
import { Away, markRead } from "./server.js";
import { mergeStations } from "./standings.js";

export class Front {
  chats = new Map();
  panes = {};
  active = null;
  isUp = true;

  /** `waiting(slug)`: lines of that chat that the journal does not have yet. */
  constructor({ clock, waiting }) {
    this.clock = clock;
    this.waiting = waiting;
  }

  addChat(member) {
    const known = this.chats.get(member.slug);
    if (known) known.member = member;
    else this.chats.set(member.slug, new Chat(member));
  }

  addPane(pane, place) {
    this.panes[pane.role] = pane;
    this.active ??= pane;
    pane.element.addEventListener("focusin", () => this.activate(pane));
    pane.element.addEventListener("pointerdown", () => this.activate(pane));
    place.append(pane.element);
  }

  hasMentor() {
    return [...this.chats.values()].some((chat) => chat.member.role === "mentor");
  }

  /** The trader who was in front last time, and the mentor. */
  async begin() {
    const chats = [...this.chats.values()];
    const last = this.chats.get(recall("front", ""));
    const trader = last?.member.role === "trader" ? last : chats.find((chat) => chat.member.role === "trader");
    const mentor = chats.find((chat) => chat.member.role === "mentor");
    await Promise.all([trader, mentor].filter(Boolean).map((chat) => this.show(chat.slug)));
    this.activate(trader ? this.panes.trader : this.panes.mentor);
    if (!isPhone()) this.active.composer.focus();
  }

  async show(slug) {
    const chat = this.chats.get(slug);
    const pane = this.panes[chat.member.role];
    try {
      if (!chat.isLoaded) await chat.load();
    } catch (error) {
      if (!(error instanceof Away)) throw error;
    }
    pane.show(chat, this.waiting(slug), !this.isUp);
    if (chat.member.role === "trader") remember("front", slug);
    this.see(pane);
    this.drawStrips();
    this.showClock();
  }

  async select(slug) {
    const chat = this.chats.get(slug);
    const pane = this.panes[chat.member.role];
    if (pane.chat !== chat) await this.show(slug);
    this.activate(pane);
    if (!isPhone()) pane.composer.focus();
  }

  next(step) {
    const slugs = [...this.chats.values()]
      .filter((chat) => chat.member.role === "trader" || isPhone())
      .map((chat) => chat.slug);
    const from = slugs.indexOf((isPhone() ? this.active : this.panes.trader).chat?.slug);
    void this.select(slugs[(from + step + slugs.length) % slugs.length]);
  }

  activate(pane) {
    if (this.active === pane && pane.element.classList.contains("active")) return;
    this.active = pane;
    for (const other of Object.values(this.panes)) other.element.classList.toggle("active", other === pane);
    if (isPhone()) pane.log.toEnd();
    this.see(pane);
    this.showClock();
  }

  visible() {
    return Object.values(this.panes).filter((pane) => pane.chat && (!isPhone() || pane === this.active));
  }

  /** The pane in which that person's chat stands; null while another is in front. */
  paneOf(slug) {
    return Object.values(this.panes).find((pane) => pane.chat?.slug === slug) ?? null;
  }

  /** What stands at the end of a visible log has been read. */
  see(pane) {
    const { chat } = pane;
    if (!chat?.last || document.hidden || !pane.log.pinned || !this.visible().includes(pane)) return;
    if (chat.readTo >= chat.last.number && !chat.unread) return;
    chat.noteRead();
    void markRead(chat.slug, chat.readTo);
    this.drawStrips();
  }

  drawWaiting(slug) {
    this.paneOf(slug)?.log.showWaiting(this.waiting(slug), !this.isUp);
  }

  drawStrips() {
    const chats = [...this.chats.values()];
    for (const pane of Object.values(this.panes)) {
      const isAlone = pane.role === "mentor" && !isPhone();
      pane.strip.draw(isAlone ? chats.filter((chat) => chat.member.role === "mentor") : chats, pane.chat?.slug);
    }
    const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
    document.title = unread ? `(${unread}) AMS Journal` : "AMS Journal";
  }

  /** The clock of the person in front, with the mentor's digest among its stations. */
  showClock() {
    const front = ((isPhone() ? this.active : this.panes.trader)?.chat ?? this.active?.chat)?.member;
    const mentor = this.panes.mentor?.chat?.member;
    if (front) this.clock.showFor({ ...front, stations: mergeStations(front, mentor) });
  }

  /** A person's zone or stations are others now. */
  stand(member) {
    const chat = this.chats.get(member.slug);
    const hasMoved = chat.zone !== member.zone;
    chat.member = member;
    if (hasMoved) this.paneOf(chat.slug)?.show(chat, this.waiting(chat.slug), !this.isUp);
    this.showClock();
    this.drawStrips();
  }
}
