/* Charts drawn anew as a reader chooses. Loaded on demand behind the drawing program, and called with the page's facts.
   The whole choice stands in the address; of an address only what is known is taken, so that none can do harm. */
(window.banchi = window.banchi || {}).live = function (live) {
  "use strict";
  const { make, filled, wide, widest, wrapped, FACES } = banchi;
  const KINDS = {
    trend: { key: "areas", prefix: "", fields: ["category", "from", "to", "view"] },
    categories: { key: "by", prefix: "by-", fields: ["from", "to", "view"] },
    ranking: { key: "rank", prefix: "rank-", fields: ["at", "view"] },
  };
  const LONG = 1.55; // times the usual step of a line: values further apart are not joined
  const DOTS = 16; // a leading line with more values than this shows only those that stand out
  const COLUMN = 26; // from the plot to the names beside it
  const CIRCLE = { type: "point", shape: "circle", opacity: 1 };
  const SAID = { tooltip: { field: "said", type: "nominal" } };
  const shared = banchi.drawn, words = shared.words[live.language] || shared.words[shared.fallback];
  const flags = new Map(live.flags);
  const ink = (name) => `var(--c-${name})`;
  const last = (list) => list[list.length - 1];
  let store;

  /* ---- The choice and the address. */

  function options(field) {
    if (field === "view") return [["chart", words.chart], ["table", words.table]];
    if (field === "category") return live.categories.map(([parts, label]) => [parts.join(";"), label]);
    return live.times.map(([time, , label]) => [time, label]);
  }
  function usual(chart, field) {
    if (field === "at") return live.latest;
    const codes = options(field).map(([code]) => code);
    return field === "to" ? last(codes) : codes[0];
  }
  function queried() {
    const found = new Map();
    for (const part of location.search.slice(1).split("&")) {
      const [, name, value] = /^([^=]*)=?(.*)$/s.exec(part) || [];
      try {
        found.set(name, value.replace(/\+/g, " ").split(",").map(decodeURIComponent));
      } catch (error) { /* not an address of ours */ }
    }
    return found;
  }
  function read(chart) {
    const query = queried();
    const codes = chart.items.map((item) => item.code);
    const named = (query.get(chart.key) || []).flatMap((code) => (codes.includes(code) ? [code] : code.split(",")));
    const wanted = new Set(named.filter((code) => codes.includes(code)));
    const state = { chosen: wanted.size ? codes.filter((code, i) => !i || wanted.has(code)) : chart.usual };
    for (const field of chart.fields) {
      const asked = (query.get(chart.prefix + field) || []).join(",");
      state[field] = options(field).some(([code]) => code === asked) ? asked : usual(chart, field);
    }
    return ordered(state, "to");
  }
  function ordered(state, moved) {
    const place = (time) => live.times.findIndex(([code]) => code === time);
    if (state.from && place(state.from) > place(state.to)) state[moved] = state[moved === "to" ? "from" : "to"];
    return state;
  }
  function parts(chart) {
    const encode = (text) => encodeURIComponent(text).replace(/%2F/g, "/");
    const { chosen } = chart.state;
    const made = String(chosen) === String(chart.usual) ? [] : [`${chart.key}=${chosen.map(encode).join(",")}`];
    for (const field of chart.fields) {
      if (chart.state[field] !== usual(chart, field)) made.push(`${chart.prefix}${field}=${encode(chart.state[field])}`);
    }
    return made;
  }
  function address() {
    const ours = new Set(charts.flatMap((chart) => [chart.key, ...chart.fields.map((field) => chart.prefix + field)]));
    const others = location.search.slice(1).split("&").filter((part) => part && !ours.has(part.split("=")[0]));
    const query = [...others, ...charts.flatMap(parts)].join("&");
    return location.pathname + (query && `?${query}`);
  }
  function follow() {
    const query = charts.flatMap(parts).join("&");
    const search = query && `?${query}`;
    const code = document.getElementById("embed-code");
    if (code) code.textContent = code.textContent.replace(/embed\/[^"]*"/, `embed/${search.replace(/&/g, "&amp;")}"`);
    const isAtChart = location.hash.startsWith("#chart-"); // then the other language shows it too
    document.querySelectorAll("header a[hreflang], .b-embed h1 a").forEach((link) => {
      link.search = search;
      if (isAtChart) link.hash = location.hash;
    });
    document.querySelectorAll(".b-compare a").forEach((link) => {
      if (link.search === search) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  function change(chart, what) {
    ordered(Object.assign(chart.state, what), "from" in what ? "to" : "from");
    history.pushState(null, "", `${address()}#${chart.box.parentElement.id}`);
    show(chart).catch(() => banchi.tell(words.failed, true));
  }
  function show(chart) {
    if (chart.sync) chart.sync();
    follow();
    return draw(chart);
  }
  async function restore() {
    for (const chart of charts) {
      const before = String(parts(chart));
      chart.state = read(chart);
      const now = String(parts(chart));
      if (chart.live ? now !== before : now) await show(chart);
    }
    follow();
  }

  /* ---- The values of the page, once. */

  async function values() {
    let rows = live.values;
    if (!rows) {
      const answer = await fetch(live.file);
      if (!answer.ok) throw new Error(answer.status);
      const exact = (await answer.text()).replace(/("(?:[^"\\]|\\.)*")|-?\d[^,\]}\s]*/g, (found, text) => text || `"${found}"`);
      const told = JSON.parse(exact); // rows under their names, or the API's answer
      const [names, ...given] = told.observations ? [told.columns, ...told.observations] : told;
      const cell = (row, name) => row[names.indexOf(live.columns[name])];
      rows = given.map((row) => [
        cell(row, "area") || "", live.fields.map((field, i) => row[names.indexOf(field)] ?? live.totals[i]),
        cell(row, "time"), cell(row, "value"), Number(cell(row, "ranked")) || null, cell(row, "flag"),
      ]);
    }
    const made = new Map();
    for (const [area, category, time, value, ranked, flag] of rows) {
      const key = `${area}\n${category.join(";")}`;
      if (!made.has(key)) made.set(key, new Map());
      made.get(key).set(time, { text: value === null ? "" : written(value), value, ranked, flag });
    }
    return made;
  }

  /* ---- Numbers and texts. */

  function grouped(text) {
    const [whole, part] = text.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, live.marks[0]) + (part ? live.marks[1] + part : "");
  }
  function written(value) {
    if (live.places === null) return grouped(String(value));
    const near = Number(`${Math.round(Number(`${Math.abs(value)}e${live.places}`))}e-${live.places}`);
    const shown = (Number.isNaN(near) ? Math.abs(value) : near).toFixed(live.places);
    return (value < 0 && Number(shown) ? "-" : "") + grouped(shown);
  }
  const neat = (number) => Number(number.toPrecision(12));
  function ticks(numbers) {
    const steps = (least) => [1, 2, 5, 10, 20, 50, 100].map((n) => n * 10 ** Math.floor(Math.log10(least)));
    let low = Math.min(...numbers), high = Math.max(...numbers);
    if (live.rank) {
      const step = steps(high / 8).find((each) => each >= 1 && high / each <= 8);
      const count = Math.max(2, Math.ceil(high / step));
      return [1, ...Array.from({ length: count }, (_, i) => step * (i + 1)).filter((tick) => tick > 1)];
    }
    if (low >= 0 && low <= high * 0.4) low = 0;
    if (low === high) [low, high] = low ? [low * 0.9, low * 1.1].sort((a, b) => a - b) : [-1, 1];
    for (const step of steps((high - low) / 6)) {
      const first = Math.floor(neat(low / step)), end = Math.ceil(neat(high / step));
      if (end - first < 6) return Array.from({ length: end - first + 1 }, (_, i) => neat((first + i) * step));
    }
    return [low, high];
  }
  function named(at, widths) {
    const fits = (list) => list.every((i, n) => !n || at[i] - at[list[n - 1]] >= (widths[i] + widths[list[n - 1]]) / 2);
    for (let step = 1; step < at.length; step++) {
      const list = at.map((_, i) => i).filter((i) => (at.length - 1 - i) % step === 0);
      if (fits(list)) return (list[0] && [[0, ...list], [0, ...list.slice(1)]].find(fits)) || list;
    }
    return [at.length - 1];
  }
  function spread(wanted, heights, top, bottom) {
    const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
    const total = heights.reduce((a, b) => a + b, 0), pools = [], placed = [];
    let used = 0;
    for (const i of order) {
      let pool = [wanted[i] - heights[i] / 2 - used, 1];
      used += heights[i];
      while (pools.length && last(pools)[0] > pool[0]) {
        const [mean, count] = pools.pop();
        pool = [(mean * count + pool[0] * pool[1]) / (count + pool[1]), count + pool[1]];
      }
      pools.push(pool);
    }
    const starts = pools.flatMap(([mean, count]) => Array(count).fill(mean));
    used = 0;
    order.forEach((i, n) => {
      placed[i] = Math.min(Math.max(starts[n], top), Math.max(top, bottom - total)) + used + heights[i] / 2;
      used += heights[i];
    });
    return placed;
  }

  /* ---- What is shown. */

  function series(chart) {
    const [area] = live.areas[0], { state } = chart;
    return chart.items.map((item, index) => ({ ...item, index })).filter((item) => state.chosen.includes(item.code))
      .map((item) => {
        const key = chart.name === "categories" ? `${area}\n${item.code}`
          : `${item.code}\n${state.category || live.categories[0][0].join(";")}`;
        return { ...item, seen: store.get(key) || new Map(), lead: item.index === 0 };
      });
  }
  function times(chart) {
    const place = (code) => live.times.findIndex(([time]) => time === code);
    return chart.state.at ? [live.times[place(chart.state.at)]]
      : live.times.slice(place(chart.state.from), place(chart.state.to) + 1);
  }
  const told = (seen) => seen.text + (flags.has(seen.flag) ? ` (${flags.get(seen.flag)})` : "");
  function style(line) {
    const index = line.index - 1, turn = Math.floor(index / 5);
    return line.lead ? [ink("focus"), []] : [ink(`peer-${(index % 5) + 1}`), shared.dashes[(index + turn) % 5]];
  }
  function pointed(line, shown) {
    const known = shown.map(([time, at, label]) => ({ at, label, ...line.seen.get(time) }));
    const valued = known.filter((point) => point.text);
    const steps = valued.slice(1).map((point, i) => point.at - valued[i].at).sort((a, b) => a - b);
    const usual = steps.length ? (steps[(steps.length - 1) >> 1] + steps[steps.length >> 1]) / 2 : 0;
    let run = 0, before = null, gap = false;
    for (const point of known) {
      if (!point.text) { gap = gap || point.value === null; continue; }
      const broken = before !== null && live.breaks.some((place) => before < place && place <= point.at);
      if (before !== null && (gap || broken || point.at - before > LONG * usual)) run += 1;
      Object.assign(point, { run, value: Number(point.value) });
      [before, gap] = [point.at, false];
    }
    valued.forEach((point) => { point.joined = valued.some((other) => other !== point && other.run === point.run); });
    return valued;
  }

  /* ---- Specifications, in the measures of the drawings that they replace. */

  const layer = (mark, rows, encoding) => ({ data: { values: rows }, mark, encoding });
  const field = (name, more) => ({ field: name, type: "quantitative", axis: null, ...more });
  const raw = (name) => field(name, { scale: null });
  const drawn = (name) => ({ field: name, type: "nominal", scale: null, legend: null });
  const ends = { x: raw("x"), y: raw("y"), x2: { field: "x2" }, y2: { field: "y2" } };
  const rules = (rows, mark, more) => layer({ type: "rule", ...mark }, rows, { ...ends, ...more });
  function texts(rows, size, mark, more) {
    const face = { type: "text", baseline: "alphabetic", dy: size.text * 0.35, font: FACES, fontSize: size.text };
    return layer({ fill: ink("text"), align: "left", ...face, ...mark }, rows,
      { x: raw("x"), y: raw("y"), text: { field: "text", type: "nominal" }, ...more });
  }
  function stacked(lines, x, middle, size, more) {
    return lines.map((text, i) => ({ x, y: middle + size.line * (i - (lines.length - 1) / 2), text, ...more }));
  }
  function whole(size, room, high, layers) {
    return {
      width: size.width - room.left - room.right, height: high, padding: room, autosize: "none", background: null,
      config: { font: FACES, aria: false, view: { stroke: null } },
      layer: layers.filter((each) => each.data.values.length),
    };
  }

  function lineSpec(chart, size) {
    const shown = times(chart);
    const lines = series(chart).map((line) => ({ ...line, points: pointed(line, shown) }))
      .filter((line) => line.points.length).reverse().sort((a, b) => a.lead - b.lead);
    const points = lines.flatMap((line) => line.points);
    if (!points.length) return null;
    const aimed = chart.name === "trend" && ["to", "category"].every((each) => chart.state[each] === usual(chart, each));
    const targets = (aimed ? live.targets : [])
      .map(([at, value, text, label]) => ({ at, value: Number(value), text, label }));
    const marks = ticks([...points, ...targets].map((point) => point.value));
    const greatest = Math.max(...marks.map(Math.abs));
    const [divisor, unit] = live.scales.find(([least]) => greatest >= least) || [1, live.unit];
    const numbers = marks.map((tick) => grouped(String(neat(tick / divisor))));
    const labels = new Map([...points, ...targets].sort((a, b) => a.at - b.at).map((point) => [point.at, point.label]));
    const at = [...labels.keys()];
    const [start, end] = at.length > 1 ? [at[0], last(at)] : [at[0] - 1, at[0] + 1];
    const newest = Math.max(...points.map((point) => point.at));
    const names = endings(lines, targets, newest, size);
    const heights = names.map((name) => name.lines.length * size.line), sum = heights.reduce((a, b) => a + b, 0);
    const column = Math.max(...names.map((name) => widest(name.lines, size.text, name.bold))) + COLUMN;
    const room_ = at.map((each) => wide(labels.get(each), size.text));
    const title = wrapped(unit, size.width - 2, size.text);
    const flagged = points.some((point) => point.flag);
    const room = {
      left: Math.ceil(Math.max(widest(numbers, size.text) + 8, room_[0] / 2)),
      right: Math.ceil(Math.max(column, last(room_) / 2)) + 1,
      top: size.line * ((title.length || 1) + (live.breaks.length ? 1 : 0)) + size.line / 2 + 2,
      bottom: size.line * (flagged ? 2 : 1) + size.line / 2 + 8,
    };
    const across = size.width - room.left - room.right;
    const high = Math.max(size.height - room.top - room.bottom, sum, 120);
    const x = (place) => (across * (place - start)) / (end - start);
    const part = (value) => (value - marks[0]) / (last(marks) - marks[0]);
    const y = (value) => high * (live.rank ? part(value) : 1 - part(value));
    const told = named(at.map(x), room_.map((each) => each + wide("00", size.text))).map((i) => at[i]);
    const axis = {
      title: null, domain: false, labelFontSize: size.text, labelColor: ink("muted"), labelFont: FACES,
      labelOverlap: false, labelFlush: false,
    };
    const below = { tickColor: ink("muted"), tickSize: 5, labelPadding: size.line - 9 };
    const beside = { gridColor: ink("grid"), ticks: false, labelPadding: 8 };
    const fixed = { nice: false, zero: false };
    const scaled = {
      x: field("at", {
        scale: { domain: [start, end], ...fixed },
        axis: { ...axis, ...ticked(told, told.map((each) => labels.get(each))), grid: false, ...below },
      }),
      y: field("value", {
        scale: { domain: [marks[0], last(marks)], ...fixed, reverse: live.rank },
        axis: { ...axis, ...ticked(marks, numbers), grid: true, ...beside },
      }),
    };
    const rows = lines.flatMap((line) => rowsOf(line));
    const leading = (rows, lead) => rows.filter((row) => row.lead === lead);
    const inks = { stroke: drawn("stroke"), fill: drawn("fill") };
    const broken = breaks(points).map(x);
    const half = size.line / 2;
    const middles = spread(names.map((name) => y(name.value)), heights, -half, Math.max(high + half, sum - half));
    const note = { x: 6 - room.left, y: high + 2 * size.line + 6 };
    return whole(size, room, high, [
      ...[false, true].map((lead) => layer(
        { type: "line", strokeWidth: lead ? 3.25 : 1.75, strokeJoin: "round" },
        leading(rows, lead).filter((row) => row.joined),
        { ...scaled, stroke: drawn("stroke"), strokeDash: drawn("dash"), detail: { field: "run", type: "nominal" } },
      )),
      rules(broken.map((place) => ({ x: place, x2: place, y: 0, y2: high })), { stroke: ink("muted"), strokeDash: [2, 3] }),
      texts(breakNames(broken, across, room, size), size, { align: "center", fill: ink("muted") }),
      rules(
        targets.map((each) => ({ x: Math.min(x(each.at), x(newest)), x2: across, y: y(each.value), y2: y(each.value) })),
        { stroke: ink("text"), strokeWidth: 1.5, strokeDash: [5, 4] },
      ),
      layer(
        { ...CIRCLE, shape: "diamond", size: 90, strokeWidth: 2, stroke: ink("text"), fill: ink("ground") },
        targets, scaled,
      ),
      ...[false, true].map((lead) => layer(
        { ...CIRCLE, size: lead ? 50 : 22, strokeWidth: lead ? 2 : 1.5 },
        leading(rows, lead).filter((row) => row.dot),
        { ...scaled, ...inks },
      )),
      layer({ ...CIRCLE, size: 260, opacity: 0, stroke: "transparent", fill: "#000" }, rows, { ...scaled, ...SAID }),
      rules(leaders(names, middles, x, y, across), {}, { stroke: drawn("stroke") }),
      ...[false, true].map((bold) => texts(
        names.flatMap((name, i) => (name.bold === bold
          ? stacked(name.lines, across + COLUMN, middles[i], size, { fill: name.ink }) : [])),
        size, bold ? { fontWeight: "bold" } : {}, { fill: drawn("fill") },
      )),
      texts(
        title.map((text, i) => ({ x: 2 - room.left, y: half - room.top + size.line * i, text })),
        size, { fill: ink("muted") },
      ),
      layer(
        { ...CIRCLE, size: 50, strokeWidth: 2, stroke: ink("muted"), fill: ink("ground") },
        flagged ? [note] : [], { x: raw("x"), y: raw("y") },
      ),
      texts(flagged ? [{ x: note.x + 12, y: note.y, text: words.flagged }] : [], size, { fill: ink("muted") }),
    ]);
  }
  function ticked(values, labels) {
    const names = values.map((value, i) => `${JSON.stringify(String(value))}:${JSON.stringify(labels[i])}`);
    return { values, labelExpr: `{${names}}[datum.value]` };
  }
  function rowsOf(line) {
    const [stroke, dash] = style(line);
    const every = line.lead && line.points.length <= DOTS;
    return line.points.map((point) => ({
      ...point, stroke, dash, lead: line.lead, run: `${line.code} ${point.run}`,
      said: `${line.label}, ${point.label}: ${told(point)}`,
      fill: point.flag ? ink("ground") : stroke,
      dot: every || Boolean(point.flag) || !point.joined || point === last(line.points),
    }));
  }
  function endings(lines, targets, newest, size) {
    const made = lines.map((line) => {
      const point = last(line.points), [stroke] = style(line);
      const alone = lines.length === 1 && !targets.length && line.lead;
      const when = point.at < newest ? ` (${point.label})` : "";
      return { ...point, text: `${alone ? "" : line.label} ${point.text}${when}`.trim(), ink: stroke, bold: line.lead };
    });
    made.push(...targets.map((target) => ({ ...target, ink: ink("text"), bold: false })));
    const most = size.width * size.share - COLUMN;
    return made.map((name) => ({ ...name, lines: wrapped(name.text, most, size.text, name.bold) }));
  }
  function leaders(names, middles, x, y, across) {
    const bend = across + 6;
    return names.flatMap((name, i) => {
      const from = x(name.at), level = y(name.value), stroke = { stroke: name.ink };
      const made = [{ x: bend, y: level, x2: across + COLUMN - 4, y2: middles[i], ...stroke }];
      return from + 8 < bend ? [{ x: from + 6, y: level, x2: bend, y2: level, ...stroke }, ...made] : made;
    });
  }
  function breaks(points) {
    const known = [...new Set(points.map((point) => point.at))].sort((a, b) => a - b);
    const places = live.breaks.map((place) => {
      const before = known.filter((at) => at < place), behind = known.filter((at) => at >= place);
      return before.length && behind.length ? (last(before) + behind[0]) / 2 : null;
    });
    return [...new Set(places)].filter((place) => place !== null);
  }
  function breakNames(places, across, room, size) {
    const half = wide(words.break, size.text) / 2;
    let free = -Infinity;
    return places.flatMap((place) => {
      const middle = Math.min(Math.max(place, half - room.left), across + room.right - half);
      if (middle - half <= free) return [];
      free = middle + half + 8;
      return [{ x: middle, y: -size.line - 2, text: words.break }];
    });
  }

  function rowSpec(chart, size) {
    const [[time, , label]] = times(chart);
    const every = series(chart).map((line) => ({ ...line, ...line.seen.get(time) }));
    const rows = every.filter((row) => row.text).map((row) => ({ ...row, number: Number(row.value) }));
    if (!rows.length) return null;
    rows.sort((a, b) => (live.lower ? a.number - b.number : b.number - a.number));
    const most = size.width * (size.share + 0.02);
    for (const row of rows) row.names = wrapped(row.label, most, size.text, row.lead);
    let high = 0;
    for (const row of rows) {
      const own = row.names.length * size.line + 8;
      row.y = high + own / 2;
      high += own;
    }
    const left = Math.ceil(Math.max(...rows.map((row) => widest(row.names, size.text, row.lead))) + 10);
    const numbers = rows.map((row) => row.number);
    const low = live.rank ? 1 : Math.min(0, ...numbers);
    const top = Math.max(live.rank ? low + 1 : 0, ...numbers, ...rows.map((row) => row.ranked || 0));
    const beside = (negative) => Math.max(0, ...rows.filter((row) => row.number < 0 === negative)
      .map((row) => wide(row.text, size.text, true) + 8));
    const across = size.width - left - 1;
    const [from, to] = live.rank ? [7, across - beside(false) - 14] : [beside(true) + 1, across - beside(false)];
    const x = (value) => {
      const part = (value - low) / (top - low || 1);
      return from + (to - from) * (live.rank ? 1 - part : part);
    };
    const missing = every.filter((row) => !row.text).map((row) => row.label).join(", ");
    const below = missing ? wrapped(filled(words.without, { areas: missing }), size.width - 2, size.text) : [];
    const title = wrapped(live.unit ? filled(words.dated, { unit: live.unit, time: label }) : label, size.width - 2, size.text);
    const head = size.line * (title.length + (live.rank ? 1 : 0)) + 6;
    const room = { left, right: 1, top: head, bottom: below.length * size.line + 8 };
    const block = (lines, above) => lines.map((text, i) => ({ x: 2 - left, y: above + size.line * (i + 0.5), text }));
    for (const row of rows) row.said = `${row.label}, ${label}: ${told(row)}`;
    const bounds = live.rank ? [top, low] : [low, top];
    const scale = { domain: bounds, range: bounds.map(x), nice: false, zero: false };
    const value = field("number", { scale });
    const marks = [false, true].map((lead) => {
      const own = rows.filter((row) => row.lead === lead), fill = ink(lead ? "focus" : "bar");
      const channels = { x: value, y: raw("y"), ...SAID };
      if (live.rank) return layer({ ...CIRCLE, size: 130, fill, stroke: fill }, own, channels);
      return layer({ type: "bar", height: 14, fill }, own.map((row) => ({ ...row, zero: 0 })), { ...channels, x2: { field: "zero" } });
    });
    const place = (row) => (live.rank ? across : x(row.number) + (row.number < 0 ? -8 : 8));
    return whole(size, room, Math.ceil(high), [
      rules(
        live.rank ? rows.map(({ y }) => ({ x: x(top), x2: x(low), y, y2: y })) : [{ x: x(0), x2: x(0), y: 0, y2: high }],
        { stroke: ink(live.rank ? "grid" : "muted") },
      ),
      ...marks,
      ...[false, true].flatMap((lead) => {
        const own = rows.filter((row) => row.lead === lead), face = lead ? { fontWeight: "bold" } : {};
        const valued = (left) => own.filter((row) => (live.rank || row.number < 0) === left)
          .map((row) => ({ x: place(row), y: row.y, text: row.text }));
        return [
          texts(own.flatMap((row) => stacked(row.names, -8, row.y, size)), size, { align: "right", ...face }),
          texts(valued(true), size, { align: "right", ...face }),
          texts(valued(false), size, face),
        ];
      }),
      texts(
        live.rank ? bounds.map((rank) => ({ x: x(rank), y: -size.line / 2 - 3, text: grouped(String(rank)) })) : [],
        size, { align: "center", fill: ink("muted") },
      ),
      texts([...block(title, -head), ...block(below, high + 6)], size, { fill: ink("muted") }),
    ]);
  }

  function table(chart) {
    const lines = series(chart), shown = times(chart).slice().reverse();
    const scope = (scope) => ({ scope });
    const cell = (line, time) => {
      const seen = line.seen.get(time);
      return make("td", {}, seen && seen.text ? told(seen) : words.none);
    };
    const rows = chart.state.at
      ? lines.map((line) => [line.label, [cell(line, shown[0][0])]])
      : shown.filter(([time]) => lines.some((line) => line.seen.has(time)))
        .map(([time, , label]) => [label, lines.map((line) => cell(line, time))]);
    const heads = chart.state.at ? [shown[0][2]] : lines.map((line) => line.label);
    const head = make("tr", {}, make("th", scope("col"), chart.state.at ? words.area : words.time),
      ...heads.map((text) => make("th", { scope: "col" }, text)));
    const body = make("tbody", {}, ...rows.map(([text, cells]) => make("tr", {}, make("th", scope("row"), text), ...cells)));
    const label = [heading(chart), live.unit].filter(Boolean).join(", ");
    return make("div", { className: "b-scroll", role: "region", tabIndex: 0, "aria-label": label },
      make("table", { className: "b-table b-values" }, make("thead", {}, head), body));
  }

  /* ---- On the page. */

  const heading = (chart) => chart.box.parentElement.querySelector("h1, h2").innerText;
  function described(chart) {
    const shown = times(chart), items = series(chart).map((line) => line.label);
    const [first, end] = [shown[0][2], last(shown)[2]];
    const text = words[chart.state.view === "table" ? "tabled" : "ready"];
    const told = items.length > 14 ? items.length : items.join(", ");
    return filled(text, { items: told, times: first === end ? first : `${first}–${end}` });
  }
  function measures(box) {
    const own = [...box.querySelectorAll(":scope > .chart")];
    box.classList.remove("b-charts--live");
    const still = own.find((each) => each.getClientRects().length) || own[0];
    if (box.dataset.live) box.classList.add("b-charts--live");
    const { width, height } = still.viewBox.baseVal, text = Number(still.getAttribute("font-size"));
    return { width, height, text, line: text + (text > 14 ? 9 : 8), share: width > 400 ? 0.3 : 0.38 };
  }
  async function draw(chart) {
    const turn = (chart.turn = (chart.turn || 0) + 1);
    store = store || (await values());
    await Promise.all(["15px Sarabun", "bold 15px Sarabun"].map((face) => document.fonts.load(face, "กa")));
    const [content, result] = await made(chart);
    if (turn !== chart.turn) {
      if (result) result.finalize();
      return;
    }
    if (chart.result) chart.result.finalize();
    [chart.result, chart.live] = [result, true];
    if (chart.tools) chart.tools.querySelector("[data-do=png]").disabled = !content.querySelector("svg");
    chart.place.replaceChildren(content);
    chart.box.dataset.live = "yes";
    chart.box.classList.add("b-charts--live");
    if (chart.state.at) {
      chart.box.parentElement.querySelector("h2").textContent = filled(words.ranking, { time: times(chart)[0][3] });
    }
    banchi.tell(described(chart));
  }
  async function made(chart) {
    if (chart.state.view === "table") return [table(chart), null];
    const size = (chart.size = measures(chart.box));
    const spec = (chart.name === "ranking" ? rowSpec : lineSpec)(chart, size);
    if (!spec) return [make("p", { className: "b-note" }, words.no_value), null];
    const content = make("div", {});
    const result = await vegaEmbed(content, spec, shared.options);
    const drawing = content.querySelector("svg");
    drawing.querySelectorAll("[role]").forEach((part) => { // one picture with one text, not a tree of marks
      for (const { name } of [...part.attributes]) if (/^(role$|aria-)/.test(name)) part.removeAttribute(name);
    });
    drawing.setAttribute("class", `chart b-live__chart--${size.width > 400 ? "wide" : "narrow"}`);
    drawing.setAttribute("font-size", size.text);
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", `${heading(chart)}: ${described(chart)}`);
    drawing.removeAttribute("width");
    drawing.removeAttribute("height");
    return [content, result];
  }

  function select(chart, name) {
    const list = make("select", {}, ...options(name).map(([value, text]) => make("option", { value }, text)));
    list.addEventListener("change", () => change(chart, { [name]: list.value }));
    chart.syncs.push(() => { list.value = chart.state[name]; });
    return make("label", {}, make("span", {}, words[name]), list);
  }
  function choice(chart) {
    const boxes = chart.items.map((item, i) => {
      const box = make("input", { type: "checkbox", value: item.code, disabled: !i });
      box.addEventListener("change", () => {
        change(chart, { chosen: chart.items.map((each) => each.code).filter((code, n) => boxes[n].checked) });
      });
      chart.syncs.push(() => { box.checked = chart.state.chosen.includes(item.code); });
      return box;
    });
    return make("fieldset", { className: "b-live__choice" },
      make("legend", {}, words[chart.name === "categories" ? "categories" : "areas"]),
      make("div", { className: "b-live__boxes" }, ...boxes.map((box, i) => make("label", {}, box, chart.items[i].label))));
  }
  function views(chart) {
    const radios = options("view").map(([value, text]) => {
      const radio = make("input", { type: "radio", name: `${chart.prefix}view`, value });
      radio.addEventListener("change", () => change(chart, { view: value }));
      chart.syncs.push(() => { radio.checked = chart.state.view === value; });
      return make("label", {}, radio, text);
    });
    return make("fieldset", { className: "b-live__view" }, make("legend", {}, words.view), ...radios);
  }
  function button(text, then) {
    const made = make("button", { type: "button", className: "b-button" }, text);
    made.addEventListener("click", () => then(made));
    return made;
  }
  function panel(chart) {
    chart.syncs = [];
    chart.sync = () => chart.syncs.forEach((each) => each());
    const fields = chart.fields.filter((name) => name !== "view" && options(name).length > 1)
      .map((name) => select(chart, name));
    const single = () => change(chart, { chosen: chart.items.slice(0, 1).map((item) => item.code) });
    const first = () => Object.fromEntries(chart.fields.map((name) => [name, usual(chart, name)]));
    const reset = () => change(chart, { chosen: chart.usual, ...first() });
    const copy = (pressed) => navigator.clipboard.writeText(location.href).then(() => {
      pressed.textContent = words.copied;
      banchi.tell(words.copied);
      setTimeout(() => { pressed.textContent = words.copy; }, 2000);
    });
    const made = make("div", { className: "b-live__panel", id: `live-${chart.name}`, hidden: true },
      ...(chart.items.length > 1 ? [choice(chart)] : []),
      make("div", { className: "b-live__fields" }, ...fields, views(chart)),
      make("div", { className: "b-live__buttons" },
        ...(chart.items.length > 1 && chart.name !== "categories" ? [button(live.only, single)] : []),
        button(words.reset, reset),
        ...(navigator.clipboard ? [button(words.copy, copy)] : [])));
    chart.tools.after(made);
    const opener = chart.tools.querySelector("[data-do=explore]");
    opener.setAttribute("aria-controls", made.id);
    chart.sync();
    return made;
  }
  async function toggle(name) {
    const chart = charts.find((each) => each.name === name);
    chart.panel = chart.panel || panel(chart);
    chart.panel.hidden = !chart.panel.hidden;
    chart.tools.querySelector("[data-do=explore]").setAttribute("aria-expanded", String(!chart.panel.hidden));
    if (!chart.live) await draw(chart);
  }

  function chartOf(box) {
    const { chart: name } = box.dataset;
    const areas = live.areas.map(([code, label]) => ({ code, label }));
    const group = ([parts, label], i) => ({ code: parts.join(";"), label: i ? label : live.whole });
    const items = name === "categories" ? [0, ...live.parts].map((i) => live.categories[i]).map(group) : areas;
    const shown = {
      trend: items.slice(0, live.shown),
      categories: items.slice(0, 12),
      ranking: items.filter(({ code }) => live.ranked.includes(code)),
    };
    const place = make("div", { className: "b-live__place" });
    box.append(place);
    const tools = box.parentElement.querySelector(`[data-tools=${name}]`);
    const chart = { name, box, place, tools, items, usual: shown[name].map(({ code }) => code), ...KINDS[name] };
    chart.state = read(chart);
    new ResizeObserver(() => {
      if (chart.result && measures(box).width !== chart.size.width) draw(chart);
    }).observe(box);
    return chart;
  }
  const charts = [...document.querySelectorAll(".charts")].filter((box) => box.dataset.chart in KINDS).map(chartOf);
  return {
    toggle,
    restore,
    visit(href) {
      history.pushState(null, "", href);
      return restore();
    },
  };
};
