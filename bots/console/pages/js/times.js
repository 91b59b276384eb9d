// Moments in words, on the clock of the person whose chat it is.

import { dateLanguage } from "./phrases.js";

const formats = new Map();

function format(zone, options) {
  const key = dateLanguage() + zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(dateLanguage(), { timeZone: zone, ...options }));
  return formats.get(key);
}

const parts = (moment, zone, options) =>
  Object.fromEntries(
    format(zone, options)
      .formatToParts(moment)
      .map((part) => [part.type, part.value]),
  );

export const hour = (moment, zone) =>
  format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);

/** 2026-11-19, for telling days apart. */
export function dayKey(moment, zone) {
  const { year, month, day } = parts(moment, zone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${year}-${month}-${day}`;
}

export function longDay(moment, zone) {
  const { weekday, day, month } = parts(moment, zone, { weekday: "long", day: "numeric", month: "long" });
  return `${weekday} ${day} ${month}`;
}

export function shortDay(moment, zone) {
  const { weekday, day, month } = parts(moment, zone, { weekday: "short", day: "numeric", month: "short" });
  return `${weekday} ${day} ${month.slice(0, 3)}`;
}

export const weekday = (moment, zone, length = "short") => format(zone, { weekday: length }).format(moment);

/** ISO 8601: the week of the Thursday. */
export function week(moment, zone) {
  const [year, month, day] = dayKey(moment, zone).split("-").map(Number);
  const thursday = new Date(Date.UTC(year, month - 1, day));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  return Math.ceil(((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}

/** America/New_York → New York. */
export const city = (zone) => zone.split("/").pop().replaceAll("_", " ");

const ALMOST_A_WEEK = 6.5 * 86_400_000;

/** 18:30 today, Fri 17:00 within the week, 4 Dec 17:00 beyond it. */
export function stationTime(moment, now, zone) {
  const time = hour(moment, zone);
  if (dayKey(moment, zone) === dayKey(now, zone)) return time;
  return moment - now < ALMOST_A_WEEK
    ? `${weekday(moment, zone)} ${time}`
    : `${shortDay(moment, zone).split(" ").slice(1).join(" ")} ${time}`;
}

/** Where the clock went, seen from where it stood. */
export function movedTo(moment, before, zone) {
  const sameDay = dayKey(before, zone) === dayKey(moment, zone);
  return sameDay ? `${weekday(moment, zone)} ${hour(moment, zone)}` : `${longDay(moment, zone)}, ${hour(moment, zone)}`;
}
