// What every page does: the menu on a phone, the theme, dialogs, and one sending per form.
// Everything here is an addition: without it the menu opens by its link and forms work.

const YEAR = 365 * 24 * 60 * 60;
const SENDING_AGAIN_AFTER = 8000;

function prepareMenu(opener) {
  const menu = document.querySelector(opener.getAttribute("href"));
  const button = document.createElement("button");
  button.type = "button";
  button.className = opener.className;
  button.append(...opener.childNodes);
  button.setAttribute("aria-controls", menu.id);
  opener.replaceWith(button);
  const show = (open) => {
    menu.toggleAttribute("data-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  show(false);
  button.addEventListener("click", () => show(!menu.hasAttribute("data-open")));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.hasAttribute("data-open")) return;
    show(false);
    button.focus();
  });
}

function prepareDisclosures() {
  for (const details of document.querySelectorAll("details[data-closes-outside]")) {
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  }
}

function chooseTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${theme ? YEAR : 0}; SameSite=Lax${secure}`;
}

function prepareTheme() {
  for (const group of document.querySelectorAll("[data-theme-switch]")) {
    const choices = [...group.querySelectorAll("[data-theme-choice]")];
    group.hidden = false;
    for (const choice of choices) {
      choice.addEventListener("click", () => {
        chooseTheme(choice.dataset.themeChoice);
        for (const other of choices) other.setAttribute("aria-pressed", String(other === choice));
      });
    }
  }
}

// Where a table is drawn as cards some browsers forget that it is one.
export function prepareTables() {
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  for (const table of document.querySelectorAll(".table")) {
    table.setAttribute("role", roles.table);
    for (const part of table.querySelectorAll("thead, tbody, tr, td")) {
      part.setAttribute("role", roles[part.localName]);
    }
    for (const head of table.querySelectorAll("th")) {
      head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
    }
  }
}

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
  return dialog;
}

function prepareDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) openDialog(opener.dataset.opens);
    if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
  });
}

// A second press while the first is on its way would ask for the same thing twice.
function prepareForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, SENDING_AGAIN_AFTER);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

const UNSENT =
  "Something you wrote in the Studio has not reached Attune yet. If you sign out now, it is erased " +
  "from this device. To send it, stay, and open that film again while you are connected.";

// Others may use this device: what somebody wrote does not stay on it once they leave.
function prepareSigningOut() {
  for (const form of document.querySelectorAll("form[data-signs-out]")) {
    form.addEventListener("submit", async (event) => {
      if (!localStorage.getItem("studio-kept")) return; // the Studio was never open here
      event.preventDefault();
      try {
        const { countKept, eraseKept } = await import("./studio/kept.js");
        if ((await countKept()) && !confirm(UNSENT)) return;
        await eraseKept();
      } catch (error) {
        console.warn("What the Studio kept in this browser could not be looked at.", error);
      }
      form.submit();
    });
  }
}

// Tells a screen reader something that happened without a new page.
export function announce(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = text));
}

document.querySelectorAll("[data-menu-opener]").forEach(prepareMenu);
prepareDisclosures();
prepareTheme();
prepareTables();
prepareDialogs();
prepareSigningOut();
prepareForms();
if (document.querySelector("form[data-read-by-others]")) import("./identifying/warn.js");
document.querySelector("[data-focus]")?.focus();
