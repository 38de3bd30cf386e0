// The moments as text, in step with the film: a complete alternative to the timeline.

import { $, criterionChip, fromTemplate, principleChip } from "./dom.js";
import { aboutOf } from "./store.js";
import { announce } from "../layout.js";

export class MomentList {
  constructor(player, store, { edit, remove }) {
    Object.assign(this, { player, store, edit, remove, list: $("[data-moment-list]") });
    store.addEventListener("change", () => this.draw());
    player.addEventListener("frame", () => this.#follow());
    this.draw();
  }

  get actions() {
    return { "previous-moment": () => this.#goTo(-1), "next-moment": () => this.#goTo(1) };
  }

  draw() {
    const focused = this.#focused();
    this.items = this.store.moments.map((moment) => [moment, this.#item(moment)]);
    this.list.replaceChildren(...this.items.map(([, item]) => item));
    $("[data-moment-count]").textContent = this.items.length || "";
    $("[data-no-moments]").hidden = this.items.length > 0;
    $("[data-legend]").hidden = this.store.moments.every((one) => one.mine);
    if (focused) $(focused, this.list)?.focus();
    this.#follow();
  }

  #focused() {
    const item = document.activeElement?.closest("[data-moment]");
    const act = ["seek", "edit", "delete"].find((name) => document.activeElement.matches(`[data-${name}]`));
    return item && act ? `[data-moment="${item.dataset.moment}"] [data-${act}]` : null;
  }

  #item(moment) {
    const item = fromTemplate("moment-item");
    const at = this.player.rate.spanLabel(moment.start, moment.end);
    item.dataset.moment = moment.id;
    item.classList.toggle("other", !moment.mine);
    const seek = $("[data-seek]", item);
    seek.textContent = at;
    seek.setAttribute("aria-label", `Go to ${at}`);
    seek.addEventListener("click", () => this.player.seek(moment.start));
    $("[data-whose]", item).textContent = moment.whose;
    $("[data-item-words]", item).textContent = moment.words;
    $("[data-item-words]", item).hidden = !moment.words;
    const chips = [...moment.principles.map((tag) => principleChip(tag)), ...moment.criteria.map(criterionChip)];
    $("[data-chips]", item).replaceChildren(...chips);
    $("[data-chips]", item).hidden = chips.length === 0;
    this.#acts(item, moment, at);
    return item;
  }

  #acts(item, moment, at) {
    for (const [name, act] of [["edit", this.edit], ["delete", this.remove]]) {
      const button = $(`[data-${name}]`, item);
      button.hidden = !moment.mine;
      button.setAttribute("aria-label", `${name === "edit" ? "Edit" : "Delete"} the moment at ${at}`);
      button.addEventListener("click", () => act(moment));
    }
  }

  #follow() {
    const { frame, rate, playing } = this.player;
    const second = rate.framesIn(1);
    let first = null;
    for (const [moment, item] of this.items) {
      const until = moment.end ?? moment.start + (playing ? second : 0);
      const now = frame >= moment.start && frame <= until;
      if (now) first ??= item;
      if (now) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
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
    const { moments } = this.store;
    const next = direction > 0 ? moments.find((one) => one.start > at) : moments.findLast((one) => one.start < at);
    if (!next) {
      announce(direction > 0 ? "No later moment" : "No earlier moment");
      return;
    }
    this.player.seek(next.start);
    announce(`${this.player.rate.spanLabel(next.start, next.end)}. ${next.whose} ${aboutOf(next)}`);
  }
}
