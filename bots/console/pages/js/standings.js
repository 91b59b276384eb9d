// Where people stand: zone and stations may change with whatever was said, so they are read again after it.

import { readMember } from "./server.js";

const SOON = 300;

export class Standings {
  #timer = 0;

  /** `list()` gives the chats in front; `onRead({now, member, demo})` takes one's standing. */
  constructor({ list, onRead }) {
    this.list = list;
    this.onRead = onRead;
  }

  refresh() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.list().forEach((chat) => void this.#read(chat)), SOON);
  }

  async #read(chat) {
    try {
      this.onRead(await readMember(chat.slug));
    } catch {
      /* away: the next news asks again */
    }
  }
}

/** The next stations of the person in front, the mentor's among them, each once, soonest first. */
export function mergeStations(front, mentor) {
  const all = [...front.stations, ...(mentor?.stations ?? [])];
  const isFirst = (station, place) =>
    all.findIndex((other) => other.kind === station.kind && other.at === station.at) === place;
  return all.filter(isFirst).sort((a, b) => new Date(a.at) - new Date(b.at));
}
