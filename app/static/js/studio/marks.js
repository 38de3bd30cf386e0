// A lane, a marker in it, and a marker that stands for many.

import { $, el, fromTemplate } from "./dom.js";
import { aboutOf } from "./store.js";

export function laneOf({ key, title, mark, group, kind, quiet }) {
  const classes = ["lane", group && `group-${group}`, kind === "turn" && "turns", quiet && "quiet"];
  return el(
    "div",
    { class: classes.filter(Boolean).join(" "), "data-lane": key },
    el("span", { class: "lane-name", title }, mark(), el("span", {}, title)),
    el("div", { class: "lane-track" }),
  );
}

export function marker(lane, thing, player) {
  const about = lane.kind === "clip" ? `Clip: ${thing.title}` : `${lane.title}. ${thing.whose} ${aboutOf(thing)}`;
  const label = `${player.rate.spanLabel(thing.start, thing.end)}. ${about}`.replace(/\s+/g, " ");
  const classes = [thing.end === null ? "point" : "range", thing.mine ? "" : "other", thing.turn && lane.kind === "turn" ? `turn-${thing.turn}` : ""];
  const made = el("button", { type: "button", class: `marker ${classes.join(" ")}`, "aria-label": label, title: label });
  if (thing.end === null) made.append(lane.group ? fromTemplate(`shape-${lane.group}`) : el("span", { class: "dot" }));
  made.addEventListener("click", () => player.seek(thing.start));
  return made;
}

// Opens a list of what it stands for.
export function clusterMarker(lane, { cluster }, player, list) {
  const { rate } = player;
  const span = `${rate.label(cluster[0].start)} to ${rate.label(cluster.at(-1).start)}`;
  const label = `${cluster.length} more in ${lane.title}, ${span}. Opens a list`;
  const made = el("button", { type: "button", class: "marker cluster", "aria-label": label, title: label, "aria-haspopup": "dialog" }, `+${cluster.length}`);
  made.addEventListener("click", () => openCluster(lane, cluster, player, list));
  return made;
}

function openCluster(lane, cluster, player, list) {
  const dialog = $("#cluster");
  $("[data-cluster-title]", dialog).textContent = `${lane.title}: ${cluster.length} moments`;
  $("[data-cluster-list]", dialog).replaceChildren(...cluster.map((one) => {
    const at = player.rate.spanLabel(one.start, one.end);
    const button = el("button", { type: "button", class: "cluster-item" }, el("span", { class: "figures" }, at), el("span", {}, one.title ?? `${one.whose} ${aboutOf(one)}`.trim()));
    button.addEventListener("click", () => {
      dialog.close();
      player.seek(one.start);
      if (lane.kind !== "clip") list.show(one.id);
    });
    return el("li", {}, button);
  }));
  dialog.showModal();
}
