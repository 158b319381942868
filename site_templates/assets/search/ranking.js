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
 * Ranks. `slots` are the words of a query: `{needed, choices: [{postings, factor}]}`, of which any choice will do. Gives
 * `{records, complete}`: numbers of records, the best first, and whether some of them have every word that is needed.
 */
export function ranked(slots, outline, manifest) {
  const weights = manifest.places.map((place) => WEIGHTS[place]);
  const found = slots.map((slot) => best(slot, weights));
  const rarity = found.map((records) => Math.log(1 + (outline.kinds.length - records.size + 0.5) / (records.size + 0.5)));
  const asked = slots.map((slot, number) => (slot.needed ? rarity[number] : rarity[number] * IN_PASSING));
  const whole = asked.reduce((sum, value) => sum + value, 0) || 1;
  const scores = new Map();
  const covered = new Map();
  found.forEach((records, number) => {
    for (const [record, { weight }] of records) {
      scores.set(record, (scores.get(record) ?? 0) + asked[number] * weight);
      covered.set(record, (covered.get(record) ?? 0) + asked[number] / whole);
    }
  });
  const most = Math.max(0, ...covered.values());
  const fit = [];
  let complete = false;
  for (const [record, part] of covered) {
    if (part < most * ENOUGH) continue;
    complete ||= slots.every((slot, number) => !slot.needed || found[number].has(record));
    const kind = KINDS[manifest.kinds[outline.kinds[record]]];
    fit.push([record, scores.get(record) * part * part * kind * (1 + inTitle(record, found, outline.titles[record]))]);
  }
  fit.sort((a, b) => b[1] - a[1] || outline.kinds[a[0]] - outline.kinds[b[0]] || a[0] - b[0]);
  return { records: fit.map(([record]) => record), complete };
}

/** Of each record the choice that weighs most, and all places in titles. */
function best({ choices }, weights) {
  if (choices.length === 1 && choices[0].factor === 1) {
    const only = new Map();
    for (const [record, { place, positions }] of choices[0].postings) only.set(record, { weight: weights[place], positions });
    return only;
  }
  const found = new Map();
  for (const { postings, factor } of choices) {
    for (const [record, { place, positions }] of postings) {
      const weight = weights[place] * factor;
      const known = found.get(record);
      if (!known) found.set(record, { weight, positions });
      else {
        if (known.weight < weight) known.weight = weight;
        if (positions.length) known.positions = [...known.positions, ...positions];
      }
    }
  }
  return found;
}

/** How well the words fill a title, in their order: at most 3 for a title that is the query. */
function inTitle(record, found, lengths) {
  const places = found.map((records) => records.get(record)?.positions ?? []);
  let most = 0;
  for (let variant = 0; variant < lengths.length; variant++) {
    const own = places.map((all) => all.filter((at) => Math.floor(at / LONGEST) === variant));
    const words = own.filter((all) => all.length).length;
    if (!words) continue;
    let pairs = 0;
    for (let n = 1; n < own.length; n++) if (own[n].some((at) => own[n - 1].includes(at - 1))) pairs++;
    const share = words / found.length;
    const filled = Math.min(1, words / (lengths[variant] || 1));
    const isWhole = share === 1 && filled === 1 && pairs === found.length - 1;
    const phrase = found.length > 1 ? pairs / (found.length - 1) : 0;
    most = Math.max(most, share * (0.7 * filled + 0.5 * phrase) + (isWhole ? 1.8 : 0));
  }
  return most;
}
