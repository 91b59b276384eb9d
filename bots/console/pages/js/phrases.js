// The page's own words in the reader's language. English is the source, as everywhere; the journal sends the rest.

let words = {};

/** `language` and `translated` as the desk gives them. */
export function learn(language, translated) {
  words = translated ?? {};
  document.documentElement.lang = language ?? "en";
}

/** The source, a literal, in the reader's language, with its named fields filled in. */
export const say = (source, fields = {}) =>
  (words[source] ?? source).replaceAll(/\{(\w+)\}/gu, (_, name) => String(fields[name] ?? ""));

/** The language for dates: the English of the page is British. */
export const dateLanguage = () => (document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);
