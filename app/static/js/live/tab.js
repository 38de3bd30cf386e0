// One tab of a browser leads: it listens for all of them and passes on what it hears. The others
// wait for the lead. A browser without locks or channels asks now and then, in each tab.

import { listen } from "./stream.js";
import { ask } from "./ask.js";
import { jitter, pause } from "./pause.js";

const NAME = "attune-live";
const HIDDEN_FOR = 5 * 60_000;
const RECENT = 100;
const POLL = 10_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

// How long it is asked now and then before a stream is tried again.
const ASK_FOR = { busy: 120_000, buffered: 600_000, elsewhere: 60_000 };

export class Tab {
  constructor(stream, since, after, tell) {
    Object.assign(this, { stream, since, tell, last: after, mode: "off", leads: false });
    this.shares = "locks" in navigator && "BroadcastChannel" in window;
  }

  begin() {
    document.addEventListener("visibilitychange", () => this.#look());
    window.addEventListener("pagehide", () => this.#rest());
    window.addEventListener("pageshow", (event) => event.persisted && this.#look());
    this.#look();
  }

  #look() {
    clearTimeout(this.hiding);
    if (document.visibilityState === "visible") this.#wake();
    else this.hiding = setTimeout(() => this.#rest(), HIDDEN_FOR);
  }

  #wake() {
    if (this.awake || this.mode === "out") return;
    this.awake = new AbortController();
    const { signal } = this.awake;
    if (!this.shares) {
      this.#lead(signal, Infinity);
      return;
    }
    this.channel = new BroadcastChannel(NAME);
    this.channel.onmessage = ({ data }) => this.#hear(data);
    this.channel.postMessage({ hello: this.last });
    navigator.locks
      .request(NAME, { signal }, () => this.#lead(signal, 0))
      .catch((reason) => reason.name !== "AbortError" && console.warn(reason));
  }

  #rest() {
    this.awake?.abort();
    this.channel?.close();
    this.awake = this.channel = null;
    this.#go(this.mode === "out" ? "out" : "off");
  }

  // Until the tab rests: a stream, or asking now and then where none comes through.
  async #lead(signal, asksUntil) {
    let [wait, until] = [FIRST_WAIT, asksUntil];
    Object.assign(this, { leads: true, recent: [], reaches: this.last });
    while (!signal.aborted && this.mode !== "out") {
      const asks = until > Date.now();
      const ended = asks ? await this.#ask(signal) : await this.#listen(signal);
      if (ended === "out") this.#goOut();
      if (ended in ASK_FOR) until = Date.now() + jitter(ASK_FOR[ended]);
      wait = ended === "lost" ? Math.min(LONGEST_WAIT, wait * 2) : FIRST_WAIT;
      if (ended === "asked") await pause(jitter(POLL), signal);
      else if (ended === "lost" || ended === "ended") await pause(jitter(wait), signal);
    }
    this.leads = false;
  }

  #listen(signal) {
    const heard = (message) => {
      this.#go("stream");
      if (message) this.#pass([message]);
    };
    return listen(this.stream, this.last, heard, signal).finally(() => this.#go("off"));
  }

  async #ask(signal) {
    this.#go("asking");
    const [ended, messages] = await ask(this.since, this.last, signal);
    this.#pass(messages);
    return ended;
  }

  #pass(messages) {
    if (!messages.length) return;
    this.recent = [...this.recent, ...messages].slice(-RECENT);
    if (this.recent.length === RECENT) this.reaches = Math.max(this.reaches, this.recent[0].id - 1);
    this.channel?.postMessage({ messages });
    for (const message of messages) this.#take(message);
  }

  // From another tab: news, how the leader listens, or a tab that wants to know what it missed.
  #hear({ messages = [], mode, hello }) {
    for (const message of messages) this.#take(message);
    if (mode && this.mode !== "out") this.#go(mode);
    if (hello === undefined || !this.leads) return;
    const missed = hello < this.reaches
      ? [{ id: this.last, what: "again", ids: {} }]
      : this.recent.filter((one) => one.id > hello);
    this.channel.postMessage({ messages: missed, mode: this.mode });
  }

  #take({ id, what, ids }) {
    if (what !== "again" && id <= this.last) return;
    this.last = id;
    this.tell(what, ids);
  }

  #go(mode) {
    if (this.mode === mode) return;
    this.mode = mode;
    document.documentElement.dataset.live = mode;
    if (this.leads) this.channel?.postMessage({ mode });
  }

  // Signed out: nothing is asked any more before a new page.
  #goOut() {
    this.#go("out");
    this.#rest();
    this.tell("signed-out", {});
  }
}
