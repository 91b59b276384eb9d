// The composer: a line, what it replies to or edits, pictures, commands. Typed words are never thrown away.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { Attachments } from "./attachments.js";
import { CommandList } from "./commandlist.js";
import { saySides } from "./words.js";

const HINTS = {
  plain: [["Enter", "send"], ["/", "commands"], ["Tab", "buttons"], ["↑", "edit last"], ["Alt ↑↓", "person"]],
  commands: [["↑↓", "choose"], ["Tab", "complete"], ["Enter", "send"], ["Esc", "close"]],
  reply: [["Enter", "send"], ["Esc", "drop the reply"], ["Tab", "buttons"]],
  edit: [["Enter", "save"], ["Esc", "leave it as it was"]],
  buttons: [["← →", "choose"], ["Enter", "press"], ["R", "reply"], ["Esc", "back to typing"]],
};

export class Composer {
  #reply = null;
  #edited = null;
  #kept = "";
  #drafts = new Map();
  #slug = null;

  /** `doings`: onSend({text, replyTo, quote, uploads}), onEdit(entry, text), trade() → its title or null. */
  constructor({ id, commands, label, doings }) {
    this.doings = doings;
    this.attachments = new Attachments({ describe: () => this.#describeTarget(), onChange: () => this.#refresh() });
    this.commandList = new CommandList({ id: `${id}-commands`, commands, onChoose: (command) => this.#sendCommand(command) });
    this.textarea = make("textarea", {
      rows: "1", "aria-label": label, autocomplete: "off", autocapitalize: "sentences", spellcheck: "false", enterkeyhint: "send",
      "aria-autocomplete": "list", "aria-controls": `${id}-commands`, maxlength: "10000",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event), paste: (event) => this.#paste(event) },
    });
    this.files = make("input", { type: "file", accept: "image/png,image/jpeg,image/webp,image/gif", multiple: true, hidden: true, on: { change: () => this.#picked() } });
    this.send = make("button", { class: "icon send", type: "button", "aria-label": "Send", disabled: true, on: { click: () => this.#submit() } }, icon("up"));
    this.about = make("div", { hidden: true });
    this.field = make("div", { class: "field" }, this.about, this.attachments.element, make("div", { class: "entry" },
      make("button", { class: "icon", type: "button", "aria-label": "Attach a picture", on: { click: () => this.files.click() } }, icon("image")),
      this.textarea, this.send), this.files);
    this.hints = make("div", { class: "hints", "aria-hidden": "true" });
    this.#hint("plain");
  }

  focus() { this.textarea.focus({ preventScroll: true }); }
  get isEmpty() { return this.textarea.value === "" && this.attachments.isEmpty; }
  get hasReply() { return this.#reply !== null || this.#edited !== null; }

  /** Another person is in front: their draft comes back. */
  show(slug, placeholder) {
    if (slug !== this.#slug) {
      if (this.#slug) this.#drafts.set(this.#slug, { text: this.textarea.value, reply: this.#reply });
      const draft = this.#drafts.get(slug);
      this.#slug = slug;
      this.#edited = null;
      this.#reply = draft?.reply ?? null;
      this.#write(draft?.text ?? "");
      this.#drawAbout();
    }
    this.textarea.placeholder = placeholder;
  }

  replyTo(entry) {
    this.#edited = null;
    this.#reply = entry;
    this.#drawAbout();
    this.focus();
  }

  edit(entry) {
    this.#reply = null;
    this.#edited = entry;
    this.#kept = this.textarea.value;
    this.#write(entry.text);
    this.#drawAbout();
    this.focus();
  }

  /** What stands in the field goes on after these words. */
  fill(words) {
    this.#write(words);
    this.focus();
    this.textarea.setSelectionRange(words.length, words.length);
  }

  drop() {
    if (this.#edited) this.#write(this.#kept);
    this.#edited = this.#reply = null;
    this.#drawAbout();
  }

  hintButtons(isOnButtons) {
    this.#hint(isOnButtons ? "buttons" : null);
  }

  #submit() {
    const text = this.textarea.value.trim();
    if (this.#edited) return this.#submitEdit(text);
    if ((!text && this.attachments.isEmpty) || !this.attachments.isReady) return;
    const reply = this.#reply;
    this.#reply = null;
    this.#write("");
    this.doings.onSend({ text, replyTo: reply?.id ?? null, quote: nameOf(reply), uploads: this.attachments.take() });
    this.#drawAbout();
    this.focus();
  }

  #submitEdit(text) {
    const entry = this.#edited;
    if (text && text !== entry.text) this.doings.onEdit(entry, text);
    this.drop();
  }

  #sendCommand(command) {
    this.#write(`/${command.name}`);
    this.#submit();
  }

  #typed() {
    this.commandList.match(this.textarea.value);
    this.#refresh();
  }

  #write(text) {
    this.textarea.value = text;
    this.commandList.close();
    this.#refresh();
  }

  #refresh() {
    if (!this.textarea) return;
    this.#grow();
    this.send.disabled = this.isEmpty || !this.attachments.isReady;
    if (this.commandList.isOpen) this.textarea.setAttribute("aria-activedescendant", this.commandList.chosenId);
    else this.textarea.removeAttribute("aria-activedescendant");
    this.#hint(null);
  }

  /** As high as its words; an empty field keeps the height of one line whatever its placeholder. */
  #grow() {
    this.textarea.style.height = "";
    if (this.textarea.value && this.textarea.offsetParent) this.textarea.style.height = `${Math.min(this.textarea.scrollHeight, 150)}px`;
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.commandList.isOpen && this.#listKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      this.#refresh();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    }
  }

  #listKey(event) {
    switch (event.key) {
      case "ArrowDown": this.commandList.move(1); return true;
      case "ArrowUp": this.commandList.move(-1); return true;
      case "Escape": this.commandList.close(); return true;
      case "Tab": this.fill(`/${this.commandList.chosen.name} `); return true;
      case "Enter": this.#sendCommand(this.commandList.chosen); return true;
      default: return false;
    }
  }

  #paste(event) {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.attachments.add(files);
  }

  #picked() {
    this.attachments.add(this.files.files);
    this.files.value = "";
    this.focus();
  }

  #describeTarget() {
    const trade = nameOf(this.#reply) || this.doings.trade();
    return trade ? `for ${trade}` : "for your journal";
  }

  #drawAbout() {
    const about = this.#edited ?? this.#reply;
    this.about.hidden = !about;
    this.about.className = "with";
    const words = this.#edited ? ["Editing: ", this.#edited.text.split("\n", 1)[0]] : ["To: ", ...saySides(nameOf(this.#reply))];
    this.about.replaceChildren(icon("reply", 16), make("span", { class: "words" }, ...words),
      make("button", { class: "icon", type: "button", "aria-label": this.#edited ? "Leave it as it was" : "Drop the reply", on: { click: () => { this.drop(); this.focus(); } } }, icon("cross", 14)));
    this.attachments.draw();
  }

  #hint(name) {
    const shown = name ?? (this.commandList.isOpen ? "commands" : this.#edited ? "edit" : this.#reply ? "reply" : "plain");
    if (this.hints.dataset.shown === shown) return;
    this.hints.dataset.shown = shown;
    this.hints.replaceChildren(...HINTS[shown].map(([key, words]) => make("span", {}, make("kbd", {}, key), words)));
  }
}

/** A card in a quote: without the sign of its state. */
const nameOf = (entry) => entry?.screen?.name.replace(/^[●✓]\s*/u, "") ?? "";
