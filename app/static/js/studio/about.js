// What kind of moment it is, and its place among initiatives and receptions.

import { $, $$, el } from "./dom.js";
import { turnOf } from "./store.js";

const OTHER = { person: "partner", partner: "person", practitioner: "person" };

export class AboutFields {
  // `begin()` answers the draft, a new one if there was none; `changed()` draws it.
  constructor(player, store, begin, changed) {
    Object.assign(this, { player, store, begin, changed, turn: $("[data-turn]"), follows: $("[data-follows]") });
    for (const button of $$("[data-kind]")) button.addEventListener("click", () => this.#kind(button.dataset.kind));
    this.turn.addEventListener("change", () => this.#turn());
    for (const side of ["giver", "receiver"]) {
      $(`[data-${side}]`).addEventListener("change", (event) => this.#who(side, event.target.value));
    }
    this.follows.addEventListener("change", () => {
      this.begin().follows = Number(this.follows.value) || null;
      this.changed();
    });
  }

  draw(draft) {
    for (const button of $$("[data-kind]")) {
      button.setAttribute("aria-pressed", String(draft?.kind === button.dataset.kind));
    }
    this.turn.value = draft?.turn ?? "";
    $("[data-turn-more]").hidden = !draft?.turn;
    if (!draft?.turn) return;
    $("[data-giver]").value = draft.giver;
    $("[data-receiver]").value = draft.receiver;
    this.#offer(draft);
  }

  #kind(kind) {
    const draft = this.begin();
    draft.kind = draft.kind === kind ? null : kind;
    this.changed();
  }

  // A reception goes with the turn before it, the other way round, unless one says otherwise.
  #turn() {
    const draft = this.begin();
    draft.turn = this.turn.value || null;
    if (!draft.turn) Object.assign(draft, { giver: null, receiver: null, follows: null });
    else if (!draft.giver) {
      const before = this.#before(draft)[0];
      const follows = draft.turn === "initiative" ? null : before;
      draft.follows = follows?.id ?? null;
      [draft.giver, draft.receiver] = follows ? [follows.receiver, follows.giver] : ["person", "partner"];
    }
    this.changed();
  }

  #who(side, who) {
    const draft = this.begin();
    const other = side === "giver" ? "receiver" : "giver";
    draft[side] = who;
    if (draft[other] === who) draft[other] = OTHER[who];
    this.changed();
  }

  // Turns of one's own that nothing else follows, the latest first.
  #before(draft) {
    const taken = new Set(this.store.moments.filter((one) => one.id !== draft.id).map((one) => one.follows));
    const may = (one) => one.mine && one.turn && typeof one.id === "number" && one.id !== draft.id;
    return this.store.moments.filter((one) => may(one) && one.start <= draft.start && !taken.has(one.id)).reverse();
  }

  #offer(draft) {
    const { rate } = this.player;
    const options = this.#before(draft).slice(0, 30);
    const kept = this.store.of(draft.follows);
    if (kept && !options.includes(kept)) options.unshift(kept);
    const named = options.map((one) => el("option", { value: one.id }, `${rate.label(one.start)} ${turnOf(one)}`));
    this.follows.replaceChildren(el("option", { value: "" }, "Nothing: a new chain"), ...named);
    this.follows.value = draft.follows ?? "";
  }
}

