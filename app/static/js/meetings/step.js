// Keeps this player in step with the room: what is done here is asked of the room, and what the room
// says is done here. A little behind or ahead is made good by playing a little faster or slower; more
// by a seek, and sooner by a seek where nothing plays yet.

import { ahead, secondAt } from "./position.js";

const LOOK = 100;
const ENOUGH = 0.012;
const TOO_FAR = 0.6;
const LATE = 0.12;
const FAR = 0.08;
const GAIN = 1.6;
const STRONGER = { gain: 5, most: 0.5 };
const STALLED = 1_200;
const IN_HAND = 3;

export class Step extends EventTarget {
  constructor(player, line, clock, began) {
    super();
    Object.assign(this, { player, line, clock, state: began, sending: false, wish: false, reach: 0.15 });
    player.addEventListener("asked", () => this.#asked());
    player.addEventListener("frame", () => this.#look());
    line.addEventListener("state", ({ detail }) => this.#heard(detail));
    setInterval(() => this.#look(), LOOK);
  }

  // Where the others are, as a second of the film.
  get target() {
    return secondAt(this.state, this.player.rate, this.player.frames, this.clock.now());
  }

  get plays() {
    return this.state.since !== null && this.state.since !== undefined;
  }

  #heard(state) {
    if (this.sending || !state.film) return;
    this.state = state;
    this.#take();
  }

  // Speed, loop and where it stands, as the room says.
  #take() {
    const { player, state } = this;
    player.quietly(() => {
      if (player.speed !== state.speed / 100) player.speed = state.speed / 100;
      const { range } = player;
      if (range.in !== state.in || range.out !== state.out || range.loop !== state.loop) {
        Object.assign(range, { in: state.in, out: state.out, loop: state.loop });
        player.dispatchEvent(new Event("range"));
      }
    });
    this.#look();
  }

  #look() {
    this.#watchTheLine();
    if (this.sending || !this.clock.known || !this.state.film) return;
    this.player.quietly(() => (this.plays ? this.#goAlong() : this.#stand()));
  }

  #stand() {
    const { player, state } = this;
    if (player.playing) player.pause();
    player.nudge(1);
    if (player.at !== state.frame) player.seek(state.frame);
  }

  #goAlong() {
    const { player } = this;
    const target = this.target;
    const last = player.rate.middleOf(player.frames - 1);
    if (target >= last && !player.playing) {
      if (player.at !== player.frames - 1) player.seek(player.frames - 1);
      return;
    }
    if (player.wanted !== null) return;
    const apart = ahead(this.state, player.rate, target, player.video.currentTime);
    if (Math.abs(apart) > (player.playing ? TOO_FAR : LATE)) return this.#leap(target);
    if (!player.playing) return void player.play();
    player.nudge(paceFor(apart));
  }

  // To where the others will be once the picture is there.
  #leap(target) {
    const { player } = this;
    const frame = player.rate.frameAt(target + this.reach * player.speed);
    const began = performance.now();
    player.nudge(1);
    player.seek(frame);
    player.video.addEventListener("seeked", () => {
      this.reach = Math.min(0.6, (this.reach + (performance.now() - began) / 1000) / 2);
    }, { once: true });
    if (!player.playing) player.play();
  }

  async #asked() {
    this.wish = true;
    if (this.sending) return;
    this.sending = true;
    while (this.wish) {
      this.wish = false;
      const answer = await this.line.post("/move", this.#wished());
      if (answer?.version !== undefined) this.state = answer;
      if (!answer || answer.late || answer.refused) this.#notDone(answer);
    }
    this.sending = false;
    if (this.state.film) this.#take();
  }

  #wished() {
    const { player, state, clock } = this;
    const { range } = player;
    return {
      version: state.version,
      frame: player.at,
      playing: player.playing,
      speed: Math.round(player.speed * 100),
      in: range.in,
      out: range.out,
      loop: range.loop,
      at: clock.known ? clock.now() : null,
    };
  }

  #notDone(answer) {
    this.wish = false;
    this.dispatchEvent(new CustomEvent("not-done", { detail: answer }));
  }

  // Slow is who has no picture to go on with for a while; who has some in hand is not any more.
  #watchTheLine() {
    const { video, wanted } = this.player;
    if (this.line.slow) {
      if (this.#hasSomeInHand()) this.#goodAgain();
      return;
    }
    const waits = this.plays && !this.#isOver() && (video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA || wanted !== null);
    this.since = waits ? (this.since ?? performance.now()) : undefined;
    if (waits && performance.now() - this.since > STALLED) this.line.saySlow(true);
  }

  #goodAgain() {
    this.since = undefined;
    this.line.saySlow(false);
  }

  #hasSomeInHand() {
    const { video } = this.player;
    if (video.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) return true;
    const { buffered, currentTime, duration } = video;
    for (let at = 0; at < buffered.length; at += 1) {
      const [from, to] = [buffered.start(at), buffered.end(at)];
      if (from <= currentTime && to >= Math.min(currentTime + IN_HAND, duration - 0.1)) return true;
    }
    return false;
  }

  #isOver() {
    return this.target >= this.player.rate.middleOf(this.player.frames - 1);
  }
}

// How fast to play until nothing is apart any more. Near the others it is not to be heard.
function paceFor(apart) {
  const far = Math.abs(apart);
  if (far < ENOUGH) return 1;
  if (far < FAR) return 1 + apart * GAIN;
  return 1 + Math.max(-STRONGER.most, Math.min(STRONGER.most, apart * STRONGER.gain));
}
