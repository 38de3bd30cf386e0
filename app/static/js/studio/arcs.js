// Initiative to reception to next turn as linked arcs over the lane of turns. The list and the lane's
// own markers say the same in words, so the drawing itself is silent.

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 26;

export function drawArcs(track, turns, window, store) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "arcs");
  svg.setAttribute("aria-hidden", "true");
  const kinds = cycleKinds(store.turns);
  for (const turn of turns) {
    const before = turn.follows && store.of(turn.follows);
    if (!before) continue;
    const [from, to] = [window.x(before.start), window.x(turn.start)];
    if (to < -60 || from > window.width + 60) continue;
    svg.append(arc(from, to, kinds.get(turn.id) ?? (turn.turn === "missed" ? "discordant" : "attuned")));
  }
  track.append(svg);
}

// Which kind of cycle each turn after the first belongs to.
function cycleKinds(turns) {
  const cycles = (turns?.chains ?? []).flatMap((chain) => chain.cycles);
  return new Map(cycles.flatMap(({ kind, moments }) => moments.slice(1).map((id) => [id, kind])));
}

function arc(from, to, kind) {
  const path = document.createElementNS(SVG, "path");
  const high = Math.max(4, HIGH - Math.min(HIGH - 4, Math.abs(to - from) * 0.6));
  path.setAttribute("d", `M ${from} ${HIGH} C ${from} ${high - 6}, ${to} ${high - 6}, ${to} ${HIGH}`);
  path.setAttribute("class", `arc ${kind}`);
  return path;
}
