/* What the box and the search page share: the engine opened once, the words of the page's language, and small pieces of
   pages. Texts of the catalog and of the reader only ever become text, never markup. */
import { open } from "./engine.js";

const LONGEST = 60; // letters of a query that a sentence repeats
const MOST = 200; // … and that stand in an address: the engine reads no more, and hosts take no longer ones

let ready;

/* The page tells its place: `root` of the site and `home` of the page's `language`, whole addresses that end in a slash. */
export function start(place) {
  ready = ready || begin(place).catch((error) => { ready = null; throw error; });
  return ready;
}

async function begin({ root, home, language }) {
  const asked = fetch(new URL(`words.${language}.json`, import.meta.url)).then((answer) => answer.json());
  const [engine, told] = await Promise.all([open(root, language), asked]);
  const plural = new Intl.PluralRules(told.words.locale), numbers = new Intl.NumberFormat(told.words.locale);
  const days = new Intl.DateTimeFormat(told.words.locale, { dateStyle: "medium", timeZone: "UTC" });
  function say(key, values = {}) {
    let text = told.words[key];
    if (typeof text === "object") text = text[plural.select(values.count)] || text.other;
    return text.replace(/\{(\w+)\}/g, (hole, name) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : value;
    });
  }
  return {
    engine,
    say,
    ways: told.ways.map(([title, path]) => ({ title, href: home + path })),
    themes: home + told.themes,
    search: (query) => `${home}${told.search}${query ? `?q=${encoded(query)}` : ""}`,
    address: (path) => root + path,
    day: (date) => days.format(new Date(`${date}T00:00:00Z`)),
    number: (value) => numbers.format(value),
  };
}

/* A lone half of a surrogate pair, which a paste may bring, has no address. */
export const encoded = (text) => encodeURIComponent([...text].slice(0, MOST).join("").replace(/\p{Surrogate}/gu, "\ufffd"));

export function make(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

export const marked = (parts) => parts.map(([text, isMatch]) => (isMatch ? make("mark", {}, text) : text));

export function short(query) {
  const letters = [...query.replace(/\s+/g, " ").trim()];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : letters.join("");
}

/* Calls again, once it is over, where it was called in the meantime: what is shown last was asked for last. */
export function oneAtATime(work) {
  let running = false, again = false;
  return async function next() {
    again = running;
    if (running) return;
    running = true;
    try {
      do { again = false; await work(() => again); } while (again);
    } finally {
      running = false;
    }
  };
}
