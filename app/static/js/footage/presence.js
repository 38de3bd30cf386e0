// A film that is open somewhere goes blank when it may not be watched any more: when somebody took
// back a yes, or the time it was shown for is over. The page asks every few seconds, and at once
// when it is looked at again; the rule is asked anew each time, and nothing is remembered.

const EVERY = 3000;
const GONE = [401, 403, 404];

function watchOver(video) {
  const timer = setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("studio:gone", blank);
  ask();

  async function ask() {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await fetch(video.dataset.asks, { method: "HEAD", cache: "no-store" });
      if (GONE.includes(answer.status) || answer.redirected) blank();
    } catch {
      // No connection: nothing new is known, and nothing more of the film arrives either.
    }
  }

  function blank() {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
    document.removeEventListener("studio:gone", blank);
    video.pause();
    video.removeAttribute("src");
    video.removeAttribute("poster");
    video.load();
    video.hidden = true;
    document.dispatchEvent(new Event("footage:gone")); // whatever else shows pictures of it
    cover(video);
  }
}

function cover(video) {
  const words = document.createElement("p");
  words.className = "screen-words";
  words.setAttribute("role", "alert");
  words.dataset.gone = "";
  words.textContent =
    video.dataset.goneWords ??
    "This film is not open to you any more. Somebody in it may have changed their mind, or the time " +
    "it was shown for is over. What you wrote is safe.";
  video.after(words);
}

document.querySelectorAll("video[data-asks]").forEach(watchOver);
