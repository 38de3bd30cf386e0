/* Leaves at once and takes this page's place in the history, so that “back” does not return here. */

const leave = document.getElementById("leave");

const go = (event) => {
  event?.preventDefault();
  document.body.hidden = true;
  location.replace(leave.href);
};

leave.addEventListener("click", go);

/* Escape pressed three times leaves too, as people know it from other pages. */
let pressed = 0;
document.addEventListener("keydown", (event) => {
  pressed = event.key === "Escape" ? pressed + 1 : 0;
  if (pressed === 3) go();
});
