// The line to the journal: server-sent events in, one queue of doings out, and when to try again.

import { Away, Refused, sendEvent } from "./server.js";
import { forget, recallAll, remember } from "./memory.js";

const PAUSES = [1, 2, 4, 8, 15];

export class Link extends EventTarget {
  #source = null;
  #since = 0;
  #failures = 0;
  #timer = 0;
  #queue = recallAll("waiting.").sort((one, other) => one.since - other.since);
  #isSending = false;

  /** Seconds until the next attempt, null while the line stands. */
  retryAt = null;

  open(since) {
    this.#since = Math.max(this.#since, since);
    this.#connect();
  }

  waiting(slug) {
    return this.#queue.filter((doing) => doing.slug === slug && doing.event.kind === "text");
  }

  /** Keep a doing until the journal has it. Lines survive a reload of the page, presses do not. */
  send(slug, event, shown = {}) {
    const doing = { slug, event, since: Date.now(), ...shown };
    this.#queue.push(doing);
    if (event.kind !== "action") remember(`waiting.${event.event}`, doing);
    this.#tell("waiting", { slug });
    void this.#flush();
  }

  tryNow() {
    clearTimeout(this.#timer);
    this.#connect();
  }

  #connect() {
    this.#source?.close();
    const source = new EventSource(`/desk/stream?since=${this.#since}`);
    this.#source = source;
    for (const name of ["entry", "answered", "member", "clock", "stale", "over"]) {
      source.addEventListener(name, (message) => {
        this.#since = Math.max(this.#since, Number(message.lastEventId) || 0);
        this.#tell(name, JSON.parse(message.data));
      });
    }
    source.addEventListener("ready", () => this.#stands());
    source.addEventListener("error", () => {
      source.close();
      if (source === this.#source) this.#broke();
    });
  }

  async #stands() {
    this.retryAt = null;
    if (!(await this.#flush())) return;
    this.#failures = 0;
    this.#tell("state", { isUp: true });
  }

  #broke() {
    const pause = PAUSES[Math.min(this.#failures++, PAUSES.length - 1)];
    this.retryAt = Date.now() + pause * 1000;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), pause * 1000);
    this.#tell("state", { isUp: false });
  }

  async #flush() {
    if (this.#isSending || this.retryAt !== null) return false;
    this.#isSending = true;
    try {
      while (this.#queue.length) await this.#sendFirst();
      return true;
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      this.#broke();
      return false;
    } finally {
      this.#isSending = false;
    }
  }

  async #sendFirst() {
    const doing = this.#queue[0];
    let refusal = null;
    let answer = null;
    try {
      answer = await sendEvent(doing.slug, doing.event);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusal = error.message;
    }
    this.#queue.shift();
    forget(`waiting.${doing.event.event}`);
    this.#tell("sent", { doing, refusal, entry: answer?.entry ?? null });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export const newId = () => crypto.randomUUID();
