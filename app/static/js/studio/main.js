// The Studio: puts its parts together.

import { Api } from "./api.js";
import { Clips } from "./clips.js";
import { Composer } from "./composer.js";
import { $, newToken, state } from "./dom.js";
import { connect, showKeys } from "./keys.js";
import { MomentList } from "./list.js";
import { Played } from "./played.js";
import { Player } from "./player.js";
import { showSharing } from "./sharing.js";
import { Store } from "./store.js";
import { FrameRate } from "./timecode.js";
import { Timeline } from "./timeline.js";
import { showTransport, transportActions } from "./transport.js";
import { undo } from "./undo.js";

const { film, keys, csrf, urls, words, tracks, clips } = state();
const player = new Player($("[data-film]"), new FrameRate(film.num, film.den), film.frames);
new Played(player, urls.played, csrf);
const store = new Store(tracks, clips);
const api = new Api(urls, csrf);
const composer = new Composer(player, store, api, words.groups, undo);
const list = new MomentList(player, store, { edit: (moment) => composer.edit(moment), remove });
const clipping = new Clips(player, store, api, undo);

async function remove(moment) {
  try {
    await api.deleteMoment(moment.id);
    store.drop(moment);
    undo("Moment deleted.", "Undo", () => bringBack(moment));
  } catch (problem) {
    undo(problem.message);
  }
}

async function bringBack(moment) {
  const keysOf = (tags) => tags.map((tag) => tag.key);
  const { start, end, words: said, principles, criteria } = moment;
  const body = { start, end, words: said, principles: keysOf(principles), criteria: keysOf(criteria) };
  store.keep(await api.addMoment({ token: newToken(), ...body }));
}

const timeline = new Timeline(player, store);
showTransport(player);
showSharing(store, api, undo);
connect(
  { ...transportActions(player), ...composer.actions, ...list.actions, ...clipping.actions, ...timeline.actions, keys: showKeys },
  keys,
  (key) => composer.picker.hears(key),
);
