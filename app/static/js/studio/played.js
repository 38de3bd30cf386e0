// Tells the server which frames ran before somebody's eyes. Only frames that this player presented
// while it played are told: what is sought, stepped through or played in a hidden tab is not.

import { newToken } from "./dom.js";

const EVERY = 15_000;
const MOST = 60;

export class Played {
  constructor(player, url, csrf) {
    Object.assign(this, { player, url, csrf, seen: [], now: null, unsent: [], sending: false });
    this.leap = player.rate.framesIn(1);
    player.addEventListener("frame", () => this.#see(player.frame));
    player.addEventListener("wanted", () => this.#close());
    player.addEventListener("state", () => (player.playing ? this.#goOn() : this.#stopped()));
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave());
    setInterval(() => this.send(), EVERY);
  }

  // Sends what is there, the oldest first; what does not get through waits for the next time.
  async send() {
    this.#gather();
    if (this.sending) return;
    this.sending = true;
    while (this.unsent.length && (await this.#post(this.unsent[0]))) this.unsent.shift();
    this.sending = false;
  }

  #see(frame) {
    if (!this.player.playing || this.player.wanted !== null) return;
    const goesOn = this.now && frame >= this.now[1] && frame - this.now[1] <= this.leap;
    if (goesOn) this.now[1] = frame;
    else {
      this.#close();
      this.now = [frame, frame];
    }
  }

  // From the frame it stands on: a busy machine may show the next ones late.
  #goOn() {
    if (this.now || this.player.wanted !== null) return;
    this.stoodOn = this.player.frame;
    this.now = [this.stoodOn, this.stoodOn];
  }

  // The one frame it stood on did not run by itself.
  #close() {
    const [first, last] = this.now ?? [];
    if (this.now && (first !== last || first !== this.stoodOn)) this.seen.push(this.now);
    this.now = this.stoodOn = null;
  }

  #stopped() {
    this.#close();
    this.send();
  }

  // The page may end now, so nothing is waited for. The server knows a message that comes twice.
  #leave() {
    this.#gather();
    for (const message of this.unsent) this.#post(message);
  }

  #gather() {
    const open = this.now;
    this.#close();
    if (open && this.player.playing) this.#goOn();
    const played = merged(this.seen);
    for (let at = 0; at < played.length; at += MOST) {
      this.unsent.push({ token: newToken(), played: played.slice(at, at + MOST) });
    }
    this.seen = [];
  }

  // True when the server has it, or will never take it.
  async #post(message) {
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        keepalive: true,
        headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.csrf },
        body: JSON.stringify(message),
      });
      return answer.status < 500 && answer.status !== 429;
    } catch {
      return false;
    }
  }
}

function merged(intervals) {
  const found = [];
  for (const [first, last] of intervals.sort((a, b) => a[0] - b[0])) {
    const before = found.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else found.push([first, last]);
  }
  return found;
}
