// Requests of this page to its own server. A refusal is an Error whose message is for the person.

const OFFLINE = "The connection is down, so this is not saved. Your words are still here.";
const SIGNED_OUT =
  "You are signed out, so this is not saved. Sign in on another tab, then try again; your words are still here.";
const GONE = "This film is not open to you any more, so this is not saved.";
const ELSE = "That did not work, so this is not saved. Your words are still here.";

export class Api {
  constructor(urls, csrf) {
    this.urls = urls;
    this.csrf = csrf;
  }

  addMoment(body) {
    return this.#send("POST", this.urls.moments, body);
  }

  changeMoment(id, body) {
    return this.#send("PATCH", this.#one("moment", id), body);
  }

  deleteMoment(id) {
    return this.#send("DELETE", this.#one("moment", id));
  }

  addClip(body) {
    return this.#send("POST", this.urls.clips, body);
  }

  deleteClip(id) {
    return this.#send("DELETE", this.#one("clip", id));
  }

  share(track) {
    return this.#send("POST", this.#one("share", track), {});
  }

  #one(kind, id) {
    return this.urls[kind].replace("/0", `/${id}`);
  }

  async #send(method, url, body) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.csrf };
    if (body) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
    } catch {
      throw new Error(OFFLINE);
    }
    if (response.ok) return response.status === 204 ? null : response.json();
    throw new Error(await sentence(response));
  }
}

async function sentence(response) {
  if (response.status === 401) return SIGNED_OUT;
  if (response.status === 404) return GONE;
  if (response.status !== 422) return ELSE;
  return response.json().then((answer) => answer.error).catch(() => ELSE);
}
