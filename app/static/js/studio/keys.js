// Keys and controls lead to the same actions. Keys rest while somebody types.
// A control outside the room, `data-when-ready`, can be pressed once something would happen.

import { $, $$ } from "./dom.js";
import { announce } from "../layout.js";

const REMEMBERED = "attune-studio-keys";
const HOLD_REPEATS = new Set(["back-frame", "on-frame", "back-1s", "on-1s", "back-5s", "on-5s"]);
const TYPED_IN = "textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])";
const PRESSED_BY_SPACE = "button, summary, a[href], [type=checkbox], [type=radio]";

export function connect(actions, shortcuts, hears = () => false) {
  const byKey = new Map(shortcuts.flatMap((one) => one.keys.map((key) => [key, one.action])));
  const box = $("[data-keys-on]");
  box.checked = localStorage.getItem(REMEMBERED) !== "off";
  box.addEventListener("change", () => {
    localStorage.setItem(REMEMBERED, box.checked ? "on" : "off");
    announce(box.checked ? "Single keys are on" : "Single keys are off");
  });

  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-do]");
    if (!control || control.getAttribute("aria-disabled") === "true") return;
    if (control.type !== "submit") actions[control.dataset.do]?.(event);
  });
  for (const one of $$("[data-when-ready]")) one.disabled = false;

  document.addEventListener("keydown", (event) => {
    const action = byKey.get(nameOf(event));
    if (!action || !box.checked || rests(event)) return;
    if (event.repeat && !HOLD_REPEATS.has(action)) return;
    if (actions[action]?.(event) !== false) event.preventDefault();
  });

  // Digits that the open group of principles asks for come before the map.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!box.checked || rests(event) || event.repeat || !hears(nameOf(event))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

function nameOf({ key, shiftKey }) {
  const letter = /^[a-z]$/i.test(key);
  if (shiftKey && (letter || key.startsWith("Arrow"))) return `Shift+${letter ? key.toUpperCase() : key}`;
  return letter ? key.toLowerCase() : key;
}

function rests(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if ($("dialog[open]")) return true;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(TYPED_IN)) return true;
  return (event.key === " " || event.key === "Enter") && target.closest(PRESSED_BY_SPACE) !== null;
}

export function showKeys() {
  $$("#keys").forEach((dialog) => dialog.showModal());
}
