// Labels along the timeline: as many as there is room for, down to single frames.

import { $, el } from "./dom.js";
import { clockLabel } from "./timecode.js";

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const FRAMES = [1, 2, 5, 10];
const LABEL = 64;

export function showRuler(player, window) {
  const place = $("[data-ticks]");
  const draw = () => place.replaceChildren(...ticks(player, window));
  window.addEventListener("change", draw);
  new ResizeObserver(() => window.measure(place.parentElement.clientWidth)).observe(place.parentElement);
  draw();
}

function ticks({ rate }, window) {
  const most = Math.max(2, Math.floor(window.width / LABEL));
  const perSecond = rate.num / rate.den;
  const byFrame = FRAMES.find((step) => window.frames / step <= most && step < perSecond);
  if (byFrame) return some(window, byFrame, Math.ceil(window.first / byFrame) * byFrame, (at) => at, rate);
  const seconds = window.frames / perSecond;
  const step = STEPS.find((one) => seconds / one <= Math.min(most, 8)) ?? 7200;
  const second = Math.ceil(rate.secondOf(window.first) / step) * step;
  return some(window, step, second, (at) => rate.firstFrameOf(at), null);
}

function some(window, step, from, frameOf, rate) {
  const found = [];
  for (let at = from; frameOf(at) <= window.last; at += step) {
    if (frameOf(at) < window.first) continue;
    const tick = el("span", {}, rate ? rate.label(at) : clockLabel(at));
    tick.style.left = `${100 * window.share(frameOf(at))}%`;
    found.push(tick);
  }
  return found;
}
