// Keeps the standing of a recording or an archive current while its page is looked at.

import { isLive, whenever } from "./live.js";

const EVERY = 2000;
const WHILE_LIVE = 15_000;

export function follow(place) {
  let waiting;
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    clearTimeout(waiting);
    if (document.visibilityState === "visible" && (await moved(place))) window.location.reload();
    else waiting = setTimeout(ask, isLive() ? WHILE_LIVE : EVERY);
    asking = false;
  };
  const topic = "archive" in place.dataset ? "archive" : "recording";
  const mine = Number(place.dataset[topic]);
  whenever(topic, (said) => (said[topic] ?? mine) === mine && ask());
  waiting = setTimeout(ask, EVERY);
}

// True once it has gone on to another state, or is no longer ours to see.
async function moved(place) {
  try {
    const answer = await fetch(place.dataset.follows, { headers: { Accept: "application/json" } });
    if (!answer.ok) return answer.status < 500;
    const { state, progress, sentence } = await answer.json();
    if (state !== place.dataset.state) return true;
    place.querySelector("[data-sentence]").textContent = sentence;
    const bar = place.querySelector("progress");
    if (bar && progress !== null) bar.value = progress * bar.max;
    return false;
  } catch {
    return false; // the connection is lost; it is asked again
  }
}

for (const place of document.querySelectorAll("[data-follows]")) follow(place);
