// The composer: a line, what it replies to or edits, pictures, commands. Typed words are never thrown away.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { About, nameOf } from "./about.js";
import { Attachments } from "./attachments.js";
import { CommandList } from "./commandlist.js";
import { Hints } from "./hints.js";
import { say } from "./phrases.js";

export class Composer {
  #kept = "";
  #drafts = new Map();
  #slug = null;

  /** `doings`: onSend({text, replyTo, quote, uploads}), onEdit(entry, text), trade() → its title or null. */
  constructor({ id, commands, label, doings }) {
    this.doings = doings;
    this.attachments = new Attachments({ describe: () => this.#describeTarget(), onChange: () => this.#refresh() });
    this.commandList = new CommandList({
      id: `${id}-commands`,
      commands,
      onChoose: (command) => this.#sendCommand(command),
    });
    this.textarea = make("textarea", {
      rows: "1",
      "aria-label": label,
      autocomplete: "off",
      autocapitalize: "sentences",
      spellcheck: "false",
      enterkeyhint: "send",
      "aria-autocomplete": "list",
      "aria-controls": `${id}-commands`,
      maxlength: "10000",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event), paste: (event) => this.#paste(event) },
    });
    this.files = make("input", {
      type: "file",
      accept: "image/png,image/jpeg,image/webp,image/gif",
      multiple: true,
      hidden: true,
      on: { change: () => this.#picked() },
    });
    this.send = make(
      "button",
      { class: "icon send", type: "button", "aria-label": say("Send"), disabled: true, on: { click: () => this.#submit() } },
      icon("up"),
    );
    this.about = new About({ onDrop: () => this.#leave() });
    this.field = make(
      "div",
      { class: "field" },
      this.about.element,
      this.attachments.element,
      make(
        "div",
        { class: "entry" },
        make(
          "button",
          { class: "icon", type: "button", "aria-label": say("Attach a picture"), on: { click: () => this.files.click() } },
          icon("image"),
        ),
        this.textarea,
        this.send,
      ),
      this.files,
    );
    this.hints = new Hints();
    this.#hint("plain");
  }

  focus() {
    this.textarea.focus({ preventScroll: true });
  }
  get isEmpty() {
    return this.textarea.value === "" && this.attachments.isEmpty;
  }
  get hasReply() {
    return !this.about.isEmpty;
  }

  /** Another person is in front: their draft comes back. */
  show(slug, placeholder) {
    if (slug !== this.#slug) this.#changeDraft(slug);
    this.textarea.placeholder = placeholder;
  }

  replyTo(entry) {
    if (this.about.edited) this.drop();
    this.#setAbout({ reply: entry });
    this.focus();
  }

  edit(entry) {
    this.#kept = this.textarea.value;
    this.#write(entry.text);
    this.#setAbout({ edited: entry });
    this.focus();
  }

  /** What stands in the field goes on after these words. */
  fill(words) {
    this.#write(words);
    this.focus();
    this.textarea.setSelectionRange(words.length, words.length);
  }

  /** Neither reply nor edit any more; the words stay, or those from before the edit return. */
  drop() {
    if (this.about.edited) this.#write(this.#kept);
    this.#setAbout({});
  }

  hintButtons(isOnButtons) {
    this.#hint(isOnButtons ? "buttons" : null);
  }

  #changeDraft(slug) {
    if (this.about.edited) this.drop();
    const { reply } = this.about;
    this.#drafts.set(this.#slug, { text: this.textarea.value, reply, pictures: this.attachments.putAside() });
    const draft = this.#drafts.get(slug) ?? { text: "", reply: null, pictures: [] };
    this.#slug = slug;
    this.#write(draft.text);
    this.attachments.bringBack(draft.pictures);
    this.#setAbout({ reply: draft.reply });
  }

  #setAbout(about) {
    this.about.set(about);
    this.attachments.draw();
  }

  #leave() {
    this.drop();
    this.focus();
  }

  #submit() {
    const text = this.textarea.value.trim();
    if (this.about.edited) return this.#submitEdit(text);
    if ((!text && this.attachments.isEmpty) || !this.attachments.isReady) return;
    const { reply } = this.about;
    this.#write("");
    this.about.set({});
    this.doings.onSend({ text, replyTo: reply?.id ?? null, quote: nameOf(reply), uploads: this.attachments.take() });
    this.focus();
  }

  #submitEdit(text) {
    const { edited } = this.about;
    if (text && text !== edited.text) this.doings.onEdit(edited, text);
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
    this.#grow();
    this.send.disabled = this.isEmpty || !this.attachments.isReady;
    if (this.commandList.isOpen) this.textarea.setAttribute("aria-activedescendant", this.commandList.chosenId);
    else this.textarea.removeAttribute("aria-activedescendant");
    this.#hint(null);
  }

  /** As high as its words; an empty field keeps the height of one line whatever its placeholder. */
  #grow() {
    this.textarea.style.height = "";
    if (this.textarea.value && this.textarea.offsetParent)
      this.textarea.style.height = `${Math.min(this.textarea.scrollHeight, 150)}px`;
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
      case "ArrowDown":
        this.commandList.move(1);
        return true;
      case "ArrowUp":
        this.commandList.move(-1);
        return true;
      case "Escape":
        this.commandList.close();
        return true;
      case "Tab":
        this.fill(`/${this.commandList.chosen.name} `);
        return true;
      case "Enter":
        this.#sendCommand(this.commandList.chosen);
        return true;
      default:
        return false;
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
    const trade = nameOf(this.about.reply) || this.doings.trade();
    return trade ? say("for {trade}", { trade }) : say("for your journal");
  }

  #hint(name) {
    const { reply, edited } = this.about;
    this.hints.show(name ?? (this.commandList.isOpen ? "commands" : edited ? "edit" : reply ? "reply" : "plain"));
  }
}
