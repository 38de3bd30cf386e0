// Moments and clips over time, in lanes. Only what is in the window is in the page, so that a thousand
// moments move as ten do. One stop for Tab: arrows go on, past the window too.

import { $, $$, el } from "./dom.js";
import { drawArcs } from "./arcs.js";
import { MODES } from "./lanes.js";
import { clusterMarker, laneOf, marker } from "./marks.js";
import { placed } from "./placing.js";

const OPEN = "attune-studio-lanes";
const MODE = "attune-studio-lanes-by";
const MOST_ROWS = 3;
const BEYOND = 60;

export class Timeline {
  constructor(player, view, window, groups, list) {
    Object.assign(this, { player, view, window, groups, list, root: $("[data-lanes]"), held: null, lanes: [] });
    this.place = $("[data-lane-place]");
    this.mode = $("[data-lanes-by]");
    this.mode.value = localStorage.getItem(MODE) in MODES ? localStorage.getItem(MODE) : "group";
    this.mode.addEventListener("change", () => this.#by());
    view.addEventListener("change", () => this.#arrange());
    window.addEventListener("change", () => this.#later());
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("focusin", (event) => this.#hold(event.target.dataset?.marker));
    this.root.addEventListener("click", (event) => event.target.matches(".lane-track") && this.#seekUnder(event));
    this.root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    const roomy = matchMedia("(min-width: 40rem)").matches;
    this.#open((localStorage.getItem(OPEN) ?? (roomy ? "open" : "closed")) === "open");
    this.#arrange();
  }

  // Whether the lanes are open; this browser remembers it. A phone begins with the film and the words.
  show(open) {
    localStorage.setItem(OPEN, open ? "open" : "closed");
    this.#open(open);
  }

  get actions() {
    return { lanes: () => this.show(this.root.hidden) };
  }

  #open(open) {
    this.root.hidden = !open;
    $('[data-do="lanes"]').setAttribute("aria-expanded", String(open));
    this.#draw();
  }

  #by() {
    localStorage.setItem(MODE, this.mode.value);
    this.#arrange();
  }

  // The lanes themselves; what lies in them is drawn with each move of the window.
  #arrange() {
    const { moments, store } = this.view;
    const wanted = MODES[this.mode.value](moments, store, this.groups);
    const same = wanted.map((one) => `${one.key} ${one.title}`).join() === this.lanes.map((one) => `${one.key} ${one.title}`).join();
    if (!same) this.place.replaceChildren(...wanted.map(laneOf));
    this.lanes = wanted.map((lane, index) => ({ ...lane, element: this.place.children[index] }));
    for (const lane of this.lanes) lane.element.classList.toggle("without", lane.things.length === 0);
    this.#draw();
  }

  #later() {
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = null;
      this.#draw();
    });
  }

  #draw(had = this.#focused()) {
    for (const lane of this.lanes) this.#drawLane(lane, had);
    const all = $$("[data-marker]", this.root);
    const keeps = all.find((one) => one.dataset.marker === this.held) ?? all[0];
    if (keeps) keeps.tabIndex = 0;
    if (had) all.find((one) => one.dataset.marker === had)?.focus({ preventScroll: true });
  }

  #focused() {
    return this.root.contains(document.activeElement) ? document.activeElement.dataset.marker : null;
  }

  #drawLane(lane, had) {
    const { markers, rows } = placed(lane.things, this.window, lane.kind === "turn" ? 1 : MOST_ROWS - 1);
    lane.markers = markers;
    const seen = markers.filter((one) => this.#isNear(one) || (had && keyOf(lane, one) === had));
    $(".lane-track", lane.element).replaceChildren(...seen.map((one) => this.#marker(lane, one)));
    lane.element.style.setProperty("--rows", rows);
    if (lane.kind === "turn") drawArcs($(".lane-track", lane.element), lane.things, this.window, this.view.store);
  }

  #isNear({ left, width }) {
    return left + width > -BEYOND && left < this.window.width + BEYOND;
  }

  #marker(lane, one) {
    const made = one.cluster
      ? clusterMarker(lane, one, this.player, this.list)
      : marker(lane, one.thing, this.player);
    made.dataset.marker = keyOf(lane, one);
    made.tabIndex = -1;
    made.style.left = `${one.left}px`;
    made.style.width = `${one.width}px`;
    made.style.setProperty("--row", one.row);
    return made;
  }

  #hold(key) {
    if (!key) return;
    this.held = key;
    for (const one of $$("[data-marker]", this.root)) one.tabIndex = one.dataset.marker === key ? 0 : -1;
  }

  #key(event) {
    const key = document.activeElement?.dataset.marker;
    if (!key || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const lane = this.lanes.find((one) => one.element.contains(document.activeElement));
    const at = lane.markers.findIndex((one) => keyOf(lane, one) === key);
    const next = {
      ArrowRight: () => [lane, lane.markers[at + 1]],
      ArrowLeft: () => [lane, lane.markers[at - 1]],
      Home: () => [lane, lane.markers[0]],
      End: () => [lane, lane.markers.at(-1)],
      ArrowDown: () => this.#beside(lane, lane.markers[at], 1),
      ArrowUp: () => this.#beside(lane, lane.markers[at], -1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    this.#focus(...next());
  }

  #beside(lane, from, by) {
    const lanes = this.lanes.filter((one) => one.markers.length);
    const next = lanes[lanes.indexOf(lane) + by];
    const away = (one) => Math.abs(one.left - from.left);
    return [next, next?.markers.reduce((best, one) => (away(one) < away(best) ? one : best))];
  }

  #focus(lane, one) {
    if (!one) return;
    const key = keyOf(lane, one);
    this.window.reveal((one.thing ?? one.cluster[0]).start);
    this.held = key;
    this.#draw(key);
  }

  #seekUnder(event) {
    const box = event.target.getBoundingClientRect();
    this.player.seek(this.window.frameAt((event.clientX - box.left) / box.width));
  }

  // With Ctrl (or a pinch) closer and further; sideways along the film. Else the page scrolls.
  #wheel(event) {
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.ctrlKey) {
      const box = $(".lane-track", this.root).getBoundingClientRect();
      this.window.zoom(2 ** (-event.deltaY / 200), this.window.frameAt((event.clientX - box.left) / box.width));
    } else if (sideways && !this.window.whole) this.window.pan((sideways / this.window.width) * this.window.frames);
    else return;
    event.preventDefault();
  }
}

const keyOf = (lane, { thing, cluster }) => (cluster ? `${lane.key}-many-${cluster[0].id}` : `${lane.key}-${thing.id}`);
