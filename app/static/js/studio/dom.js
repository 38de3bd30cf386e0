// Small words for the page.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// A new element: el("li", { class: "chip", hidden: true }, "text", child)
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// Colour, shape and label, always all three.
export function principleChip(tag, name = "li") {
  return el(
    name,
    { class: `chip group-${tag.group}` },
    fromTemplate(`shape-${tag.group}`),
    el("span", {}, tag.wording),
  );
}

export function criterionChip(tag) {
  const chip = fromTemplate("criterion-chip");
  $("[data-text]", chip).textContent = tag.wording;
  return chip;
}

// A UUID also where crypto.randomUUID is withheld because the page came over plain HTTP.
export function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

export const state = () => JSON.parse(document.getElementById("studio").textContent);
