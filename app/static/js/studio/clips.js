// Clips: in to out with a title.

import { $, fromTemplate, newToken } from "./dom.js";
import { setLoop, setRange } from "./transport.js";
import { announce } from "../layout.js";

export class Clips {
  constructor(player, store, writing, sequence) {
    Object.assign(this, { player, store, writing, sequence, form: $("[data-clip-form]") });
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
    this.#show({ token: newToken(), start, end }, "", "");
    this.form.scrollIntoView({ block: "nearest" });
    $("[data-clip-title]").focus();
  }

  #show(wanted, title, problem) {
    this.wanted = wanted;
    $("[data-clip-span]").textContent = this.player.rate.spanLabel(wanted.start, wanted.end);
    $("[data-clip-title]").value = title;
    $("[data-clip-problem]").textContent = problem;
    this.form.hidden = false;
  }

  #close() {
    this.form.hidden = true;
    $('[data-do="clip"]').focus();
  }

  // The form closes at once, so that nobody waits; a refusal brings it back, with the title, where it was.
  async #save() {
    const { wanted } = this;
    const title = $("[data-clip-title]").value;
    this.#close();
    try {
      const arrived = await this.writing.addClip({ ...wanted, title });
      announce(arrived ? `Clip saved: ${title}` : `Clip kept in this browser: ${title}`);
    } catch (problem) {
      this.#show(wanted, title, problem.message);
    }
  }
}
