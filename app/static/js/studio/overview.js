// The film itself along the timeline: small pictures, and its sound below them. Drawn for the part that is
// in view; it is a help for the eye, and everything it tells is told elsewhere too.

import { $ } from "./dom.js";

const SOUND = 18;

export class Overview {
  constructor(player, window, urls) {
    Object.assign(this, { player, window, root: $("[data-overview]"), sheet: null, told: null });
    this.canvas = $("canvas", this.root);
    this.canvas.addEventListener("click", (event) => this.#seekUnder(event));
    window.addEventListener("change", () => this.#later());
    new ResizeObserver(() => this.#later()).observe(this.canvas.parentElement);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#later());
    document.addEventListener("footage:gone", () => this.#forget());
    this.#ask(urls);
  }

  async #ask({ overview, storyboard }) {
    try {
      const answer = await fetch(overview, { cache: "no-store" });
      if (!answer.ok) return;
      const told = await answer.json();
      const sheet = new Image();
      sheet.src = storyboard;
      await sheet.decode();
      Object.assign(this, { told, sheet });
      this.root.hidden = false;
      this.#draw();
    } catch {
      // Without it the timeline is as good as before.
    }
  }

  #forget() {
    Object.assign(this, { told: null, sheet: null });
    this.canvas.width = 0;
    this.root.hidden = true;
  }

  #later() {
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = null;
      this.#draw();
    });
  }

  #draw() {
    if (!this.sheet) return;
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    const dots = devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * dots, height: height * dots });
    const paint = this.canvas.getContext("2d");
    paint.scale(dots, dots);
    this.#pictures(paint, width, height - SOUND);
    this.#sound(paint, width, height);
  }

  #pictures(paint, width, height) {
    const { every, count, columns, width: wide, height: high } = this.told.storyboard;
    const step = (wide / high) * height;
    for (let x = 0; x < width; x += step) {
      const second = this.#second((x + step / 2) / width);
      const at = Math.max(0, Math.min(count - 1, Math.round(second / every)));
      const from = [(at % columns) * wide, Math.floor(at / columns) * high];
      paint.drawImage(this.sheet, ...from, wide, high, x, 0, step, height);
    }
  }

  #sound(paint, width, bottom) {
    const { peaks } = this.told;
    const full = Math.max(32, ...peaks);
    const whole = this.player.frames / this.player.rate.num * this.player.rate.den;
    paint.fillStyle = getComputedStyle(this.root).getPropertyValue("--accent");
    for (let x = 0; x < width; x += 2) {
      const from = Math.floor((this.#second(x / width) / whole) * peaks.length);
      const to = Math.max(from + 1, Math.floor((this.#second((x + 2) / width) / whole) * peaks.length));
      const loudest = Math.max(0, ...peaks.slice(Math.max(0, from), to));
      const tall = Math.max(1, (loudest / full) * (SOUND - 2));
      paint.fillRect(x, bottom - tall, 1.5, tall);
    }
  }

  #second(share) {
    return (this.window.first + share * this.window.frames) / this.player.rate.num * this.player.rate.den;
  }

  #seekUnder(event) {
    const box = this.canvas.getBoundingClientRect();
    this.player.seek(this.window.frameAt((event.clientX - box.left) / box.width));
  }
}
