// Waiting, so that a thousand browsers do not come back in the same second.

export const jitter = (milliseconds) => milliseconds * (0.5 + Math.random());

// Ends early when the signal says so, or when the connection is back.
export function pause(milliseconds, signal) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(waiting);
      window.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      done();
    };
    const waiting = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
