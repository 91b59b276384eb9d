// The blocks of a screen, each as one element.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./phrases.js";
import { pictureAddress } from "./server.js";
import { makeButton, makeChoices } from "./buttons.js";
import { plain, sayLine } from "./words.js";
import { openViewer } from "./viewer.js";

const EXAMPLE = /^(long|short|buy|sell|bought|sold)\s+\S+\s+[\d.]+.*$/iu;

/** `card`: {entry, isLive, isCheckin, onPress, onExample}. Title and input hint are drawn elsewhere. */
export function makeBlock(block, card) {
  switch (block.type) {
    case "text":
      return makeText(block, card);
    case "facts":
      return makeFacts(block, card);
    case "table":
      return makeTable(block);
    case "items":
      return makeItems(block, card);
    case "picture":
      return makePicture(block);
    case "choices":
      return card.isLive ? makeChoices(block, card) : null;
    default:
      return null;
  }
}

function makeText({ line }, card) {
  const words = plain(line).trim();
  if (card.isLive && EXAMPLE.test(words) && line.length === 1) return makeExample(words, card);
  const isSpread =
    line.length > 1 &&
    line[0].tone === "strong" &&
    line.at(-1).tone === "muted" &&
    line.slice(1, -1).every((span) => !span.text.trim());
  return make(
    "p",
    { class: `block text${isSpread ? " spread" : ""}` },
    ...sayLine(isSpread ? [line[0], line.at(-1)] : line),
  );
}

function makeExample(words, card) {
  return make(
    "button",
    { class: "block example", type: "button", on: { click: () => card.onExample(words) } },
    make("span", {}, words),
    make("small", {}, say("tap to fill")),
  );
}

function makeFacts({ rows }, card) {
  return make(
    "dl",
    { class: `block facts${card.isCheckin ? " ledger" : ""}` },
    ...rows.map((row) =>
      make(
        "div",
        {},
        make("dt", {}, row.label),
        make("dd", { class: `value${isFigure(row.value) ? " figures" : ""}` }, ...sayLine(row.value)),
        make("dd", { class: "note" }, ...sayLine(row.note)),
      ),
    ),
  );
}

/** Digits stand in a column; in words tabular figures would only widen the hyphens. */
const isFigure = (line) => !/\p{L}{3}/u.test(plain(line));

function makeTable({ columns, rows }) {
  const side = (index) => (columns[index]?.numeric ? "right" : null);
  return make(
    "div",
    { class: "block table-frame", tabindex: "-1" },
    make(
      "table",
      { class: "table" },
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...columns.map((column, index) => make("th", { class: side(index), scope: "col" }, column.name)),
        ),
      ),
      make(
        "tbody",
        {},
        ...rows.map((row) =>
          make("tr", {}, ...row.map((cell, index) => make("td", { class: side(index) }, ...sayLine(cell)))),
        ),
      ),
    ),
  );
}

function makeItems({ heading, items }, card) {
  return make(
    "div",
    { class: "block items" },
    make("h3", {}, heading),
    make(
      "ol",
      {},
      ...items.map((item, index) =>
        make(
          "li",
          {},
          make("span", { class: "rank" }, String(item.number ?? index + 1)),
          make("b", {}, item.name),
          make("span", { class: "reason" }, ...sayLine(item.line)),
          item.action && card.isLive
            ? makeButton(item.action, card, { name: `${item.action.label} ${item.name}` })
            : null,
        ),
      ),
    ),
  );
}

function makePicture({ file, alt, width, height }) {
  if (!file)
    return make(
      "div",
      { class: "block missing" },
      icon("image"),
      make("span", {}, say("The picture is missing")),
      make("span", { class: "unseen" }, alt),
    );
  const image = make("img", { src: pictureAddress(file), alt, width, height, decoding: "async" });
  const button = make(
    "button",
    { class: "block picture", type: "button", on: { click: () => openViewer(image.src, alt, width, height) } },
    image,
  );
  image.addEventListener("error", () => button.replaceWith(makePicture({ file: null, alt })));
  return button;
}
