// What this browser keeps for one person on one film: what waits to be sent, and what is being
// written. It is gone as soon as the server has it. Where IndexedDB is withheld, memory serves.

const NAME = "attune-studio";
const WAITING = "waiting";
const DRAFTS = "drafts";

export class Kept {
  constructor(person, recording) {
    this.whose = `${person}-${recording}`;
    this.memory = { next: 1, waiting: new Map(), draft: null };
    this.opened = open();
  }

  // Answers the entry with its `order`, once it lies safely here.
  async add(entry) {
    const db = await this.opened;
    const row = { ...entry, whose: this.whose };
    if (!db) return this.#remember({ ...row, order: this.memory.next++ });
    const order = await done(db.transaction(WAITING, "readwrite").objectStore(WAITING).add(row));
    return { ...row, order };
  }

  // Everything that waits, in the order in which it was written.
  async waiting() {
    const db = await this.opened;
    if (!db) return [...this.memory.waiting.values()];
    const rows = db.transaction(WAITING).objectStore(WAITING).index("whose").getAll(this.whose);
    return (await done(rows)).sort((a, b) => a.order - b.order);
  }

  // Lets go of what arrived, and tells what waits behind it what the server called it: one step.
  async arrived(entry, followers) {
    const db = await this.opened;
    if (!db) {
      this.memory.waiting.delete(entry.order);
      for (const one of followers) this.memory.waiting.set(one.order, one);
      return;
    }
    const change = db.transaction(WAITING, "readwrite");
    change.objectStore(WAITING).delete(entry.order);
    for (const one of followers) change.objectStore(WAITING).put(one);
    await finished(change);
  }

  async keepDraft(draft) {
    const db = await this.opened;
    if (!db) return void (this.memory.draft = draft);
    const drafts = db.transaction(DRAFTS, "readwrite").objectStore(DRAFTS);
    await done(draft ? drafts.put(draft, this.whose) : drafts.delete(this.whose));
  }

  async draft() {
    const db = await this.opened;
    return db ? done(db.transaction(DRAFTS).objectStore(DRAFTS).get(this.whose)) : this.memory.draft;
  }

  #remember(row) {
    this.memory.waiting.set(row.order, row);
    return row;
  }
}

// How much of anybody's words lies in this browser, unsent or unfinished.
export async function countKept() {
  const known = (await indexedDB.databases?.()) ?? [{ name: NAME }];
  if (!known.some((one) => one.name === NAME)) return 0;
  const db = await open();
  if (!db) return 0;
  const stores = db.transaction([WAITING, DRAFTS]);
  const counts = [WAITING, DRAFTS].map((name) => done(stores.objectStore(name).count()));
  const [waiting, drafts] = await Promise.all(counts);
  db.close();
  return waiting + drafts;
}

export async function eraseKept() {
  await done(indexedDB.deleteDatabase(NAME));
  localStorage.removeItem("studio-kept");
}

function open() {
  return new Promise((settle) => {
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        const waiting = asked.result.createObjectStore(WAITING, { keyPath: "order", autoIncrement: true });
        waiting.createIndex("whose", "whose");
        asked.result.createObjectStore(DRAFTS);
      };
      asked.onsuccess = () => {
        // Signing out in another tab erases all of it, and does not wait for this page.
        asked.result.onversionchange = () => asked.result.close();
        localStorage.setItem("studio-kept", "yes");
        settle(asked.result);
      };
      asked.onerror = asked.onblocked = () => settle(null);
    } catch {
      settle(null);
    }
  });
}

function done(request) {
  return new Promise((settle, fail) => {
    request.onsuccess = () => settle(request.result);
    request.onerror = () => fail(request.error);
  });
}

function finished(transaction) {
  return new Promise((settle, fail) => {
    transaction.oncomplete = () => settle();
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
}
