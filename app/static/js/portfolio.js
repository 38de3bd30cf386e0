// The portfolio's pages: count the words of the statement; ask whether the PDF is bound.

const PAUSE = 3000;

for (const field of document.querySelectorAll("[data-counts-words]")) {
  const told = document.getElementById(field.dataset.countsWords);
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const words = field.value.trim().split(/\s+/).filter(Boolean).length;
      told.textContent = `${words} ${words === 1 ? "word" : "words"}`;
    }, 400);
  });
}

async function ask(place, before) {
  try {
    const answer = await fetch(place.dataset.asks, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { state } = await answer.json();
      if (state === "ready" || (before && state !== before && state !== "building")) {
        location.reload();
        return;
      }
      before = state;
    }
  } catch {
    // The connection went for a moment: asked again below.
  }
  setTimeout(() => ask(place, before), PAUSE);
}

for (const place of document.querySelectorAll("[data-asks]")) ask(place);
