// The page's own door at the journal. Away is an answer too: it means keep it and come again.

import { say } from "./phrases.js";

export class Away extends Error {}
export class Refused extends Error {}

const TIMEOUT = 12_000;
const LONG_WORK = 180_000;

async function ask(path, options = {}, timeout = TIMEOUT) {
  let answer;
  try {
    answer = await fetch(path, { ...options, signal: AbortSignal.timeout(timeout), credentials: "omit" });
  } catch {
    throw new Away();
  }
  if (answer.status >= 500) throw new Away();
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  const body = isJson ? await answer.json().catch(() => null) : null;
  if (!answer.ok) throw new Refused(body?.error ?? say("That was not accepted."));
  return body;
}

const post = (path, body, timeout) =>
  ask(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }, timeout);

export const readDesk = () => ask("/desk");
export const readMember = (slug) => ask(`/desk/people/${slug}`);
export const readEntries = (slug, before) => ask(`/desk/people/${slug}/entries${before ? `?before=${before}` : ""}`);
export const sendEvent = (slug, event) => post(`/desk/people/${slug}/events`, event);
export const markRead = (slug, number) => post(`/desk/people/${slug}/read`, number).catch(() => null);
export const addPerson = (name) => post("/desk/people", { name });
export const moveClock = (to) => post("/desk/clock", { to }, LONG_WORK);
export const startOver = () => post("/desk/over", {}, LONG_WORK);
export const sendPicture = (file) =>
  ask("/desk/pictures", {
    method: "POST",
    body: file,
    headers: { "Content-Type": file.type || "application/octet-stream" },
  });
export const pictureAddress = (ref) => `/desk/pictures/${ref}`;
