/* The box: results while a reader types, as a combobox with a list (WAI-ARIA Authoring Practices 1.2). Focus stays in the
   field; arrows go through the list, Return follows what they are at or sends the form to the search page. */
import { make, marked, oneAtATime, short, start } from "./start.js";

const MOST = 7; // things found; whoever wants more goes to the search page
const MOST_FIELDS = 2;

export async function attach(form, place) {
  const input = form.querySelector("input");
  const list = make("div", { class: "b-find__list", role: "listbox", id: `${input.id}-list`, "aria-label": input.labels[0].textContent });
  const note = make("p", { class: "b-find__note", hidden: "" });
  const panel = make("div", { class: "b-find__panel", hidden: "" }, note, list);
  const status = make("div", { class: "b-unseen", role: "status" });
  form.append(panel, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
  })) input.setAttribute(name, value);

  let site, shown = false, at = -1;
  const options = () => [...list.children];

  function close() {
    shown = false;
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  }
  function show() {
    if (!list.children.length || !form.contains(document.activeElement)) return;
    shown = true;
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  function point(number) {
    at = number;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = options()[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    return option.scrollIntoView({ block: "nearest" });
  }

  function option(href, kind, title, more) {
    return make("a", { class: "b-find__option", role: "option", tabindex: "-1", href, "aria-selected": "false" },
      make("span", { class: "b-find__title" }, ...title),
      ...(kind ? [make("span", { class: `b-kind b-kind--${kind}` }, site.say(`kind_${kind}`))] : []),
      ...(more ? [make("span", { class: "b-find__more" }, ...more)] : []));
  }
  function fill(made, told) {
    note.textContent = told || "";
    note.hidden = !told;
    made.forEach((each, i) => { each.id = `${list.id}-${i}`; });
    list.replaceChildren(...made);
    point(-1);
    if (made.length) show(); else close();
  }
  const ways = () => site.ways.map(({ title, href }) => option(href, "", [title]));

  function found(query, total, hits) {
    const made = [];
    let fields = 0;
    for (const hit of hits) {
      made.push(option(site.address(hit.path), hit.kind, marked(hit.marked), hit.organization && [hit.organization]));
      for (const field of hit.fields.slice(0, fields < MOST_FIELDS ? 1 : 0)) {
        fields += 1;
        made.push(option(site.address(field.path), "field", [field.title], [site.say("field_of", { title: hit.title })]));
      }
    }
    const all = option(site.search(query), "", [site.say("all_results", { count: total })]);
    all.classList.add("b-find__all");
    return [...made, all];
  }
  function nothing(hint) {
    const tries = [...hint.spelling, ...hint.fewer].slice(0, MOST);
    return [...tries.map((query) => option(site.search(query), "", [site.say("try", { query })])),
      option(site.themes, "", [site.say("by_theme")])];
  }

  const search = oneAtATime(async (isStale) => {
    try {
      site = await start(place);
      const query = input.value;
      if (!query.trim()) {
        status.textContent = "";
        fill(ways(), site.say("ways"));
        return;
      }
      const { total, hits, hint, instead } = await site.engine.find(query);
      const first = total ? await hits(0, MOST) : [];
      if (isStale()) return;
      if (total) fill(found(instead || query, total, first), instead && site.say("instead", { query: short(query), instead }));
      else fill(nothing(hint), site.say("nothing", { query: short(query) }));
      status.textContent = `${note.textContent} ${total ? site.say("announced", { count: total }) : ""}`.trim();
    } catch (error) {
      close();
      status.textContent = form.dataset.failed;
    }
  });

  const KEYS = {
    ArrowDown: () => { if (shown) point(at + 1 < list.children.length ? at + 1 : -1); else search(); },
    ArrowUp: () => { if (shown) point(at < 0 ? list.children.length - 1 : at - 1); else search(); },
    Escape: () => { if (shown) close(); else input.value = ""; },
    Enter: () => options()[at].click(),
  };
  input.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && at < 0) return; // the form goes to the search page
    if (event.key === "Escape" && (form.closest(".b-header--finding") || !(shown || input.value))) return; // the sheet closes
    event.preventDefault();
    KEYS[event.key]();
  });
  input.addEventListener("input", search);
  input.addEventListener("click", () => { if (!shown) search(); });
  input.addEventListener("focus", search);
  list.addEventListener("pointermove", (event) => {
    const over = options().indexOf(event.target.closest("[role=option]"));
    if (over >= 0 && over !== at) point(over);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // focus stays in the field
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  await search();
}
