// Tries, one after another, what Attune needs of a browser and of the way between it and us.

const PATIENCE = 8000;
const CLOCK = 120000;
// More than the one MiB to which proxies often limit a body; less than a part of an upload.
const PART = 2 * 1024 * 1024;

const root = document.querySelector("[data-device-check]");
const { film, part, now, live, csrf } = root.dataset;
const $ = (name) => root.querySelector(`[data-${name}]`);

const CHECKS = [
  {
    name: "Films play",
    fails: "H.264 video with AAC sound in MP4 must be allowed to play in web pages.",
    async run() {
      const video = Object.assign(document.createElement("video"), { muted: true, src: film, playsInline: true });
      await within(new Promise((done, gone) => {
        video.onloadeddata = done;
        video.onerror = () => gone(new Error(video.error?.message ?? "no picture"));
      }));
      await within(video.play());
      video.pause();
      video.removeAttribute("src");
      video.load();
      return "requestVideoFrameCallback" in HTMLVideoElement.prototype ? "to the exact frame" : "near the exact frame";
    },
  },
  {
    name: "Films are sent in parts",
    fails: "HTTP range requests (the Range header, answers with status 206) must pass the proxy unchanged.",
    async run() {
      const answer = await within(fetch(film, { headers: { Range: "bytes=100-199" }, cache: "no-store" }));
      const bytes = (await answer.arrayBuffer()).byteLength;
      if (answer.status !== 206 || bytes !== 100) throw new Error(`status ${answer.status}, ${bytes} bytes`);
    },
  },
  {
    name: "Films can be uploaded",
    fails: "The method PATCH with the type application/offset+octet-stream must be allowed, with bodies of at least 32 MiB.",
    async run() {
      const content = new Uint8Array(PART).map((_, at) => (at * 31) % 251);
      const headers = { "X-CSRFToken": csrf, "Content-Type": "application/offset+octet-stream", Accept: "application/json" };
      const answer = await within(fetch(part, { method: "PATCH", headers, body: content }));
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const { bytes, sha256 } = await answer.json();
      if (bytes !== PART) throw new Error(`${bytes} of ${PART} bytes arrived`);
      if (crypto.subtle && sha256 !== (await digest(content))) throw new Error("what arrived had been changed");
    },
  },
  {
    name: "Pages stay up to date by themselves",
    fails: "Server-sent events (type text/event-stream) must not be held back or cut by the proxy. Without them pages ask every few seconds instead.",
    async run() {
      const stop = new AbortController();
      try {
        const answer = await within(fetch(live, { headers: { Accept: "text/event-stream" }, signal: stop.signal }));
        if (!answer.ok) throw new Error(`status ${answer.status}`);
        const { value } = await within(answer.body.getReader().read());
        if (!value?.length) throw new Error("nothing arrived");
      } finally {
        stop.abort();
      }
    },
  },
  {
    name: "The clock of this device is right",
    fails: "The clock of the device must be right to within two minutes.",
    async run() {
      const began = Date.now();
      const there = (await (await within(fetch(now, { cache: "no-store" }))).json()).now;
      const off = there - (began + Date.now()) / 2;
      if (Math.abs(off) > CLOCK) throw new Error(`${Math.round(Math.abs(off) / 60000)} minutes ${off > 0 ? "behind" : "ahead"}`);
    },
  },
  {
    name: "What you type is kept while you are offline",
    fails: "Storage of web pages (IndexedDB) must be allowed for this address.",
    async run() {
      await within(new Promise((done, gone) => {
        const asked = indexedDB.open("attune-device-check");
        asked.onsuccess = () => {
          asked.result.close();
          indexedDB.deleteDatabase("attune-device-check");
          done();
        };
        asked.onerror = () => gone(new Error("not allowed"));
      }));
    },
  },
];

async function check() {
  $("results").replaceChildren();
  $("again").hidden = $("for-it").hidden = true;
  $("verdict").textContent = "Checking…";
  const failed = [];
  for (const one of CHECKS) {
    try {
      show(one, "done", await one.run());
    } catch (problem) {
      show(one, "notice", problem.message);
      failed.push({ ...one, problem: problem.message });
    }
  }
  $("verdict").textContent = failed.length ? `${failed.length} of ${CHECKS.length} do not work here.` : "Everything works on this device.";
  $("again").hidden = false;
  $("for-it").hidden = failed.length === 0;
  $("words").textContent = words(failed);
}

function show(one, tag, more) {
  const line = document.createElement("li");
  line.dataset.result = tag;
  const label = document.createElement("span");
  label.textContent = more ? `${one.name} (${more})` : one.name;
  line.append(root.querySelector(`[data-tag="${tag}"]`).content.cloneNode(true), " ", label);
  $("results").append(line);
}

function words(failed) {
  return [
    `Attune at ${location.origin} is used for our work. On ${new Date().toLocaleString()} this did not work in`,
    `${navigator.userAgent}:`,
    "",
    ...failed.map((one) => `- ${one.name}: ${one.problem}.\n  ${one.fails}`),
    "",
    `Please allow this for ${location.host}, over HTTPS. Attune asks no other address.`,
  ].join("\n");
}

function within(promise) {
  const late = new Promise((_, gone) => setTimeout(() => gone(new Error("no answer in time")), PATIENCE));
  return Promise.race([promise, late]);
}

async function digest(content) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

$("again").addEventListener("click", check);
$("copy").addEventListener("click", async (event) => {
  await navigator.clipboard?.writeText($("words").textContent).catch(() => {});
  event.target.closest("button").firstElementChild.textContent = "Copied";
});
check();
