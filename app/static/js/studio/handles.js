// The ends of in to out: sliders for keys and screen readers, and handles for a finger.

import { $, el } from "./dom.js";
import { setRange } from "./transport.js";

const NAMES = { in: "In point", out: "Out point" };

export function showHandles(player, window) {
  const place = $("[data-handles]");
  const handles = Object.keys(NAMES).map((end) => handle(player, window, end));
  place.replaceChildren(...handles.map((one) => one.element));
  const draw = () => handles.forEach((one) => one.draw());
  player.addEventListener("range", draw);
  window.addEventListener("change", draw);
  draw();
}

function handle(player, window, end) {
  const { range, rate } = player;
  const element = el("span", { class: `handle handle-${end}`, role: "slider", tabindex: "0", "aria-label": NAMES[end], "aria-valuemin": "0", "aria-valuemax": String(player.frames - 1) });
  const move = (frame) => {
    const at = limited(player, end, frame);
    setRange(player, { [end]: at });
    player.seek(at);
  };
  const draw = () => {
    const at = range[end];
    element.hidden = at === null || at < window.first || at > window.last;
    if (at === null) return;
    element.style.left = `${100 * window.share(at)}%`;
    element.setAttribute("aria-valuenow", String(at));
    element.setAttribute("aria-valuetext", rate.spoken(at));
  };
  element.addEventListener("keydown", (event) => byKey(player, event, range[end], move));
  drag(element, window, move);
  return { element, draw };
}

// An end does not pass the other one.
function limited({ range, frames }, end, frame) {
  const low = end === "out" && range.in !== null ? range.in + 1 : 0;
  const high = end === "in" && range.out !== null ? range.out - 1 : frames - 1;
  return Math.min(Math.max(frame, low), high);
}

function byKey({ rate, frames }, event, at, move) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const by = event.shiftKey ? rate.framesIn(1) : 1;
  const to = {
    ArrowRight: at + by, ArrowUp: at + by, ArrowLeft: at - by, ArrowDown: at - by,
    PageUp: at + rate.framesIn(5), PageDown: at - rate.framesIn(5), Home: 0, End: frames - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  move(to);
}

function drag(element, window, move) {
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
    element.focus();
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const box = element.parentElement.getBoundingClientRect();
    move(window.frameAt((event.clientX - box.left) / box.width));
  });
}
