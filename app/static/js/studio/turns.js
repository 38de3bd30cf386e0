// How often an initiative was received, what is new, and the rounds of rating: in words.

import { $, $$, el } from "./dom.js";

const ROUNDS = {
  open: "A round of rating is open. The other one does not see what you mark in it.",
  finished: "You have finished your side of a round of rating.",
  revealed: "A round of rating is revealed.",
};

export function showTurns(store) {
  const draw = () => {
    drawCycles(store.turns);
    drawUnread(store.moments.filter((one) => one.unread).length);
    const shown = store.rounds.filter((one) => ROUNDS[one.state]);
    $("[data-rounds]").replaceChildren(...shown.map((one) => el("p", {}, `${ROUNDS[one.state]} `, el("a", { href: one.url }, "Go to the round"))));
    for (const place of $$("[data-rounds]")) place.hidden = shown.length === 0;
  };
  store.addEventListener("change", draw);
  draw();
}

function drawCycles(turns) {
  const place = $("[data-turns-words]");
  place.hidden = !turns;
  if (!turns) return;
  const said = ["attuned", "discordant", "open"].map((kind) => `${turns[kind] ?? 0} ${kind}`);
  place.textContent = `Cycles: ${said.join(", ")}`;
}

function drawUnread(many) {
  const button = $("[data-read-all]");
  button.hidden = many === 0;
  $("span", button).textContent = `${many} new: mark as read`;
}
