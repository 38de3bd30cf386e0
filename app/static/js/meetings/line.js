// The room's line to its server: what is posted, what is heard, and that somebody is here.
//
// A bell says that something changed, and the state is asked for; where no bell comes through it is
// asked for every second. Each answer carries the server's time. When the film was moved the bell says
// how it stands, so that it moves here before anything is asked.

import { isLive, whenever } from "../live.js";

const BEAT = 3_000;
const POLL = 1_000;
const PATIENCE = 8_000;
const SLEPT = 10_000;
const ASK_AFTER = 200;

export class Line extends EventTarget {
  constructor(url, room, csrf, clock) {
    super();
    Object.assign(this, { url, room, csrf, clock, slow: false, lost: false, latest: 0, beats: 0 });
  }

  begin() {
    whenever("room", ({ room, ...which }) => (room ?? this.room) === this.room && this.#rung(which));
    this.#keepTime();
    setInterval(() => isLive() && !this.lost ? null : this.ask(), POLL);
    document.addEventListener("visibilitychange", () => document.hidden || this.#beat());
    window.addEventListener("online", () => this.#beat());
    window.addEventListener("pageshow", (event) => event.persisted && this.#beat());
    window.addEventListener("pagehide", () => this.leave());
    this.#beat();
  }

  // The state, once; and once more where it was asked for again meanwhile.
  ask() {
    this.again = this.asking !== undefined;
    this.asking ??= this.#send("GET", "/state").finally(() => {
      this.asking = undefined;
      if (this.again) this.ask();
    });
  }

  // How the film should stand. Resolves to the answer's state, with `late` where somebody was sooner.
  async post(path, body) {
    this.posting = (this.posting ?? 0) + 1;
    const answer = await this.#send("POST", path, body);
    this.posting -= 1;
    if (!this.posting) this.#catchUp();
    return answer;
  }

  // Who moved the film has the answer already, or will in a moment.
  #rung({ version, ...stands }) {
    if (version === undefined) return this.ask();
    this.due = Math.max(version, this.due ?? 0);
    if (this.posting) return;
    if (this.#isNext(version, stands.film)) this.#moved({ ...this.known, ...stands, version });
    else this.#catchUp();
  }

  #isNext(version, film) {
    return film !== undefined && film === this.known?.film && version > this.known.version;
  }

  // What else came with it, who leads now for one, is asked for once the picture is on its way.
  #moved(state) {
    this.#know(state);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.ask(), ASK_AFTER);
  }

  #catchUp() {
    if (this.due > (this.known?.version ?? -1)) this.ask();
  }

  #know(state) {
    this.known = state;
    this.#tell("state", state);
  }

  get(path) {
    return this.#send("GET", path);
  }

  saySlow(slow) {
    if (slow === this.slow) return;
    this.slow = slow;
    this.#here();
  }

  leave() {
    if (this.staysHere || this.closed) return;
    const headers = { "X-CSRFToken": this.csrf, Accept: "application/json" };
    fetch(`${this.url}/leave`, { method: "POST", headers, keepalive: true }).catch(() => {});
  }

  #keepTime() {
    let before = Date.now();
    setInterval(() => {
      const now = Date.now();
      if (now - before > SLEPT) this.clock.forget();
      before = now;
      this.#beat();
    }, BEAT);
  }

  #beat() {
    if (this.closed) return;
    this.beats += 1;
    if (this.beats % 2 || this.lost) this.#here();
    else this.ask();
  }

  #here() {
    return this.#send("POST", "/here", { slow: this.slow });
  }

  async #send(method, path, body) {
    if (this.closed) return null;
    const headers = { Accept: "application/json", "X-CSRFToken": this.csrf };
    if (body) headers["Content-Type"] = "application/json";
    const sent = performance.now();
    let answer, said;
    try {
      const signal = AbortSignal.timeout?.(PATIENCE);
      answer = await fetch(this.url + path, { method, headers, signal, cache: "no-store", body: body && JSON.stringify(body) });
      const came = performance.now();
      said = answer.status === 204 ? null : await answer.json();
      if (said?.now) this.clock.heard(said.now, said.took, sent, came);
    } catch {
      return this.#went(null);
    }
    return this.#went(answer, said);
  }

  #went(answer, said) {
    if (!answer || answer.status >= 500 || answer.status === 429) return this.#lose();
    if ([401, 403, 404].includes(answer.status)) return this.#close(answer.status);
    if (this.lost) this.#tell("found", (this.lost = false));
    if (answer.status === 422 || answer.status === 400) return { refused: said?.error };
    if (!said?.now) return said;
    const state = { ...said, late: answer.status === 409 };
    if (said.now >= this.latest && said.version >= (this.known?.version ?? 0)) {
      this.latest = said.now;
      this.#know(state);
    }
    return state;
  }

  #lose() {
    if (!this.lost) this.#tell("lost", (this.lost = true));
    return null;
  }

  #close(status) {
    this.closed = true;
    this.#tell("closed", status);
    return null;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
