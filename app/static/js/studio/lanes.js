// Which lanes there are, and what lies in each: by principle group, by person, by whose track.

import { fromTemplate } from "./dom.js";
import { PEOPLE } from "./store.js";

export const MODES = { group: byGroup, person: byPerson, track: byTrack };

const icon = (name) => () => fromTemplate(`icon-${name}`);
const clips = (store) => ({ key: "clips", title: "Clips", mark: icon("scissors"), things: store.clips, kind: "clip", quiet: true });

export function turnsLane(moments) {
  return { key: "turns", title: "Turns", mark: icon("link"), things: moments.filter((one) => one.turn), kind: "turn", quiet: true };
}

function byGroup(moments, store, groups) {
  const tagged = (number) => moments.filter((one) => one.principles.some((tag) => tag.group === number));
  const plain = moments.filter((one) => !one.principles.length || one.criteria.length || one.review.length);
  return [
    clips(store),
    turnsLane(moments),
    ...groups.map(({ number, title }) => ({
      key: String(number), group: number, title, mark: () => fromTemplate(`shape-${number}`), things: tagged(number),
    })),
    { key: "words", title: "Words and criteria", mark: icon("message-square"), things: plain, quiet: true },
  ];
}

function byPerson(moments, store) {
  const people = store.parties.map((who) => ({
    key: who, title: `From the ${PEOPLE[who]}`, mark: icon("user"), things: moments.filter((one) => one.giver === who),
  }));
  const rest = moments.filter((one) => !one.giver);
  return [clips(store), turnsLane(moments), ...people, { key: "nobody", title: "Nobody named", mark: icon("message-square"), things: rest, quiet: true }];
}

function byTrack(moments, store) {
  const tracks = [...store.tracks.values()].map((track) => ({
    key: `track-${track.id}`, title: track.mine ? "Yours" : `${track.owner}, ${track.role}`, mark: icon("user"),
    things: moments.filter((one) => one.track === track.id),
  }));
  return [clips(store), turnsLane(moments), ...tracks];
}
