// Keeps the standing of an archive current while it is built and its page is looked at.

import { isLive, whenever } from "./live.js";

const EVERY = 2000;
const WHILE_LIVE = 15_000;

function follow(place) {
  let waiting;
  const ask = async () => {
    clearTimeout(waiting);
    if (document.visibilityState === "visible" && (await moved(place))) location.reload();
    else waiting = setTimeout(ask, isLive() ? WHILE_LIVE : EVERY);
  };
  const mine = Number(place.dataset.archive);
  whenever("archive", ({ archive = mine }) => archive === mine && ask());
  waiting = setTimeout(ask, EVERY);
}

// True once it stands otherwise, or is no longer ours to see.
async function moved(place) {
  try {
    const answer = await fetch(place.dataset.followsArchive, { headers: { Accept: "application/json" } });
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

for (const place of document.querySelectorAll("[data-follows-archive]")) follow(place);
