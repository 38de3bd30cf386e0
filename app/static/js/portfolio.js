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

// What is written is kept two seconds after the last key, and when the page is left.
function keep(field) {
  const told = document.getElementById(field.dataset.keptAt);
  const rest = told.querySelector("a");
  const say = (words) => told.replaceChildren(words, " ", rest);
  let [waiting, kept, sending] = [null, field.value, null];
  const send = async () => {
    clearTimeout(waiting);
    if (sending || field.value === kept) return;
    const text = field.value;
    const body = new FormData();
    body.set("text", text);
    body.set("csrf_token", field.form.elements.csrf_token.value);
    sending = fetch(field.dataset.keeps, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: text.length < 20_000 });
    try {
      const answer = await sending;
      const said = await answer.json();
      if (answer.ok) kept = text;
      say(answer.ok ? `Kept at ${said.kept}.` : `${said.error ?? "Not kept yet. What you wrote is still here; save it once you are online."}`);
    } catch {
      say("Not kept yet: the connection is gone. What you wrote is still here, and is kept once it is back.");
      waiting = setTimeout(send, 5000);
    } finally {
      sending = null;
    }
    if (field.value !== text) waiting = setTimeout(send, 2000);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, 2000);
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden && send());
  field.form.addEventListener("submit", () => {
    clearTimeout(waiting);
    kept = field.value;
  });
}

for (const field of document.querySelectorAll("[data-keeps]")) keep(field);

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
