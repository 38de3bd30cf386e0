// Three or four clips in an order, for the shared review. This browser remembers which and in what
// order: numbers only, no words and no film.

import { $, fromTemplate } from "./dom.js";
import { announce } from "../layout.js";

const MOST = 6;

export class Sequence extends EventTarget {
  constructor(player, store, recording) {
    super();
    Object.assign(this, { player, store, key: `attune-studio-sequence-${recording}` });
    this.ids = JSON.parse(localStorage.getItem(this.key) ?? "[]");
    store.addEventListener("change", () => this.draw());
    this.draw();
  }

  get clips() {
    return this.ids.map((id) => this.store.clips.find((clip) => clip.id === id)).filter(Boolean);
  }

  has = (clip) => this.ids.includes(clip.id);

  toggle(clip) {
    if (this.has(clip)) this.#set(this.ids.filter((id) => id !== clip.id), `${clip.title}: taken out`);
    else if (this.clips.length >= MOST) announce(`A review has room for ${MOST} moments. Take one out first`);
    else this.#set([...this.ids, clip.id], `${clip.title}: number ${this.clips.length + 1} for the review`);
  }

  #move(clip, by) {
    const clips = this.clips.map((one) => one.id);
    const at = clips.indexOf(clip.id);
    const to = at + by;
    if (to < 0 || to >= clips.length) return;
    clips.splice(to, 0, ...clips.splice(at, 1));
    this.#set(clips, `${clip.title}: now number ${to + 1}`);
    $(`[data-sequence-of="${clip.id}"] [data-move="${by}"]`)?.focus();
  }

  #set(ids, words) {
    this.ids = ids;
    localStorage.setItem(this.key, JSON.stringify(ids));
    announce(words);
    this.draw();
    this.dispatchEvent(new Event("change"));
  }

  draw() {
    const { clips } = this;
    $("[data-sequence]").hidden = this.store.clips.length === 0;
    $("[data-sequence-list]").replaceChildren(...clips.map((clip, index) => this.#item(clip, index, clips.length)));
    $("[data-no-sequence]").hidden = clips.length > 0;
    $("[data-sequence-words]").textContent = clips.length > 4 ? "Three or four are plenty for one review." : "";
  }

  #item(clip, index, many) {
    const item = fromTemplate("sequence-item");
    item.dataset.sequenceOf = clip.id;
    const seek = $("[data-seek]", item);
    seek.textContent = clip.title || this.player.rate.spanLabel(clip.start, clip.end);
    seek.addEventListener("click", () => this.player.seek(clip.start));
    for (const by of [-1, 1]) {
      const button = $(`[data-move="${by}"]`, item);
      button.setAttribute("aria-label", `${by < 0 ? "Earlier" : "Later"}: ${clip.title}`);
      button.setAttribute("aria-disabled", String(by < 0 ? index === 0 : index === many - 1));
      button.addEventListener("click", () => this.#move(clip, by));
    }
    return item;
  }
}
