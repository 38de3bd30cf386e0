// What time it is at the server, by this browser: from its answers, the quickest of the last ones.

const KEPT = 12;

export class ServerClock {
  constructor() {
    this.samples = [];
  }

  // An answer that says `now`, asked at `sent` and come at `came` by this browser's own clock.
  // The server took `took` of it, and the rest was on the way, half of it back.
  heard(now, took, sent, came) {
    const way = Math.max(0, came - sent - took);
    this.samples = [...this.samples, { way, offset: now + way / 2 - came }].slice(-KEPT);
    this.offset = this.samples.reduce((best, one) => (one.way < best.way ? one : best)).offset;
  }

  // After a sleep the browser's own clock may have stood still.
  forget() {
    this.samples = [];
  }

  get known() {
    return this.offset !== undefined;
  }

  now() {
    return performance.now() + this.offset;
  }
}
