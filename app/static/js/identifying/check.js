// What in a text looks as if it could tell who somebody is. Pure: it asks nothing of any server.
// app/casework/queries/identifying.py does the same with the same rules; a test holds them equal.
import rules from "./rules.js";

const every = (source, anyCase) => new RegExp(source, anyCase ? "gi" : "g");
const fold = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

const ALWAYS = rules.always.map((one) => [one.kind, every(one.source, one.anyCase)]);
const FULL_DATES = rules.fullDates.map((one) => [every(one.source, true), one.year]);
const PART_DATES = rules.partDates.map((source) => every(source, true));
const BIRTH = new RegExp(rules.birthWords, "i");
const WORD = every(rules.word, false);
const INTRODUCED = [every(rules.called, false), every(rules.titled, false)];
const NAMES = new Set(rules.names);
const WORDLIKE = new Set(rules.wordlikeNames);
const NEVER = new Set(rules.neverNames);

// [{ kind, words, at }], in the order of the text, each place once.
export function found(text, year = new Date().getFullYear()) {
  const all = [...structured(text), ...dates(text, year), ...names(text)];
  all.sort((one, other) => one.at - other.at || other.words.length - one.words.length);
  const kept = [];
  for (const one of all) {
    const last = kept.at(-1);
    if (!last || one.at >= last.at + last.words.length) kept.push(one);
  }
  return kept;
}

function* structured(text) {
  for (const [kind, pattern] of ALWAYS) {
    for (const hit of text.matchAll(pattern)) yield { kind, words: hit[0], at: hit.index };
  }
}

function* dates(text, year) {
  const birth = (hit) => {
    const from = Math.max(0, hit.index - rules.before);
    const until = hit.index + hit[0].length + rules.after;
    return BIRTH.test(text.slice(from, until));
  };
  for (const [pattern, group] of FULL_DATES) {
    for (const hit of text.matchAll(pattern)) {
      const isPast = yearOf(hit[group], year) <= year - rules.yearsPast;
      if (isPast || birth(hit)) yield { kind: "date of birth", words: hit[0], at: hit.index };
    }
  }
  for (const pattern of PART_DATES) {
    for (const hit of text.matchAll(pattern)) {
      if (birth(hit)) yield { kind: "date of birth", words: hit[0], at: hit.index };
    }
  }
}

function yearOf(digits, year) {
  const number = Number(digits);
  if (digits.length === 4) return number;
  return number <= year % 100 ? 2000 + number : 1900 + number;
}

function* names(text) {
  for (const hit of text.matchAll(WORD)) {
    const bare = hit[0].replace(/['’]s$/, "");
    if ([bare, ...bare.split("-")].some((part) => isName(part, text, hit.index))) {
      yield { kind: "name", words: bare, at: hit.index };
    }
  }
  for (const pattern of INTRODUCED) {
    for (const hit of text.matchAll(pattern)) {
      if (NEVER.has(fold(hit[1]))) continue;
      const at = hit.index + hit[0].length - hit[1].length;
      yield { kind: "name", words: hit[1], at };
    }
  }
}

function isName(word, text, at) {
  const folded = fold(word);
  if (NAMES.has(folded)) return true;
  if (!WORDLIKE.has(folded) || word[0] === word[0].toLowerCase()) return false;
  return !startsSentence(text, at);
}

function startsSentence(text, at) {
  let before = at - 1;
  while (text[before] === " ") before -= 1;
  return before < 0 || rules.sentenceEnds.includes(text[before]);
}
