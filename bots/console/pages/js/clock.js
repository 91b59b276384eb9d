// The clock of the person in front: the time, the next two stations, and the demo's hand on it.

import { make, openLayer } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";
import { city, hour, longDay, shortDay, stationTime } from "./times.js";

const JUST_REACHED = 10 * 60_000;

export class ClockControl {
  #offset = 0;
  #member = null;
  #demo = null;
  #reached = null;
  #isMoving = false;

  constructor({ onMove }) {
    this.onMove = onMove;
    this.element = make("div", { class: "clock", role: "group", "aria-label": say("Clock"), hidden: true });
    this.chips = [];
    setInterval(() => this.draw(), 1000);
  }

  now() {
    return new Date(Date.now() + this.#offset);
  }

  get stations() {
    return (this.#member?.stations ?? [])
      .map((station) => ({ ...station, moment: new Date(station.at) }))
      .filter((station) => station.moment > this.now());
  }

  /** The words of a station: `18:30 Check-in`. */
  name(station) {
    return `${stationTime(station.moment, this.now(), this.#member.zone)} ${station.label}`;
  }

  set(now, demo) {
    this.#offset = new Date(now) - Date.now();
    this.#demo = demo;
    this.draw();
  }

  showFor(member) {
    this.#member = member;
    this.draw();
  }

  makeChip() {
    const chip = make("button", {
      class: "clock-chip",
      type: "button",
      hidden: true,
      on: { click: () => this.#openSheet() },
    });
    this.chips.push(chip);
    return chip;
  }

  async move(station) {
    if (this.#isMoving) return;
    this.#isMoving = true;
    this.draw();
    try {
      await this.onMove(station.at);
      this.#reached = station;
    } finally {
      this.#isMoving = false;
      this.#shown = "";
      this.draw();
    }
  }

  #shown = "";

  draw() {
    const member = this.#member;
    if (!member || !this.#demo) return;
    const now = this.now();
    const stations = this.stations.slice(0, 2);
    const reached = this.#reached && now - this.#reached.moment < JUST_REACHED ? this.#reached : null;
    const key = [
      member.slug,
      member.zone,
      hour(now, member.zone),
      shortDay(now, member.zone),
      this.#demo.moved,
      this.#isMoving,
      reached?.at,
      ...stations.map((one) => one.at),
    ].join();
    if (key === this.#shown) return;
    this.#shown = key;
    this.#drawBar(member, now, stations, reached);
    for (const chip of this.chips) {
      chip.hidden = false;
      chip.classList.toggle("moved", this.#demo.moved);
      chip.setAttribute(
        "aria-label",
        this.#demo.moved
          ? say("Clock: {time}, moved. Skip ahead", { time: hour(now, member.zone) })
          : say("Clock: {time}. Skip ahead", { time: hour(now, member.zone) }),
      );
      chip.replaceChildren(icon("clock", 15), hour(now, member.zone));
    }
  }

  #drawBar(member, now, stations, reached) {
    const focused = [...this.element.querySelectorAll("button")].indexOf(document.activeElement);
    this.element.hidden = false;
    this.element.classList.toggle("moved", this.#demo.moved);
    const shown = reached
      ? [reached, ...this.stations.filter((station) => station.kind !== reached.kind)].slice(0, 2)
      : stations;
    this.element.replaceChildren(
      icon("clock", 16),
      make("time", { datetime: now.toISOString() }, shortDay(now, member.zone), make("b", {}, hour(now, member.zone))),
      make("small", { class: "zone" }, city(member.zone)),
      this.#demo.moved ? make("small", { class: "moved-word" }, say("moved")) : "",
      ...shown
        .flatMap((station, index) => [
          make("i", { class: "rail" }),
          index === 0 && !reached && make("small", { class: "skip" }, say("skip to")),
          this.#makeStation(station, station === reached, index === 0),
        ])
        .filter(Boolean),
    );
    if (focused >= 0) this.element.querySelectorAll("button")[focused]?.focus();
  }

  #makeStation(station, isReached, isNext) {
    const zone = this.#member.zone;
    return make(
      isReached ? "span" : "button",
      {
        class: `station${isReached ? " reached" : isNext ? " next" : ""}`,
        type: isReached ? null : "button",
        "aria-disabled": this.#isMoving ? "true" : null,
        "aria-label": isReached ? null : say("Skip to {when}", { when: this.name(station) }),
        on: isReached ? {} : { click: () => this.move(station) },
      },
      make("i"),
      make("b", {}, stationTime(station.moment, this.now(), zone)),
      station.label,
    );
  }

  #openSheet() {
    const now = this.now();
    const { zone } = this.#member;
    const sheet = make(
      "dialog",
      { class: "sheet", "aria-label": say("Clock") },
      make("h2", {}, `${longDay(now, zone)}, ${city(zone)}`),
      make("p", { class: `now${this.#demo.moved ? " moved" : ""}` }, hour(now, zone)),
      ...this.stations.slice(0, 2).map((station) =>
        make(
          "button",
          {
            class: "skip",
            type: "button",
            on: {
              click: () => {
                sheet.close();
                void this.move(station);
              },
            },
          },
          say("Skip to {when}", { when: stationTime(station.moment, now, zone) }),
          make("small", {}, station.label),
        ),
      ),
    );
    openLayer(sheet);
  }
}
