// Uploads one film by tus. The address of the upload belongs to the recording, so nothing is kept
// in this browser: whoever chooses the same film again, on any device, goes on where it stopped.
/* global tus */
import { announce } from "./layout.js";
import { fingerprintOf } from "./upload/fingerprint.js";
import { Pace, sizeInWords } from "./upload/pace.js";
import { isTheSameFilm } from "./upload/same.js";

const PART = 32 * 1024 * 1024;
const WAITS = [500, 1000, 2000, 4000, 8000, 15000, ...Array(20).fill(30000)];

class Sending {
  constructor(place) {
    this.place = place;
    this.facts = place.dataset;
    this.part = (name) => place.querySelector(`[data-${name}]`);
    this.part("pause").addEventListener("click", () => this.pause());
    this.part("go-on").addEventListener("click", () => this.goOn());
    window.addEventListener("online", () => this.upload && !this.paused && this.goOn());
  }

  async choose(file) {
    this.complain(await this.problemWith(file));
    if (!this.part("problem").textContent) this.begin(file);
  }

  async problemWith(file) {
    if (file.size === 0) return "This file is empty: there is no film in it. Choose the film itself.";
    if (file.size > Number(this.facts.largest)) {
      return `This film has ${sizeInWords(file.size)}, and at most ${sizeInWords(
        Number(this.facts.largest),
      )} can be taken in. Trim a copy to the part you want to look at, then choose that copy.`;
    }
    try {
      if (await isTheSameFilm(file, this.facts, (share) => this.comparing(share))) return "";
    } catch {
      return "The film could not be compared with what has arrived, perhaps because the connection was lost. Nothing is lost: choose it again in a moment.";
    }
    return (
      `This is not the film that has begun to arrive: that one has ${sizeInWords(
        Number(this.facts.declared),
      )}. A phone may have written it anew since. Choose the same file again, or start again further down.`
    );
  }

  comparing(share) {
    this.part("comparing").textContent = `Making sure that it is the same film: ${Math.floor(share * 100)} %`;
  }

  begin(file) {
    const begun = Number(this.facts.arrived) > 0;
    this.pace = new Pace(file.size);
    this.fingerprint = fingerprintOf(file);
    this.upload = new tus.Upload(file, {
      endpoint: begun ? null : this.facts.door,
      uploadUrl: begun ? this.facts.address : null,
      metadata: { recording: this.facts.recording },
      headers: {
        "X-CSRFToken": this.place.querySelector("[name=csrf_token]").value,
        Accept: "application/json",
      },
      chunkSize: PART,
      retryDelays: WAITS,
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => this.offerFingerprint(request, file.size),
      onProgress: (sent) => this.show(sent),
      onShouldRetry: (error) => this.mayRetry(error),
      onError: (error) => this.stop(error),
      onSuccess: () => this.finish(),
    });
    this.part("picker").hidden = true;
    this.part("sending").hidden = false;
    this.goOn();
  }

  // The last part carries the fingerprint of the whole film, which is mostly known long before.
  async offerFingerprint(request, total) {
    if (request.getMethod() !== "PATCH") return;
    if (Number(request.getHeader("Upload-Offset")) + PART < total) return;
    const round = this.round;
    const found = await this.fingerprint;
    if (round !== this.round) await new Promise(() => {}); // paused meanwhile: another request goes on
    if (found) request.setHeader("Upload-SHA256", found);
  }

  goOn() {
    this.round = (this.round ?? 0) + 1;
    this.paused = false;
    this.complain("");
    this.offer("pause");
    this.part("pace").textContent = "Asking how much has arrived.";
    this.pace.restart();
    keepAwake();
    this.upload.abort().then(() => this.upload.start());
  }

  pause() {
    this.paused = true;
    this.round += 1;
    this.upload.abort();
    this.offer("go-on");
    this.say("Paused. What has arrived is safe.");
  }

  show(sent) {
    this.pace.note(sent);
    this.part("sent").textContent = this.pace.inWords();
    this.part("pace").textContent = this.pace.speedInWords();
    this.place.querySelector("progress").value = this.pace.share;
    const quarter = Math.floor(this.pace.share * 4);
    if (quarter > (this.quarter ?? 0)) announce(this.pace.inWords());
    this.quarter = quarter;
  }

  // Whatever a later moment can mend is tried again; a refusal in words is shown instead.
  mayRetry(error) {
    const status = statusOf(error);
    const again = status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
    if (again && this.pace.share) this.say(`The connection was lost at ${this.pace.percent()}. Trying again.`);
    this.pace.restart();
    return again;
  }

  stop(error) {
    this.paused = true;
    this.offer("go-on");
    this.part("pace").textContent = "Stopped. What has arrived is safe.";
    this.complain(sentenceOf(error));
  }

  finish() {
    this.say("Your film has arrived.");
    window.location.assign(this.facts.next);
  }

  offer(name) {
    for (const one of ["pause", "go-on"]) this.part(one).hidden = one !== name;
  }

  say(words) {
    this.part("pace").textContent = words;
    announce(words);
  }

  complain(words) {
    this.part("problem").textContent = words;
    this.part("problem").parentElement.hidden = !words;
  }
}

function statusOf(error) {
  return error.originalResponse ? error.originalResponse.getStatus() : 0;
}

function sentenceOf(error) {
  const status = statusOf(error);
  if (status === 0) return "The connection was lost. Press “Go on” when it is back.";
  if (status === 401) return "You are signed out by now. Sign in again in another tab, then press “Go on”.";
  try {
    return JSON.parse(error.originalResponse.getBody()).error;
  } catch {
    return "Something went wrong on our side. Press “Go on” in a moment.";
  }
}

// A phone whose screen goes dark stops sending.
function keepAwake() {
  navigator.wakeLock?.request("screen").catch(() => {});
}

for (const place of document.querySelectorAll("[data-upload]")) {
  const sending = new Sending(place);
  const input = place.querySelector("input[type=file]");
  input.addEventListener("change", () => input.files.length && sending.choose(input.files[0]));
}
