// Writing a moment: typing pauses, saving plays on, and words are never lost to a failed save.

import { $, $$, el, fromTemplate, principleChip } from "./dom.js";
import { Draft } from "./draft.js";
import { Picker } from "./picker.js";
import { announce } from "../layout.js";

export class Composer {
  constructor(player, store, api, groups, undo) {
    Object.assign(this, { player, store, api, undo, draft: null, saving: false, resumes: false });
    this.form = $("[data-composer]");
    this.words = $("[data-words]");
    this.ticks = $$("[data-criterion]");
    this.picker = new Picker(groups, {
      opened: () => (this.pickedAt = player.at),
      toggle: (tag) => this.#choose(tag),
      isChosen: (key) => this.draft?.principles.has(key) ?? false,
    });
    this.#listen();
    this.#draw();
  }

  get actions() {
    return {
      ...this.picker.actions,
      note: () => this.words.focus(),
      save: () => (this.draft ? void this.save() : false),
      cancel: () => this.cancel(),
    };
  }

  edit(moment) {
    this.player.pause();
    this.resumes = false;
    this.draft = Draft.of(moment);
    this.player.seek(moment.start);
    this.picker.show(null);
    this.#draw();
    this.words.focus();
    this.form.scrollIntoView({ block: "nearest" });
  }

  cancel() {
    if (this.picker.open) {
      this.picker.show(null);
      return true;
    }
    if (!this.draft || this.saving) return false;
    const left = this.draft;
    this.#leave();
    if (!left.isEmpty) this.undo("Left unsaved.", "Bring it back", () => this.#restore(left));
    return true;
  }

  async save() {
    if (this.saving || !this.draft) return;
    const { draft } = this;
    this.#problem("");
    if (draft.isEmpty) return this.#problem("Write what you see, or choose a principle.");
    this.#busy(true);
    try {
      const moment = await this.#send(draft);
      this.player.range.fresh = false;
      this.store.keep(moment);
      announce(`Saved: ${this.player.rate.spanLabel(moment.start, moment.end)}`);
      this.#busy(false);
      this.#leave();
    } catch (problem) {
      this.#busy(false);
      this.#problem(problem.message);
    }
  }

  async #send(draft) {
    if (draft.id) return this.api.changeMoment(draft.id, draft.body);
    const moment = await this.api.addMoment(draft.body);
    return draft.isKeptAs(moment) ? moment : this.api.changeMoment(moment.id, draft.body);
  }

  #listen() {
    this.words.addEventListener("input", () => {
      if (!this.draft) this.resumes = this.player.playing;
      const draft = this.#begin(this.player.at);
      this.player.pause();
      draft.words = this.words.value;
      this.#draw();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener("keydown", (event) => this.#key(event));
    for (const tick of this.ticks) tick.addEventListener("change", () => this.#judge(tick));
    $("[data-span-point]").addEventListener("click", () => this.#cover(false));
    $("[data-span-range]").addEventListener("click", () => this.#cover(true));
    $("[data-span-here]").addEventListener("click", () => this.#moveHere());
    this.player.addEventListener("range", () => this.#takeRange());
    window.addEventListener("beforeunload", (event) => {
      if (this.draft?.words.trim()) event.preventDefault();
    });
  }

  #key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!this.cancel()) this.words.blur();
    }
  }

  #begin(frame) {
    this.draft ??= Draft.at(frame, this.player.range);
    return this.draft;
  }

  #choose(tag) {
    const chosen = this.#begin(this.pickedAt).toggle(tag);
    this.#draw();
    return chosen;
  }

  #judge(tick) {
    const { criteria } = this.#begin(this.player.at);
    if (tick.checked) criteria.add(tick.dataset.criterion);
    else criteria.delete(tick.dataset.criterion);
    this.#draw();
  }

  #cover(asRange) {
    this.draft.asRange = asRange;
    this.#draw();
  }

  #moveHere() {
    Object.assign(this.draft, { point: this.player.at, asRange: false });
    this.#draw();
  }

  #takeRange() {
    const { in: start, out: end } = this.player.range;
    if (!this.draft || start === null || end === null) return;
    Object.assign(this.draft, { range: [start, end], asRange: true });
    this.#draw();
  }

  #restore(draft) {
    this.draft = draft;
    this.#draw();
    this.words.focus();
  }

  #leave() {
    this.draft = null;
    this.picker.show(null);
    this.#problem("");
    this.#draw();
    if (this.form.contains(document.activeElement)) document.activeElement.blur();
    if (this.resumes) this.player.play();
    this.resumes = false;
  }

  #draw() {
    const { draft, form } = this;
    form.classList.toggle("active", draft !== null);
    $("[data-composer-title]").textContent = draft?.id ? "Change a moment" : "New moment";
    if (this.words.value !== (draft?.words ?? "")) this.words.value = draft?.words ?? "";
    for (const tick of this.ticks) tick.checked = draft?.criteria.has(tick.dataset.criterion) ?? false;
    this.#drawSpan();
    this.#drawChosen();
    this.picker.draw();
  }

  #drawSpan() {
    const { draft, player } = this;
    const point = $("[data-span-point]");
    const range = $("[data-span-range]");
    $("[data-span]").hidden = !draft;
    if (!draft) return;
    point.textContent = `At ${player.rate.label(draft.point)}`;
    range.hidden = !draft.range;
    if (draft.range) range.textContent = player.rate.spanLabel(...draft.range);
    point.setAttribute("aria-pressed", String(!draft.asRange));
    range.setAttribute("aria-pressed", String(draft.asRange));
  }

  #drawChosen() {
    const chips = [...(this.draft?.principles.values() ?? [])].map((tag) => {
      const chip = principleChip(tag);
      const remove = el("button", { type: "button", "aria-label": `Remove ${tag.wording}` }, fromTemplate("icon-x"));
      remove.addEventListener("click", () => {
        this.draft.toggle(tag);
        this.#draw();
        this.words.focus();
      });
      chip.append(remove);
      return chip;
    });
    $("[data-chosen]").replaceChildren(...chips);
  }

  #busy(is) {
    this.saving = is;
    this.words.readOnly = is;
    $("[data-save]").setAttribute("aria-disabled", String(is));
  }

  #problem(words) {
    $("[data-problem]").textContent = words;
    $("[data-save] span").textContent = words && this.draft && !this.draft.isEmpty ? "Try again" : "Save moment";
  }
}
