// Principles to choose: a group, then its principle; by mouse, by Tab, or by two digits.

import { $, $$, el } from "./dom.js";
import { announce } from "../layout.js";

export class Picker {
  // `opened` is told when a group opens, `toggle(tag)` answers whether the tag is now chosen.
  constructor(groups, { opened, toggle, isChosen }) {
    this.groups = groups;
    this.does = { opened, toggle, isChosen };
    this.panel = $("[data-group-panel]");
    this.open = null;
  }

  get actions() {
    return Object.fromEntries(
      this.groups.map((group) => [
        `group-${group.number}`,
        (event) => this.show(this.open === group ? null : group, event.type === "keydown"),
      ]),
    );
  }

  show(group, byKey = false) {
    this.open = group;
    this.byKey = byKey;
    for (const button of $$(".group-button")) {
      button.setAttribute("aria-expanded", String(button.dataset.do === `group-${group?.number}`));
    }
    this.panel.hidden = !group;
    if (!group) return;
    this.does.opened();
    this.draw();
    if (byKey) {
      announce(`${group.title}. Press 1 to ${group.principles.length} for the principle, Escape to leave.`);
      this.panel.scrollIntoView({ block: "nearest" });
    }
  }

  // A second digit: true when it was taken.
  hears(key) {
    const principle = this.byKey && this.open?.principles[Number(key) - 1];
    if (!principle) return false;
    this.#choose(this.open, principle);
    this.show(null);
    return true;
  }

  draw() {
    const group = this.open;
    if (!group) return;
    if (this.drawn === group) {
      this.boxes.forEach((box, index) => (box.checked = this.does.isChosen(group.principles[index].key)));
      return;
    }
    this.drawn = group;
    this.boxes = [];
    this.panel.className = `group-panel group-${group.number}`;
    this.panel.replaceChildren(
      el("p", { class: "group-impact small" }, group.impact),
      ...group.principles.map((principle, index) => this.#tick(group, principle, index + 1)),
    );
  }

  #tick(group, principle, number) {
    const box = el("input", { type: "checkbox" });
    box.checked = this.does.isChosen(principle.key);
    this.boxes.push(box);
    box.addEventListener("change", () => this.#choose(group, principle));
    const unsure = principle.confirmed ? "" : el("span", { class: "unsure" }, " from memory, not confirmed");
    const words = el("span", {}, principle.wording, unsure);
    return el("label", { class: "tick" }, box, el("kbd", { "aria-hidden": "true" }, String(number)), words);
  }

  #choose(group, principle) {
    const on = this.does.toggle({ ...principle, group: group.number });
    announce(`${principle.wording}: ${on ? "chosen" : "not chosen"}`);
  }
}
