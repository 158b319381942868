// The files of an index, each fetched once and only when asked for, and the numbers in them read (generator/search/
// index.py writes them). It must not know what a query is.

const DIGITS = new Int8Array(128).fill(-1);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, value) => {
  DIGITS[digit.charCodeAt(0)] = value;
});

/** The files that the manifest spoke of are there no more: a new index has been published. */
export class Gone extends Error {}

/** Numbers written in digits to the base of 32, the lowest first, 32 added to all but the last. */
export function numbers(text) {
  const found = [];
  let value = 0;
  let weight = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS[text.charCodeAt(at)];
    value += (digit & 31) * weight;
    weight *= 32;
    if (digit < 32) {
      found.push(value);
      value = 0;
      weight = 1;
    }
  }
  return found;
}

/** Opens the index of the site whose root is at `base`, an address that may be relative to the page. */
export async function openStore(base, language) {
  const root = new URL("search/index/", new URL(base, document.baseURI));
  const answer = await fetch(new URL("manifest.json", root), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`search: ${answer.status}`);
  return new Store(root, language, await answer.json());
}

class Store {
  constructor(root, language, manifest) {
    this.manifest = manifest;
    this.size = manifest.records;
    this.language = language;
    this.root = new URL(`${manifest.folder}/`, root);
    this.asked = new Map();
    this.title = manifest.places.indexOf("title");
  }

  once(path, read) {
    if (!this.asked.has(path)) {
      const coming = fetch(new URL(path, this.root)).then((answer) => {
        if (!answer.ok) throw new Gone(path);
        return read(answer);
      });
      coming.catch(() => this.asked.delete(path));
      this.asked.set(path, coming);
    }
    return this.asked.get(path);
  }

  json(path) {
    return this.once(path, (answer) => answer.json());
  }

  list(path) {
    return this.once(path, async (answer) => (await answer.text()).split("\n").filter(Boolean));
  }

  thai() {
    return this.list("thai.txt");
  }

  latin() {
    return this.list("latin.txt");
  }

  names() {
    return this.json(`names.${this.language}.json`);
  }

  /** Numbers of records in the dictionary order of their titles. */
  byTitle() {
    return this.json(`titles.${this.language}.json`);
  }

  /** Of every record its kind and the lengths of its titles. */
  outline() {
    return this.once("records.json", async (answer) => {
      const { kinds, titles } = await answer.json();
      const lengths = [];
      const written = numbers(titles);
      for (let at = 0; at < written.length; at += written[at] + 1) lengths.push(written.slice(at + 1, at + 1 + written[at]));
      return { kinds: [...kinds].map(Number), titles: lengths };
    });
  }

  /** By facet its values, the combinations of them and the one that each record has. */
  facets() {
    return this.once("facets.json", async (answer) => {
      const all = await answer.json();
      for (const facet of Object.values(all)) facet.of = numbers(facet.of);
      return all;
    });
  }

  /** What a result shows of one record. */
  async record(number) {
    const { chunk } = this.manifest;
    const found = await this.json(`records/${this.language}/${Math.floor(number / chunk)}.json`);
    return found[number % chunk];
  }

  /** The words that begin with `start`, each with its postings as they are written; the rest of a shard is enough. */
  async words(start, { open = false } = {}) {
    const { shards } = this.manifest;
    let last = 0;
    for (let low = 0, high = shards.length - 1; low <= high; ) {
      const middle = (low + high) >> 1;
      if (shards[middle] <= start) [last, low] = [middle, middle + 1];
      else high = middle - 1;
    }
    if (!shards.length) return [];
    const found = await this.shard(last);
    if (!open) return Object.hasOwn(found, start) ? [[start, found[start]]] : [];
    const next = shards[last + 1]?.startsWith(start) ? Object.entries(await this.shard(last + 1)) : [];
    return [...Object.entries(found), ...next].filter(([word]) => word.startsWith(start));
  }

  shard(number) {
    return this.json(`words/${number}.json`);
  }

  /** Postings: records, the place that each has the word in, and of titles where in them it stands. */
  postings(text) {
    const written = numbers(text);
    const records = [];
    const places = [];
    const positions = new Map();
    let record = -1;
    for (let at = 0; at < written.length; at++) {
      record += (written[at] >> 4) + 1;
      const place = written[at] & 15;
      records.push(record);
      places.push(place);
      if (place !== this.title) continue;
      const own = [];
      do own.push(written[++at] >> 1);
      while (written[at] & 1);
      positions.set(record, own);
    }
    return { records, places, positions };
  }
}
