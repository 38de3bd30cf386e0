// A film in which one goes from frame to frame with a few controls: to place something, or to look.

import { $, $$ } from "../studio/dom.js";
import { Player } from "../studio/player.js";
import { FrameRate } from "../studio/timecode.js";

// The player of the first such film on the page. `first` is the frame of the recording it begins with.
export function stepper(root = $("[data-stepper]")) {
  const { frames, first, num, den } = root.dataset;
  const player = new Player($("[data-film]", root), new FrameRate(Number(num), Number(den)), Number(frames));
  player.first = Number(first);
  connect(root, player);
  player.seek(0);
  return player;
}

function connect(root, player) {
  const slider = $("[data-playhead]", root);
  const does = {
    play: () => player.toggle(),
    "back-second": () => player.jump(-1),
    "on-second": () => player.jump(1),
    "back-frame": () => player.step(-1),
    "on-frame": () => player.step(1),
  };
  for (const control of $$("[data-step]", root)) control.addEventListener("click", does[control.dataset.step]);
  slider.addEventListener("input", () => player.seek(Number(slider.value)));
  const showFrame = () => {
    $("[data-timecode]", root).textContent = player.rate.label(player.first + player.at);
    slider.value = player.at;
    slider.setAttribute("aria-valuetext", player.rate.spoken(player.first + player.at));
  };
  const showState = () => {
    $("[data-step=play]", root).setAttribute("aria-label", player.playing ? "Pause" : "Play");
    $("[data-when-paused]", root).hidden = player.playing;
    $("[data-when-playing]", root).hidden = !player.playing;
  };
  for (const name of ["frame", "wanted"]) player.addEventListener(name, showFrame);
  player.addEventListener("state", showState);
  showFrame();
}

if (!$("[data-placing]")) {
  const player = stepper();
  player.video.addEventListener("click", () => player.toggle());
}
