// A moment that is being written: what it covers and says, until it is saved or left.

import { newToken } from "./dom.js";

const PLAIN = { kind: null, turn: null, giver: null, receiver: null, follows: null, round: null };

export class Draft {
  // At `frame`; over in to out when these were just set, or when the frame lies between them.
  static at(frame, range, round = null) {
    const both = range.in !== null && range.out !== null;
    const inside = both && frame >= range.in && frame <= range.out;
    return Object.assign(new Draft(), PLAIN, {
      id: null,
      round,
      token: newToken(),
      point: frame,
      range: both ? [range.in, range.out] : null,
      asRange: both && (range.fresh || inside),
      words: "",
      principles: new Map(),
      criteria: new Map(),
      review: new Map(),
    });
  }

  static of(moment) {
    const { kind, turn, giver, receiver, follows, round } = moment;
    return Object.assign(new Draft(), { kind, turn, giver, receiver, follows, round }, {
      id: moment.id,
      token: moment.token,
      version: moment.version,
      point: moment.start,
      range: moment.end === null ? null : [moment.start, moment.end],
      asRange: moment.end !== null,
      words: moment.words,
      principles: byKey(moment.principles),
      criteria: byKey(moment.criteria),
      review: byKey(moment.review),
    });
  }

  // As kept in this browser, and back.
  static from(kept) {
    return Object.assign(new Draft(), kept);
  }

  get kept() {
    return { ...this };
  }

  get start() {
    return this.asRange ? this.range[0] : this.point;
  }

  get end() {
    return this.asRange ? this.range[1] : null;
  }

  get isEmpty() {
    const tagged = this.principles.size + this.criteria.size + this.review.size;
    return !this.words.trim() && !tagged && !this.kind && !this.turn;
  }

  toggle(tag, among = this.principles) {
    if (!among.delete(tag.key)) among.set(tag.key, tag);
    return among.has(tag.key);
  }

  // The first frame and the last one shown; a point without `end`.
  cover(start, end) {
    if (end === null) Object.assign(this, { point: start, asRange: false });
    else Object.assign(this, { range: [start, end], asRange: true });
  }

  get body() {
    const { start, end, kind, turn, giver, receiver, follows, round } = this;
    return {
      start, end, kind, turn, giver, receiver, follows,
      ...(round && !this.id ? { round } : {}),
      words: this.words.trim(),
      principles: [...this.principles.keys()],
      criteria: [...this.criteria.keys()],
      review: [...this.review.keys()],
    };
  }

  // As it is drawn before the server has it.
  get asMoment() {
    const list = (tags) => [...tags.values()];
    return {
      ...this.body,
      principles: list(this.principles),
      criteria: list(this.criteria),
      review: list(this.review),
    };
  }
}

const byKey = (tags) => new Map(tags.map((tag) => [tag.key, tag]));
