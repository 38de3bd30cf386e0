/* Leaves at once and takes this page's place in the history, so that “back” does not return here. */

const leave = document.getElementById("leave");

const go = (event) => {
  event?.preventDefault();
  document.body.hidden = true;
  putAway();
  location.replace(leave.href);
};

/* Films stop at once, and what they were opened with is asked for again the next time. */
function putAway() {
  for (const film of document.querySelectorAll("video")) film.pause();
  const away = document.querySelector("form[data-puts-away]");
  if (away) fetch(away.action, { method: "POST", body: new FormData(away), keepalive: true }).catch(() => {});
}

leave.addEventListener("click", go);

/* Escape pressed three times leaves too, as people know it from other pages. */
let pressed = 0;
document.addEventListener("keydown", (event) => {
  pressed = event.key === "Escape" ? pressed + 1 : 0;
  if (pressed === 3) go();
});
