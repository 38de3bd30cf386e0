// Writing a moment: typing pauses, saving plays on, and no word is lost: what is being written lies
// in this browser until it is saved or left.

import { AboutFields } from "./about.js";
import { $, $$, el, fromTemplate, principleChip } from "./dom.js";
import { Draft } from "./draft.js";
import { Picker } from "./picker.js";
import { SpanFields } from "./span.js";
import { announce } from "../layout.js";

const KEEP_AFTER = 250;
const WAITS = "Kept in this browser. It is sent when the connection is back.";

export class Composer extends EventTarget {
  constructor(player, store, writing, kept, groups, undo) {
    super();
    Object.assign(this, { player, store, writing, kept, undo, draft: null, resumes: false });
    this.form = $("[data-composer]");
    this.words = $("[data-words]");
    this.ticks = $$("[data-tick]");
    const changed = () => this.#draw();
    this.span = new SpanFields(player, changed);
    this.about = new AboutFields(player, store, () => this.#begin(player.at), changed);
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
      save: () => (this.draft ? this.save() : false),
      cancel: () => this.cancel(),
    };
  }

  // What an earlier page was left with.
  async begin() {
    const kept = await this.kept.draft();
    this.begun = true;
    if (!kept || this.draft) return this.#keep();
    this.draft = Draft.from(kept);
    this.#draw();
    this.undo("What you were writing is back.");
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
    if (!this.draft) return false;
    const left = this.draft;
    this.#leave();
    if (!left.isEmpty) this.undo("Left unsaved.", "Bring it back", () => this.#restore(left));
    return true;
  }

  // Leaves at once, so that the next words can come; a refusal brings the words back.
  save() {
    const { draft } = this;
    if (!draft) return;
    this.#problem("");
    if (draft.isEmpty) return this.#problem("Write what you see, or choose a principle.");
    const sent = this.writing.save(draft);
    this.player.range.fresh = false;
    this.#leave();
    const saved = `Saved: ${this.player.rate.spanLabel(draft.start, draft.end)}`;
    sent.then((arrived) => announce(arrived ? saved : WAITS)).catch((problem) => this.#refused(draft, problem));
  }

  #refused(draft, problem) {
    if (!("waits" in problem)) throw problem;
    if (this.draft) return this.undo(problem.message, "Bring it back", () => this.#restore(draft));
    this.#restore(draft);
    this.#problem(problem.message);
  }

  // Moves one end of what is covered; the timeline's handles call it.
  cover(start, end) {
    this.draft?.cover(start, end);
    this.#draw();
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
    $("[data-in-round]").addEventListener("change", (event) => {
      this.#begin(this.player.at).round = event.target.checked ? this.store.openRound.id : null;
    });
    for (const tick of this.ticks) tick.addEventListener("change", () => this.#judge(tick));
    this.player.addEventListener("range", () => this.#takeRange());
    window.addEventListener("pagehide", () => this.#keepNow());
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
    this.draft ??= Draft.at(frame, this.player.range, this.store.openRound?.id ?? null);
    return this.draft;
  }

  #choose(tag) {
    const chosen = this.#begin(this.pickedAt).toggle(tag);
    this.#draw();
    return chosen;
  }

  // A criterion, or one of the review's own words.
  #judge(tick) {
    const { tick: kind, key, wording } = tick.dataset;
    const among = this.#begin(this.player.at)[kind];
    if (tick.checked) among.set(key, { key, wording });
    else among.delete(key);
    this.#draw();
  }

  #takeRange() {
    const { in: start, out: end } = this.player.range;
    if (!this.draft || start === null || end === null) return;
    this.draft.cover(start, end);
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
    for (const tick of this.ticks) tick.checked = draft?.[tick.dataset.tick].has(tick.dataset.key) ?? false;
    this.span.draw(draft);
    this.about.draw(draft);
    this.#drawChosen();
    $("[data-round]").hidden = !draft || Boolean(draft.id) || !this.store.openRound;
    $("[data-in-round]").checked = Boolean(draft?.round);
    this.picker.draw();
    this.#keep();
    this.dispatchEvent(new Event("draft"));
  }

  #keep() {
    clearTimeout(this.keeping);
    if (this.begun) this.keeping = setTimeout(() => this.#keepNow(), KEEP_AFTER);
  }

  #keepNow() {
    return this.begun && this.kept.keepDraft(this.draft?.isEmpty === false ? this.draft.kept : null);
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

  #problem(words) {
    $("[data-problem]").textContent = words;
    $("[data-save] span").textContent = words && this.draft && !this.draft.isEmpty ? "Try again" : "Save moment";
  }
}
