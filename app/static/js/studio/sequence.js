// Three or four clips in an order, for the shared review.

import { $, fromTemplate } from "./dom.js";
import { announce } from "../layout.js";

const MOST = 6;

export class Sequence {
  constructor(player, store, writing) {
    Object.assign(this, { player, store, writing });
    store.addEventListener("change", () => this.draw());
    this.draw();
  }

  get clips() {
    return this.store.review;
  }

  toggle(clip) {
    const tokens = this.clips.map((one) => one.token);
    if (clip.place) this.#set(tokens.filter((token) => token !== clip.token), `${clip.title}: taken out`);
    else if (tokens.length >= MOST) announce(`A review has room for ${MOST} moments. Take one out first`);
    else this.#set([...tokens, clip.token], `${clip.title}: number ${tokens.length + 1} for the review`);
  }

  #move(clip, by) {
    const tokens = this.clips.map((one) => one.token);
    const at = tokens.indexOf(clip.token);
    const to = at + by;
    if (to < 0 || to >= tokens.length) return;
    tokens.splice(to, 0, ...tokens.splice(at, 1));
    this.#set(tokens, `${clip.title}: now number ${to + 1}`);
    $(`[data-sequence-of="${clip.token}"] [data-move="${by}"]`)?.focus();
  }

  #set(tokens, words) {
    announce(words);
    this.writing.order(tokens);
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
    item.dataset.sequenceOf = clip.token;
    const seek = $("[data-seek]", item);
    seek.textContent = clip.title || this.player.rate.spanLabel(clip.start, clip.end);
    seek.addEventListener("click", () => this.player.seek(clip.start));
    for (const by of [-1, 1]) {
      const button = $(`[data-move="${by}"]`, item);
      button.setAttribute("aria-label", `${by < 0 ? "Earlier" : "Later"}: ${clip.title}`);
      button.setAttribute("aria-disabled", String(by < 0 ? index === 0 : index === many - 1));
      button.hidden = !clip.mine;
      button.addEventListener("click", () => this.#move(clip, by));
    }
    return item;
  }
}
