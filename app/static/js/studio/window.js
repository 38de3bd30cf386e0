// The part of the film that the timeline shows: all of it, or less, down to single frames.

const CLOSEST = 26; // pixels for one frame, so that a frame is a target for a finger
const STEP = 2;

export class Window extends EventTarget {
  constructor(player) {
    super();
    Object.assign(this, { player, first: 0, last: Math.max(1, player.frames - 1), width: 1000 });
    player.addEventListener("frame", () => this.follow());
  }

  get whole() {
    return this.first === 0 && this.last === Math.max(1, this.player.frames - 1);
  }

  get frames() {
    return this.last - this.first;
  }

  get perFrame() {
    return this.width / this.frames;
  }

  get showsFrames() {
    return this.perFrame >= CLOSEST / 2;
  }

  share(frame) {
    return (frame - this.first) / this.frames;
  }

  x(frame) {
    return this.share(frame) * this.width;
  }

  frameAt(share) {
    return Math.round(this.first + share * this.frames);
  }

  // Closer (by > 1) or further, keeping `around` where it is.
  zoom(by, around = this.player.at) {
    const closest = Math.max(4, Math.floor(this.width / CLOSEST));
    const frames = Math.min(this.player.frames - 1, Math.max(Math.min(closest, this.player.frames - 1), Math.round(this.frames / by)));
    const share = Math.min(1, Math.max(0, this.share(around)));
    this.#move(Math.round(around - share * frames), frames);
  }

  pan(frames) {
    this.#move(this.first + Math.round(frames), this.frames);
  }

  // Brings a frame into the window, a little inside its edge.
  reveal(frame) {
    if (frame >= this.first && frame <= this.last) return;
    const inside = Math.round(this.frames / 8);
    this.#move(frame < this.first ? frame - inside : frame - this.frames + inside, this.frames);
  }

  follow() {
    const { at, playing } = this.player;
    if (this.whole || (at >= this.first && at <= this.last)) return;
    if (playing) this.#move(at, this.frames);
    else this.reveal(at);
  }

  measure(width) {
    if (!width || width === this.width) return;
    this.width = width;
    this.#tell();
  }

  get actions() {
    return {
      "zoom-in": () => this.zoom(STEP),
      "zoom-out": () => this.zoom(1 / STEP),
      "zoom-whole": () => this.#move(0, this.player.frames - 1),
      "zoom-frames": () => this.zoom(this.player.frames),
      "pan-back": () => this.pan(-this.frames / 2),
      "pan-on": () => this.pan(this.frames / 2),
    };
  }

  #move(first, frames) {
    const end = Math.max(1, this.player.frames - 1);
    const length = Math.max(1, Math.min(frames, end));
    const from = Math.min(Math.max(0, first), end - length);
    if (from === this.first && from + length === this.last) return;
    Object.assign(this, { first: from, last: from + length });
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
