// A moment that is being written: what it covers and says, until it is saved or left.

import { newToken } from "./dom.js";

export class Draft {
  // At `frame`; over in to out when these were just set, or when the frame lies between them.
  static at(frame, range) {
    const both = range.in !== null && range.out !== null;
    const inside = both && frame >= range.in && frame <= range.out;
    return Object.assign(new Draft(), {
      id: null,
      token: newToken(),
      point: frame,
      range: both ? [range.in, range.out] : null,
      asRange: both && (range.fresh || inside),
      words: "",
      principles: new Map(),
      criteria: new Set(),
    });
  }

  static of(moment) {
    return Object.assign(new Draft(), {
      id: moment.id,
      token: moment.token,
      point: moment.start,
      range: moment.end === null ? null : [moment.start, moment.end],
      asRange: moment.end !== null,
      words: moment.words,
      principles: new Map(moment.principles.map((tag) => [tag.key, tag])),
      criteria: new Set(moment.criteria.map((tag) => tag.key)),
    });
  }

  get start() {
    return this.asRange ? this.range[0] : this.point;
  }

  get end() {
    return this.asRange ? this.range[1] : null;
  }

  get isEmpty() {
    return !this.words.trim() && !this.principles.size && !this.criteria.size;
  }

  toggle(tag) {
    if (!this.principles.delete(tag.key)) this.principles.set(tag.key, tag);
    return this.principles.has(tag.key);
  }

  get body() {
    return {
      token: this.token,
      start: this.start,
      end: this.end,
      words: this.words.trim(),
      principles: [...this.principles.keys()],
      criteria: [...this.criteria],
    };
  }

  // Whether the server holds exactly this: the answer to a request that was sent twice may not.
  isKeptAs(moment) {
    const keys = (tags) => tags.map((tag) => tag.key).sort().join();
    return (
      moment.start === this.start &&
      moment.end === this.end &&
      moment.words === this.words.trim() &&
      keys(moment.principles) === [...this.principles.keys()].sort().join() &&
      keys(moment.criteria) === [...this.criteria].sort().join()
    );
  }
}
