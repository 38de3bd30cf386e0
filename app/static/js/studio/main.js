// The Studio: puts its parts together.

import { Api } from "./api.js";
import { Clips } from "./clips.js";
import { Composer } from "./composer.js";
import { $, state } from "./dom.js";
import { showHandles } from "./handles.js";
import { Kept } from "./kept.js";
import { connect, showKeys } from "./keys.js";
import { MomentList } from "./list.js";
import { Outbox } from "./outbox.js";
import { Overview } from "./overview.js";
import { Played } from "./played.js";
import { Player } from "./player.js";
import { Presenting } from "./presenting.js";
import { showRuler } from "./ruler.js";
import { Sequence } from "./sequence.js";
import { showSharing } from "./sharing.js";
import { Store } from "./store.js";
import { Sync } from "./sync.js";
import { FrameRate } from "./timecode.js";
import { Timeline } from "./timeline.js";
import { Transcript } from "./transcript.js";
import { showTransport, transportActions } from "./transport.js";
import { showTurns } from "./turns.js";
import { undo } from "./undo.js";
import { View } from "./view.js";
import { showWaiting } from "./waiting.js";
import { Window } from "./window.js";
import { Writing } from "./writing.js";

const { film, keys, csrf, urls, words, moments, clips } = state();
const { person, recording } = $("[data-room]").dataset;
const player = new Player($("[data-film]"), new FrameRate(film.num, film.den), film.frames);
new Played(player, urls.played, csrf);

const store = new Store(moments, clips, parseInt(person, 10), words.parties);
const api = new Api(Number(recording), csrf);
const kept = new Kept(person, recording);
const outbox = new Outbox(kept, api);
const writing = new Writing(store, outbox, undo);
const sync = new Sync(store, api, outbox, moments);

const shown = new Window(player);
const view = new View(store);
const composer = new Composer(player, store, writing, kept, words.groups, undo);
const list = new MomentList(player, view, {
  edit: (moment) => composer.edit(moment),
  remove: (moment) => writing.delete(moment),
  reply: (moment, said, mentions) => writing.reply(moment, said, mentions),
  changeReply: (moment, reply, said) => writing.changeReply(moment, reply, said, reply.mentions.map((one) => one.id)),
  deleteReply: (moment, reply) => writing.deleteReply(moment, reply),
  resolve: (moment, is) => writing.resolve(moment, is),
  read: (ids) => read(ids),
  problem: (said) => undo(said),
});
const sequence = new Sequence(player, store, writing);
const clipping = new Clips(player, store, writing, sequence);
const timeline = new Timeline(player, view, shown, words.groups, list);
const presenting = new Presenting(player, sequence);
const transcript = new Transcript(player, api);

function read(ids) {
  for (const id of ids) store.change(id, { unread: false });
  api.read(ids).catch(() => {});
}

showTransport(player, shown);
showRuler(player, shown);
new Overview(player, shown, urls);
showHandles(player, shown);
showSharing(store, api, undo);
showTurns(store);
showWaiting(outbox);
$("[data-read-all]").addEventListener("click", () => read(store.moments.filter((one) => one.unread).map((one) => one.id)));
connect(
  {
    ...transportActions(player), ...composer.actions, ...list.actions, ...clipping.actions, ...timeline.actions,
    ...shown.actions, ...presenting.actions, keys: showKeys,
  },
  keys,
  (key) => composer.picker.hears(key),
);
player.seek(Number(/^#frame=(\d+)$/.exec(location.hash)?.[1] ?? 0)); // a link may name one; the poster is another
composer.begin();
outbox.begin().then(() => sync.ask());
transcript.begin();
