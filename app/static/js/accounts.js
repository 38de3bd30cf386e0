// The page of recovery codes can be printed; without a script the browser's own menu does it.
const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
