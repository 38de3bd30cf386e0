// What is on the film: everybody's moments that one may see, what waits to be sent, and the clips.

export class Store extends EventTarget {
  constructor(moments, clips, me, parties) {
    super();
    this.me = me;
    Object.assign(this, { tracks: new Map(), moments: [], clips, parties, people: [], rounds: [], turns: null });
    this.hear(moments);
  }

  get own() {
    return [...this.tracks.values()].find((track) => track.mine) ?? null;
  }

  // A round in which one still rates: what is marked in it stays hidden until it is revealed.
  get openRound() {
    return this.rounds.find((one) => one.state === "open") ?? null;
  }

  of = (id) => this.moments.find((one) => one.id === id);

  // What the server says now: moments by their number; what is not in `ids` may not be read any more.
  hear({ tracks, ids, people, rounds }) {
    const before = JSON.stringify([this.moments, this.people, this.rounds, this.own]);
    this.#take(tracks);
    const open = new Set(ids ?? tracks.flatMap((track) => track.moments.map((one) => one.id)));
    this.moments = this.moments.filter((one) => one.waits === "add" || open.has(one.id));
    Object.assign(this, { people: people?.filter((one) => one.id !== this.me) ?? this.people, rounds: rounds ?? this.rounds });
    this.#sort();
    if (JSON.stringify([this.moments, this.people, this.rounds, this.own]) !== before) this.#tell();
  }

  keep(moment) {
    this.#put(seen(moment, this.tracks.get(moment.track) ?? this.#ownAs(moment.track)));
    this.#sort();
    this.#tell();
  }

  // A change that is on its way, seen at once.
  change(id, values) {
    const moment = this.of(id);
    if (!moment) return;
    this.#put({ ...moment, ...values });
    this.#sort();
    this.#tell();
  }

  drop(moment) {
    this.moments = this.moments.filter((one) => one.id !== moment.id && one.token !== moment.token);
    this.#tell();
  }

  // A clip keeps its place in the review while the order that says so is on its way.
  keepClip(clip) {
    const before = this.clips.find((one) => one.token === clip.token);
    this.clips = [...this.clips.filter((one) => one !== before), { ...clip, place: clip.place ?? before?.place ?? null }];
    this.#sort();
    this.#tell();
  }

  dropClip({ token }) {
    this.clips = this.clips.filter((one) => one.token !== token);
    this.#tell();
  }

  // The clips of the shared review, in the order in which they are shown.
  get review() {
    return this.clips.filter((one) => one.place).sort((a, b) => a.place - b.place);
  }

  order(tokens) {
    this.clips = this.clips.map((one) => ({ ...one, place: tokens.indexOf(one.token) + 1 || null }));
    this.#tell();
  }

  tookOrder(clips) {
    this.order(clips.filter((one) => one.place).sort((a, b) => a.place - b.place).map((one) => one.token));
  }

  took(values) {
    if (this.own) Object.assign(this.own, values);
    this.#tell();
  }

  showTurns(turns) {
    this.turns = turns;
    this.#tell();
  }

  // One's own track, which the server makes with the first moment; until then its number is 0.
  #ownAs(id) {
    const track = this.own ?? { mine: true, shared: false, submitted: false, owner: "", role: "" };
    this.tracks.delete(track.id);
    for (const one of this.moments) if (one.mine) one.track = id;
    this.tracks.set(id, Object.assign(track, { id }));
    return track;
  }

  #take(tracks) {
    for (const { moments, ...track } of tracks) {
      // An answer to another question may tell of one's own track before that to the first moment does.
      if (track.mine && this.own && this.own.id !== track.id) this.#ownAs(track.id);
      this.tracks.set(track.id, track);
      for (const one of moments) this.#put(seen(one, track));
    }
  }

  #put(moment) {
    this.moments = this.moments.filter((one) => one.id !== moment.id && one.token !== moment.token);
    this.moments.push(moment);
  }

  #sort() {
    const byTime = (a, b) => a.start - b.start || String(a.id).localeCompare(String(b.id), "en", { numeric: true });
    this.moments.sort(byTime);
    this.clips.sort(byTime);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

function seen(moment, track) {
  const plain = { kind: null, turn: null, giver: null, receiver: null, follows: null, review: [], replies: [],
    resolved: null, unread: false, round: null };
  const whose = track.mine ? "" : `${track.owner}, ${track.role}`;
  return { ...plain, ...moment, mine: track.mine, whose, track: track.id };
}

export const KINDS = { strength: "Strength", working_point: "Working point", question: "Question" };
export const TURNS = { initiative: "Initiative", reception: "Received", missed: "Not yet received" };
export const PEOPLE = { person: "person", partner: "partner", practitioner: "practitioner", supervisor: "supervisor" };

// "Initiative, person to partner"
export function turnOf(moment) {
  if (!moment.turn) return "";
  const to = moment.giver ? `, ${PEOPLE[moment.giver]} to ${PEOPLE[moment.receiver]}` : "";
  return `${TURNS[moment.turn]}${to}`;
}

// What a moment is about, in one line for a label.
export function aboutOf(moment) {
  const tags = [...moment.principles, ...moment.criteria, ...moment.review].map((tag) => tag.wording);
  return [KINDS[moment.kind], turnOf(moment), tags.join("; "), moment.words].filter(Boolean).join(". ");
}
