// Keeps the standing of a recording current while its page is looked at.

const EVERY = 2000;

export function follow(place) {
  const ask = async () => {
    if (document.visibilityState === "visible" && (await moved(place))) window.location.reload();
    else setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}

// True once the recording has gone on to another state, or is no longer ours to see.
async function moved(place) {
  try {
    const answer = await fetch(place.dataset.follows, { headers: { Accept: "application/json" } });
    if (!answer.ok) return answer.status < 500;
    const { state, progress, sentence } = await answer.json();
    if (state !== place.dataset.state) return true;
    place.querySelector("[data-sentence]").textContent = sentence;
    const bar = place.querySelector("progress");
    if (bar && progress !== null) bar.value = progress * bar.max;
    return false;
  } catch {
    return false; // the connection is lost; it is asked again
  }
}

for (const place of document.querySelectorAll("[data-follows]")) follow(place);
