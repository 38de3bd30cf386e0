// Reads a film in pieces and answers with its SHA-256 in hexadecimal, or null where it cannot be read.
import { sha256 } from "../../vendor/noble-hashes/sha2.js";

const PIECE = 4 * 1024 * 1024;

async function fingerprintOf(file) {
  const hash = sha256.create();
  for (let from = 0; from < file.size; from += PIECE) {
    hash.update(new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer()));
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

self.addEventListener("message", async ({ data: file }) => {
  self.postMessage(await fingerprintOf(file).catch(() => null));
});
