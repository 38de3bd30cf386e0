// Moments and clips drawn over time, in a lane for each principle group. One stop for Tab: arrows go on.

import { $, $$, el, fromTemplate } from "./dom.js";
import { aboutOf } from "./store.js";

const REMEMBERED = "attune-studio-lanes";
const TARGET = 24;
const MOST_ROWS = 3;

export class Timeline {
  constructor(player, store) {
    Object.assign(this, { player, store, root: $("[data-lanes]") });
    store.addEventListener("change", () => this.draw());
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("focusin", (event) => this.#hold(event.target));
    for (const track of $$(".lane-track", this.root)) {
      track.addEventListener("click", (event) => event.target === track && this.#seekUnder(event, track));
    }
    this.draw();
    new ResizeObserver(() => this.#place()).observe(this.root);
    const roomy = matchMedia("(min-width: 40rem)").matches;
    this.#open((localStorage.getItem(REMEMBERED) ?? (roomy ? "open" : "closed")) === "open");
  }

  // Whether the lanes are open; this browser remembers it. A phone begins with the film and the words.
  show(open) {
    localStorage.setItem(REMEMBERED, open ? "open" : "closed");
    this.#open(open);
  }

  get actions() {
    return { lanes: () => this.show(this.root.hidden) };
  }

  draw() {
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.marker : null;
    for (const lane of $$("[data-lane]", this.root)) {
      const markers = this.#of(lane.dataset.lane);
      $(".lane-track", lane).replaceChildren(...markers);
      lane.classList.toggle("without", markers.length === 0);
    }
    this.all = $$("[data-marker]", this.root);
    this.#place();
    const again = this.all.find((one) => one.dataset.marker === focused);
    this.#hold(again ?? this.all[0]);
    again?.focus();
  }

  #open(open) {
    this.root.hidden = !open;
    $('[data-do="lanes"]').setAttribute("aria-expanded", String(open));
    this.#place();
  }

  // Markers that would cover each other lie in rows of their own.
  #place() {
    const width = $(".lane-track", this.root).clientWidth;
    if (!width) return;
    for (const lane of $$("[data-lane]", this.root)) {
      const ends = [];
      for (const marker of $$("[data-marker]", lane)) {
        const [start, end] = this.#edges(marker, width);
        let row = ends.findIndex((taken) => taken <= start);
        if (row < 0) row = ends.length < MOST_ROWS ? ends.length : MOST_ROWS - 1;
        ends[row] = Math.max(end, ends[row] ?? 0);
        marker.style.setProperty("--row", row);
      }
      lane.style.setProperty("--rows", Math.max(1, ends.length));
    }
  }

  #edges(marker, width) {
    const left = (parseFloat(marker.style.left) / 100) * width;
    if (marker.classList.contains("point")) return [left - TARGET / 2, left + TARGET / 2];
    return [left, left + Math.max(TARGET, (parseFloat(marker.style.width) / 100) * width)];
  }

  #of(lane) {
    const title = $(`[data-lane="${lane}"] .lane-name`, this.root).textContent.trim();
    if (lane === "clips") return this.store.clips.map((clip) => this.#marker(clip, lane, `Clip: ${clip.title}`));
    const inLane = (one) =>
      lane === "words"
        ? !one.principles.length || one.criteria.length
        : one.principles.some((tag) => tag.group === Number(lane));
    return this.store.moments
      .filter(inLane)
      .map((one) => this.#marker(one, lane, `${title}. ${one.whose} ${aboutOf(one)}`.replace(/\s+/g, " ")));
  }

  #marker(what, lane, about) {
    const { rate, frames } = this.player;
    const share = (frame) => `${(100 * frame) / Math.max(1, frames - 1)}%`;
    const label = `${rate.spanLabel(what.start, what.end)}. ${about}`;
    const marker = el("button", {
      type: "button",
      class: `marker ${what.end === null ? "point" : "range"}${what.mine ? "" : " other"}`,
      "data-marker": `${lane}-${what.id}`,
      "aria-label": label,
      title: label,
      tabindex: "-1",
    });
    if (what.end === null) marker.append(Number(lane) ? fromTemplate(`shape-${lane}`) : el("span", { class: "dot" }));
    marker.style.left = share(what.start);
    if (what.end !== null) marker.style.width = share(what.end - what.start);
    marker.addEventListener("click", () => this.player.seek(what.start));
    return marker;
  }

  #hold(marker) {
    if (!marker?.dataset?.marker) return;
    for (const one of this.all) one.tabIndex = one === marker ? 0 : -1;
  }

  #key(event) {
    const { activeElement: now } = document;
    if (!this.all.includes(now) || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = { ArrowRight: () => this.#beside(now, 1), ArrowLeft: () => this.#beside(now, -1),
      ArrowDown: () => this.#lane(now, 1), ArrowUp: () => this.#lane(now, -1),
      Home: () => this.#inLane(now)[0], End: () => this.#inLane(now).at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    next()?.focus();
  }

  #inLane(marker) {
    return $$("[data-marker]", marker.parentElement);
  }

  #beside(marker, by) {
    const here = this.#inLane(marker);
    return here[here.indexOf(marker) + by];
  }

  #lane(marker, by) {
    const lanes = $$("[data-lane]", this.root).filter((lane) => $("[data-marker]", lane));
    const lane = lanes[lanes.indexOf(marker.closest("[data-lane]")) + by];
    if (!lane) return null;
    const left = parseFloat(marker.style.left);
    const away = (one) => Math.abs(parseFloat(one.style.left) - left);
    return $$("[data-marker]", lane).reduce((best, one) => (away(one) < away(best) ? one : best));
  }

  #seekUnder(event, track) {
    const box = track.getBoundingClientRect();
    this.player.seek(Math.round(((event.clientX - box.left) / box.width) * (this.player.frames - 1)));
  }
}
