// A rectangle over a picture: `left`, `top`, `width` and `height` in percent of it.

const LEAST = 1;
const STEP = 1;

export class Box {
  // `changed` is told each new place while it is moved, `settled` when a key or a finger let go.
  constructor(element, screen, { changed, settled }) {
    Object.assign(this, { element, screen, changed, settled, sides: null, movable: true });
    element.addEventListener("keydown", (event) => this.#byKey(event));
    screen.addEventListener("pointerdown", (event) => this.#grab(event));
  }

  show(sides, { within, movable }) {
    const { element } = this;
    Object.assign(this, { sides, movable });
    element.hidden = !sides;
    element.classList.toggle("is-elsewhere", !within);
    element.classList.toggle("is-on-its-way", !movable);
    if (sides) for (const [side, share] of Object.entries(sides)) element.style[side] = `${share}%`;
  }

  #byKey(event) {
    const [across, down] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [0, 0];
    if ((!across && !down) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (!this.movable || !this.sides) return;
    this.changed(event.shiftKey ? grown(this.sides, across, down) : moved(this.sides, across, down));
    this.settled();
  }

  // On the rectangle it is moved, on a corner its size changes, elsewhere another one is drawn.
  #grab(event) {
    if (!this.movable || event.button !== 0) return;
    const corner = event.target.dataset.corner;
    const onIt = event.target === this.element;
    const from = this.#at(event);
    const before = this.sides;
    const follow = (to) => {
      if (corner) return between(opposite(before, corner), to);
      return onIt ? moved(before, to.x - from.x, to.y - from.y) : between(from, to);
    };
    event.preventDefault();
    this.screen.setPointerCapture(event.pointerId);
    const move = (moving) => this.changed(follow(this.#at(moving)));
    const end = () => {
      this.screen.removeEventListener("pointermove", move);
      this.settled();
      this.element.focus({ preventScroll: true });
    };
    this.screen.addEventListener("pointermove", move);
    this.screen.addEventListener("lostpointercapture", end, { once: true });
  }

  #at(event) {
    const { left, top, width, height } = this.screen.getBoundingClientRect();
    return { x: within((100 * (event.clientX - left)) / width), y: within((100 * (event.clientY - top)) / height) };
  }
}

const within = (share, most = 100) => Math.min(Math.max(share, 0), Math.max(most, 0));

function moved({ left, top, width, height }, across, down) {
  return { left: within(left + across, 100 - width), top: within(top + down, 100 - height), width, height };
}

function grown({ left, top, width, height }, across, down) {
  const longer = (length, by, from) => Math.min(Math.max(length + by, LEAST), 100 - from);
  return { left, top, width: longer(width, across, left), height: longer(height, down, top) };
}

// The rectangle with these two corners, and never too small to be seen.
function between(one, other) {
  const [left, width] = side(one.x, other.x);
  const [top, height] = side(one.y, other.y);
  return { left, top, width, height };
}

function side(one, other) {
  const from = Math.min(one, other, 100 - LEAST);
  return [from, Math.max(Math.max(one, other) - from, LEAST)];
}

function opposite({ left, top, width, height }, corner) {
  return { x: corner.includes("w") ? left + width : left, y: corner.includes("n") ? top + height : top };
}
