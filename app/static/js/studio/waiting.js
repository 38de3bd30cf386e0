// What waits in this browser to be sent, in words, with a way to try at once.

import { $ } from "./dom.js";

export function showWaiting(outbox) {
  const place = $("[data-waiting]");
  $("[data-send-now]").addEventListener("click", () => outbox.send());
  const draw = () => {
    const many = outbox.entries.length;
    place.hidden = !many || (outbox.sending && !outbox.problem);
    const what = many === 1 ? "One change waits" : `${many} changes wait`;
    const why = { 401: " Sign in on another tab, then send.", 400: " Load the page again." }[outbox.problem?.status];
    $("[data-waiting-words]").textContent = `${what} in this browser.${why ?? " They are sent when the connection is back."}`;
  };
  outbox.addEventListener("change", draw);
  draw();
}
