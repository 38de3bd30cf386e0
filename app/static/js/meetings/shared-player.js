// The Studio's player, whose every act is also asked of the others in the room.
//
// What somebody does here happens here at once, and "asked" tells of it. What the room says is done
// `quietly`.

import { Player } from "../studio/player.js";

export class SharedPlayer extends Player {
  constructor(video, rate, frames) {
    super(video, rate, frames);
    this.quiet = false;
    this.addEventListener("range", () => this.#ask());
  }

  quietly(act) {
    const before = this.quiet;
    this.quiet = true;
    try {
      act();
    } finally {
      this.quiet = before;
    }
  }

  seek(frame) {
    super.seek(frame);
    this.#ask();
  }

  play() {
    if (!this.quiet && this.at >= this.frames - 1) super.seek(0);
    const begun = super.play();
    this.#ask();
    return begun;
  }

  pause() {
    super.pause();
    this.#ask();
  }

  get speed() {
    return super.speed;
  }

  set speed(pace) {
    super.speed = pace;
    this.#ask();
  }

  // A little faster or slower than it is meant to play, until it is where the others are.
  nudge(factor) {
    const pace = this.pace * factor;
    if (Math.abs(this.video.playbackRate - pace) > 0.004) this.video.playbackRate = pace;
  }

  // Browsers give no sound to a page that nobody touched. It plays without, and says so.
  refused(problem) {
    if (problem.name !== "NotAllowedError" || this.video.muted) return super.refused(problem);
    this.video.muted = true;
    this.dispatchEvent(new Event("silenced"));
    return super.play();
  }

  #ask() {
    if (this.quiet || this.asking) return;
    this.asking = true;
    queueMicrotask(() => {
      this.asking = false;
      this.dispatchEvent(new Event("asked"));
    });
  }
}
