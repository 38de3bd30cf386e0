// Only watching: the player and its keys. A highlights reel can be shown without anything else.

import { $, state } from "./dom.js";
import { connect, showKeys } from "./keys.js";
import { Played } from "./played.js";
import { Player } from "./player.js";
import { Presenting } from "./presenting.js";
import { showRuler } from "./ruler.js";
import { FrameRate } from "./timecode.js";
import { showTransport, transportActions } from "./transport.js";
import { Window } from "./window.js";

const { film, keys, csrf, urls, pieces } = state();
const video = $("[data-film]");

// Before its reference timeline is fixed a film has no exact frames; 25 a second serves to watch it.
if (film.frames) watchExactly();
else if (video.readyState >= HTMLMediaElement.HAVE_METADATA) beginWithout();
else video.addEventListener("loadedmetadata", beginWithout, { once: true });

function watchExactly() {
  const player = begin(new FrameRate(film.num, film.den), film.frames);
  if (urls.played) new Played(player, urls.played, csrf);
  player.seek(0); // the poster is another frame
}

function beginWithout() {
  const rate = new FrameRate(25, 1);
  const frames = Math.max(1, Math.floor(video.duration * 25));
  $("[data-playhead]").max = frames - 1;
  $("[data-room]").classList.add("without-frames");
  begin(rate, frames);
}

function begin(rate, frames) {
  const player = new Player(video, rate, frames);
  const shown = new Window(player);
  showTransport(player, shown);
  showRuler(player, shown);
  const presenting = pieces && new Presenting(player, { clips: pieces }, { whole: true });
  connect({ ...transportActions(player), ...presenting?.actions, keys: showKeys }, keys);
  return player;
}
