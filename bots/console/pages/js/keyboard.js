// The keyboard: typing goes to the composer, Tab to the newest buttons, arrows within them.

/** `page`: {active() → pane, openPalette, openKeys, nextPerson(step), undo(pane)}. */
export function listenToKeys(page) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const pane = page.active();
    const handled = globalKey(event, page) || placeKey(event, pane, page);
    if (handled) event.preventDefault();
    else if (isTyping(event) && !isField(event.target)) pane.composer.focus();
  });
  document.addEventListener("focusin", (event) => {
    const pane = page.active();
    pane.composer.hintButtons(Boolean(event.target.closest?.(".message")));
  });
}

function globalKey(event, page) {
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl && event.key.toLowerCase() === "k") return (page.openPalette(), true);
  if (isControl && event.key === "/") return (page.openKeys(), true);
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown"))
    return (page.nextPerson(event.key === "ArrowDown" ? 1 : -1), true);
  return false;
}

function placeKey(event, pane, page) {
  const message = event.target.closest?.(".message");
  if (message) return cardKey(event, pane, message);
  if (event.target === pane.composer.textarea) return composerKey(event, pane, page);
  if (event.key === "Escape") return (pane.composer.focus(), true);
  if (event.target === pane.log.element && event.key === "End") return (pane.log.toEnd(), true);
  if (event.target === pane.log.element && event.key === "PageUp") return step(pane, null, -1);
  return false;
}

function composerKey(event, pane, page) {
  const { composer, log, chat } = pane;
  if (event.key === "Escape" && composer.hasReply) return (composer.drop(), true);
  if (event.key === "Tab" && !event.shiftKey) return toNewestButtons(log);
  if (!composer.isEmpty) return false;
  if (event.key === "ArrowUp" && chat.lastOwn()?.text) return (composer.edit(chat.lastOwn()), true);
  if (event.key === "z" && (event.ctrlKey || event.metaKey)) return (page.undo(pane), true);
  if (event.key === "PageUp") return step(pane, null, -1);
  if (event.key === "End") return (log.toEnd(), true);
  return false;
}

function cardKey(event, pane, message) {
  const { key, shiftKey } = event;
  if (key === "Escape") return (pane.composer.focus(), true);
  if (key === "PageUp" || (key === "Tab" && shiftKey)) return step(pane, message, -1);
  if (key === "PageDown" || key === "Tab") return step(pane, message, 1) || (pane.composer.focus(), true);
  if (key === "End") return (pane.log.toEnd(), enter(pane.log.messages().at(-1)));
  if (key.startsWith("Arrow")) return moveWithin(message, key);
  if (key.toLowerCase() === "r" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const entry = pane.chat.find(message.dataset.id);
    if (entry) pane.composer.replyTo(entry);
    return true;
  }
  return false;
}

function toNewestButtons(log) {
  const newest = log.messages().findLast((message) => message.querySelector(".card .button"));
  return newest ? enter(newest) : false;
}

function step(pane, message, by) {
  const messages = pane.log.messages();
  const from = message ? messages.indexOf(message) : messages.length;
  const next = messages[from + by];
  return next ? enter(next) : false;
}

function enter(message) {
  if (!message) return false;
  const buttons = buttonsOf(message);
  (buttons.find((button) => button.matches(".rows .button")) ?? buttons[0] ?? message).focus();
  message.scrollIntoView({ block: "nearest" });
  return true;
}

const buttonsOf = (message) => [...message.querySelectorAll(".card button")].filter((button) => button.offsetParent);

function moveWithin(message, key) {
  const buttons = buttonsOf(message);
  if (!buttons.length) return false;
  const from = Math.max(0, buttons.indexOf(document.activeElement));
  const isAcross = key === "ArrowLeft" || key === "ArrowRight";
  const forward = key === "ArrowRight" || key === "ArrowDown";
  const next = isAcross ? buttons[from + (forward ? 1 : -1)] : below(buttons, buttons[from], forward ? 1 : -1);
  next?.focus();
  return true;
}

/** The nearest button of the next row. */
function below(buttons, from, direction) {
  const here = from.getBoundingClientRect();
  const others = buttons
    .map((button) => ({ button, box: button.getBoundingClientRect() }))
    .filter(({ box }) => (box.top - here.top) * direction > 8);
  others.sort(
    (a, b) =>
      Math.abs(a.box.top - here.top) - Math.abs(b.box.top - here.top) ||
      Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left),
  );
  return others[0]?.button;
}

const isTyping = (event) =>
  event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
const isField = (target) => target.matches?.("input, textarea, select, [contenteditable]");
