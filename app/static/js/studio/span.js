// What the moment that is written covers: here, in to out, or typed; each end also moves by keys.

import { $, $$ } from "./dom.js";
import { typedFrame } from "./timecode.js";
import { announce } from "../layout.js";

export class SpanFields {
  constructor(player, changed) {
    Object.assign(this, { player, changed, draft: null, root: $("[data-span]") });
    $("[data-span-point]").addEventListener("click", () => this.#cover(() => (this.draft.asRange = false)));
    $("[data-span-range]").addEventListener("click", () => this.#cover(() => (this.draft.asRange = true)));
    $("[data-span-here]").addEventListener("click", () => this.#cover(() => this.draft.cover(player.at, null)));
    for (const field of $$("[data-span-typed]")) {
      field.addEventListener("change", () => this.#typed(field));
    }
  }

  draw(draft) {
    this.draft = draft;
    this.root.hidden = !draft;
    if (!draft) return;
    const { rate } = this.player;
    const [point, range] = [$("[data-span-point]"), $("[data-span-range]")];
    point.textContent = `At ${rate.label(draft.point)}`;
    range.hidden = !draft.range;
    if (draft.range) range.textContent = rate.spanLabel(...draft.range);
    point.setAttribute("aria-pressed", String(!draft.asRange));
    range.setAttribute("aria-pressed", String(draft.asRange));
    const [from, to] = $$("[data-span-typed]");
    from.value = rate.label(draft.start);
    to.value = draft.end === null ? "" : rate.label(draft.end);
    this.#problem("");
  }

  #cover(act) {
    act();
    this.changed();
  }

  #typed(field) {
    const [from, to] = $$("[data-span-typed]").map((one) => one.value.trim());
    const [start, end] = [typedFrame(this.player.rate, from), to ? typedFrame(this.player.rate, to) : null];
    const wrong = this.#wrong(start, end, to);
    if (wrong) return this.#problem(wrong);
    this.draft.cover(start, end);
    this.player.seek(field === $$("[data-span-typed]")[1] && end !== null ? end : start);
    this.changed();
    announce(this.player.rate.spanLabel(start, end));
  }

  #wrong(start, end, to) {
    const last = this.player.frames - 1;
    if (start === null || (to && end === null)) return "Write a time as 1:02.14, or a frame as f 1540.";
    if (Math.max(start, end ?? 0) > last) return `The film ends at ${this.player.rate.label(last)}.`;
    return end !== null && end <= start ? "The end comes after the start." : "";
  }

  #problem(words) {
    $("[data-span-problem]").textContent = words;
    for (const field of $$("[data-span-typed]")) field.setAttribute("aria-invalid", String(words !== ""));
  }
}
