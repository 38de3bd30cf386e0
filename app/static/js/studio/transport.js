// The player's own controls and what they show.

import { $, $$ } from "./dom.js";
import { typedFrame } from "./timecode.js";
import { announce } from "../layout.js";

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
// A picture that comes sooner is not held up by drawing what one waits for.
const SLOW = 80;
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
  const now = SPEEDS.indexOf(player.speed);
  const next = SPEEDS[Math.min(Math.max(0, (now < 0 ? 3 : now) + by), SPEEDS.length - 1)];
  player.speed = next;
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

export function showTransport(player, window) {
  const { video, rate, range } = player;
  const [timecode, frame, slider] = ["timecode", "frame", "playhead"].map((n) => $(`[data-${n}]`));

  let slow = null;
  const showWindow = () => {
    Object.assign(slider, { min: window.first, max: window.last });
    showFrame();
    showRange();
  };
  const showFrame = () => {
    timecode.textContent = rate.label(player.frame);
    frame.textContent = player.frame;
    if (document.activeElement !== slider || player.wanted === null) slider.value = player.at;
    slider.setAttribute("aria-valuetext", rate.spoken(player.at));
    const line = $("[data-playhead-line]");
    const at = window.share(player.at);
    line?.style.setProperty("--at", at);
    line?.toggleAttribute("hidden", at < 0 || at > 1);
  };
  const showState = () => {
    $("[data-room]").classList.toggle("is-playing", player.playing || player.resting);
    $("[data-room]").classList.toggle("is-resting", player.resting);
    for (const play of $$('[data-do="play"]')) {
      play.setAttribute("aria-label", player.playing || player.resting ? "Pause" : "Play");
    }
    $("[data-speed]").textContent = `${player.speed}×`;
    $('[data-do="mute"]').setAttribute("aria-pressed", String(video.muted));
    $("[data-volume]").value = video.muted ? 0 : video.volume;
  };
  const showRange = () => {
    const { in: start, out: end } = range;
    const band = $("[data-in-out]");
    const inside = (at) => Math.min(1, Math.max(0, window.share(at)));
    const [from, to] = [inside(start ?? end ?? 0), inside(end ?? start ?? 0)];
    band.hidden = start === null || end === null;
    band.style.left = `${100 * from}%`;
    band.style.width = `${100 * (to - from)}%`;
    for (const field of $$("[data-range-typed]")) {
      const at = range[field.dataset.rangeTyped];
      if (document.activeElement !== field) field.value = at === null ? "" : rate.label(at);
      field.removeAttribute("aria-invalid");
    }
    $('[data-do="loop"]').setAttribute("aria-pressed", String(range.loop));
    for (const [name, is] of [["go-in", start], ["go-out", end]]) disable(name, is === null);
    disable("clear-range", start === null && end === null);
    for (const name of ["loop", "clip"]) disable(name, start === null || end === null);
  };

  window.addEventListener("change", showWindow);
  player.addEventListener("frame", showFrame);
  player.addEventListener("wanted", () => {
    clearTimeout(slow);
    slow = setTimeout(() => player.wanted !== null && showFrame(), SLOW);
  });
  player.addEventListener("state", showState);
  player.addEventListener("range", showRange);
  player.addEventListener("trouble", () => sayOnScreen(GONE));
  slider.addEventListener("input", () => player.seek(Number(slider.value)));
  slider.addEventListener("keydown", (event) => slide(player, event));
  for (const field of $$("[data-range-typed]")) field.addEventListener("change", () => typed(player, field));
  $("[data-rest]")?.addEventListener("change", (event) => (range.rest = Number(event.target.value)));
  $("[data-volume]").addEventListener("input", (event) => {
    video.muted = false;
    video.volume = Number(event.target.value);
  });
  video.addEventListener("click", () => player.toggle());
  showFrame();
  showState();
  showRange();
}

// The slider's own keys, past the edge of what the timeline shows.
function slide(player, event) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  if (shiftKey || ctrlKey || altKey || metaKey) return;
  const on = {
    ArrowRight: () => player.step(1), ArrowUp: () => player.step(1),
    ArrowLeft: () => player.step(-1), ArrowDown: () => player.step(-1),
    PageUp: () => player.jump(5), PageDown: () => player.jump(-5),
    Home: () => player.seek(0), End: () => player.seek(player.frames - 1),
  }[key];
  if (!on) return;
  event.preventDefault();
  on();
}

// An in or out point that somebody typed; empty takes it away.
function typed(player, field) {
  const said = field.value.trim();
  const at = said ? typedFrame(player.rate, said) : null;
  if (said && (at === null || at >= player.frames)) {
    field.setAttribute("aria-invalid", "true");
    announce("Write a time within the film, as 1:02.14, or a frame as f 1540");
    return;
  }
  setRange(player, { [field.dataset.rangeTyped]: at });
  if (at !== null) player.seek(at);
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
