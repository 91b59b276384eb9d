// Buttons that were pressed and wait for their answer: until it comes their card is inert.

const PATIENCE = 12_000;

export class Presses {
  #waiting = new Map();

  /** `findPane(slug)` is the pane in which that chat stands, or null. */
  constructor(findPane) {
    this.findPane = findPane;
  }

  note(event, slug, message) {
    this.#waiting.set(event, { slug, message });
    setTimeout(() => this.answer(event), PATIENCE);
  }

  /** `words` came with the answer and are shown as a receipt in the card. */
  answer(event, words = "") {
    const press = this.#waiting.get(event);
    if (!press) return;
    this.#waiting.delete(event);
    const pane = this.findPane(press.slug);
    pane?.log.release(press.message);
    if (words) pane?.log.receipt(press.message, words);
  }
}
