// The player's own controls and what they show.

import { $, $$, el } from "./dom.js";
import { clockLabel } from "./timecode.js";
import { announce } from "../layout.js";

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900];
const GONE = "The film cannot be played just now. It may have been withdrawn, or the connection is down. Load the page again to see.";

export function transportActions(player) {
  const { range } = player;
  const goTo = (frame) => frame !== null && player.seek(frame);
  return {
    play: () => player.toggle(),
    "back-5s": () => player.jump(-5),
    "on-5s": () => player.jump(5),
    "back-1s": () => player.jump(-1),
    "on-1s": () => player.jump(1),
    "back-frame": () => player.step(-1),
    "on-frame": () => player.step(1),
    slower: () => speedUp(player, -1),
    faster: () => speedUp(player, 1),
    "set-in": () => setRange(player, { in: player.at }),
    "set-out": () => setRange(player, { out: player.at }),
    "go-in": () => goTo(range.in),
    "go-out": () => goTo(range.out),
    loop: () => setLoop(player, !range.loop),
    "clear-range": () => setRange(player, { in: null, out: null, loop: false }),
    mute: () => (player.video.muted = !player.video.muted),
    fullscreen: () => fillScreen(),
  };
}

function speedUp(player, by) {
  const now = SPEEDS.indexOf(player.video.playbackRate);
  const next = SPEEDS[Math.min(Math.max(0, (now < 0 ? 3 : now) + by), SPEEDS.length - 1)];
  player.video.playbackRate = next;
  announce(`Speed ${next} times`);
}

// An in point after the out point (or the other way round) lets go of the older one.
export function setRange(player, change) {
  const { range } = player;
  Object.assign(range, change, { fresh: true });
  if (range.in !== null && range.out !== null && range.out <= range.in) {
    range["in" in change ? "out" : "in"] = null;
  }
  if (range.in === null || range.out === null) range.loop = false;
  if (change.in != null) announce(`In point at ${player.rate.spoken(range.in)}`);
  if (change.out != null) announce(`Out point at ${player.rate.spoken(range.out)}`);
  player.dispatchEvent(new Event("range"));
}

export function setLoop(player, on) {
  const { range } = player;
  if (on && (range.in === null || range.out === null)) {
    announce("Set an in and an out point first");
    return;
  }
  range.loop = on;
  if (on && (player.at < range.in || player.at > range.out)) player.seek(range.in);
  announce(on ? "Loop on" : "Loop off");
  player.dispatchEvent(new Event("range"));
}

function fillScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else $("[data-stage]").requestFullscreen?.();
}

export function showTransport(player) {
  const { video, rate, range } = player;
  const [timecode, frame, slider] = ["timecode", "frame", "playhead"].map((n) => $(`[data-${n}]`));
  const share = (at) => `${(100 * at) / Math.max(1, player.frames - 1)}%`;

  const showFrame = () => {
    timecode.textContent = rate.label(player.frame);
    frame.textContent = player.frame;
    if (document.activeElement !== slider || player.wanted === null) slider.value = player.at;
    slider.setAttribute("aria-valuetext", rate.spoken(player.at));
    const line = $("[data-playhead-line]");
    if (line) line.style.setProperty("--at", player.at / Math.max(1, player.frames - 1));
  };
  const showState = () => {
    $("[data-room]").classList.toggle("is-playing", player.playing);
    $('[data-do="play"]').setAttribute("aria-label", player.playing ? "Pause" : "Play");
    $("[data-speed]").textContent = `${video.playbackRate}×`;
    $('[data-do="mute"]').setAttribute("aria-pressed", String(video.muted));
    $("[data-volume]").value = video.muted ? 0 : video.volume;
  };
  const showRange = () => {
    const { in: start, out: end } = range;
    const band = $("[data-in-out]");
    band.hidden = start === null && end === null;
    band.style.left = share(start ?? end ?? 0);
    band.style.width = start !== null && end !== null ? share(end - start) : "2px";
    const words = [start !== null && `In ${rate.label(start)}`, end !== null && `Out ${rate.label(end)}`];
    $("[data-range-words]").textContent = words.filter(Boolean).join(" · ") || "No in or out point";
    $('[data-do="loop"]').setAttribute("aria-pressed", String(range.loop));
    for (const [name, is] of [["go-in", start], ["go-out", end]]) disable(name, is === null);
    disable("clear-range", start === null && end === null);
    for (const name of ["loop", "clip"]) disable(name, start === null || end === null);
  };

  player.addEventListener("frame", showFrame);
  player.addEventListener("wanted", showFrame);
  player.addEventListener("state", showState);
  player.addEventListener("range", showRange);
  player.addEventListener("trouble", () => sayOnScreen(GONE));
  slider.addEventListener("input", () => player.seek(Number(slider.value)));
  $("[data-volume]").addEventListener("input", (event) => {
    video.muted = false;
    video.volume = Number(event.target.value);
  });
  video.addEventListener("click", () => player.toggle());
  drawTicks(player);
  showFrame();
  showState();
  showRange();
}

// A label every so often, as many as there is room for.
function drawTicks({ rate, frames }) {
  const place = $("[data-ticks]");
  const seconds = Math.floor((frames * rate.den) / rate.num);
  const every = TICKS.find((step) => seconds / step <= 8) ?? 1800;
  for (let second = 0; second <= seconds; second += every) {
    const tick = el("span", {}, clockLabel(second));
    tick.style.left = `${(100 * rate.firstFrameOf(second)) / Math.max(1, frames - 1)}%`;
    place.append(tick);
  }
}

// Named and reachable as before, so that nobody loses their place when a control falls still.
function disable(name, is) {
  for (const control of $$(`[data-do="${name}"]`)) control.setAttribute("aria-disabled", String(is));
}

function sayOnScreen(words) {
  const place = $("[data-screen-words]");
  place.textContent = words;
  place.hidden = false;
  announce(words);
}
