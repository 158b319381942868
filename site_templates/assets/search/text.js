// How texts and queries become words: the rules of generator/search/text.py, tested on the same cases
// (tests/search/words.json). It must not know an index, nor a page.

const LEADING = new Set("เแโใไ");
const MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e";
const RANK = (mark) => ("\u0e48\u0e49\u0e4a\u0e4b".includes(mark) ? 1 : "\u0e4c\u0e4d\u0e4e".includes(mark) ? 2 : 0);
const FOLLOWING = new RegExp(`^[\u0e30\u0e32\u0e33\u0e45${MARKS}]$`);
const HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff";
const CLUSTER = new RegExp(`\u0e40\u0e40+|.[\u0300-\u036f\u0e32\u0e33\u0e45${MARKS}${HIDDEN}]*`, "gsu");
const DROPPED = new RegExp(`[\u0300-\u036f${HIDDEN}]`, "g");
const THAI_LETTERS = "[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]*"; // no mark stands alone
const RUN = new RegExp(`${THAI_LETTERS}|(?:(?![\u0e01-\u0e5b])[\\p{L}\\p{N}])+`, "gu");
const THAI = new RegExp(`^${THAI_LETTERS}$`);
const LINK = new Set("-_.&'’");
const TAIL = /[\u0e32\u0e45]+$/;
const BASE = new RegExp(`[${MARKS}]+$`);
const UNKNOWN = 1000;

export const isThai = (text) => /[\u0e01-\u0e4e]/.test(text);

/** Thai words by which texts are cut. */
export class Vocabulary {
  constructor(words) {
    this.words = new Set(words);
    this.beginnings = new Set();
    for (const word of this.words) for (let n = 1; n <= word.length; n++) this.beginnings.add(word.slice(0, n));
  }

  /** A run of Thai letters in words; letters between them that no word covers stay together. */
  cut(run) {
    const size = run.length;
    const cost = new Array(size + 1).fill(0);
    const end = [];
    const known = [];
    for (let start = size - 1; start >= 0; start--) {
      cost[start] = 1 << 30;
      if (!partsAt(run, start)) continue;
      const put = (stop, value, isKnown) => {
        [cost[start], end[start], known[start]] = [value, stop, isKnown];
      };
      for (const stop of this.stops(run, start)) if (cost[stop] + 1 <= cost[start]) put(stop, cost[stop] + 1, true);
      let stop = start + 1;
      while (!partsAt(run, stop)) stop++;
      const alone = cost[stop] + UNKNOWN * (stop - start);
      if (alone < cost[start]) put(stop, alone, false);
    }
    return pieces(run, end, known);
  }

  *stops(run, start) {
    for (let stop = start + 1; stop <= run.length; stop++) {
      const piece = run.slice(start, stop);
      if (!this.beginnings.has(piece)) return;
      if (this.words.has(piece) && partsAt(run, stop)) yield stop;
    }
  }

  /** Shorter words of the vocabulary within a word, from its beginning on. */
  parts(word) {
    const found = new Set();
    for (let start = 0; start < word.length; start++) {
      if (!partsAt(word, start)) continue;
      for (const stop of this.stops(word, start)) if (stop - start < word.length) found.add(word.slice(start, stop));
    }
    return [...found];
  }
}

function partsAt(run, place) {
  if (place === 0 || place === run.length) return true;
  return !FOLLOWING.test(run[place]) && !LEADING.has(run[place - 1]);
}

function pieces(run, end, known) {
  const found = [];
  let before = true;
  for (let start = 0; start < run.length; start = end[start]) {
    const isKnown = known[start];
    if (found.length && !before && !isKnown) found.at(-1)[1] = end[start];
    else found.push([start, end[start], isKnown]);
    before = isKnown;
  }
  return found.map(([from, to, isKnown]) => ({ term: run.slice(from, to), from, to, isKnown }));
}

/** The text with all that differs only in how it was typed made equal, and where each letter of it came from. */
export function folded(text) {
  let out = "";
  const from = [];
  const to = [];
  for (const match of text.matchAll(CLUSTER)) {
    const piece = foldedCluster(match[0]);
    for (let n = 0; n < piece.length; n++) {
      from.push(match.index);
      to.push(match.index + match[0].length);
    }
    out += piece;
  }
  return { text: out, from, to };
}

function foldedCluster(cluster) {
  if (cluster.startsWith("\u0e40\u0e40")) return "\u0e41";
  const plain = cluster
    .normalize("NFKD")
    .replace(DROPPED, "")
    .toLowerCase()
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const head = plain.replace(TAIL, "");
  const base = head.replace(BASE, "");
  let marks = [...new Set(head.slice(base.length))].sort((a, b) => RANK(a) - RANK(b)).join("");
  let tail = plain.slice(head.length);
  if (tail && base !== "ฤ" && base !== "ฦ") tail = "\u0e32";
  if (tail && marks.endsWith("\u0e4d")) [marks, tail] = [marks.slice(0, -1), "\u0e33"];
  return base + marks + tail;
}

/** The words of a text: `{term, parts, joined, span, isKnown, start, end}`, the last two in the text as it was given. */
export function words(text, vocabulary) {
  const { text: plain, from, to } = folded(text);
  const found = compounds(plain).flatMap((compound) => wordsOf(compound, vocabulary));
  return found.map(({ at, size, ...word }) => ({ ...word, start: from[at], end: to[at + size - 1] }));
}

/** An English noun without its plural. */
export function singular(term) {
  if (term.length < 4 || !/^[\x00-\x7f]+s$/.test(term)) return term;
  if (term.endsWith("ies")) return "ae".includes(term.at(-4)) ? term : `${term.slice(0, -3)}y`;
  if (term.endsWith("es")) return "aeo".includes(term.at(-3)) ? term : term.slice(0, -1);
  return "us".includes(term.at(-2)) ? term : term.slice(0, -1);
}

function compounds(text) {
  const found = [];
  let end = -1;
  for (const match of text.matchAll(RUN)) {
    const run = { text: match[0], at: match.index, link: "" };
    if (found.length && match.index === end + 1 && LINK.has(text[end])) found.at(-1).push({ ...run, link: text[end] });
    else found.push([run]);
    end = match.index + match[0].length;
  }
  return found;
}

function isAbbreviation(compound) {
  return (
    compound.length > 1 &&
    compound.slice(1).every((run) => run.link === ".") &&
    compound.every((run) => THAI.test(run.text)) &&
    compound[0].text.length < 4
  );
}

function wordsOf(compound, vocabulary) {
  const whole = compound.map((run) => run.text).join("");
  const size = compound.at(-1).at + compound.at(-1).text.length - compound[0].at;
  const bare = { parts: [], joined: "", span: 1, isKnown: true };
  if (isAbbreviation(compound)) return [{ ...bare, term: whole, at: compound[0].at, size }];
  const found = [];
  for (const run of compound) {
    if (run.text === "s" && (run.link === "'" || run.link === "’")) continue;
    if (THAI.test(run.text)) {
      for (const { term, from, to, isKnown } of vocabulary.cut(run.text))
        found.push({ ...bare, term, parts: vocabulary.parts(term), at: run.at + from, size: to - from, isKnown });
    } else found.push({ ...bare, term: singular(run.text), at: run.at, size: run.text.length });
  }
  if (found.length > 1 && compound.length > 1 && !compound.some((run) => THAI.test(run.text))) {
    found[0].joined = singular(whole);
    found[0].span = found.length;
  }
  return found;
}
