// Who sees one's moments: nobody, until their owner shares them.

import { $ } from "./dom.js";
import { announce } from "../layout.js";

export function showSharing(store, api, undo) {
  const root = $("[data-sharing]");
  const button = $("[data-share]");
  const draw = () => {
    const shared = store.own?.shared ?? false;
    const anything = store.moments.some((one) => one.mine);
    $("[data-private]").hidden = shared;
    $("[data-shared]").hidden = !shared;
    if (button) button.hidden = shared || !anything;
  };
  button?.addEventListener("click", async () => {
    try {
      await api.share(store.own.id);
      store.shared();
      announce(`Shared with ${root.dataset.with}`);
      root.focus();
    } catch (problem) {
      undo(problem.message);
    }
  });
  store.addEventListener("change", draw);
  draw();
}
