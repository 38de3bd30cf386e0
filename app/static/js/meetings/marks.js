// Moments that are marked before all: a form for one's own, and the list of everybody's.

import { announce } from "../layout.js";
import { $, el, newToken, principleChip } from "../studio/dom.js";

export class Marks {
  constructor(player, shown, line) {
    Object.assign(this, { player, shown, line, marks: [], at: null });
    this.form = $("[data-mark-form]");
    if (this.form) this.#listen();
    shown.addEventListener("change", () => this.#drawTicks());
    line.addEventListener("state", ({ detail }) => this.#heard(detail.marks));
  }

  get actions() {
    return {
      note: () => (this.form ? this.#open() : false),
      "cancel-mark": () => this.#close(),
    };
  }

  #heard(state) {
    if (state === undefined || state === this.state) return;
    this.state = state;
    this.ask();
  }

  async ask() {
    const answer = await this.line.get("/marks");
    if (!answer?.marks) return;
    const said = JSON.stringify(answer.marks);
    if (said === this.drawn) return;
    const isFirst = this.drawn === undefined;
    const known = new Set(this.marks.map((one) => one.id));
    this.drawn = said;
    this.marks = answer.marks;
    this.#draw();
    if (isFirst) return;
    for (const one of this.marks) {
      if (!known.has(one.id) && !one.mine) announce(`${one.by} marked a moment at ${this.player.rate.spoken(one.start)}`);
    }
  }

  #listen() {
    this.words = $("[data-mark-words]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#close();
      if (event.key === "Enter" && event.ctrlKey) this.#save();
    });
  }

  // The time is that of opening it: the conversation goes on while one writes.
  #open() {
    if (this.at === null) {
      this.at = this.player.at;
      this.token = newToken();
    }
    this.form.hidden = false;
    $("[data-mark-at]").textContent = this.player.rate.label(this.at);
    this.words.focus();
  }

  #close() {
    this.at = null;
    this.form.hidden = true;
    this.form.reset();
    $("[data-mark-problem]").textContent = "";
    $('[data-do="note"]').focus();
  }

  async #save() {
    if (this.saving) return;
    this.saving = true;
    const key = $("[data-mark-principle]").value;
    const body = { token: this.token, start: this.at, words: this.words.value, principles: key ? [key] : [] };
    const answer = await this.line.post("/marks", body);
    this.saving = false;
    if (answer?.id) {
      this.#close();
      announce("Marked, and shown to all");
      return this.ask();
    }
    const words = answer?.refused ?? "The connection is down, so this is not saved. Your words are still here: try again in a moment.";
    $("[data-mark-problem]").textContent = words;
  }

  #draw() {
    const { rate } = this.player;
    $("[data-mark-count]").textContent = this.marks.length || "";
    $("[data-no-marks]").hidden = this.marks.length > 0;
    $("[data-mark-list]").replaceChildren(...this.marks.map((one) => {
      const go = el("button", { type: "button", class: "control mark-time figures", "aria-label": `Go to ${rate.spoken(one.start)}` }, rate.spanLabel(one.start, one.end));
      go.addEventListener("click", () => this.player.seek(one.start));
      const chips = one.principles.map((tag) => principleChip(tag));
      const parts = [go, el("span", { class: "soft small" }, one.mine ? "You" : one.by)];
      if (one.words) parts.push(el("p", { class: "mark-words" }, one.words));
      if (chips.length) parts.push(el("ul", { class: "chosen" }, ...chips));
      return el("li", { class: "mark" }, ...parts);
    }));
    this.#drawTicks();
  }

  #drawTicks() {
    $("[data-room-marks]").replaceChildren(...this.marks.flatMap((one) => {
      const at = this.shown.share(one.start);
      if (at < 0 || at > 1) return [];
      const tick = el("span", { class: one.mine ? "mine" : "" });
      tick.style.left = `${100 * at}%`;
      return [tick];
    }));
  }
}
