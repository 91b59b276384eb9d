// Lines of toned spans as DOM; the signs ● ✓ ▲ ▼ get their colour and their spoken name.

import { make } from "./dom.js";
import { say } from "./phrases.js";

const spoken = (sign) => ({ "▲": say("long"), "▼": say("short") })[sign];

export function plain(line) {
  return line.map((span) => span.text).join("");
}

/** `withSign`: a leading ● or ✓ is set apart (titles). */
export function sayLine(line, { withSign = false } = {}) {
  const nodes = line
    .map((span) =>
      span.tone === "plain" ? saySides(span.text) : make("span", { class: span.tone }, ...saySides(span.text)),
    )
    .flat();
  if (!withSign) return nodes;
  const first = nodes[0];
  const text = first instanceof Text ? first : first?.firstChild;
  const found = text instanceof Text && /^\s*([●✓])\s*/u.exec(text.data);
  const words = () => make("span", { class: "words" }, ...nodes);
  if (!found) return [words()];
  text.data = text.data.slice(found[0].length);
  const name = found[1] === "●" ? say("open") : say("done");
  return [make("span", { class: "sign", role: "img", "aria-label": name }, found[1]), words()];
}

/** ▲ and ▼ are read aloud as the side they mean. */
export function saySides(text, className = "side") {
  return text
    .split(/([▲▼])/u)
    .filter(Boolean)
    .map((part) =>
      spoken(part)
        ? make("span", { class: className, role: "img", "aria-label": spoken(part) }, part)
        : document.createTextNode(part),
    );
}
