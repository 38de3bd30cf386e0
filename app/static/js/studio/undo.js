// What just happened, with a way back. It stays until the next thing happens.

import { $, el } from "./dom.js";

export function undoIn(place) {
  return function say(words, offer, back) {
    const parts = [el("span", {}, words)];
    if (offer) {
      const button = el("button", { type: "button", class: "control" }, offer);
      button.addEventListener("click", async () => {
        place.replaceChildren();
        try {
          await back();
        } catch (problem) {
          say(problem.message);
        }
      });
      parts.push(button);
    }
    place.replaceChildren(...parts);
  };
}

export const undo = undoIn($("[data-undo]"));
