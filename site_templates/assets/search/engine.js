// Search in a catalog: `open(base, language)` gives an engine, `engine.find(query, {filters, sort, facets})` what fits.
// It must not know the page that shows it.

import { Gone, openStore } from "./store.js";
import { ranked } from "./ranking.js";
import { near, nearRuns } from "./spelling.js";
import { folded, isThai, Vocabulary, words } from "./text.js";

const LONGEST = 200; // letters of a query that are read
const MOST = 12; // … and words
const EXPANDED = 40; // words that a beginning stands for
const ERA = 543; // years between the Common and the Buddhist Era
const EXCERPT = 180; // letters
const FIELDS = 5;
// Words that say little where others stand beside them.
const PASSING = new Set(
  "a an and are as at by do does for from has have how in is it its many much of on or that the this to was what when where which who with within per ของ และ ที่ ใน เป็น ให้ ได้ จาก โดย กับ หรือ มี ต่อ ตาม ว่า การ ความ คือ อะไร เท่าไร เท่าไหร่ กี่ จำนวน พศ คศ".split(" "),
);
const NOTHING = new Vocabulary([]);

/** An engine for the site whose root is at `base`, in the language of the page. What every query needs is on its way. */
export async function open(base, language) {
  const engine = new Engine(base, language, await openStore(base, language));
  engine.prepare();
  return engine;
}

class Engine {
  constructor(base, language, store) {
    this.again = () => openStore(base, language);
    this.store = store;
  }

  /** Whoever opens a search will type; what fails now is asked for again by the first query. */
  async prepare() {
    const coming = [this.store.outline(), ...(this.store.language === "th" ? [this.store.thai()] : [])];
    const [, thai] = await Promise.allSettled(coming);
    if (thai?.value) this.vocabulary ??= new Vocabulary(thai.value);
  }

  /** Names of the values of every facet, for readers: `{facet: {value: name}}`. */
  async names() {
    return this.fresh(() => this.store.names());
  }

  /**
   * What fits a query; an empty one fits everything.
   *
   * Gives `{total, instead, counts, hits(from, to), hint: {spelling, fewer}}`. `instead` is the query that was looked for
   * in place of one that nothing fits, else "". `counts` (`{facet: {value: number}}`) come where `facets` asks for them;
   * those of a facet do not heed its own filter. `sort` is "relevance", "newest" or "title".
   */
  async find(query, { filters = {}, sort = "relevance", facets = false } = {}) {
    const look = () => this.found(String(query), filters, sort, facets);
    const found = await this.fresh(look);
    // Records have other numbers in another index: whoever asks for more of them then needs the query asked again.
    const hits = (from = 0, to = 10) => this.fresh(() => found.hits(from, to), async () => (await look()).hits(from, to));
    return { ...found, hits };
  }

  /** Works, and where a new index has been published meanwhile, once more on that. */
  async fresh(work, again = work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      this.store = await this.again();
      this.vocabulary = undefined;
      return again();
    }
  }

  async found(query, filters, sort, withFacets) {
    const text = query.slice(0, LONGEST);
    const [outline] = await Promise.all([this.store.outline(), isThai(text) ? this.store.thai() : null]);
    let search = await this.search(text, outline);
    const hint = { spelling: [], fewer: [] };
    let instead = "";
    if (!search.complete && search.slots.length) {
      const better = await this.corrected(text, search, outline);
      hint.spelling = better.map((other) => other.text);
      hint.fewer = fewer(text, search);
      if (better.length && !search.isKnown) [search, instead] = [better[0], better[0].text];
    }
    const { records, counts } = await this.narrowed(search.records, filters, withFacets);
    const ordered = await this.ordered(records, search, sort);
    const hits = (from, to) => Promise.all(ordered.slice(from, to).map((record) => this.hit(record, search.terms)));
    return { total: ordered.length, instead, counts, hint, hits };
  }

  /** A query in words, each with the postings of all that it may stand for, and the records that fit. */
  async search(text, outline) {
    const plain = folded(text).text;
    this.vocabulary = isThai(plain) ? (this.vocabulary ?? new Vocabulary(await this.store.thai())) : this.vocabulary;
    const sequence = words(text, this.vocabulary ?? NOTHING).slice(0, MOST);
    const slots = await Promise.all(sequence.map((word, number) => this.slot(sequence, word, number)));
    for (const slot of slots) slot.needed = !PASSING.has(slot.word.term) || slots.every((s) => PASSING.has(s.word.term));
    const alive = slots.filter((slot) => slot.choices.length);
    const every = () => ({ records: outline.kinds.map((_, record) => record), complete: true });
    const fit = sequence.length ? ranked(alive, outline, this.store.manifest) : every();
    const isKnown = slots.every((slot) => slot.choices.length && slot.word.isKnown);
    const terms = new Set(slots.flatMap((slot) => slot.choices.map((choice) => choice.term)));
    return { text, slots, terms, isKnown, records: fit.records, complete: fit.complete && alive.length === slots.length };
  }

  /** One word of a query: itself, the compound that it stands in, its year in the other era, words that begin so. */
  async slot(sequence, word, number) {
    const isLast = number === sequence.length - 1;
    const exact = await this.choices([word.term, ...eras(word.term)], 1);
    const compound = sequence.findLast((w, n) => w.joined && n <= number && number < n + w.span);
    const joined = compound ? await this.choices([compound.joined], 2) : [];
    let choices = [...joined, ...exact];
    const isOpen = word.term.length > 1 && (isLast || !choices.length) && !/^\d+$/.test(word.term);
    if (isOpen) choices = [...choices, ...(await this.beginnings(word.term, exact.length ? 0.3 : 0.75))];
    if (!choices.length && word.parts.length) choices = await this.choices(word.parts, 0.5);
    return { word, choices };
  }

  async choices(terms, factor) {
    const found = await Promise.all(terms.map((term) => this.store.words(term)));
    return found.flat().map(([term, text]) => ({ term, factor, postings: this.store.postings(text) }));
  }

  async beginnings(start, factor) {
    const found = (await this.store.words(start, { open: true })).filter(([term]) => term !== start);
    found.sort((a, b) => a[0].length - b[0].length);
    return found.slice(0, EXPANDED).map(([term, text]) => ({
      term,
      factor: factor * Math.sqrt(start.length / term.length),
      isBegun: true,
      postings: this.store.postings(text),
    }));
  }

  /** Searches for what may have been meant, those that find more, the best first. */
  async corrected(text, search, outline) {
    const doubtful = await this.doubtful(text, search);
    const first = doubtful.map(({ options }) => options[0]);
    const choices = [first];
    for (const [number, { options }] of doubtful.entries())
      for (const option of options.slice(1)) choices.push(replaced(first, number, option));
    const texts = new Set(choices.map((chosen) => written(text, doubtful, chosen)));
    texts.delete(text);
    const found = await Promise.all([...texts].slice(0, 6).map((other) => this.search(other, outline)));
    const good = found.filter((other) => other.records.length && quality(other) > quality(search));
    return good.sort((a, b) => quality(b) - quality(a)).slice(0, 3);
  }

  /** Parts of a query that may be misspelt, in their order, each with what it may stand for. */
  async doubtful(text, search) {
    const found = [];
    for (const { word } of search.slots.filter((slot) => !slot.choices.length && !isThai(slot.word.term))) {
      const typed = folded(text.slice(word.start, word.end)).text;
      const latin = await this.store.latin();
      const options = [...new Set([...near(word.term, latin), ...near(typed, latin)])].slice(0, 3);
      if (options.length) found.push({ start: word.start, end: word.end, options });
    }
    for (const [start, end] of thaiRuns(text)) {
      const run = folded(text.slice(start, end)).text;
      const options = nearRuns(run, await this.store.thai(), this.vocabulary);
      const isWhole = options.length && this.vocabulary.cut(options[0]).every(({ isKnown }) => isKnown);
      const further = options.length && !isWhole ? nearRuns(options[0], await this.store.thai(), this.vocabulary) : [];
      const all = [...further.slice(0, 1), ...options];
      if (all.length) found.push({ start, end, options: all });
    }
    return found.sort((a, b) => a.start - b.start);
  }

  /** Records that pass the filters, and how many each value of a facet would give. */
  async narrowed(records, filters, withFacets) {
    const wanted = Object.entries(filters).filter(([, values]) => values.length);
    if (!wanted.length && !withFacets) return { records, counts: undefined };
    const all = await this.store.facets();
    const tests = wanted.filter(([name]) => Object.hasOwn(all, name)).map(([name, values]) => [name, passes(all[name], values)]);
    const counts = withFacets ? Object.fromEntries(Object.keys(all).map((name) => [name, new Map()])) : undefined;
    const passed = [];
    for (const record of records) {
      const failed = tests.filter(([, test]) => !test(record));
      if (!failed.length) passed.push(record);
      if (!counts || failed.length > 1) continue;
      for (const [name, count] of Object.entries(counts)) {
        if (failed.length && failed[0][0] !== name) continue;
        for (const value of all[name].combinations[all[name].of[record]]) count.set(value, (count.get(value) ?? 0) + 1);
      }
    }
    for (const name of Object.keys(counts ?? {}))
      counts[name] = Object.fromEntries(all[name].values.map((value, number) => [value, counts[name].get(number) ?? 0]));
    return { records: passed, counts };
  }

  async ordered(records, search, sort) {
    if (sort === "newest") return [...records].sort((a, b) => a - b);
    if (sort !== "title") return records;
    const wanted = new Set(records);
    return (await this.store.byTitle()).filter((record) => wanted.has(record));
  }

  /** What a page shows of one record: texts in its language, as pairs of a text and whether it was looked for. */
  async hit(number, terms) {
    const [kind, name, title, path, description, organization, modified, fields] = await this.store.record(number);
    return {
      kind: this.store.manifest.kinds[kind],
      name,
      title,
      marked: this.marked(title, terms),
      path,
      excerpt: this.excerpt(description, terms),
      fields: this.fields(fields, terms, path),
      organization,
      modified,
    };
  }

  fields(fields, terms, path) {
    const found = [];
    for (const [name, title, table] of terms.size ? fields : []) {
      const own = words(`${name} ${title}`, this.vocabulary ?? NOTHING);
      const count = own.filter((word) => isAmong(word, terms)).length;
      if (count) found.push({ name, title, path: `${path}#fields-${table}`, count });
    }
    const most = Math.max(0, ...found.map((field) => field.count));
    const best = found.filter((field) => field.count === most).slice(0, FIELDS);
    return best.map(({ count: _, ...field }) => field);
  }

  marked(text, terms) {
    const pieces = [];
    let end = 0;
    for (const word of words(text, this.vocabulary ?? NOTHING)) {
      if (!isAmong(word, terms) || PASSING.has(word.term)) continue;
      if (word.start > end) pieces.push([text.slice(end, word.start), false]);
      if (word.start < end) continue;
      pieces.push([text.slice(word.start, word.end), true]);
      end = word.end;
    }
    if (end < text.length) pieces.push([text.slice(end), false]);
    return pieces;
  }

  /** Some words of a text, the first that was looked for among them. */
  excerpt(text, terms) {
    const pieces = this.marked(text, terms);
    const before = pieces.length > 1 && !pieces[0][1] ? pieces[0][0].length : 0;
    const start = before > EXCERPT / 2 ? text.lastIndexOf(" ", before - EXCERPT / 4) + 1 : 0;
    const end = this.wholeUntil(text, start + EXCERPT + (start ? 0 : 40));
    const found = this.marked(text.slice(start, end), terms);
    if (start) found.unshift(["… ", false]);
    if (text.length > end) found.push(["…", false]);
    return found;
  }

  /** Where the last word ends that is whole within so many characters: Thai has no blank to cut at. */
  wholeUntil(text, most) {
    if (text.length <= most) return text.length;
    const ends = (word) => word.end <= most && !/^[.,]\d/.test(text.slice(word.end, word.end + 2)); // 2,024 is one
    const cut = words(text, this.vocabulary ?? NOTHING).findLast(ends);
    return cut ? cut.end : most;
  }
}

function eras(term) {
  if (!/^\d{4}$/.test(term)) return [];
  const year = Number(term);
  if (year >= 2400 && year < 2700) return [String(year - ERA)];
  return year >= 1857 && year < 2157 ? [String(year + ERA)] : [];
}

function isAmong(word, terms) {
  return terms.has(word.term) || terms.has(word.joined) || word.parts.some((part) => terms.has(part));
}

function passes({ values, combinations, of }, wanted) {
  const numbers = new Set(wanted.map((value) => values.indexOf(value)));
  const good = combinations.map((combination) => combination.some((value) => numbers.has(value)));
  return (record) => good[of[record]];
}

/** How much of a query is found: all of it, its words, something. */
function quality(search) {
  if (search.complete) return 3 + (search.isKnown ? 1 : 0);
  return search.records.length ? search.slots.filter((slot) => slot.choices.length).length / search.slots.length : 0;
}

function replaced(list, number, value) {
  return list.map((old, n) => (n === number ? value : old));
}

/** A text with its doubtful parts as they were chosen. */
function written(text, doubtful, chosen) {
  let made = "";
  let end = 0;
  doubtful.forEach((part, number) => {
    made += text.slice(end, part.start) + chosen[number];
    end = part.end;
  });
  return made + text.slice(end);
}

function thaiRuns(text) {
  return [...text.matchAll(/[\u0e01-\u0e4e]+/g)].map((match) => [match.index, match.index + match[0].length]);
}

/** The query without one of its words, where the others stand together in some record. */
function fewer(text, { slots }) {
  const found = [];
  for (const left of slots.length > 1 ? slots : []) {
    const others = slots.filter((slot) => slot !== left);
    const sets = others.map((slot) => new Set(slot.choices.flatMap((choice) => choice.postings.records)));
    if (![...sets[0]].some((record) => sets.every((set) => set.has(record)))) continue;
    found.push((text.slice(0, left.word.start) + text.slice(left.word.end)).replace(/\s+/g, " ").trim());
  }
  return [...new Set(found)].filter(Boolean).slice(0, 3);
}
