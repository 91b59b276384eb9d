// The page: which chats there are, who is in front, and where each piece of news goes.

import { Chat } from "./chat.js";
import { ClockControl } from "./clock.js";
import { drawBar } from "./bar.js";
import { isPhone } from "./dom.js";
import { openGoTo } from "./goto.js";
import { listenToKeys } from "./keyboard.js";
import { Link, newId } from "./link.js";
import { recall, remember } from "./memory.js";
import { OutageLine } from "./outage.js";
import { Pane } from "./pane.js";
import { makePlate } from "./plates.js";
import { addPerson, Away, markRead, moveClock, readMember } from "./server.js";
import { openKeys, openNewPerson } from "./sheets.js";

export class Page {
  #chats = new Map();
  #presses = new Map();
  #panes = {};
  #active = null;
  #isUp = true;
  #refreshing = 0;

  constructor(desk) {
    this.desk = desk;
    this.link = new Link();
    this.clock = new ClockControl({ onMove: (to) => this.#move(to) });
    for (const member of desk.members) this.#addChat(member);
    drawBar(document.getElementById("bar"), { title: desk.demo ? desk.title : "", clock: this.clock.element, onPalette: () => this.#openGoTo(), onKeys: openKeys });
    new OutageLine(document.getElementById("outage"), this.link, { isWaiting: () => [...this.#chats.keys()].some((slug) => this.link.waiting(slug).length) });
    this.#makePanes();
    this.#listen();
  }

  async start() {
    this.clock.set(this.desk.now, this.desk.demo);
    const chats = [...this.#chats.values()];
    const front = this.#chats.get(recall("front", ""));
    const trader = front?.member.role === "trader" ? front : chats.find((chat) => chat.member.role === "trader");
    const mentor = chats.find((chat) => chat.member.role === "mentor");
    await Promise.all([trader, mentor].filter(Boolean).map((chat) => this.#show(chat.slug)));
    this.#activate(trader ? this.#panes.trader : this.#panes.mentor);
    if (!isPhone()) this.#active.composer.focus();
    this.link.open(this.desk.change);
  }

  #makePanes() {
    const doings = {
      onSend: (pane, line) => this.#send(pane, line),
      onEdit: (pane, entry, text) => this.#event(pane, { kind: "edit", text, message: entry.id }),
      onPress: (pane, entry, action) => this.#press(pane, entry, action),
      onSelect: (slug) => this.#select(slug),
      onAdd: () => openNewPerson((name) => this.#addPerson(name)),
      onSeen: (pane) => this.#seen(pane),
      plate: (chat) => makePlate(chat, { canMove: Boolean(this.desk.demo), onMove: (station) => void this.clock.move(station) }),
    };
    const place = document.getElementById("panes");
    for (const role of ["trader", "mentor"]) {
      const hasSeat = role === "trader" || [...this.#chats.values()].some((chat) => chat.member.role === "mentor");
      if (!hasSeat) continue;
      const pane = new Pane({ role, commands: this.desk.commands, chip: this.clock.makeChip(), doings });
      this.#panes[role] = pane;
      pane.element.addEventListener("focusin", () => this.#activate(pane));
      pane.element.addEventListener("pointerdown", () => this.#activate(pane));
      place.append(pane.element);
    }
    place.classList.toggle("single", !this.#panes.mentor);
    this.#active = this.#panes.trader;
  }

  #listen() {
    const on = (name, take) => this.link.addEventListener(name, ({ detail }) => take(detail));
    on("entry", (entry) => this.#take(entry));
    on("waiting", ({ slug }) => this.#drawWaiting(slug));
    on("sent", (sent) => this.#sent(sent));
    on("answered", (answered) => this.#answered(answered));
    on("member", (member) => { this.#addChat(member); this.#drawStrips(); });
    on("clock", ({ now, demo }) => { this.clock.set(now, demo); this.#refreshStanding(); });
    on("stale", () => location.reload());
    on("over", () => { remember("waiting", []); location.reload(); });
    on("state", ({ isUp }) => { this.#isUp = isUp; this.#chats.forEach((chat) => this.#drawWaiting(chat.slug)); });
    document.addEventListener("visibilitychange", () => !document.hidden && this.#visible().forEach((pane) => this.#seen(pane)));
    listenToKeys({ active: () => this.#active, openPalette: () => this.#openGoTo(), openKeys, nextPerson: (step) => this.#next(step), undo: (pane) => this.#send(pane, { text: "/undo", uploads: [] }) });
  }

  #addChat(member) {
    const known = this.#chats.get(member.slug);
    if (known) known.member = member;
    else this.#chats.set(member.slug, new Chat(member));
  }

  async #show(slug) {
    const chat = this.#chats.get(slug);
    const pane = this.#panes[chat.member.role];
    try {
      if (!chat.isLoaded) await chat.load();
    } catch (error) {
      if (!(error instanceof Away)) throw error;
    }
    pane.show(chat, this.link.waiting(slug), !this.#isUp);
    if (chat.member.role === "trader") remember("front", slug);
    this.#seen(pane);
    this.#drawStrips();
    this.#showClock();
  }

  async #select(slug) {
    const chat = this.#chats.get(slug);
    const pane = this.#panes[chat.member.role];
    if (pane.chat !== chat) await this.#show(slug);
    this.#activate(pane);
    if (!isPhone()) pane.composer.focus();
  }

  #activate(pane) {
    if (this.#active === pane && pane.element.classList.contains("active")) return;
    this.#active = pane;
    for (const other of Object.values(this.#panes)) other.element.classList.toggle("active", other === pane);
    if (isPhone()) pane.log.toEnd();
    this.#seen(pane);
    this.#showClock();
  }

  #visible() {
    return Object.values(this.#panes).filter((pane) => pane.chat && (!isPhone() || pane === this.#active));
  }

  #take(entry) {
    const chat = [...this.#chats.values()].find((one) => one.member.chat === entry.chat);
    if (!chat) return;
    const isNew = entry.number > chat.member.last;
    chat.member.last = Math.max(chat.member.last, entry.number);
    if (entry.side === "journal" && isNew) chat.unread += 1;
    if (chat.isLoaded) this.#put(chat, entry);
    this.#drawStrips();
    this.#refreshStanding();
  }

  #put(chat, entry) {
    if (!chat.find(entry.id) && chat.hasOlder && entry.number < chat.entries[0]?.number) return;
    const how = chat.put(entry);
    const pane = this.#panes[chat.member.role];
    if (how === "same" || pane.chat !== chat) return;
    pane.put(entry, how, pane === this.#active && !document.hidden);
    if (pane.log.pinned) this.#seen(pane);
  }

  #seen(pane) {
    const { chat } = pane;
    if (!chat || document.hidden || !pane.log.pinned || !this.#visible().includes(pane) || !chat.last) return;
    if (chat.readTo >= chat.last.number && !chat.unread) return;
    chat.noteRead();
    void markRead(chat.slug, chat.readTo);
    this.#drawStrips();
  }

  #send(pane, line) {
    pane.log.dropNew();
    this.#event(pane, { kind: "text", text: line.text, reply_to: line.replyTo ?? null, uploads: line.uploads.map(({ ref, name }) => ({ ref, name })) }, { quote: line.quote, attached: line.uploads });
  }

  #press(pane, entry, action) {
    const event = this.#event(pane, { kind: "action", message: entry.id, token: action.token });
    this.#presses.set(event, { slug: pane.chat.slug, id: entry.id });
    setTimeout(() => this.#answered({ event }), 12_000);
  }

  #event(pane, event, shown = {}) {
    const id = newId();
    this.link.send(pane.chat.slug, { event: id, locale: navigator.language, ...event }, shown);
    return id;
  }

  #sent({ doing, refusal, entry }) {
    const chat = this.#chats.get(doing.slug);
    const pane = chat && this.#panes[chat.member.role];
    if (entry) this.#take(entry);
    this.#drawWaiting(doing.slug);
    if (!chat || pane.chat !== chat) return;
    if (refusal) pane.refuse(refusal, doing.event.text);
    if (refusal && doing.event.kind === "action") this.#answered({ event: doing.event.event });
    else if (entry && !chat.entries.some((other) => other.side === "journal" && other.change > entry.change)) pane.expectAnswer();
  }

  #answered({ event, toast }) {
    const press = this.#presses.get(event);
    if (!press) return;
    this.#presses.delete(event);
    const chat = this.#chats.get(press.slug);
    const pane = this.#panes[chat.member.role];
    if (pane.chat !== chat) return;
    pane.log.release(press.id);
    if (toast) pane.log.receipt(press.id, toast);
  }

  #drawWaiting(slug) {
    const chat = this.#chats.get(slug);
    const pane = chat && this.#panes[chat.member.role];
    if (pane?.chat === chat) pane.log.showWaiting(this.link.waiting(slug), !this.#isUp);
  }

  #drawStrips() {
    const chats = [...this.#chats.values()];
    for (const pane of Object.values(this.#panes)) {
      const shown = pane.role === "mentor" && !isPhone() ? chats.filter((chat) => chat.member.role === "mentor") : chats;
      pane.strip.draw(shown, pane.chat?.slug);
    }
    const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
    document.title = unread ? `(${unread}) AMS Journal` : "AMS Journal";
  }

  /** Zone and stations may have changed with what was said. */
  #refreshStanding() {
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => this.#visible().forEach((pane) => void this.#readStanding(pane)), 300);
  }

  async #readStanding(pane) {
    try {
      const { now, member, demo } = await readMember(pane.chat.slug);
      const { chat } = pane;
      if (chat.slug !== member.slug) return;
      const hasMoved = chat.zone !== member.zone;
      chat.member = member;
      if (hasMoved) pane.show(chat, this.link.waiting(chat.slug), !this.#isUp);
      this.clock.set(now, demo);
      this.#showClock();
      this.#drawStrips();
    } catch { /* away: the next news asks again */ }
  }

  /** The person in front, with the mentor's digest as the second station. */
  #showClock() {
    const front = (isPhone() ? this.#active : this.#panes.trader)?.chat ?? this.#active?.chat;
    if (!front) return;
    const mentor = this.#panes.mentor?.chat?.member;
    const stations = [...front.member.stations, ...(mentor?.stations ?? [])]
      .filter((station, place, all) => all.findIndex((other) => other.kind === station.kind && other.at === station.at) === place)
      .sort((a, b) => new Date(a.at) - new Date(b.at));
    this.clock.showFor({ ...front.member, stations });
  }

  async #move(to) {
    const { now, demo } = await moveClock(to);
    this.clock.set(now, demo);
    this.#refreshStanding();
  }

  async #addPerson(name) {
    try {
      const { member } = await addPerson(name);
      this.#addChat(member);
      await this.#select(member.slug);
      this.#send(this.#panes.trader, { text: "/start", uploads: [] });
      return null;
    } catch (error) {
      return error instanceof Away ? "The journal is away for a moment." : error.message;
    }
  }

  #next(step) {
    const slugs = [...this.#chats.values()].filter((chat) => chat.member.role === "trader" || isPhone()).map((chat) => chat.slug);
    const from = slugs.indexOf((isPhone() ? this.#active : this.#panes.trader).chat?.slug);
    void this.#select(slugs[(from + step + slugs.length) % slugs.length]);
  }

  #openGoTo() {
    const pane = this.#active;
    openGoTo({
      chats: [...this.#chats.values()],
      clock: this.clock,
      desk: this.desk,
      onSelect: (slug) => this.#select(slug),
      onCommand: (text) => this.#send(pane, { text, uploads: [] }),
      onNewPerson: () => openNewPerson((name) => this.#addPerson(name)),
    });
  }
}
