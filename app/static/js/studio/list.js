// The moments as text, in step with the film: a complete alternative to the timeline.

import { $ } from "./dom.js";
import { momentItem } from "./item.js";
import { aboutOf } from "./store.js";
import { announce } from "../layout.js";

export class MomentList {
  constructor(player, view, does) {
    Object.assign(this, { player, view, does, list: $("[data-moment-list]"), drawn: new Map(), items: [], now: new Set() });
    view.addEventListener("change", () => this.draw());
    player.addEventListener("frame", () => this.#follow());
    this.draw();
  }

  get actions() {
    return { "previous-moment": () => this.#goTo(-1), "next-moment": () => this.#goTo(1) };
  }

  // Goes to the item of a moment, as a cluster or a mention asks.
  show(id) {
    const item = this.drawn.get(id)?.item;
    item?.scrollIntoView({ block: "nearest" });
    $("[data-seek]", item)?.focus();
  }

  // Only what changed is made anew, so that a thousand moments and an open reply stay as they are.
  draw() {
    const focused = this.#focused();
    const { moments, store } = this.view;
    const drawn = new Map();
    const followed = new Map(moments.filter((one) => one.follows).map((one) => [one.follows, one]));
    for (const moment of moments) {
      const links = [store.of(moment.follows), followed.get(moment.id)];
      const looks = JSON.stringify([moment, links, store.people]);
      const before = this.drawn.get(moment.id);
      drawn.set(moment.id, before?.looks === looks ? before : { looks, item: this.#item(moment, links, before?.item) });
    }
    this.drawn = drawn;
    this.items = moments.map((moment) => [moment, drawn.get(moment.id).item]);
    this.#place();
    $("[data-moment-count]").textContent = moments.length || "";
    $("[data-no-moments]").hidden = store.moments.length > 0;
    $("[data-none-match]").hidden = moments.length > 0 || store.moments.length === 0;
    $("[data-legend]").hidden = store.moments.every((one) => one.mine);
    if (focused && document.activeElement === document.body) $(focused, this.list)?.focus();
    this.#follow();
  }

  #place() {
    const wanted = new Set(this.items.map(([, item]) => item));
    for (const item of [...this.list.children]) if (!wanted.has(item)) item.remove();
    this.items.forEach(([, item], index) => {
      if (this.list.children[index] !== item) this.list.insertBefore(item, this.list.children[index] ?? null);
    });
  }

  #focused() {
    const item = document.activeElement?.closest("[data-moment]");
    const act = ["seek", "edit", "delete", "answer", "resolve"].find((name) => document.activeElement.matches(`[data-${name}]`));
    return item && act ? `[data-moment="${item.dataset.moment}"] [data-${act}]` : null;
  }

  #item(moment, links, before) {
    return momentItem(this.player, moment, links, this.view.store.people, this.does, before);
  }

  #follow() {
    const { frame, rate, playing } = this.player;
    const second = rate.framesIn(1);
    const now = new Set();
    for (const [moment, item] of this.items) {
      if (moment.start > frame) break;
      if (frame <= (moment.end ?? moment.start + (playing ? second : 0))) now.add(item);
    }
    for (const item of this.now) if (!now.has(item)) item.removeAttribute("aria-current");
    for (const item of now) if (!this.now.has(item)) item.setAttribute("aria-current", "true");
    this.now = now;
    const [first] = now;
    if (first && first !== this.followed && !this.list.contains(document.activeElement)) this.#scrollTo(first);
    this.followed = first;
  }

  // Only the list moves, never the page under somebody's hands.
  #scrollTo(item) {
    const frame = item.closest("[data-lists]");
    if (frame.scrollHeight <= frame.clientHeight) return;
    const [top, height] = [item.offsetTop - frame.offsetTop, item.offsetHeight];
    const outside = top < frame.scrollTop || top + height > frame.scrollTop + frame.clientHeight;
    if (outside) frame.scrollTo({ top: top - frame.clientHeight / 3 });
  }

  #goTo(direction) {
    const { at } = this.player;
    const { moments } = this.view;
    const next = direction > 0 ? moments.find((one) => one.start > at) : moments.findLast((one) => one.start < at);
    if (!next) {
      announce(direction > 0 ? "No later moment" : "No earlier moment");
      return;
    }
    this.player.seek(next.start);
    announce(`${this.player.rate.spanLabel(next.start, next.end)}. ${next.whose} ${aboutOf(next)}`);
  }
}
