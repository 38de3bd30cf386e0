// One stream of server-sent events, read by fetch: so an answer that is none, and a proxy that keeps
// everything to itself, can be told from silence.

const FIRST_BYTE_WITHIN = 5_000;
const SILENT_FOR = 45_000;

// Calls heard(message or null) at every sign of life. Resolves to why it ended:
// "ended" by itself, "lost", "busy", "buffered", "elsewhere" (another stream of this browser), "out".
export async function listen(url, after, heard, signal) {
  const ending = new AbortController();
  const stop = () => ending.abort();
  signal.addEventListener("abort", stop, { once: true });
  let [begun, ended] = [false, "lost"];
  let silence = setTimeout(stop, FIRST_BYTE_WITHIN);
  try {
    const headers = { Accept: "text/event-stream", "Last-Event-ID": String(after) };
    const answer = await fetch(url, { headers, signal: ending.signal, cache: "no-store" });
    if (!answer.ok) return whyNot(answer.status);
    for await (const part of eventsOf(answer.body)) {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENT_FOR);
      begun = true;
      if (part.event === "elsewhere") return "elsewhere";
      heard(part.data ? { id: Number(part.id), ...JSON.parse(part.data) } : null);
    }
    ended = "ended";
  } catch {
    if (ending.signal.aborted && !signal.aborted && !begun) ended = "buffered";
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", stop);
    stop();
  }
  return ended;
}

function whyNot(status) {
  if (status === 503) return "busy";
  return status >= 500 || status === 429 ? "lost" : "out";
}

async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (text + value).split("\n\n");
    text = parts.pop();
    for (const part of parts) yield fieldsOf(part);
  }
}

function fieldsOf(part) {
  const lines = part.split("\n").filter((line) => !line.startsWith(":"));
  return Object.fromEntries(lines.map((line) => line.split(/: ?(.*)/s, 2)));
}
