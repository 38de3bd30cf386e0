// Pointing at a place in the picture: a ring that all see.

import { announce } from "../layout.js";
import { $ } from "../studio/dom.js";

const STEP = 25;
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

export class Pointing {
  constructor(player, line) {
    Object.assign(this, { player, line, at: { x: 500, y: 500 }, shown: null });
    this.place = $("[data-point-place]");
    this.aim = $("[data-point-aim]");
    this.ring = $("[data-point-ring]");
    this.place.addEventListener("click", (event) => this.#clicked(event));
    this.place.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#draw()).observe(player.video);
    player.video.addEventListener("loadedmetadata", () => this.#draw());
    line.addEventListener("state", ({ detail }) => this.#heard(detail.point ?? null));
  }

  get actions() {
    return { point: () => this.#turn(this.place.hidden) };
  }

  #turn(on) {
    this.place.hidden = this.aim.hidden = !on;
    $('[data-do="point"]').setAttribute("aria-pressed", String(on));
    if (!on) return void this.#show(null);
    this.#draw();
    this.place.focus();
    announce("Pointing. Press in the picture, or use the arrows and then Enter. Escape ends it.");
  }

  #clicked(event) {
    if (event.detail !== 0) {
      const { left, top, width, height } = this.place.getBoundingClientRect();
      const share = (part, whole) => Math.round((1000 * part) / whole);
      this.at = { x: share(event.clientX - left, width), y: share(event.clientY - top, height) };
    }
    this.#draw();
    this.#show(this.at);
  }

  #key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.#turn(false);
      $('[data-do="point"]').focus();
      return;
    }
    const by = ARROWS[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const within = (value) => Math.min(1000, Math.max(0, value));
    this.at = { x: within(this.at.x + by[0]), y: within(this.at.y + by[1]) };
    this.#draw();
    announce(where(this.at));
  }

  #show(at) {
    this.line.post("/point", at ? { x: at.x, y: at.y } : { x: null, y: null });
  }

  #heard(point) {
    const said = point && `${point.by} points ${where(point)}`;
    if (said && said !== this.said) announce(said);
    this.said = said;
    this.shown = point;
    this.#draw();
  }

  // The picture's own edges within its black margins.
  #draw() {
    const { video } = this.player;
    const [width, height] = [video.videoWidth || 16, video.videoHeight || 9];
    const scale = Math.min(video.clientWidth / width, video.clientHeight / height);
    const [w, h] = [width * scale, height * scale];
    const left = video.offsetLeft + (video.clientWidth - w) / 2;
    const top = video.offsetTop + (video.clientHeight - h) / 2;
    put(this.place, { left, top, width: w, height: h });
    put(this.aim, { left: left + (w * this.at.x) / 1000, top: top + (h * this.at.y) / 1000 });
    this.ring.hidden = this.shown === null;
    if (this.shown === null) return;
    put(this.ring, { left: left + (w * this.shown.x) / 1000, top: top + (h * this.shown.y) / 1000 });
    $("[data-point-by]").textContent = this.shown.by;
  }
}

function put(element, place) {
  for (const [name, value] of Object.entries(place)) element.style[name] = `${value}px`;
}

function where({ x, y }) {
  const third = (value, words) => words[Math.min(2, Math.floor((3 * value) / 1000))];
  const [row, column] = [third(y, ["top", "middle", "bottom"]), third(x, ["left", "middle", "right"])];
  return row === column ? "at the middle of the picture" : `at the ${row} ${column} of the picture`;
}
