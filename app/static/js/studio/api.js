// Requests of this page to its own server. A refusal is an Error whose message is for the person;
// its `waits` says whether the same request may succeed later, as it is.

const ROOT = "/api/v1";
const PATIENCE = 20_000;
const OFFLINE = "The connection is down, so this is not saved. Your words are still here.";
const SIGNED_OUT =
  "You are signed out, so this is not saved. Sign in on another tab, then try again; your words are still here.";
const GONE = "This film is not open to you any more, so this is not saved.";
const OLD_PAGE = "This page is too old to save. Your words are kept: load the page again and they are sent.";
const ELSE = "That did not work, so this is not saved. Your words are still here.";

export class Refused extends Error {
  constructor(words, status, field = null) {
    super(words);
    Object.assign(this, { status, field, waits: ![404, 413, 422].includes(status) });
  }
}

export class Api {
  constructor(recording, csrf) {
    Object.assign(this, { recording, csrf, film: `${ROOT}/recordings/${recording}` });
  }

  moments = (part) => this.send("GET", `${this.film}/moments?${new URLSearchParams(part)}`);
  turns = () => this.send("GET", `${this.film}/turns`);
  read = (ids) => this.send("POST", `${this.film}/read`, { moments: ids });
  captions = () => this.send("GET", `${this.film}/captions`);
  putCaptions = (vtt, language) => this.send("PUT", `${this.film}/captions`, { vtt, language });
  deleteCaptions = () => this.send("DELETE", `${this.film}/captions`);
  addMoment = (body) => this.send("POST", `${this.film}/moments`, body);
  changeMoment = (id, body) => this.send("PATCH", `${ROOT}/moments/${id}`, body);
  deleteMoment = (id) => this.send("DELETE", `${ROOT}/moments/${id}`);
  restoreMoment = (id) => this.send("POST", `${ROOT}/moments/${id}/restore`, {});
  resolve = (id, resolved) => this.send("POST", `${ROOT}/moments/${id}/resolve`, { resolved });
  reply = (id, body) => this.send("POST", `${ROOT}/moments/${id}/replies`, body);
  changeReply = (id, body) => this.send("PATCH", `${ROOT}/replies/${id}`, body);
  deleteReply = (id) => this.send("DELETE", `${ROOT}/replies/${id}`);
  restoreReply = (id) => this.send("POST", `${ROOT}/replies/${id}/restore`, {});
  addClip = (body) => this.send("POST", `${this.film}/clips`, body);
  deleteClip = (id) => this.send("DELETE", `${ROOT}/clips/${id}`);
  orderForReview = (clips) => this.send("PUT", `${this.film}/review`, { clips });
  share = (track) => this.send("POST", `${ROOT}/tracks/${track}/share`, {});
  submit = (track) => this.send("POST", `${ROOT}/tracks/${track}/submit`, {});

  async send(method, url, body) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.csrf };
    if (body) headers["Content-Type"] = "application/json";
    let response;
    try {
      const signal = AbortSignal.timeout?.(PATIENCE);
      response = await fetch(url, { method, headers, signal, body: body && JSON.stringify(body) });
      if (response.ok) return response.status === 204 ? null : await response.json();
    } catch {
      throw new Refused(OFFLINE, 0);
    }
    throw await refusal(response);
  }
}

async function refusal(response) {
  const { status } = response;
  const known = { 400: OLD_PAGE, 401: SIGNED_OUT, 404: GONE }[status];
  if (known) return new Refused(known, status);
  const said = status === 422 ? await response.json().catch(() => ({})) : {};
  return new Refused(said.error ?? ELSE, status, said.field);
}
