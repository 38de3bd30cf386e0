// A video that is sought by frame and says which frame is on the screen.
//
// Seeks go to the middle of a frame, one at a time, the latest wish winning. The frame that is shown
// is read back from the presented picture; a browser that cannot tell is asked for its time instead.

const SETTLED = 100;

export class Player extends EventTarget {
  constructor(video, rate, frames) {
    super();
    this.video = video;
    this.rate = rate;
    this.frames = frames;
    this.frame = 0;
    this.wanted = null;
    this.range = { in: null, out: null, loop: false, rest: 0 };
    this.pace = 1;
    this.readsBack = "requestVideoFrameCallback" in HTMLVideoElement.prototype;
    this.#listen();
  }

  // The frame one stands on: the wanted one while it is on its way, else the one that is shown.
  get at() {
    return this.wanted ?? this.frame;
  }

  get playing() {
    return !this.video.paused && !this.video.ended;
  }

  // How fast it is meant to play: what it really does may be nudged to keep in step with others.
  get speed() {
    return this.pace;
  }

  set speed(pace) {
    this.pace = this.video.playbackRate = pace;
  }

  seek(frame) {
    this.#seek(frame);
  }

  #seek(frame) {
    this.#endRest();
    const before = this.wanted;
    this.wanted = Math.min(Math.max(0, frame), this.frames - 1);
    if (before === null) this.#go();
    this.#emit("wanted");
  }

  step(frames) {
    this.pause();
    this.seek(this.at + frames);
  }

  jump(seconds) {
    this.seek(this.at + Math.sign(seconds) * this.rate.framesIn(Math.abs(seconds)));
  }

  play() {
    this.#endRest();
    return this.video.play().catch((problem) => this.refused(problem));
  }

  refused(problem) {
    if (problem.name !== "AbortError") this.#emit("trouble");
  }

  pause() {
    this.#endRest();
    this.video.pause();
  }

  get resting() {
    return this.rest !== undefined;
  }

  toggle() {
    return this.playing || this.resting ? this.pause() : this.play();
  }

  #listen() {
    const { video } = this;
    for (const name of ["play", "pause", "ended", "ratechange", "volumechange"]) {
      video.addEventListener(name, () => this.#emit("state"));
    }
    video.addEventListener("pause", () => this.#settle());
    video.addEventListener("ended", () => this.#shown(this.frames - 1));
    video.addEventListener("seeked", () => this.#arrived());
    video.addEventListener("error", () => this.#emit("trouble"));
    if (this.readsBack) this.#readBack();
    else this.#readTheClock();
  }

  #go() {
    const go = () => (this.video.currentTime = this.rate.middleOf((this.going = this.wanted)));
    if (this.video.readyState >= HTMLMediaElement.HAVE_METADATA) go();
    else this.video.addEventListener("loadedmetadata", go, { once: true });
  }

  #arrived() {
    if (this.wanted === null) return;
    if (this.going !== this.wanted) {
      this.#go();
      return;
    }
    this.wanted = null;
    this.frame = this.#byTheClock();
    if (!this.readsBack) return this.#shown(this.frame);
    // The picture itself tells a moment later, unless it is the one that was there already.
    this.settling = setTimeout(() => this.#shown(this.frame), SETTLED);
  }

  #byTheClock() {
    return Math.min(this.rate.frameAt(this.video.currentTime), this.frames - 1);
  }

  // The clock runs ahead of the picture. Who cannot read back goes to the frame that the clock names.
  #settle() {
    if (!this.readsBack && !this.video.ended && this.wanted === null) this.#seek(this.#byTheClock());
  }

  #readBack() {
    this.video.requestVideoFrameCallback((_, presented) => {
      clearTimeout(this.settling);
      this.#shown(Math.min(this.rate.frameAt(presented.mediaTime), this.frames - 1));
      this.#readBack();
    });
  }

  #readTheClock() {
    const look = () => {
      if (this.playing && this.wanted === null) this.#shown(this.#byTheClock());
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  #shown(frame) {
    this.frame = frame;
    this.#emit("frame");
    if (this.playing && this.#pastTheLoop()) this.#again();
  }

  // From the in point again; first, when asked, a pause to practise in.
  #again() {
    const { rest } = this.range;
    if (!rest) return this.#seek(this.range.in);
    this.video.pause();
    this.rest = setTimeout(() => {
      this.#endRest();
      this.#seek(this.range.in);
      this.play();
    }, rest * 1000);
    this.#emit("state");
  }

  #endRest() {
    if (!this.resting) return;
    clearTimeout(this.rest);
    this.rest = undefined;
    this.#emit("state");
  }

  #pastTheLoop() {
    const { in: start, out: end, loop } = this.range;
    return loop && start !== null && end !== null && this.wanted === null && this.frame >= end;
  }

  #emit(name) {
    this.dispatchEvent(new Event(name));
  }
}
