// The room: one film in step, before several people.

import { announce } from "../layout.js";
import { $, state } from "../studio/dom.js";
import { connect, showKeys } from "../studio/keys.js";
import { Played } from "../studio/played.js";
import { showRuler } from "../studio/ruler.js";
import { FrameRate } from "../studio/timecode.js";
import { showTransport, transportActions } from "../studio/transport.js";
import { Window } from "../studio/window.js";
import { ServerClock } from "./clock.js";
import { Line } from "./line.js";
import { Marks } from "./marks.js";
import { People } from "./people.js";
import { Pointing } from "./pointing.js";
import { SharedPlayer } from "./shared-player.js";
import { Step } from "./step.js";

const LOST = "The connection is down. The film here is not in step until it is back; then everybody is at the same frame again.";
const SOONER = "Somebody moved the film just before you, and you see that now. Press again if you still want to.";
const CLOSED = "This room is closed, or not open to you any more. What was marked is kept.";

const { room, film, keys, csrf, urls, began } = state();
const clock = new ServerClock();
const line = new Line(urls.room, room, csrf, clock);
const people = new People(line, room);

people.show(began);
if (film.frames) watch();
else connect({ keys: showKeys }, keys);
line.addEventListener("state", ({ detail }) => detail.film !== began.film && showAnother());
line.addEventListener("lost", () => say(LOST));
line.addEventListener("found", () => say(""));
line.addEventListener("closed", ({ detail }) => {
  blank();
  if (detail === 401) location.reload();
  else say(CLOSED);
});
line.begin();

function watch() {
  const player = new SharedPlayer($("[data-film]"), new FrameRate(film.num, film.den), film.frames);
  const shown = new Window(player);
  const step = new Step(player, line, clock, began);
  const pointing = new Pointing(player, line);
  const marks = new Marks(player, shown, line);
  if (urls.played) new Played(player, urls.played, csrf);
  showTransport(player, shown);
  showRuler(player, shown);
  connect({ ...transportActions(player), ...pointing.actions, ...marks.actions, keys: showKeys, sound: () => giveSound(player) }, keys);
  player.addEventListener("silenced", () => ($("[data-silenced]").hidden = false));
  player.video.addEventListener("volumechange", () => player.video.muted || ($("[data-silenced]").hidden = true));
  step.addEventListener("not-done", ({ detail }) => detail?.late && announce(SOONER));
  step.addEventListener("not-done", ({ detail }) => detail?.refused && announce(detail.refused));
  player.quietly(() => player.seek(began.frame)); // the poster is another frame
}

function giveSound(player) {
  player.video.muted = false;
  $('[data-do="play"]').focus();
}

// Another film, or none that all may watch: nothing of the old one stays, and the page comes anew.
function showAnother() {
  line.closed = line.staysHere = true;
  blank();
  location.reload();
}

function blank() {
  const video = $("[data-film]");
  if (!video) return;
  video.pause();
  for (const name of ["src", "poster"]) video.removeAttribute(name);
  video.load();
  video.hidden = true;
  $("[data-point-ring]").hidden = true;
}

function say(words) {
  const place = $("[data-room-says]");
  place.textContent = words;
  place.hidden = !words;
}
