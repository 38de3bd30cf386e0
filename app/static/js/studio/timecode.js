// Frames, exact rates and labels: the same arithmetic as accreditation/timecode.py.
// All quotients are of whole numbers below 2^53, so each is rounded once, at the end.

// Browsers give the time of a frame as a float rounded to a microsecond.
const BROWSER_ROUNDING = 1e-6;

const floorOf = (a, b) => (a - (a % b)) / b;
const ceilOf = (a, b) => floorOf(a + b - 1, b);
const two = (number, width = 2) => String(number).padStart(width, "0");

export class FrameRate {
  constructor(num, den) {
    this.num = num;
    this.den = den;
  }

  // Halfway through the frame, in seconds: where a player should seek.
  middleOf(frame) {
    return ((2 * frame + 1) * this.den) / (2 * this.num);
  }

  // The frame presented at a time that a browser gave.
  frameAt(seconds) {
    return Math.max(0, Math.floor(((seconds + BROWSER_ROUNDING) * this.num) / this.den));
  }

  framesIn(seconds) {
    return Math.max(1, Math.round((seconds * this.num) / this.den));
  }

  secondOf(frame) {
    return floorOf(frame * this.den, this.num);
  }

  firstFrameOf(second) {
    return ceilOf(second * this.num, this.den);
  }

  label(frame) {
    const second = this.secondOf(frame);
    const width = Math.max(2, String(ceilOf(this.num, this.den) - 1).length);
    return `${clockLabel(second)}.${two(frame - this.firstFrameOf(second), width)}`;
  }

  spanLabel(start, end) {
    return end === null ? this.label(start) : `${this.label(start)} to ${this.label(end)}`;
  }

  spoken(frame) {
    const second = this.secondOf(frame);
    const parts = [
      [Math.floor(second / 3600), "hour"],
      [Math.floor(second / 60) % 60, "minute"],
      [second % 60, "second"],
    ];
    const words = parts.filter(([n]) => n).map(([n, unit]) => `${n} ${unit}${n === 1 ? "" : "s"}`);
    return `${words.join(" ") || "0 seconds"}, frame ${frame - this.firstFrameOf(second)}`;
  }
}

// What somebody typed: "1:02.14", "62.5 s", or a frame as "f 1540". Null when it is none of these.
export function typedFrame(rate, text) {
  const said = text.trim().toLowerCase();
  const frame = /^(?:f|frame|#)\s*(\d{1,9})$/.exec(said);
  if (frame) return Number(frame[1]);
  const seconds = /^(\d{1,6}(?:\.\d+)?)\s*s$/.exec(said);
  if (seconds) return rate.frameAt(Number(seconds[1]));
  const clock = /^(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,;](\d{1,3}))?$/.exec(said);
  if (!clock) return null;
  const [hours, minutes, second, rest] = clock.slice(1).map((part) => Number(part ?? 0));
  return rate.firstFrameOf(hours * 3600 + minutes * 60 + second) + rest;
}

export function clockLabel(second) {
  const [hours, minutes] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(second % 60)}` : `${minutes}:${two(second % 60)}`;
}
