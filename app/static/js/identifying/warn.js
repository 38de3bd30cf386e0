// Before something that others will read is sent: says what looks as if it told who somebody is.
// Whoever writes mends it or goes on. Everything happens on this device; nothing is asked of a server.
import { found } from "./check.js";

const KINDS = {
  name: "a name",
  "date of birth": "a date of birth",
  postcode: "a postcode",
  "nhs number": "an NHS number",
  phone: "a phone number",
  email: "an email address",
};
const LIMITS =
  "Attune looked at this on your device only, with a short list of first names: it misses many " +
  "names, and may take a word for one.";
const SHOWN_AT_MOST = 6;

for (const form of document.querySelectorAll("form[data-read-by-others]")) watch(form);

function watch(form) {
  let accepted = null; // what stood in the fields when they said that it tells nobody who it is
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const hits = hitsIn(form);
    form.querySelector(".tells-who")?.remove();
    if (!hits.length || accepted === writtenIn(form)) return;
    event.preventDefault();
    const sender = event.submitter;
    show(form, hits, () => {
      accepted = writtenIn(form);
      form.requestSubmit(sender);
    });
  }, true);
  form.dataset.readByOthers = "watched";
}

function fieldsOf(form) {
  const free = "textarea, input[type=text]";
  return [...form.querySelectorAll(free)].filter((field) => !field.closest("[data-not-shared]"));
}

const writtenIn = (form) => JSON.stringify(fieldsOf(form).map((field) => field.value));

function hitsIn(form) {
  return fieldsOf(form).flatMap((field) => found(field.value).map((hit) => ({ field, ...hit })));
}

function show(form, hits, goOn) {
  const panel = element("section", { className: "tells-who", tabIndex: -1 });
  const title = element("h2", { textContent: "Could this tell who somebody is?", id: "tells-who" });
  panel.setAttribute("aria-labelledby", title.id);
  const lead = "Others will read this. Nothing has been sent yet, and what you wrote is still here.";
  const list = element("ul");
  for (const hit of hits.slice(0, SHOWN_AT_MOST)) list.append(lineOf(hit));
  const row = element("div", { className: "submit-row" });
  const mend = element("button", { type: "button", className: "button", textContent: "Mend it" });
  const send = element("button", { type: "button", className: "button plain" });
  send.textContent = "It tells nobody who they are: go on";
  mend.addEventListener("click", () => goTo(hits[0]));
  send.addEventListener("click", goOn);
  row.append(mend, send);
  const more = hits.length - SHOWN_AT_MOST;
  panel.append(title, element("p", { textContent: lead }), list);
  if (more > 0) panel.append(element("p", { textContent: `And ${more} more.` }));
  panel.append(row, element("p", { className: "soft small", textContent: LIMITS }));
  form.append(panel);
  panel.scrollIntoView({ block: "nearest" });
  panel.focus();
}

function lineOf(hit) {
  const item = element("li");
  const link = element("a", { href: `#${hit.field.id}` });
  link.append(element("q", { textContent: hit.words }));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(hit);
  });
  item.append(link, ` looks like ${KINDS[hit.kind]}, in “${labelOf(hit.field)}”`);
  return item;
}

function labelOf(field) {
  const label = field.labels?.[0];
  if (!label) return "this field";
  return label.textContent.replace("(optional)", "").trim().replace(/\s+/g, " ");
}

function goTo(hit) {
  hit.field.focus();
  const at = hit.field.value.indexOf(hit.words);
  if (at >= 0) hit.field.setSelectionRange(at, at + hit.words.length);
}

function element(name, values = {}) {
  return Object.assign(document.createElement(name), values);
}
