// What changed elsewhere, as events of this page: attune:notices, attune:recording and so on.
// A message says that something changed; whoever cares asks the server, by its rules. Only a film that
// is watched together moves at once.

import { announce, prepareTables } from "./layout.js";
import { Tab } from "./live/tab.js";

const AFTER_LOADING = 400;
const { live, liveSince, liveAfter } = document.body.dataset;
const tab = live ? new Tab(live, liveSince, Number(liveAfter), tell) : null;

function tell(what, ids) {
  document.dispatchEvent(new CustomEvent(`attune:${what}`, { detail: ids }));
}

// Calls act(ids) when `what` changed, and act({}) when messages may have been missed.
export function whenever(what, act) {
  document.addEventListener(`attune:${what}`, (event) => act(event.detail));
  document.addEventListener("attune:again", () => act({}));
}

// Whether changes arrive by themselves at the moment; else it is well to ask now and then.
export const isLive = () => tab?.mode === "stream";

// A part of the page that is fetched anew when what it names changed.
function keepCurrent(part) {
  whenever(part.dataset.livePart, async () => {
    const fresh = await samePart(part);
    if (!fresh || fresh.innerHTML === part.innerHTML) return;
    await focusElsewhere(part);
    part.replaceChildren(...document.importNode(fresh, true).childNodes);
    prepareTables();
    if (part.dataset.liveSays) announce(part.dataset.liveSays);
  });
}

async function samePart(part) {
  const url = part.dataset.liveFrom ?? location.href;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html", "X-Attune-Part": part.id } });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  } catch {
    return null; // the connection is down: the next message, or the next page, tells
  }
}

// Nothing is taken away under somebody's finger.
function focusElsewhere(part) {
  if (!part.contains(document.activeElement)) return Promise.resolve();
  return new Promise((done) => part.addEventListener("focusout", () => setTimeout(done), { once: true }));
}

for (const part of document.querySelectorAll("[data-live-part]")) keepCurrent(part);
if (tab) setTimeout(() => tab.begin(), AFTER_LOADING);
