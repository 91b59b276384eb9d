// One chat: its entries in order, and what follows from their order (which card is the newest of its trade).

import { readEntries } from "./server.js";

const UNREAD_PAGES = 5;

export class Chat {
  entries = [];
  hasOlder = false;
  isLoaded = false;
  #byId = new Map();

  constructor(member) {
    this.member = member;
    this.unread = member.unread;
    this.readTo = member.readTo;
  }

  get slug() {
    return this.member.slug;
  }
  get zone() {
    return this.member.zone;
  }

  async load() {
    const { entries, more } = await readEntries(this.slug);
    this.hasOlder = more;
    this.isLoaded = true;
    for (const entry of entries) this.put(entry);
    for (let page = 0; page < UNREAD_PAGES && this.#misses(); page += 1) await this.loadOlder();
  }

  /** Whether the first unread message is older than what is loaded. */
  #misses() {
    return this.hasOlder && this.unread > 0 && this.entries[0].number > this.readTo;
  }

  async loadOlder() {
    const { entries, more } = await readEntries(this.slug, this.entries[0]?.number);
    this.hasOlder = more;
    for (const entry of entries) this.put(entry);
    return entries;
  }

  find(id) {
    return this.#byId.get(id) ?? null;
  }

  get last() {
    return this.entries.at(-1) ?? null;
  }

  /** Returns "new", "changed" or "same". An entry older than the loaded ones is left for loadOlder. */
  put(entry) {
    const known = this.#byId.get(entry.id);
    if (known) {
      if (known.change >= entry.change) return "same";
      this.entries[this.entries.indexOf(known)] = entry;
      this.#byId.set(entry.id, entry);
      return "changed";
    }
    let place = this.entries.length;
    while (place > 0 && this.entries[place - 1].number > entry.number) place -= 1;
    this.entries.splice(place, 0, entry);
    this.#byId.set(entry.id, entry);
    return "new";
  }

  /** The newest card about the same trade, check-in or dialog, if that is another one. */
  newerThan(entry) {
    const subject = entry.screen?.subject;
    if (!OUTDATES.has(subject?.kind)) return null;
    const newest = this.entries.findLast((other) => isAbout(other, subject));
    return newest && newest !== entry ? newest : null;
  }

  /** Older cards that a new one about the same makes outdated. */
  olderThan(entry) {
    const subject = entry.screen?.subject;
    if (!OUTDATES.has(subject?.kind)) return [];
    return this.entries.filter((other) => other.number < entry.number && isAbout(other, subject));
  }

  /** Whether nothing was said or changed since this line came. */
  awaitsAnswer(line) {
    return !this.entries.some((other) => other.side === "journal" && other.change > line.change);
  }

  isLive(entry) {
    return entry.side === "journal" && !this.newerThan(entry);
  }

  lastOwn() {
    return this.entries.findLast((entry) => entry.side === "own") ?? null;
  }

  lastCard() {
    return this.entries.findLast((entry) => entry.side === "journal") ?? null;
  }

  firstUnread() {
    return this.unread ? this.entries.find((entry) => entry.side === "journal" && entry.number > this.readTo) : null;
  }

  noteRead() {
    this.unread = 0;
    this.readTo = this.last?.number ?? this.readTo;
  }
}

const OUTDATES = new Set(["trade", "checkin", "dialog"]);

const isAbout = (entry, subject) =>
  entry.screen?.subject?.kind === subject.kind && entry.screen.subject.id === subject.id;
