// What stands at the beginning of a log: whose chat it is; in an empty channel, until when it is quiet.

import { make } from "./dom.js";
import { say } from "./phrases.js";
import { hour, weekday } from "./times.js";

export function makePlate(chat, { canMove, onMove }) {
  if (chat.member.role !== "mentor") {
    return plate(
      say("{name} and the journal", { name: chat.member.name }),
      say("A private chat on this computer only. The same words and buttons work in Telegram and Discord."),
    );
  }
  if (chat.lastCard()) return "";
  const digest = chat.member.stations.find((station) => station.kind === "digest");
  if (!digest) return plate(say("{name}’s channel", { name: chat.member.name }), say("Quiet so far. The weekly digest arrives here."));
  const moment = new Date(digest.at);
  const when = `${weekday(moment, chat.zone, "long")} ${hour(moment, chat.zone)}`;
  const skip = make(
    "button",
    { class: "button", type: "button", on: { click: () => onMove({ ...digest, moment }) } },
    say("Skip to {when}", { when }),
  );
  return plate(say("{name}’s channel", { name: chat.member.name }), say("Quiet until {when}.", { when }), canMove && skip);
}

function plate(title, words, button = null) {
  return make("div", { class: "plate" }, make("h2", {}, title), make("p", {}, words), button);
}
