// Who sees one's moments: nobody, then the supervisor, then whoever is to judge; only their owner moves
// them on, and there is no way back.

import { $ } from "./dom.js";
import { found } from "../identifying/check.js";
import { announce } from "../layout.js";

export function showSharing(store, api, undo) {
  const root = $("[data-sharing]");
  const [share, submit] = [$("[data-share]"), $("[data-submit]")];
  const draw = () => {
    const { shared = false, submitted = false } = store.own ?? {};
    const anything = store.own?.id && store.moments.some((one) => one.mine);
    $("[data-private]").hidden = shared;
    $("[data-shared]").hidden = !shared || submitted;
    $("[data-submitted]").hidden = !submitted;
    if (share) share.hidden = shared || !anything;
    if (submit) submit.hidden = !shared || submitted || store.own?.submitted === undefined;
  };
  const moves = (button, ask, took, words) =>
    button?.addEventListener("click", async () => {
      if (!tellsNobody(store.moments)) return;
      try {
        await ask(store.own.id);
        store.took(took);
        announce(words);
        root.focus();
      } catch (problem) {
        undo(problem.message);
      }
    });
  moves(share, api.share, { shared: true }, `Shared with ${root.dataset.with}`);
  moves(submit, api.submit, { submitted: true }, "Submitted: whoever judges this film sees your moments too");
  store.addEventListener("change", draw);
  draw();
}

// Looked at on this device, before anybody else reads it.
function tellsNobody(moments) {
  const hits = moments.filter((one) => one.mine).flatMap((one) => found(one.words ?? ""));
  if (!hits.length) return true;
  const some = hits.slice(0, 6).map((hit) => `“${hit.words}”`).join(", ");
  return confirm(`Could this tell who somebody is: ${some}? Go on, or cancel and mend it first.`);
}
