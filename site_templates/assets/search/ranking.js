// Which records fit a query, and in which order: title before keywords before description before fields, a phrase and a
// whole title first. In come the postings of each word of a query, out come numbers of records. It must not fetch.

// By the names of `PLACES` in generator/search/postings.py.
const WEIGHTS = {
  area: 0.7,
  context: 0.8,
  field: 1.4,
  "description-part": 1.2,
  description: 1.8,
  "keyword-part": 3.5,
  keyword: 5,
  "title-part": 5,
  title: 8,
};
const KINDS = { set: 1.15, indicator: 1.03, dataset: 1.02, organization: 1, theme: 1 };
const LONGEST = 64; // words of one title, in the numbers of their places
const ENOUGH = 0.6; // of what the best record has of a query, below which a record does not fit
const IN_PASSING = 0.15; // what a word weighs that says little

/**
 * Ranks. `slots` are the words of a query: `{needed, choices: [{postings, factor, isBegun}]}`, of which any choice will do. Gives
 * `{records, complete}`: numbers of records, the best first, and whether some of them have every word that is needed.
 */
export function ranked(slots, outline, manifest) {
  const size = outline.kinds.length;
  const weights = manifest.places.map((place) => WEIGHTS[place]);
  const found = slots.map((slot) => best(slot, weights, size));
  const asked = found.map(({ count }, number) => {
    const rarity = Math.log(1 + (size - count + 0.5) / (count + 0.5));
    return slots[number].needed ? rarity : rarity * IN_PASSING;
  });
  const whole = asked.reduce((sum, value) => sum + value, 0) || 1;
  const scores = new Float32Array(size);
  const covered = new Float32Array(size);
  found.forEach(({ weight }, number) => {
    for (let record = 0; record < size; record++) {
      if (!weight[record]) continue;
      scores[record] += asked[number] * weight[record];
      covered[record] += asked[number] / whole;
    }
  });
  const most = covered.reduce((a, b) => Math.max(a, b), 0);
  const needed = found.filter((_, number) => slots[number].needed);
  const records = [];
  let complete = false;
  for (let record = 0; record < size; record++) {
    if (!covered[record] || covered[record] < most * ENOUGH) continue;
    complete ||= needed.every(({ weight }) => weight[record]);
    const kind = KINDS[manifest.kinds[outline.kinds[record]]];
    scores[record] *= covered[record] ** 2 * kind * (1 + inTitle(record, found, outline.titles[record]));
    records.push(record);
  }
  records.sort((a, b) => scores[b] - scores[a] || outline.kinds[a] - outline.kinds[b] || a - b);
  return { records, complete };
}

/** Of each record what the choice weighs that weighs most, and all places in titles. */
function best({ choices }, weights, size) {
  const weight = new Float32Array(size);
  let count = 0;
  for (const { postings, factor } of choices) {
    const { records, places } = postings;
    for (let n = 0; n < records.length; n++) {
      const value = weights[places[n]] * factor;
      if (!weight[records[n]]) count++;
      if (weight[records[n]] < value) weight[records[n]] = value;
    }
  }
  const inTitles = (some) => together(some.map(({ postings }) => postings.positions).filter((one) => one.size));
  const exact = choices.filter(({ isBegun }) => !isBegun);
  const positions = inTitles(choices);
  return { weight, count, positions, exact: exact.length === choices.length ? positions : inTitles(exact) };
}

function together(maps) {
  if (maps.length < 2) return maps[0] ?? new Map();
  const found = new Map(maps[0]);
  for (const one of maps.slice(1))
    for (const [record, own] of one) found.set(record, [...(found.get(record) ?? []), ...own]);
  return found;
}

/**
 * How well the words fill a title, in their order: 3 for a title that is the query, 0 where none stands in it. A title
 * of which a word is only begun is not the query yet: every name that begins with an abbreviation would be.
 */
function inTitle(record, found, lengths) {
  if (!found.some(({ positions }) => positions.has(record))) return 0;
  const places = found.map(({ positions }) => positions.get(record) ?? []);
  let most = 0;
  let isNamed = false; // by one of its titles, as by an abbreviation, beside which other words stand in another
  for (let variant = 0; variant < lengths.length; variant++) {
    const own = places.map((all) => all.filter((at) => Math.floor(at / LONGEST) === variant));
    const words = own.filter((all) => all.length).length;
    if (!words) continue;
    let pairs = 0;
    for (let n = 1; n < own.length; n++) if (own[n].some((at) => own[n - 1].includes(at - 1))) pairs++;
    const share = words / found.length;
    const filled = Math.min(1, words / (lengths[variant] || 1));
    const exact = found.filter((one) => one.exact.get(record)?.some((at) => Math.floor(at / LONGEST) === variant)).length;
    const isWhole = exact === found.length && filled === 1 && pairs === found.length - 1;
    const phrase = found.length > 1 ? pairs / (found.length - 1) : 0;
    most = Math.max(most, share * (0.7 * filled + 0.5 * phrase) + (isWhole ? 1.8 : 0));
    isNamed ||= exact >= lengths[variant];
  }
  const share = places.filter((all) => all.length).length / found.length;
  return isNamed ? Math.max(most, 1.2 * share) : most;
}
