// Only watching: the player and its keys.

import { $, state } from "./dom.js";
import { connect, showKeys } from "./keys.js";
import { Played } from "./played.js";
import { Player } from "./player.js";
import { FrameRate } from "./timecode.js";
import { showTransport, transportActions } from "./transport.js";

const { film, keys, csrf, urls } = state();
const video = $("[data-film]");

// Before its reference timeline is fixed a film has no exact frames; 25 a second serves to watch it.
if (film.frames) new Played(begin(new FrameRate(film.num, film.den), film.frames), urls.played, csrf);
else if (video.readyState >= HTMLMediaElement.HAVE_METADATA) beginWithout();
else video.addEventListener("loadedmetadata", beginWithout, { once: true });

function beginWithout() {
  const rate = new FrameRate(25, 1);
  const frames = Math.max(1, Math.floor(video.duration * 25));
  $("[data-playhead]").max = frames - 1;
  $("[data-room]").classList.add("without-frames");
  begin(rate, frames);
}

function begin(rate, frames) {
  const player = new Player(video, rate, frames);
  showTransport(player);
  connect({ ...transportActions(player), keys: showKeys }, keys);
  return player;
}
