// What was answered to a moment, and the place to answer: mentions, settling, taking back.

import { $, el, fromTemplate } from "./dom.js";

export function thread(item, moment, at, people, does, before) {
  const replies = moment.replies.map((one) => replyItem(moment, one, does));
  $("[data-replies]", item).replaceChildren(...replies);
  $("[data-replies]", item).hidden = replies.length === 0;
  const open = $("[data-answer]", item);
  open.setAttribute("aria-label", `Answer the moment at ${at}`);
  open.hidden = moment.waits === "add";
  const form = $("[data-reply-form]", item);
  open.addEventListener("click", () => showForm(form, open, form.hidden));
  drawForm(form, open, moment, at, people, does);
  drawResolve(item, moment, at, does);
  takeOver(form, open, before);
}

function showForm(form, open, is) {
  form.hidden = !is;
  open.setAttribute("aria-expanded", String(is));
  if (is) $("textarea", form).focus();
}

function drawForm(form, open, moment, at, people, does) {
  const words = $("textarea", form);
  words.id = `reply-${moment.id}`;
  $("label", form).htmlFor = words.id;
  $("label", form).textContent = `Your answer to ${at}`;
  const fields = people.map((one) => el("label", { class: "tick mention" }, el("input", { type: "checkbox", value: one.id }), el("span", {}, `${one.name}, ${one.role}`)));
  $("[data-mentions]", form).hidden = fields.length === 0;
  $("[data-mention-list]", form).replaceChildren(...fields);
  const leave = () => {
    showForm(form, open, false);
    open.focus();
  };
  $("[data-reply-cancel]", form).addEventListener("click", leave);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = words.value.trim();
    if (!said) return void ($("[data-reply-problem]", form).textContent = "Write your answer first.");
    const mentions = [...form.querySelectorAll("[data-mention-list] input:checked")].map((one) => Number(one.value));
    words.value = "";
    showForm(form, open, false);
    try {
      await does.reply(moment, said, mentions);
    } catch (problem) {
      does.problem(`${problem.message} It said: “${said}”`);
    }
  });
}

// An answer that is being written stays when its moment is drawn anew.
function takeOver(form, open, before) {
  const old = before && $("[data-reply-form]", before);
  if (!old || old.hidden) return;
  const had = before.contains(document.activeElement);
  $("textarea", form).value = $("textarea", old).value;
  const marked = new Set([...old.querySelectorAll("input:checked")].map((one) => one.value));
  for (const box of form.querySelectorAll("input")) box.checked = marked.has(box.value);
  form.hidden = false;
  open.setAttribute("aria-expanded", "true");
  if (had) setTimeout(() => $("textarea", form).focus());
}

function drawResolve(item, moment, at, does) {
  const button = $("[data-resolve]", item);
  button.hidden = !moment.replies.length || moment.waits === "add";
  button.setAttribute("aria-pressed", String(Boolean(moment.resolved)));
  button.setAttribute("aria-label", `${moment.resolved ? "Open again" : "Settle"} what was said at ${at}`);
  $("span", button).textContent = moment.resolved ? "Open again" : "Settle";
  button.addEventListener("click", () => does.resolve(moment, !moment.resolved));
}

function replyItem(moment, reply, does) {
  const item = fromTemplate("reply-item");
  $("[data-author]", item).textContent = reply.mine ? "You" : `${reply.author}, ${reply.role}`;
  $("[data-reply-at]", item).textContent = reply.waits ? "waits to be sent" : spoken(reply.at);
  $("[data-reply-words]", item).textContent = reply.words;
  const to = reply.mentions.map((one) => one.name).join(", ");
  $("[data-reply-to]", item).textContent = to ? `For ${to}` : "";
  const [edit, remove] = [$("[data-reply-edit]", item), $("[data-reply-delete]", item)];
  edit.hidden = remove.hidden = !reply.mine || Boolean(reply.waits);
  remove.setAttribute("aria-label", `Delete your answer: ${reply.words.slice(0, 60)}`);
  remove.addEventListener("click", () => does.deleteReply(moment, reply));
  edit.setAttribute("aria-label", `Change your answer: ${reply.words.slice(0, 60)}`);
  edit.addEventListener("click", () => changeIn(item, moment, reply, does));
  return item;
}

function changeIn(item, moment, reply, does) {
  const words = el("textarea", { rows: 2, maxlength: 4000, "aria-label": "Your answer" });
  const save = el("button", { type: "button", class: "button" }, "Save answer");
  words.value = reply.words;
  $("[data-reply-words]", item).replaceChildren(words, save);
  words.focus();
  save.addEventListener("click", () => {
    if (words.value.trim()) does.changeReply(moment, reply, words.value.trim());
  });
}

const spoken = (iso) =>
  iso ? new Date(iso).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }) : "";
