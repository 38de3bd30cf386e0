// Who is here, who leads, whose line is slow.

import { announce } from "../layout.js";
import { $, el } from "../studio/dom.js";

export class People {
  constructor(line, room) {
    Object.assign(this, { line, room, known: null });
    this.list = $("[data-people]");
    this.waits = $("[data-waits]");
    this.waits.addEventListener("change", () => line.post("/waits", { waits: this.waits.checked }));
    this.list.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-lead]");
      if (button) line.post("/lead", { person: Number(button.dataset.lead) });
    });
    line.addEventListener("state", ({ detail }) => this.show(detail));
  }

  show({ people, leader, leads, waits, waitingFor }) {
    this.waits.checked = waits;
    $("[data-leader]").textContent = leads ? "You lead" : leader ? `${leader} leads` : "Nobody leads yet";
    $("[data-held]").textContent = waitingFor ? `The film waits for ${waitingFor}’s line to catch up.` : "";
    const said = JSON.stringify(people);
    if (said === this.drawn) return;
    this.drawn = said;
    this.#draw(people);
    this.#tell(people);
  }

  #draw(people) {
    const focused = document.activeElement?.dataset?.lead;
    this.list.replaceChildren(...people.map((one) => this.#person(one)));
    if (focused) $(`[data-lead="${focused}"]`, this.list)?.focus();
  }

  #person(one) {
    const name = one.me ? `${one.name} (you)` : one.name;
    const state = !one.here ? "away" : one.slow ? "slow line" : one.leads ? "leads" : "here";
    const words = el("span", { class: "person-words" }, el("span", { class: "person-name" }, name), el("span", { class: "soft small" }, `${one.role}, ${state}`));
    const item = el("li", { class: `person is-${one.here ? (one.slow ? "slow" : "here") : "away"}` }, el("span", { class: "person-dot", "aria-hidden": "true" }), words);
    if (one.here && !one.leads) {
      const label = one.me ? "Take the lead" : "Let lead";
      item.append(el("button", { type: "button", class: "control", "data-lead": one.id, "aria-label": one.me ? label : `Let ${one.name} lead` }, label));
    }
    return item;
  }

  // What changed about the others, in words.
  #tell(people) {
    const now = new Map(people.filter((one) => !one.me).map((one) => [one.id, one]));
    if (this.known) {
      for (const [id, one] of now) this.#tellOf(one, this.known.get(id));
    }
    const leader = people.find((one) => one.leads);
    if (this.leader !== undefined && leader?.id !== this.leader) announce(leader ? `${leader.me ? "You lead" : `${leader.name} leads`} now` : "Nobody leads now");
    this.leader = leader?.id;
    this.known = now;
  }

  #tellOf(one, before) {
    if (one.here && !before?.here) announce(`${one.name} is here`);
    else if (!one.here && before?.here) announce(`${one.name} is away`);
    else if (one.slow && !before.slow) announce(`${one.name}’s line is slow`);
    else if (!one.slow && before?.slow) announce(`${one.name}’s line is good again`);
  }
}
