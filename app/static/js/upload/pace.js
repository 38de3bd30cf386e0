// How fast bytes go, over the last ten seconds, and how that is said.

const WINDOW = 10000;

export class Pace {
  constructor(total) {
    this.total = total;
    this.sent = 0;
    this.samples = [];
  }

  restart() {
    this.samples = [];
  }

  note(sent, now = performance.now()) {
    this.sent = sent;
    this.samples.push([now, sent]);
    while (this.samples[0][0] < now - WINDOW) this.samples.shift();
  }

  get share() {
    return this.sent / this.total;
  }

  // Rounded down: the last percent is reached with the last byte.
  percent() {
    return `${Math.floor(this.share * 100)} %`;
  }

  inWords() {
    return `${this.percent()}: ${sizeInWords(this.sent)} of ${sizeInWords(this.total)}`;
  }

  speedInWords() {
    if (this.sent === this.total) return "Making sure that everything has arrived.";
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    const seconds = (last[0] - first[0]) / 1000;
    const speed = seconds > 1 ? (last[1] - first[1]) / seconds : 0;
    if (!speed) return "";
    return `${sizeInWords(speed)} a second, ${timeInWords((this.total - this.sent) / speed)} left`;
  }
}

export function sizeInWords(bytes) {
  for (const [unit, each] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]]) {
    if (bytes >= each) return `${Number((bytes / each).toPrecision(3))} ${unit}`;
  }
  return `${Math.round(bytes)} bytes`;
}

export function timeInWords(seconds) {
  if (seconds < 60) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const hours = Math.floor(minutes / 60);
  return `about ${hours} h ${minutes % 60} min`;
}
