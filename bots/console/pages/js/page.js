// The page: what is done here goes to the journal, what the journal says goes to its place.

import { ClockControl } from "./clock.js";
import { drawBar } from "./bar.js";
import { Front } from "./front.js";
import { openGoTo } from "./goto.js";
import { listenToKeys } from "./keyboard.js";
import { Link, newId } from "./link.js";
import { forget, recallAll } from "./memory.js";
import { OutageLine } from "./outage.js";
import { Pane } from "./pane.js";
import { say } from "./phrases.js";
import { makePlate } from "./plates.js";
import { Presses } from "./presses.js";
import { addPerson, Away, moveClock } from "./server.js";
import { openKeys, openNewPerson } from "./sheets.js";
import { Standings } from "./standings.js";

export class Page {
  constructor(desk) {
    this.desk = desk;
    this.link = new Link();
    this.clock = new ClockControl({ onMove: (to) => this.#move(to) });
    this.front = new Front({ clock: this.clock, waiting: (slug) => this.link.waiting(slug) });
    this.presses = new Presses((slug) => this.front.paneOf(slug));
    this.standings = new Standings({
      list: () => this.front.visible().map((pane) => pane.chat),
      onRead: ({ now, member, demo }) => {
        this.clock.set(now, demo);
        this.front.stand(member);
      },
    });
    for (const member of desk.members) this.front.addChat(member);
    this.#makeFrame();
    this.#makePanes();
    this.#listen();
  }

  async start() {
    this.clock.set(this.desk.now, this.desk.demo);
    await this.front.begin();
    this.link.open(this.desk.change);
  }

  #makeFrame() {
    drawBar(document.getElementById("bar"), {
      title: this.desk.demo ? this.desk.title : "",
      clock: this.clock.element,
      onPalette: () => this.#openGoTo(),
      onKeys: openKeys,
    });
    const isWaiting = () => [...this.front.chats.keys()].some((slug) => this.link.waiting(slug).length);
    new OutageLine(document.getElementById("outage"), this.link, { isWaiting });
    listenToKeys({
      active: () => this.front.active,
      openPalette: () => this.#openGoTo(),
      openKeys,
      nextPerson: (step) => this.front.next(step),
      undo: (pane) => this.#send(pane, { text: "/undo", uploads: [] }),
    });
  }

  #makePanes() {
    const onMove = (station) => void this.clock.move(station);
    const doings = {
      onSend: (pane, line) => this.#send(pane, line),
      onEdit: (pane, entry, text) => this.#event(pane, { kind: "edit", text, message: entry.id }),
      onPress: (pane, entry, action) => this.#press(pane, entry, action),
      onSelect: (slug) => this.front.select(slug),
      onAdd: () => this.#openNewPerson(),
      onSeen: (pane) => this.front.see(pane),
      plate: (chat) => makePlate(chat, { canMove: Boolean(this.desk.demo), onMove }),
    };
    const place = document.getElementById("panes");
    const roles = this.front.hasMentor() ? ["trader", "mentor"] : ["trader"];
    for (const role of roles) {
      const chip = this.clock.makeChip();
      this.front.addPane(new Pane({ role, commands: this.desk.commands, chip, doings }), place);
    }
    place.classList.toggle("single", roles.length === 1);
  }

  #listen() {
    const on = (name, take) => this.link.addEventListener(name, ({ detail }) => take(detail));
    on("entry", (entry) => this.#take(entry));
    on("waiting", ({ slug }) => this.front.drawWaiting(slug));
    on("sent", (sent) => this.#sent(sent));
    on("answered", ({ event, toast }) => this.presses.answer(event, toast));
    on("member", (member) => this.#welcome(member));
    on("clock", ({ now, demo }) => this.#setClock(now, demo));
    on("state", ({ isUp }) => this.#linkChanged(isUp));
    on("stale", () => location.reload());
    on("over", () => this.#startedOver());
    document.addEventListener("visibilitychange", () => this.front.visible().forEach((pane) => this.front.see(pane)));
  }

  #take(entry) {
    const chat = [...this.front.chats.values()].find((one) => one.member.chat === entry.chat);
    if (!chat) return;
    const isNew = entry.number > chat.member.last;
    chat.member.last = Math.max(chat.member.last, entry.number);
    if (entry.side === "journal" && isNew) chat.unread += 1;
    if (chat.isLoaded) this.#put(chat, entry);
    this.front.drawStrips();
    this.standings.refresh();
  }

  #put(chat, entry) {
    if (!chat.find(entry.id) && chat.hasOlder && entry.number < chat.entries[0]?.number) return;
    const how = chat.put(entry);
    const pane = this.front.paneOf(chat.slug);
    if (how === "same" || !pane) return;
    pane.put(entry, how, pane === this.front.active && !document.hidden);
    if (pane.log.pinned) this.front.see(pane);
  }

  #send(pane, line) {
    pane.log.dropNew();
    const uploads = line.uploads.map(({ ref, name }) => ({ ref, name }));
    const event = { kind: "text", text: line.text, reply_to: line.replyTo ?? null, uploads };
    this.#event(pane, event, { quote: line.quote, attached: line.uploads });
  }

  #press(pane, entry, action) {
    const event = this.#event(pane, { kind: "action", message: entry.id, token: action.token });
    this.presses.note(event, pane.chat.slug, entry.id);
  }

  #event(pane, event, shown = {}) {
    const id = newId();
    this.link.send(pane.chat.slug, { event: id, locale: navigator.language, ...event }, shown);
    return id;
  }

  #sent({ doing, refusal, entry }) {
    if (entry) this.#take(entry);
    this.front.drawWaiting(doing.slug);
    if (refusal) this.presses.answer(doing.event.event);
    const pane = this.front.paneOf(doing.slug);
    if (refusal) pane?.refuse(refusal, doing.event.text);
    else if (entry && pane?.chat.awaitsAnswer(entry)) pane.expectAnswer();
  }

  #linkChanged(isUp) {
    this.front.isUp = isUp;
    for (const slug of this.front.chats.keys()) this.front.drawWaiting(slug);
    if (!isUp) return;
    for (const { chat } of this.front.visible()) if (!chat.isLoaded) void this.front.show(chat.slug);
  }

  #welcome(member) {
    this.front.addChat(member);
    this.front.drawStrips();
  }

  #startedOver() {
    for (const doing of recallAll("waiting.")) forget(`waiting.${doing.event.event}`);
    location.reload();
  }

  async #move(to) {
    const { now, demo } = await moveClock(to);
    this.#setClock(now, demo);
  }

  #setClock(now, demo) {
    this.clock.set(now, demo);
    this.standings.refresh();
  }

  #openNewPerson() {
    openNewPerson(async (name) => {
      try {
        const { member } = await addPerson(name);
        this.#welcome(member);
        await this.front.select(member.slug);
        this.#send(this.front.panes.trader, { text: "/start", uploads: [] });
        return null;
      } catch (error) {
        return error instanceof Away ? say("The journal is away for a moment.") : error.message;
      }
    });
  }

  #openGoTo() {
    const pane = this.front.active;
    openGoTo({
      chats: [...this.front.chats.values()],
      clock: this.clock,
      desk: this.desk,
      onSelect: (slug) => this.front.select(slug),
      onCommand: (text) => this.#send(pane, { text, uploads: [] }),
      onNewPerson: () => this.#openNewPerson(),
    });
  }
}
