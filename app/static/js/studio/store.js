// What is on the film: everybody's moments that one may see, and the clips.

export class Store extends EventTarget {
  constructor(tracks, clips) {
    super();
    this.own = tracks.find((track) => track.mine) ?? null;
    this.moments = tracks.flatMap((track) => track.moments.map((one) => seen(one, track)));
    this.clips = clips;
    this.#sort();
  }

  keep(moment) {
    this.own ??= { id: moment.track, mine: true, shared: false };
    this.moments = this.moments.filter((one) => one.id !== moment.id);
    this.moments.push(seen(moment, this.own));
    this.#sort();
    this.dispatchEvent(new Event("change"));
  }

  drop(moment) {
    this.moments = this.moments.filter((one) => one.id !== moment.id);
    this.dispatchEvent(new Event("change"));
  }

  keepClip(clip) {
    this.clips = [...this.clips.filter((one) => one.id !== clip.id), clip];
    this.#sort();
    this.dispatchEvent(new Event("change"));
  }

  dropClip(clip) {
    this.clips = this.clips.filter((one) => one.id !== clip.id);
    this.dispatchEvent(new Event("change"));
  }

  shared() {
    this.own.shared = true;
    this.dispatchEvent(new Event("change"));
  }

  #sort() {
    const byTime = (a, b) => a.start - b.start || a.id - b.id;
    this.moments.sort(byTime);
    this.clips.sort(byTime);
  }
}

function seen(moment, track) {
  return { ...moment, mine: track.mine, whose: track.mine ? "" : `${track.owner}, ${track.role}` };
}

// What a moment is about, in one line for a label.
export function aboutOf(moment) {
  const tags = [...moment.principles, ...moment.criteria].map((tag) => tag.wording);
  return [tags.join("; "), moment.words].filter(Boolean).join(". ");
}
