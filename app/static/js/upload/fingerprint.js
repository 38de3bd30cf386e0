// The SHA-256 of a chosen film, read a piece at a time in a worker so that the page stays awake.
// Attune compares it with what arrived. Null where it could not be worked out: the film is sent as well.

export function fingerprintOf(file) {
  return new Promise((resolve) => {
    let worker;
    try {
      worker = new Worker(new URL("./fingerprint-worker.js", import.meta.url), { type: "module" });
    } catch {
      resolve(null);
      return;
    }
    const end = (found) => {
      worker.terminate();
      resolve(found);
    };
    worker.addEventListener("message", ({ data }) => end(data));
    worker.addEventListener("error", () => end(null));
    worker.postMessage(file);
  });
}
