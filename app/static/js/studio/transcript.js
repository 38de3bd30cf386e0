// What is said in the film: lines beside the player that seek; written or uploaded as WebVTT.

import { $, $$, el } from "./dom.js";
import { announce } from "../layout.js";

export class Transcript {
  constructor(player, api) {
    Object.assign(this, { player, api, root: $("[data-transcript]"), lines: [], cues: [] });
    player.addEventListener("frame", () => this.#follow());
    $("[data-captions-form]")?.addEventListener("submit", (event) => this.#save(event));
    $("[data-captions-file]")?.addEventListener("change", (event) => this.#take(event.target));
    $("[data-captions-delete]")?.addEventListener("click", () => this.#delete());
    $("[data-captions-cue]")?.addEventListener("click", () => this.#cueHere());
  }

  async begin() {
    const said = await this.api.captions().catch(() => null);
    if (said) this.#show(said);
    else this.root.hidden = true;
  }

  #show({ cues, language }) {
    this.cues = cues;
    this.lines = cues.map((cue) => this.#line(cue));
    $("[data-transcript-list]").replaceChildren(...this.lines);
    $("[data-no-transcript]").hidden = cues.length > 0;
    const remove = $("[data-captions-delete]");
    if (remove) remove.hidden = cues.length === 0;
    const words = $("[data-captions-words]");
    if (words && cues.length && !words.value) words.value = this.#asVtt(cues);
    if (language && $("[data-captions-language]")) $("[data-captions-language]").value = language;
    this.#track(cues.length > 0, language);
    this.#follow();
  }

  #line(cue) {
    const said = cue.speaker ? `${cue.speaker}: ${cue.text}` : cue.text;
    const button = el("button", { type: "button" }, el("span", { class: "figures" }, cue.at), el("span", {}, said));
    button.addEventListener("click", () => this.player.seek(cue.start));
    return el("li", {}, button);
  }

  // Over the film too, where the browser draws them.
  #track(are, language) {
    const { video } = this.player;
    for (const old of $$("track", video)) old.remove();
    if (!are) return;
    const src = `/recordings/${this.api.recording}/captions.vtt?${Date.now()}`;
    const track = el("track", { kind: "captions", label: "Captions", srclang: language ?? "en", src });
    video.append(track);
    const box = $("[data-captions-on]");
    box.hidden = false;
    const show = () => (track.track.mode = $("input", box).checked ? "showing" : "hidden");
    $("input", box).onchange = show;
    show();
  }

  #follow() {
    const { frame } = this.player;
    this.cues.forEach((cue, index) => {
      const now = frame >= cue.start && frame <= cue.end;
      const line = this.lines[index];
      if (now === line.hasAttribute("aria-current")) return;
      line.toggleAttribute("aria-current", now);
      if (now) {
        line.setAttribute("aria-current", "true");
        const list = line.parentElement;
        if (!list.contains(document.activeElement)) list.scrollTo({ top: line.offsetTop - list.offsetTop - 40 });
      }
    });
  }

  async #take(field) {
    const [file] = field.files;
    if (!file) return;
    $("[data-captions-words]").value = await file.text();
    announce(`${file.name} is read. Look it over, then save it`);
  }

  // A cue at the playhead, so that nobody types times.
  #cueHere() {
    const words = $("[data-captions-words]");
    const at = this.player.rate.middleOf(this.player.at);
    const head = words.value.trim() ? `${words.value.trimEnd()}\n\n` : "WEBVTT\n\n";
    words.value = `${head}${clock(at)} --> ${clock(at + 3)}\n`;
    words.focus();
    words.setSelectionRange(words.value.length, words.value.length);
  }

  async #save(event) {
    event.preventDefault();
    const problem = $("[data-captions-problem]");
    problem.textContent = "";
    try {
      this.#show(await this.api.putCaptions($("[data-captions-words]").value, $("[data-captions-language]").value));
      announce("Captions saved");
    } catch (refused) {
      problem.textContent = refused.message;
    }
  }

  async #delete() {
    try {
      await this.api.deleteCaptions();
      this.#show({ cues: [], language: null });
      announce("Captions deleted. The text is still in the field");
    } catch (refused) {
      $("[data-captions-problem]").textContent = refused.message;
    }
  }

  #asVtt(cues) {
    const { rate } = this.player;
    const time = (frame) => clock((frame * rate.den) / rate.num);
    return `WEBVTT\n\n${cues.map((cue) => `${time(cue.start)} --> ${time(cue.end + 1)}\n${cue.speaker ? `<v ${cue.speaker}>` : ""}${cue.text}`).join("\n\n")}\n`;
  }
}

function clock(seconds) {
  const [two, three] = [2, 3].map((width) => (number) => String(number).padStart(width, "0"));
  const thousandths = Math.round(seconds * 1000);
  const [whole, rest] = [Math.floor(thousandths / 1000), thousandths % 1000];
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${three(rest)}`;
}
