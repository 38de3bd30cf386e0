// Whether a chosen film is the one that has begun to arrive: its length, and every byte that is there.
// Phones write a video anew when it is picked; of two such files only the beginning may look alike.
// Throws when that could not be found out.

export async function isTheSameFilm(file, { arrived, declared, proof }, tell = () => {}) {
  if (Number(arrived) === 0) return true;
  if (file.size !== Number(declared)) return false;
  // Without a secure connection nothing can be compared, and the length must do.
  if (!window.crypto?.subtle) return true;
  let from = 0;
  for await (const { end, sha256 } of piecesOf(proof)) {
    if ((await digestOf(file.slice(from, end))) !== sha256) return false;
    from = end;
    tell(from / Number(arrived));
  }
  if (from < Number(arrived)) throw new Error("the proof ended too soon");
  return true;
}

async function* piecesOf(proof) {
  const answer = await fetch(proof, { headers: { Accept: "application/x-ndjson" }, cache: "no-store" });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) yield JSON.parse(line);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function digestOf(blob) {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
