// How often an initiative was received, in words.

import { $ } from "./dom.js";

export function showTurns(store) {
  const draw = () => {
    const { turns } = store;
    const unread = store.moments.filter((one) => one.unread).length;
    $("[data-turns-words]").hidden = !turns;
    if (turns) {
      const said = [["attuned", turns.attuned], ["discordant", turns.discordant], ["open", turns.open]];
      $("[data-turns-words]").textContent = `Cycles: ${said.map(([kind, many]) => `${many ?? 0} ${kind}`).join(", ")}`;
    }
    $("[data-read-all]").hidden = unread === 0;
    $("[data-read-all] span").textContent = unread === 1 ? "1 new: mark as read" : `${unread} new: mark as read`;
  };
  store.addEventListener("change", draw);
  draw();
}
