/* The search page: everything found, narrowed by facets, sorted, in pages. The whole state stands in the address; of an
   address only what the catalog knows is taken, and what is not is told. */
import { encoded, make, marked, oneAtATime, short, start } from "./start.js";

const PER_PAGE = 20;
const FOLDED = 6; // values of a facet that are seen before a reader asks for all
const FACETS = ["kind", "organization", "theme", "set", "year", "area", "format", "frequency", "data_type", "license"];
const OPEN = 4; // facets that begin open
const NEWEST_FIRST = new Set(["year"]);
const SORTS = ["relevance", "newest", "title"];
const CAMPAIGN = /^(utm_.*|.*clid)$/; // what others put into addresses
const WIDE = matchMedia("(min-width: 60em)");

export async function attach(place, where) {
  const form = place.querySelector("form"), input = form.querySelector("input"), title = document.title;
  const browse = place.querySelector(".b-search__browse");
  const site = await start(where);
  const { say } = site;
  const [names, { counts: everything }] = await Promise.all([site.engine.names(), site.engine.find("", { facets: true })]);
  const facets = FACETS.map(facet).filter(({ values }) => values.length);
  let state = read();

  /* ---- What there is to choose, and the address. */

  function facet(name) {
    const counts = everything[name] || {}, labels = names[name] || {};
    const collator = new Intl.Collator(say("locale"));
    const values = Object.keys(counts).filter((code) => counts[code]).map((code) => ({ code, label: labels[code] || code }));
    if (NEWEST_FIRST.has(name)) values.sort((a, b) => Number(b.code) - Number(a.code));
    else values.sort((a, b) => counts[b.code] - counts[a.code] || collator.compare(a.label, b.label));
    return { name, title: say(`facet_${name}`), values };
  }
  function read() {
    const found = { query: "", filters: {}, sort: SORTS[0], page: 1, dropped: [] };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const known = facets.find((each) => each.name === name);
      if (name === "q") found.query = value;
      else if (name === "sort" && SORTS.includes(value)) found.sort = value;
      else if (name === "page" && /^[1-9]\d{0,5}$/.test(value)) found.page = Number(value);
      else if (known && known.values.some(({ code }) => code === value)) {
        found.filters[name] = [...new Set([...(found.filters[name] || []), value])];
      } else if (!CAMPAIGN.test(name)) found.dropped.push(`${name}=${value}`);
    }
    return found;
  }
  function address(wanted) {
    const parts = wanted.query ? [`q=${encoded(wanted.query)}`] : [];
    for (const { name } of facets) for (const code of wanted.filters[name] || []) parts.push(`${name}=${encoded(code)}`);
    if (wanted.sort !== SORTS[0]) parts.push(`sort=${wanted.sort}`);
    if (wanted.page > 1) parts.push(`page=${wanted.page}`);
    return location.pathname + (parts.length ? `?${parts.join("&")}` : "");
  }
  /* Every change but of the page begins again on the first. */
  function change(changed, how = "pushState") {
    state = { ...state, dropped: [], page: 1, ...changed };
    input.value = state.query;
    history[how](null, "", address(state));
    return search();
  }
  const chosen = () => facets.flatMap(({ name, values }) => values
    .filter(({ code }) => (state.filters[name] || []).includes(code)).map((value) => ({ name, ...value })));
  function toggled(name, code) {
    const codes = state.filters[name] || [];
    const filters = { ...state.filters, [name]: codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code] };
    if (!filters[name].length) delete filters[name];
    return filters;
  }

  /* ---- The pieces of the page, made once; only what they show changes, so that focus stays where it is. */

  function button(text, then, attributes) {
    const made = make("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", then);
    return made;
  }
  function row(name, { code, label }) {
    const box = make("input", { type: "checkbox", name, value: code });
    const count = make("span", { class: "b-facet__count" });
    const line = make("li", {}, make("label", {}, box, make("span", { class: "b-facet__label" }, label), count));
    box.addEventListener("change", () => change({ filters: toggled(name, code) }));
    return { code, box, count, line };
  }
  function group({ name, title, values }, number) {
    const rows = values.map((value) => row(name, value));
    const list = make("ul", {}, ...rows.map(({ line }) => line));
    const picked = make("span", { class: "b-facet__picked" });
    const box = make("details", { class: "b-facet" }, make("summary", {}, title, picked),
      make("fieldset", {}, make("legend", { class: "b-unseen" }, title), list));
    box.open = number < OPEN && WIDE.matches;
    let all = values.length <= FOLDED + 1;
    const more = button(say("more_values", { count: values.length }), () => {
      const first = rows.find(({ line, box }) => line.hidden && !box.disabled);
      all = true;
      fold();
      more.remove();
      (first || rows[0]).box.focus();
    }, { class: "b-facet__more" });
    if (!all) list.after(more);
    function fold(counts = {}) { // those stay in view that would give most
      const most = [...rows].sort((a, b) => (counts[b.code] || 0) - (counts[a.code] || 0)).slice(0, FOLDED);
      rows.forEach((row) => { row.line.hidden = !all && !most.includes(row) && !row.box.checked; });
    }
    return {
      box,
      set(counts) {
        const picks = state.filters[name] || [];
        for (const { code, box, count, line } of rows) {
          const many = counts[code] || 0;
          box.checked = picks.includes(code);
          box.disabled = !many && !box.checked;
          count.textContent = site.number(many);
          line.classList.toggle("b-facet__empty", box.disabled);
        }
        picked.textContent = picks.length ? site.number(picks.length) : "";
        if (picks.length) box.open = true;
        fold(counts);
      },
    };
  }
  const groups = new Map(facets.map((each, i) => [each.name, group(each, i)]));
  const opener = button("", () => fold(opener.getAttribute("aria-expanded") !== "true"), { class: "b-button b-search__fold", "aria-controls": "facets" });
  const narrow = make("div", { class: "b-search__facets", id: "facets" }, ...[...groups.values()].map(({ box }) => box));
  const aside = make("div", { role: "group", "aria-label": say("filters") }, opener, narrow);
  const heading = make("h2", { class: "b-search__count", tabindex: "-1", id: "found", hidden: "" });
  const status = make("div", { class: "b-unseen", role: "status" });
  const sorts = make("select", { id: "search-sort" }, ...SORTS.map((sort) => make("option", { value: sort }, say(`sort_${sort}`))));
  const chips = make("ul", { class: "b-chips" });
  const dropped = make("p", { class: "b-note b-note--warn", hidden: "" });
  const near = make("p", { class: "b-search__near", hidden: "" });
  const none = make("div", { class: "b-search__none", hidden: "" });
  const list = make("ol", { class: "b-hits" });
  const pages = make("nav", { class: "b-choices b-search__pages", "aria-label": say("pages") });
  const sorting = make("div", { class: "b-search__sort" }, make("label", { for: sorts.id }, say("sort")), sorts);
  const column = make("div", { class: "b-search__results" }, make("div", { class: "b-search__bar" }, heading, sorting),
    near, dropped, chips, status, none, list, pages);
  sorts.addEventListener("change", () => change({ sort: sorts.value }));
  function fold(isOpen) { // only a narrow page folds
    opener.setAttribute("aria-expanded", String(isOpen));
    narrow.classList.toggle("b-search__facets--open", isOpen);
  }
  fold(false);

  /* ---- What they show. */

  function hit(one) {
    const facts = [one.organization, one.modified && say("changed", { date: site.day(one.modified) })].filter(Boolean);
    const fields = one.fields.flatMap((field, i) => [...(i ? [", "] : []),
      make("a", { href: site.address(field.path) }, field.title)]);
    return make("li", { class: "b-hit" },
      make("h3", {}, make("a", { href: site.address(one.path) }, ...marked(one.marked))),
      make("p", { class: "b-hit__facts" }, make("span", { class: `b-kind b-kind--${one.kind}` }, say(`kind_${one.kind}`)), facts.join(" · ")),
      ...(one.excerpt.length ? [make("p", { class: "b-hit__excerpt" }, ...marked(one.excerpt))] : []),
      ...(fields.length ? [make("p", { class: "b-hit__fields" }, make("b", {}, say("fields")), " ", ...fields)] : []));
  }
  function link(text, wanted, attributes) {
    const made = make("a", { href: address({ ...state, page: 1, ...wanted }), ...attributes }, text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      change(wanted).then(() => { heading.focus({ preventScroll: true }); place.scrollIntoView(); });
    });
    return made;
  }
  function showPages(last) {
    const shown = [...new Set([1, state.page - 1, state.page, state.page + 1, last])].filter((n) => n > 0 && n <= last);
    const links = shown.flatMap((n, i) => [
      ...(i && n - shown[i - 1] > 1 ? [make("li", { class: "b-search__gap", "aria-hidden": "true" }, "…")] : []),
      make("li", {}, link(site.number(n), { page: n }, { "aria-label": say("page", { number: n }), ...(n === state.page ? { "aria-current": "page" } : {}) })),
    ]);
    pages.replaceChildren(make("ul", {}, ...links));
    pages.hidden = last < 2;
  }
  function showChips() {
    const picks = chosen();
    chips.replaceChildren(...picks.map(({ name, code, label }) => make("li", {},
      button(label, () => change({ filters: toggled(name, code) }).then(() => heading.focus()), { "aria-label": say("remove", { label }) }))),
      ...(picks.length > 1 ? [make("li", {}, button(say("clear"), () => change({ filters: {} }).then(() => heading.focus()), { class: "b-chips__clear" }))] : []));
    chips.hidden = !picks.length;
    opener.textContent = picks.length ? say("filters_chosen", { count: picks.length }) : say("filters");
  }
  /* What was looked for in place of the query, or what else may have been meant. */
  function showNear({ instead, hint, total }, query) {
    const others = hint.spelling.filter((other) => other !== instead).slice(0, 2);
    const parts = instead && total ? [say("instead", { query: short(query), instead }), " "] : [];
    if (total && others.length) parts.push(say("near"), " ", ...others.flatMap((other, i) => [...(i ? [" · "] : []), link(other, { query: other })]));
    near.replaceChildren(...parts);
    near.hidden = !parts.length;
  }
  function showNothing(hint) {
    const lines = hint.spelling.slice(0, 3).map((query) => [say("meant"), " ", link(query, { query })]);
    lines.push(...hint.fewer.slice(0, 3).map((query) => [say("fewer"), " ", link(query, { query })]));
    if (chosen().length) lines.push([link(say("without_filters"), { filters: {} })]);
    lines.push([say("by_theme_below")]);
    none.replaceChildren(make("p", {}, say("nothing_do")), make("ul", {}, ...lines.map((line) => make("li", {}, ...line))));
  }
  const search = oneAtATime(async (isStale) => {
    place.classList.add("b-search--busy");
    try {
      const { query, filters, sort } = state;
      const found = await site.engine.find(query, { filters, sort, facets: true });
      const last = Math.max(1, Math.ceil(found.total / PER_PAGE));
      if (state.page > last) {
        state = { ...state, page: last, dropped: [...state.dropped, `page=${state.page}`] };
      }
      const from = (state.page - 1) * PER_PAGE;
      const hits = found.total ? await found.hits(from, from + PER_PAGE) : [];
      if (isStale()) return;
      const asked = found.instead || query;
      const total = asked.trim() ? say("found", { count: found.total, query: short(asked) }) : say("found_all", { count: found.total });
      heading.hidden = false;
      heading.textContent = found.total ? total : say("nothing", { query: short(query) });
      status.textContent = found.total && last > 1 ? `${total} ${say("page_of", { number: state.page, last })}` : heading.textContent;
      showNear(found, query);
      document.title = query.trim() ? `${short(query)} – ${title}` : title;
      sorts.value = sort;
      dropped.textContent = state.dropped.length ? say("dropped", { what: short(state.dropped.join(" ")) }) : "";
      dropped.hidden = !state.dropped.length;
      list.replaceChildren(...hits.map(hit));
      list.start = from + 1;
      groups.forEach((each, name) => each.set(found.counts[name] || {}));
      showChips();
      showPages(last);
      none.hidden = browse.hidden = Boolean(found.total);
      sorting.hidden = !found.total;
      aside.hidden = !found.total && !chosen().length;
      if (!found.total) showNothing(found.hint);
    } catch (error) {
      heading.hidden = false;
      heading.textContent = status.textContent = form.dataset.failed;
      browse.hidden = false;
    } finally {
      place.classList.remove("b-search--busy");
    }
  });

  showChips(); // no button stands there without its words while the first results are on their way
  browse.before(make("div", { class: "b-search__columns" }, aside, column));
  column.append(browse);
  input.value = state.query;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change({ query: input.value }).then(() => heading.focus({ preventScroll: true }));
  });
  input.addEventListener("input", () => change({ query: input.value }, "replaceState"));
  addEventListener("popstate", () => {
    state = read();
    input.value = state.query;
    search();
  });
  await search();
}
