// Signing on this device: a box to draw a mark in, and only the field that the chosen way needs.

const form = document.querySelector("form:has(#drawn)");
const field = document.getElementById("drawn");
const pad = document.querySelector("[data-mark-pad]");
const path = pad.querySelector("path");
const typed = document.getElementById("typed").closest(".field");
const box = pad.closest("[data-drawing]");

const [width, height] = [600, 200];

function place(event) {
  const at = pad.getBoundingClientRect();
  const limit = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
  const x = limit(((event.clientX - at.left) / at.width) * width, width);
  const y = limit(((event.clientY - at.top) / at.height) * height, height);
  return `${x} ${y}`;
}

function draw(strokes) {
  field.value = strokes;
  path.setAttribute("d", strokes);
}

pad.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  pad.setPointerCapture(event.pointerId);
  const at = place(event);
  draw(`${field.value}M${at}L${at}`);
});

pad.addEventListener("pointermove", (event) => {
  if (pad.hasPointerCapture(event.pointerId)) draw(`${field.value}L${place(event)}`);
});

document.querySelector("[data-clear-mark]").addEventListener("click", () => draw(""));

function showWhatIsNeeded() {
  const how = form.elements.how.value;
  typed.hidden = how !== "typed";
  box.hidden = how !== "drawn";
}

form.addEventListener("change", showWhatIsNeeded);
showWhatIsNeeded();
draw(field.value);
