// One moment in the list: when, whose, what it says, its turn in the chain, and what was answered.

import { $, criterionChip, el, fromTemplate, principleChip } from "./dom.js";
import { KINDS, turnOf } from "./store.js";
import { thread } from "./thread.js";

const WAITING = { add: "Waits to be sent", change: "The change waits to be sent" };

// `links` are the moments before and after it in its chain; `before` the item it takes the place of.
export function momentItem(player, moment, links, people, does, before) {
  const item = fromTemplate("moment-item");
  const at = player.rate.spanLabel(moment.start, moment.end);
  item.dataset.moment = moment.id;
  item.classList.toggle("other", !moment.mine);
  item.classList.toggle("unread", moment.unread);
  const seek = $("[data-seek]", item);
  seek.textContent = at;
  seek.setAttribute("aria-label", `Go to ${at}`);
  seek.addEventListener("click", () => {
    player.seek(moment.start);
    if (moment.unread) does.read([moment.id]);
  });
  $("[data-whose]", item).textContent = moment.whose;
  show($("[data-item-words]", item), moment.words);
  show($("[data-item-kind]", item), KINDS[moment.kind] ?? "");
  show($("[data-item-state]", item), WAITING[moment.waits] ?? stateOf(moment));
  const chips = [...moment.principles.map((tag) => principleChip(tag)), ...moment.review.map(reviewChip), ...moment.criteria.map(criterionChip)];
  $("[data-chips]", item).replaceChildren(...chips);
  $("[data-chips]", item).hidden = chips.length === 0;
  drawTurn(item, player, moment, links);
  drawActs(item, moment, at, does);
  thread(item, moment, at, people, does, before);
  return item;
}

function show(place, words) {
  place.textContent = words;
  place.hidden = !words;
}

function stateOf(moment) {
  if (moment.resolved) return `Settled by ${moment.resolved.by}`;
  return moment.unread ? "New for you" : "";
}

const reviewChip = (tag) => el("li", { class: "chip review-word" }, el("span", {}, tag.wording));

// "Initiative, person to partner", with ways to the turns beside it.
function drawTurn(item, player, moment, [earlier, later]) {
  const place = $("[data-item-turn]", item);
  place.hidden = !moment.turn;
  if (!moment.turn) return;
  place.dataset.turn = moment.turn;
  place.replaceChildren(el("span", {}, turnOf(moment)));
  for (const [one, words] of [[earlier, "after"], [later, "then"]]) {
    if (!one) continue;
    const at = player.rate.label(one.start);
    const link = el("button", { type: "button", class: "at figures", "aria-label": `Go to the turn ${words === "after" ? "before" : "after"} it, at ${at}: ${turnOf(one)}` }, `${words} ${at}`);
    link.addEventListener("click", () => player.seek(one.start));
    place.append(link);
  }
}

function drawActs(item, moment, at, does) {
  for (const [name, act] of [["edit", does.edit], ["delete", does.remove]]) {
    const button = $(`[data-${name}]`, item);
    button.hidden = !moment.mine;
    button.setAttribute("aria-label", `${name === "edit" ? "Edit" : "Delete"} the moment at ${at}`);
    button.addEventListener("click", () => act(moment));
  }
}
