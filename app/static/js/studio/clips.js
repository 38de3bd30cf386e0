// Clips: in to out with a title.

import { $, fromTemplate, newToken } from "./dom.js";
import { setLoop, setRange } from "./transport.js";
import { announce } from "../layout.js";

export class Clips {
  constructor(player, store, writing, sequence) {
    Object.assign(this, { player, store, writing, sequence, form: $("[data-clip-form]"), sending: false });
    store.addEventListener("change", () => this.draw());
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.form?.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
    $("[data-clip-cancel]")?.addEventListener("click", () => this.#close());
    this.draw();
  }

  get actions() {
    return { clip: () => this.#open() };
  }

  draw() {
    const { clips } = this.store;
    $("[data-clip-list]").replaceChildren(...clips.map((clip) => this.#item(clip)));
    $("[data-clip-count]").textContent = clips.length || "";
    $("[data-no-clips]").hidden = clips.length > 0;
  }

  #item(clip) {
    const { player } = this;
    const item = fromTemplate("clip-item");
    const at = player.rate.spanLabel(clip.start, clip.end);
    const seek = $("[data-seek]", item);
    seek.textContent = at;
    seek.setAttribute("aria-label", `Go to ${at}`);
    seek.addEventListener("click", () => player.seek(clip.start));
    $("[data-title]", item).textContent = clip.title;
    const loop = $("[data-loop]", item);
    loop.setAttribute("aria-label", `Loop the clip ${clip.title}`);
    loop.addEventListener("click", () => {
      setRange(player, { in: clip.start, out: clip.end });
      player.range.fresh = false;
      setLoop(player, true);
      player.play();
    });
    const choose = $("[data-choose]", item);
    choose.hidden = !clip.mine;
    choose.setAttribute("aria-pressed", String(clip.place !== null));
    choose.setAttribute("aria-label", `Show the clip ${clip.title} in the review`);
    choose.addEventListener("click", () => {
      this.sequence.toggle(clip);
      $(`[data-clip="${clip.token}"] [data-choose]`)?.focus();
    });
    item.dataset.clip = clip.token;
    const remove = $("[data-delete]", item);
    remove.hidden = !clip.mine;
    remove.setAttribute("aria-label", `Delete the clip ${clip.title}`);
    remove.addEventListener("click", () => this.writing.deleteClip(clip));
    return item;
  }

  #open() {
    const { in: start, out: end } = this.player.range;
    if (!this.form || start === null || end === null) return;
    this.wanted = { token: newToken(), start, end };
    $("[data-clip-span]").textContent = this.player.rate.spanLabel(start, end);
    $("[data-clip-problem]").textContent = "";
    this.form.hidden = false;
    this.form.scrollIntoView({ block: "nearest" });
    $("[data-clip-title]").focus();
  }

  #close() {
    this.form.hidden = true;
    $("[data-clip-title]").value = "";
    $('[data-do="clip"]').focus();
  }

  async #save() {
    if (this.sending) return;
    this.sending = true;
    const title = $("[data-clip-title]").value;
    try {
      const arrived = await this.writing.addClip({ ...this.wanted, title });
      announce(arrived ? `Clip saved: ${title}` : `Clip kept in this browser: ${title}`);
      this.#close();
    } catch (problem) {
      $("[data-clip-problem]").textContent = problem.message;
    } finally {
      this.sending = false;
    }
  }
}
