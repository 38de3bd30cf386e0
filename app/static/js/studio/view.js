// Which moments are looked at: one choice for the list and the timeline.

import { $, $$, el } from "./dom.js";
import { announce } from "../layout.js";

const TESTS = {
  whose: (one, value) => String(one.track) === value,
  kind: (one, value) => one.kind === value,
  group: (one, value) => one.principles.some((tag) => String(tag.group) === value),
  who: (one, value) => one.giver === value || one.receiver === value,
  state: (one, value) => (value === "unread" ? one.unread : one.replies.length > 0 && !one.resolved),
};

export class View extends EventTarget {
  constructor(store) {
    super();
    Object.assign(this, { store, fields: $$("[data-filter]") });
    store.addEventListener("change", () => this.#changed());
    for (const field of this.fields) field.addEventListener("change", () => this.#chosen());
    $("[data-filter-clear]").addEventListener("click", () => {
      for (const field of this.fields) field.value = "";
      this.#chosen();
    });
    this.#changed();
  }

  get isNarrowed() {
    return this.fields.some((field) => field.value);
  }

  #chosen() {
    this.#changed();
    announce(`${this.moments.length} of ${this.store.moments.length} moments`);
  }

  #changed() {
    this.#offerTracks();
    const asked = this.fields.filter((field) => field.value).map((field) => [TESTS[field.dataset.filter], field.value]);
    this.moments = this.store.moments.filter((one) => asked.every(([test, value]) => test(one, value)));
    $("[data-filter-clear]").hidden = !this.isNarrowed;
    $("[data-filter-count]").textContent = this.isNarrowed ? `${this.moments.length} of ${this.store.moments.length}` : "";
    this.dispatchEvent(new Event("change"));
  }

  #offerTracks() {
    const field = $('[data-filter="whose"]');
    const tracks = [...this.store.tracks.values()];
    if (field.options.length === tracks.length + 1) return;
    const { value } = field;
    field.replaceChildren(
      el("option", { value: "" }, "Everybody’s"),
      ...tracks.map((one) => el("option", { value: one.id }, one.mine ? "Yours" : `${one.owner}, ${one.role}`)),
    );
    field.value = value;
  }
}
