// A password can be shown while it is typed: a button beside each field, only where scripts run.
for (const field of document.querySelectorAll('input[type="password"]')) {
  const label = document.querySelector(`label[for="${field.id}"]`).textContent.trim().toLowerCase();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet show-password";
  const say = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-label", `${shown ? "Hide" : "Show"} ${label}`);
  };
  say(false);
  button.addEventListener("click", () => say(field.type === "password"));
  const row = document.createElement("div");
  row.className = "password-row";
  field.replaceWith(row);
  row.append(field, button);
  field.form.addEventListener("submit", () => say(false));
}
