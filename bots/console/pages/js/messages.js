// One entry of a chat as an element.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { makeBlock } from "./blocks.js";
import { say } from "./phrases.js";
import { pictureAddress } from "./server.js";
import { listenToSwipe } from "./swipe.js";
import { hour, movedTo } from "./times.js";
import { openViewer } from "./viewer.js";
import { plain, sayLine, saySides } from "./words.js";

/** `doings`: {onPress(entry, action), onExample(words), onReply(entry), onGoTo(id)}. */
export function makeMessage(entry, chat, doings) {
  switch (entry.side) {
    case "own":
      return makeOwn(entry, chat.zone, doings);
    case "clock":
      return makeMove(entry, chat);
    default:
      return makeCard(entry, chat, doings);
  }
}

/** A line that the journal has not acknowledged yet. */
export function makeWaiting(doing, isLate) {
  const entry = {
    id: doing.event.event,
    text: doing.event.text,
    quote: doing.quote ?? "",
    replyTo: doing.event.reply_to,
    attached: doing.attached ?? [],
  };
  const node = makeOwn({ ...entry, at: null }, null, { onGoTo: () => {} });
  if (isLate) {
    node.classList.add("waiting");
    node.querySelector(".when").replaceChildren(icon("clock", 13), say("waits"));
  }
  return node;
}

function makeOwn(entry, zone, doings) {
  const line = make(
    "div",
    { class: "own-line" },
    entry.quote &&
      make(
        "button",
        { class: "quote", type: "button", on: { click: () => doings.onGoTo(entry.replyTo) } },
        ...saySides(entry.quote),
      ),
    ...entry.attached.map(makeShot),
    entry.text && make("p", {}, entry.text),
  );
  return make(
    "article",
    { class: "own", "aria-label": say("You: {words}", { words: firstLine(entry.text) || say("a picture") }), data: { id: entry.id } },
    make("span", { class: "when" }, entry.edited && `${say("edited")} `, entry.at && makeTime(entry.at, zone)),
    line,
  );
}

function makeShot(shot) {
  const address = pictureAddress(shot.ref);
  return make(
    "button",
    { class: "shot", type: "button", on: { click: () => openViewer(address, shot.name, shot.width, shot.height) } },
    make("img", { src: address, alt: shot.name || say("Your picture"), width: shot.width, height: shot.height }),
  );
}

function makeMove(entry, chat) {
  return make(
    "div",
    { class: "mark moved", data: { id: entry.id } },
    icon("clock", 13),
    make("span", {}, say("Clock moved to {when}", { when: movedTo(new Date(entry.moment), new Date(entry.at), chat.zone) })),
  );
}

function makeCard(entry, chat, doings) {
  const { screen } = entry;
  const newer = chat.newerThan(entry);
  const takenBack = isTakenBack(screen);
  const isLive = !newer;
  const about = {
    entry,
    isLive,
    isCheckin: screen.subject?.kind === "checkin" || screen.subject?.id === "checkin",
    onPress: (action) => doings.onPress(entry, action),
    onExample: doings.onExample,
  };
  const body = screen.blocks
    .filter((block) => (takenBack ? block.type === "choices" : block.type !== "title"))
    .map((block) => makeBlock(block, about))
    .filter(Boolean);
  const title = takenBack ? strike(titleOf(screen)) : titleOf(screen);
  const isOnlyPicture = !title && body.length === 1 && body[0].matches(".picture");
  const card = make(
    "div",
    { class: "card" },
    screen.private && makePrivacy(entry, chat, !title),
    title ? makeHead(title, entry, chat, newer, takenBack, doings) : null,
    ...body,
  );
  if (!title && !screen.private && !isOnlyPicture) addTime(card, entry, chat);
  if (newer) card.append(makeChanged(newer, chat, doings, "below"));
  const names = [
    "message",
    newer && "outdated",
    takenBack && "taken-back",
    isOnlyPicture && "only-picture",
    isWide(screen, body, takenBack) && "wide",
  ];
  const message = make(
    "article",
    {
      class: names.filter(Boolean).join(" "),
      "aria-label": screen.name,
      tabindex: "-1",
      data: { id: entry.id, about: screen.subject?.kind ?? "" },
    },
    card,
    makeAnswer(entry, doings),
  );
  listenToSwipe(card, () => doings.onReply(entry));
  return message;
}

function makeHead(title, entry, chat, newer, takenBack, doings) {
  return make(
    "header",
    { class: "head" },
    make("h2", { class: "title" }, ...sayLine(title.line, { withSign: true })),
    make(
      "span",
      { class: "when" },
      newer && makeChanged(newer, chat, doings, "beside"),
      takenBack && !newer && say("taken back"),
      !entry.screen.private || title ? makeTime(entry.at, chat.zone) : null,
    ),
  );
}

function addTime(card, entry, chat) {
  const first = card.firstElementChild;
  if (!first) return;
  const head = make("div", { class: "head" });
  first.replaceWith(head);
  head.append(
    make("div", { class: "title plain" }, first),
    make("span", { class: "when" }, makeTime(entry.at, chat.zone)),
  );
}

function makePrivacy(entry, chat, withTime) {
  return make(
    "div",
    { class: "private" },
    icon("lock", 13),
    say("Only you see this"),
    withTime && make("span", { class: "when" }, makeTime(entry.at, chat.zone)),
  );
}

function makeChanged(newer, chat, doings, place) {
  const what =
    newer.screen.subject.kind === "dialog"
      ? say("went on")
      : isTakenBack(newer.screen)
        ? say("taken back")
        : plain(titleOf(newer.screen)?.line ?? [])
              .trim()
              .startsWith("✓")
          ? say("closed")
          : say("changed");
  const at = hour(new Date(newer.at), chat.zone);
  const words =
    place === "below"
      ? say("↓  {what} at {at}, newest card below", { what: `${what[0].toUpperCase()}${what.slice(1)}`, at })
      : say("{what} at {at} ↓", { what, at });
  return make(
    "button",
    { class: `changed ${place}`, type: "button", on: { click: () => doings.onGoTo(newer.id) } },
    words,
  );
}

function makeAnswer(entry, doings) {
  return make(
    "button",
    {
      class: "answer",
      type: "button",
      tabindex: "-1",
      "aria-label": say("Reply to {card}", { card: entry.screen.name }),
      title: `${say("Reply")} (R)`,
      on: { click: () => doings.onReply(entry) },
    },
    icon("reply", 16),
  );
}

export function makeTime(at, zone) {
  return make("time", { datetime: at }, hour(new Date(at), zone));
}

const titleOf = (screen) => screen.blocks.find((block) => block.type === "title") ?? null;

export const isTakenBack = (screen) => screen.struck === true;

/** The title without its first words: being struck through says them. */
const strike = (title) => title && { ...title, line: title.line.slice(2) };

const firstLine = (text) => text.split("\n", 1)[0].slice(0, 120);

/** A card that holds one line only is as narrow as that line. */
function isWide(screen, body, takenBack) {
  if (takenBack) return false;
  return body.length > 0 && !(body.length === 1 && !titleOf(screen) && body[0].matches(".picture, .text, .head"));
}
