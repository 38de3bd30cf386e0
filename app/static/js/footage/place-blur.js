// A rectangle over the film, drawn by mouse, finger or keys. The fields of the form hold what counts;
// whatever is done to the rectangle is written there, and what is typed there moves the rectangle.

import { announce } from "../layout.js";
import { $, $$ } from "../studio/dom.js";
import { typedFrame } from "../studio/timecode.js";
import { Box } from "./blur-box.js";
import { stepper } from "./stepper.js";

const SIDES = ["left", "top", "width", "height"];
const player = stepper();
const field = (name) => $(`.form [name="${name}"]`);
const words = $("[data-box-words]");
const box = new Box($("[data-box]"), $("[data-stepper-screen]"), {
  changed: (sides) => write(sides),
  settled: () => announce(spoken(shown())),
});

function frameOf(name) {
  const at = typedFrame(player.rate, field(name).value);
  return at === null ? null : Math.min(at, player.frames - 1);
}

function sidesAt(prefix) {
  const sides = SIDES.map((side) => Number.parseFloat(field(prefix + side).value));
  return sides.some(Number.isNaN) ? null : Object.fromEntries(SIDES.map((side, at) => [side, sides[at]]));
}

const moves = () => field("moves").checked;

// Which of its two places is changed here: "" the first, "end_" the last, null in between.
function placeHere() {
  const [begins, ends] = [frameOf("begins"), frameOf("ends")];
  if (!moves() || begins === null || ends === null || player.at <= begins) return "";
  return player.at >= ends ? "end_" : null;
}

// Where it is in the frame on the screen.
function shown() {
  const [first, last] = [sidesAt(""), moves() ? sidesAt("end_") : sidesAt("")];
  const here = placeHere();
  if (here !== null || !first || !last) return here === "end_" ? last : first;
  const [begins, ends] = [frameOf("begins"), frameOf("ends")];
  const share = (player.at - begins) / (ends - begins);
  return Object.fromEntries(SIDES.map((side) => [side, first[side] + (last[side] - first[side]) * share]));
}

function write(sides) {
  const here = placeHere();
  if (here === null) return;
  for (const side of SIDES) field(here + side).value = sides[side].toFixed(1).replace(/\.0$/, "");
  draw();
}

function draw() {
  const [begins, ends] = [frameOf("begins"), frameOf("ends")];
  const within = begins !== null && ends !== null && player.at >= begins && player.at <= ends;
  const sides = shown();
  box.show(sides, { within, movable: placeHere() !== null });
  if (sides) box.element.setAttribute("aria-label", `What is blurred: ${spoken(sides)}`);
  words.textContent = told(begins, ends, within);
}

function told(begins, ends, within) {
  if (begins === null || ends === null) return "Say from which frame to which.";
  if (!within) return "In this frame nothing is blurred.";
  if (placeHere() === null) return "It is on its way here. Change its place in the first or in the last frame.";
  if (!moves()) return "Blurred here from the first frame to the last.";
  return placeHere() === "end_" ? "Its place in the last frame." : "Its place in the first frame.";
}

function spoken({ left, top, width, height }) {
  const [l, t, w, h] = [left, top, width, height].map((share) => Math.round(10 * share) / 10);
  return `${w} percent wide and ${h} high, ${l} from the left and ${t} from the top`;
}

// Whoever says that it moves begins with both places alike.
function beginMoving() {
  if (moves()) for (const side of SIDES) field(`end_${side}`).value = field(side).value;
  draw();
}

for (const name of ["frame", "wanted"]) player.addEventListener(name, draw);
for (const take of $$("[data-take]")) {
  take.addEventListener("click", () => {
    player.pause();
    field(take.dataset.take).value = player.rate.label(player.at);
    draw();
  });
}
for (const go of $$("[data-go]")) {
  go.addEventListener("click", () => {
    player.pause();
    const at = frameOf(go.dataset.go);
    if (at !== null) player.seek(at);
  });
}
$(".form").addEventListener("input", draw);
field("moves").addEventListener("change", beginMoving);
player.seek(frameOf("begins") ?? 0);
draw();
