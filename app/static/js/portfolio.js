// The portfolio's pages: count the words of the statement; ask whether the PDF is bound.

import { isLive, whenever } from "./live.js";

const PAUSE = 3000;
const WHILE_LIVE = 15_000;

for (const field of document.querySelectorAll("[data-counts-words]")) {
  const told = document.getElementById(field.dataset.countsWords);
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const words = field.value.trim().split(/\s+/).filter(Boolean).length;
      told.textContent = `${words} ${words === 1 ? "word" : "words"}`;
    }, 400);
  });
}

function follow(place) {
  let [waiting, before] = [null, null];
  const ask = async () => {
    clearTimeout(waiting);
    const state = await stateOf(place);
    if (state === "ready" || (before && state && state !== before && state !== "building")) {
      location.reload();
      return;
    }
    before = state ?? before;
    waiting = setTimeout(ask, isLive() ? WHILE_LIVE : PAUSE);
  };
  const mine = Number(place.dataset.submission);
  whenever("submission", ({ submission = mine }) => submission === mine && ask());
  ask();
}

// Null where the connection went for a moment: it is asked again.
async function stateOf(place) {
  try {
    const answer = await fetch(place.dataset.asks, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).state : null;
  } catch {
    return null;
  }
}

for (const place of document.querySelectorAll("[data-asks]")) follow(place);
