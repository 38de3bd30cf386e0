// To watch together with a client: only the film and a few large controls. No note is on the screen.

import { $, $$ } from "./dom.js";
import { setLoop, setRange } from "./transport.js";
import { announce } from "../layout.js";

export class Presenting {
  // `whole`: the film is the clips joined to one, which plays on from one to the next.
  constructor(player, sequence, { whole = false } = {}) {
    Object.assign(this, { player, sequence, whole, at: 0, room: $("[data-room]"), root: $("[data-presenting]") });
    document.addEventListener("fullscreenchange", () => this.full && !document.fullscreenElement && this.leave());
    document.addEventListener("keydown", (event) => this.on && event.key === "Escape" && this.leave());
    player.addEventListener("state", () => this.#draw());
    player.addEventListener("frame", () => (this.whole ? this.#follow() : this.#stopAtEnd()));
  }

  get actions() {
    return {
      present: () => (this.on ? this.leave() : this.begin()),
      "present-leave": () => this.leave(),
      "present-again": () => this.#show(this.at),
      "present-next": () => this.#show(this.at + 1),
      "present-previous": () => this.#show(this.at - 1),
      "present-slow": () => this.#slow(),
    };
  }

  begin() {
    this.on = true;
    this.before = { ...this.player.range, speed: this.player.speed };
    this.cameFrom = document.activeElement;
    this.player.pause();
    document.documentElement.classList.add("presenting");
    this.root.hidden = false;
    for (const one of $$("[data-not-presented], .frame-header, .back, .page-head, footer, .skip")) one.inert = true;
    this.full = false;
    this.room.requestFullscreen?.().then(() => (this.full = true)).catch(() => {});
    this.#show(0);
    $('[data-presenting] [data-do="play"]').focus();
    announce("Only the film is shown. Escape goes back.");
  }

  leave() {
    if (!this.on) return;
    this.on = this.full = false;
    this.player.pause();
    this.player.speed = this.before.speed;
    const { in: start, out: end, loop } = this.before;
    setRange(this.player, { in: start, out: end });
    setLoop(this.player, loop);
    document.documentElement.classList.remove("presenting");
    for (const one of $$("[inert]")) one.inert = false;
    this.root.hidden = true;
    if (document.fullscreenElement) document.exitFullscreen();
    this.cameFrom?.focus();
  }

  // One of the chosen clips; the whole film when none was chosen.
  #show(index) {
    const clips = this.sequence.clips;
    this.at = Math.min(Math.max(0, index), Math.max(0, clips.length - 1));
    const clip = clips[this.at];
    this.player.pause();
    const [start, end] = this.whole ? [] : [clip?.start, clip?.end];
    setRange(this.player, { in: start ?? null, out: end ?? null, loop: false });
    this.player.seek(clip?.start ?? 0);
    this.#draw();
    if (clip) announce(`Moment ${this.at + 1} of ${clips.length}`);
  }

  // Where the reel has come to.
  #follow() {
    if (!this.on || this.player.wanted !== null) return;
    const at = this.sequence.clips.filter((clip) => clip.start <= this.player.frame).length - 1;
    if (at >= 0 && at !== this.at) {
      this.at = at;
      this.#draw();
    }
  }

  #stopAtEnd() {
    const { out, loop } = this.player.range;
    if (this.on && out !== null && !loop && this.player.playing && this.player.frame >= out) {
      this.player.pause();
      this.player.seek(out);
    }
  }

  #slow() {
    this.player.speed = this.player.speed < 1 ? 1 : 0.5;
    announce(this.player.speed < 1 ? "Half speed" : "Normal speed");
  }

  #draw() {
    const { length } = this.sequence.clips;
    $("[data-present-place]").textContent = length ? `${this.at + 1} of ${length}` : "";
    for (const name of ["present-next", "present-previous"]) {
      const control = $(`[data-do="${name}"]`);
      control.hidden = length < 2;
      control.setAttribute("aria-disabled", String(name === "present-next" ? this.at >= length - 1 : this.at === 0));
    }
    $('[data-do="present-slow"]').setAttribute("aria-pressed", String(this.player.speed < 1));
  }
}
