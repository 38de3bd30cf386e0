// What is written on moments and clips: shown at once, sent through the outbox, taken back on request.

import { newToken } from "./dom.js";

export class Writing {
  constructor(store, outbox, undo) {
    Object.assign(this, { store, outbox, undo, ids: new Map() });
    outbox.addEventListener("arrived", ({ detail }) => this.#learn(detail));
    outbox.addEventListener("refused", ({ detail }) => detail.heard || this.#refused(detail));
  }

  // Resolves to whether it has arrived; throws a refusal, and then nothing of it is shown any more.
  async save(draft) {
    return draft.id ? this.#change(draft) : this.#add(draft);
  }

  async #add(draft) {
    const { token, body } = draft;
    const id = `waiting-${token}`;
    const track = this.store.own?.id ?? 0;
    this.store.keep({ ...draft.asMoment, id, token, track, waits: "add" });
    try {
      return (await this.outbox.put({ does: "add", token, body })) !== null;
    } catch (problem) {
      this.store.drop({ id, token });
      throw problem;
    }
  }

  async #change(draft) {
    const before = this.store.of(draft.id);
    this.store.change(draft.id, { ...draft.asMoment, waits: before?.waits ?? "change" });
    try {
      return (await this.outbox.put(this.#on(before ?? draft, "change", draft.body, draft.version))) !== null;
    } catch (problem) {
      if (before) this.store.keep(before);
      throw problem;
    }
  }

  // Throws a refusal, so that the title stays where it was written.
  async addClip({ token, ...body }) {
    const clip = { ...body, id: `waiting-${token}`, token, mine: true };
    this.store.keepClip(clip);
    try {
      return (await this.outbox.put({ does: "add-clip", token, body })) !== null;
    } catch (problem) {
      this.store.dropClip(clip);
      throw problem;
    }
  }

  async deleteClip(clip) {
    this.store.dropClip(clip);
    const { title, start, end } = clip;
    this.undo("Clip deleted.", "Undo", () => this.addClip({ token: newToken(), title, start, end }));
    await this.#try({ does: "delete-clip", of: clip.token, clip: this.#idOf(clip) }, () => this.store.keepClip(clip));
  }

  async order(tokens) {
    const before = this.store.review.map((one) => one.token);
    this.store.order(tokens);
    this.ordered = tokens;
    const answer = await this.#try({ does: "order-clips", clips: tokens }, () => this.store.order(before));
    if (answer && this.ordered === tokens) this.store.tookOrder(answer.clips);
  }

  async delete(moment) {
    this.store.drop(moment);
    this.undo("Moment deleted.", "Undo", () => this.#restore(moment));
    await this.#try(this.#on(moment, "delete"), () => this.store.keep(moment));
  }

  async #restore(moment) {
    const track = this.store.own?.id ?? moment.track;
    this.store.keep({ ...moment, id: this.#idOf(moment) ?? moment.id, track });
    await this.#try(this.#on(moment, "restore"), () => this.store.drop(moment));
  }

  async resolve(moment, resolved) {
    this.store.change(moment.id, { resolved: resolved ? { by: "you" } : null });
    await this.#try(this.#on(moment, "resolve", { resolved }), () => this.store.keep(moment));
  }

  // Throws a refusal, so that the words stay where they were written.
  async reply(moment, words, mentions) {
    const entry = { ...this.#on(moment, "reply", { words, mentions }), token: newToken() };
    const said = { id: `waiting-${entry.token}`, author: "You", role: "", mine: true, words, at: "", mentions: [], waits: true };
    this.store.change(moment.id, { replies: [...moment.replies, said] });
    try {
      await this.outbox.put(entry);
    } catch (problem) {
      this.store.keep(moment);
      throw problem;
    }
  }

  async changeReply(moment, reply, words, mentions) {
    const replies = moment.replies.map((one) => (one.id === reply.id ? { ...one, words } : one));
    this.store.change(moment.id, { replies });
    await this.outbox.put({ does: "change-reply", reply: reply.id, body: { words, mentions } });
  }

  async deleteReply(moment, reply) {
    this.store.change(moment.id, { replies: moment.replies.filter((one) => one.id !== reply.id) });
    this.undo("Reply deleted.", "Undo", () => this.#try({ does: "restore-reply", reply: reply.id }));
    await this.#try({ does: "delete-reply", reply: reply.id }, () => this.store.keep(moment));
  }

  // A moment that has no number yet is named by its token until it has. Who asks may still hold it as it
  // was before the server gave it one.
  #on(moment, does, body = {}, version = moment.version) {
    return { does, moment: this.#idOf(moment), of: moment.token, token: newToken(), body, version };
  }

  #idOf({ id, token }) {
    return typeof id === "number" ? id : (this.ids.get(token) ?? null);
  }

  #learn({ entry, answer }) {
    if (entry.does === "add" || entry.does === "add-clip") this.ids.set(entry.token, answer.id);
  }

  async #try(entry, back = () => {}) {
    try {
      return await this.outbox.put(entry);
    } catch (problem) {
      back();
      this.undo(problem.message);
    }
  }

  // An earlier page wrote it, and nobody waits for the answer: the words are shown once more.
  #refused({ entry, problem }) {
    const words = entry.body?.words ?? entry.body?.title;
    this.undo(words ? `${problem.message} It said: “${words}”` : problem.message);
  }
}
