// The same messages by asking.

// Resolves to how it went ("asked", "lost" or "out") and the messages.
export async function ask(url, after, signal) {
  try {
    const answer = await fetch(`${url}?after=${after}`, {
      headers: { Accept: "application/json" },
      signal,
      cache: "no-store",
    });
    if (answer.ok) return ["asked", (await answer.json()).messages];
    return [answer.status >= 500 || answer.status === 429 ? "lost" : "out", []];
  } catch {
    return ["lost", []];
  }
}
