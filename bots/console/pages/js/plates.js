// What stands at the beginning of a log: whose chat it is; in an empty channel, until when it is quiet.

import { make } from "./dom.js";
import { hour, weekday } from "./times.js";

export function makePlate(chat, { canMove, onMove }) {
  if (chat.member.role !== "mentor") {
    return plate(
      `${chat.member.name} and the journal`,
      "A private chat on this computer only. The same words and buttons work in Telegram and Discord.",
    );
  }
  if (chat.lastCard()) return "";
  const digest = chat.member.stations.find((station) => station.kind === "digest");
  if (!digest) return plate(`${chat.member.name}’s channel`, "Quiet so far. The weekly digest arrives here.");
  const moment = new Date(digest.at);
  const when = `${weekday(moment, chat.zone, "long")} ${hour(moment, chat.zone)}`;
  const skip = make(
    "button",
    { class: "button", type: "button", on: { click: () => onMove({ ...digest, moment }) } },
    `Skip to ${when}`,
  );
  return plate(`${chat.member.name}’s channel`, `Quiet until ${when}.`, canMove && skip);
}

function plate(title, words, button = null) {
  return make("div", { class: "plate" }, make("h2", {}, title), make("p", {}, words), button);
}
