// Everything written on moments and clips goes through here: first kept in this browser, then sent, in order,
// one at a time. What does not get through waits, over a reload too; tokens keep it from counting twice.

const PAUSES = [2, 5, 10, 30, 60];

export class Outbox extends EventTarget {
  constructor(kept, api) {
    super();
    Object.assign(this, { kept, api, entries: [], calls: new Map(), failures: 0, timer: null, problem: null });
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
  }

  // What an earlier page left behind.
  async begin() {
    this.entries = await this.kept.waiting();
    this.#tell();
    return this.send();
  }

  // Resolves to the server's answer, or to null when it waits. Throws what the server refused for good.
  async put(entry) {
    const row = await this.kept.add(entry);
    if (!this.entries.some((one) => one.order === row.order)) this.entries.push(row);
    this.#tell();
    return new Promise((settle, fail) => {
      this.calls.set(row.order, { settle, fail });
      this.send();
    });
  }

  send() {
    clearTimeout(this.timer);
    this.again = this.sending;
    this.sending ??= this.#inTurn(() => this.#sendAll()).finally(() => {
      this.sending = null;
      if (this.again) this.send();
    });
    return this.sending;
  }

  // Two tabs of one person take turns; what the other tab has sent is not here any more.
  #inTurn(act) {
    return navigator.locks ? navigator.locks.request(`attune-${this.kept.whose}`, act) : act();
  }

  async #sendAll() {
    this.again = false;
    this.entries = await this.kept.waiting();
    while (this.entries.length && (await this.#one(this.entries[0])));
    for (const [order, { settle }] of this.calls) {
      this.calls.delete(order);
      settle(null);
    }
    this.#tell();
    if (this.entries.length) this.#later();
  }

  async #one(entry) {
    try {
      const answer = await SENDS[entry.does](this.api, entry);
      await this.#letGo(entry, answer);
      this.failures = 0;
      this.problem = null;
      this.dispatchEvent(new CustomEvent("arrived", { detail: { entry, answer, heard: this.calls.has(entry.order) } }));
      this.#answer(entry, "settle", answer);
      return true;
    } catch (problem) {
      if (!("waits" in problem)) throw problem;
      this.problem = problem;
      if (problem.waits) return false;
      await this.#letGo(entry, null);
      this.dispatchEvent(new CustomEvent("refused", { detail: { entry, problem, heard: this.calls.has(entry.order) } }));
      this.#answer(entry, "fail", problem);
      return true;
    }
  }

  // What else waits on the same moment or clip learns its number, and from which version it goes on.
  async #letGo(entry, answer) {
    const rest = this.entries.slice(1);
    const { does, token } = entry;
    const of = does === "add" || does === "add-clip" ? token : entry.of;
    const learns = does === "add-clip" ? { clip: answer?.id } : { moment: answer?.id, version: answer?.version };
    const followers = answer?.version || learns.clip ? rest.filter((one) => one.of && one.of === of) : [];
    for (const one of followers) Object.assign(one, learns);
    await this.kept.arrived(entry, followers);
    this.entries = rest;
    this.#tell();
  }

  #answer(entry, how, what) {
    this.calls.get(entry.order)?.[how](what);
    this.calls.delete(entry.order);
  }

  #later() {
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    this.timer = setTimeout(() => this.send(), pause * 1000);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

const changed = ({ body, token, version }) => (version ? { ...body, token, version } : { ...body, token });

const SENDS = {
  add: (api, entry) => api.addMoment({ ...entry.body, token: entry.token }),
  change: (api, entry) => api.changeMoment(entry.moment, changed(entry)),
  delete: (api, entry) => api.deleteMoment(entry.moment),
  restore: (api, entry) => api.restoreMoment(entry.moment),
  resolve: (api, entry) => api.resolve(entry.moment, entry.body.resolved),
  reply: (api, entry) => api.reply(entry.moment, { ...entry.body, token: entry.token }),
  "change-reply": (api, entry) => api.changeReply(entry.reply, entry.body),
  "delete-reply": (api, entry) => api.deleteReply(entry.reply),
  "restore-reply": (api, entry) => api.restoreReply(entry.reply),
  "add-clip": (api, entry) => api.addClip({ ...entry.body, token: entry.token }),
  "delete-clip": (api, entry) => api.deleteClip(entry.clip),
  "order-clips": (api, entry) => api.orderForReview(entry.clips),
};
