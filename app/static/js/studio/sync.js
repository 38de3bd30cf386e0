// Keeps the page with the server: brings the moments that did not come with it, and what others write
// appears without a reload.

import { isLive, whenever } from "../live.js";

const EVERY = 20_000;
const AT_ONCE = 500;

export class Sync {
  constructor(store, api, outbox, { cursor, next }) {
    Object.assign(this, { store, api, outbox, cursor, next, asking: null, again: false });
    whenever("moments", ({ recording }) => (recording ?? api.recording) === api.recording && this.ask());
    outbox.addEventListener("arrived", ({ detail }) => this.#arrived(detail));
    setInterval(() => document.hidden || isLive() || this.ask(), EVERY);
  }

  ask() {
    this.again = this.asking !== null;
    this.asking ??= this.#ask().finally(() => {
      this.asking = null;
      if (this.again) this.ask();
    });
    return this.asking;
  }

  async #ask() {
    try {
      while (this.next) {
        const answer = await this.api.moments({ after: this.next, most: AT_ONCE });
        this.next = answer.next;
        this.store.hear(answer);
      }
      const answer = await this.api.moments(this.cursor ? { since: this.cursor } : {});
      this.cursor = answer.cursor || this.cursor;
      this.store.hear(answer);
      await this.turns();
    } catch (problem) {
      if (problem.status === 404) document.dispatchEvent(new Event("studio:gone"));
    }
  }

  // Chains are counted by the server, which has the rule; asked only when there are turns.
  async turns() {
    const said = this.store.moments.filter((one) => one.turn).map((one) => [one.id, one.turn, one.follows]);
    if (JSON.stringify(said) === this.counted) return;
    this.counted = JSON.stringify(said);
    this.store.showTurns(said.length ? await this.api.turns().catch(() => null) : null);
  }

  // An order of an earlier page; a later one may be on its way.
  #ordered(clips) {
    if (!this.outbox.entries.some((one) => one.does === "order-clips")) this.store.tookOrder(clips);
  }

  #arrived({ entry, answer, heard }) {
    if (entry.does === "delete" || entry.does === "delete-clip") return;
    if (entry.does === "add-clip") return this.store.keepClip(answer);
    if (entry.does === "order-clips") return void (heard || this.#ordered(answer.clips));
    if (!answer?.track) return void this.ask();
    this.store.keep(answer);
    if (answer.kept) this.store.keep(answer.kept);
    this.turns();
  }
}
