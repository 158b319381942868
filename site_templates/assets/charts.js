/* Charts: a picture of each for whoever wants to keep it, and the door to the program that draws them anew. Pages read
   without either. The program is loaded when a reader asks, or comes with an address that holds a choice. */
(function () {
  "use strict";
  const SCALE = 2; // of a picture against its drawing
  const EDGE = 16; // around it
  const FACES = "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, sans-serif";
  const CHOICE = /^\?(.*&)?(areas|category|from|to|view|(by|rank)(-[a-z]+)?)=/;
  const pen = document.createElement("canvas").getContext("2d");

  function make(tag, properties, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...inside);
    return element;
  }
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));

  /* How wide a text is, and its lines: parted at spaces where that is enough, else where words end, Thai ones too. */
  function wide(text, size, bold) {
    pen.font = `${bold ? "bold " : ""}${size}px ${FACES}`;
    return pen.measureText(text).width * 1.02;
  }
  const widest = (texts, size, bold) => Math.max(0, ...texts.map((text) => wide(text, size, bold)));
  function wrapped(text, most, size, bold) {
    let pieces = text.match(/\S+\s*/g) || [];
    if (widest(pieces, size, bold) > most && Intl.Segmenter) {
      pieces = [...new Intl.Segmenter("th", { granularity: "word" }).segment(text)].map((each) => each.segment);
    }
    const lines = [];
    for (const piece of pieces) {
      const longer = lines.length ? lines[lines.length - 1] + piece : "";
      if (longer && wide(longer.trimEnd(), size, bold) <= most) lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
    return lines.map((line) => line.trim());
  }

  /* ---- A picture: the drawing on its ground, with its title above and its source below. */

  async function face(link) {
    const bytes = new Uint8Array(await (await fetch(link.href)).arrayBuffer());
    const weight = link.href.includes("bold") ? "bold" : "normal";
    const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${data})}`;
  }
  async function picture(drawing, title, source) {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const { width, height } = drawing.viewBox.baseVal;
    const size = Number(drawing.getAttribute("font-size")) || 15, line = size * 1.6;
    const faces = await Promise.all([...document.querySelectorAll("link[as=font]")].map(face));
    await document.fonts.load(`bold ${size}px Sarabun`, "กa");
    const copy = drawing.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", width * SCALE);
    copy.setAttribute("height", height * SCALE);
    const written = new XMLSerializer().serializeToString(copy).replace(">", `><style>${faces.join("")}</style>`)
      .replace(/var\((--c-[\w-]+)\)/g, (_, name) => colour(name));
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written)}`;
    await image.decode();
    const above = wrapped(title, width, size * 1.15, true), below = wrapped(source, width, size * 0.85);
    const canvas = make("canvas", {
      width: (width + 2 * EDGE) * SCALE,
      height: (height + 2 * EDGE + line * (above.length + below.length) + line) * SCALE,
    });
    const ground = canvas.getContext("2d");
    ground.scale(SCALE, SCALE);
    ground.fillStyle = colour("--c-ground");
    ground.fillRect(0, 0, canvas.width, canvas.height);
    let y = EDGE;
    function write(lines, font, ink) {
      ground.font = `${font} ${FACES}`;
      ground.fillStyle = colour(ink);
      for (const text of lines) { y += line; ground.fillText(text, EDGE, y - line * 0.3); }
    }
    write(above, `bold ${size * 1.15}px`, "--c-text");
    ground.drawImage(image, EDGE, y + line / 2, width, height);
    y += height + line / 2;
    write(below, `${size * 0.85}px`, "--c-muted");
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  }
  async function save(box, tools) {
    const drawing = [...box.querySelectorAll("svg")].find((each) => each.getClientRects().length);
    if (!drawing) return;
    const [path, title] = [location.pathname.split("/").filter(Boolean), document.querySelector("h1").innerText.trim()];
    const blob = await picture(drawing, title, `${tools.dataset.source} · ${location.host}${location.pathname}`);
    const href = URL.createObjectURL(blob);
    make("a", { href, download: `${path[path.length - 1]}-${tools.dataset.tools}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  /* ---- The door. */

  function door(live) {
    let waking;
    const tools = [...document.querySelectorAll(".b-live")];
    async function facts() {
      const answer = await fetch(live.facts);
      if (!answer.ok) throw new Error(answer.status);
      return { ...live, ...(await answer.json()) };
    }
    function load() {
      return new Promise((resolve, reject) => {
        document.head.append(make("script", { src: live.bundle, onload: resolve, onerror: reject }));
      });
    }
    async function wake(then) {
      const buttons = tools.flatMap((each) => [...each.querySelectorAll("[data-do=explore]")]);
      buttons.forEach((button) => button.setAttribute("aria-busy", "true"));
      tell(live.words.loading);
      try {
        waking = waking || Promise.all([facts(), load()]).then(([found]) => banchi.live(found));
        await then(await waking.catch((error) => { waking = null; throw error; }));
      } catch (error) {
        tell(live.words.failed, true);
      }
      buttons.forEach((button) => button.removeAttribute("aria-busy"));
    }
    function tell(text, failed) {
      tools.slice(0, 1).forEach((each) => {
        const status = each.querySelector("[role=status]");
        status.textContent = text;
        status.classList.toggle("b-live__failed", Boolean(failed));
      });
    }
    banchi.tell = tell;
    tools.forEach((each) => {
      const button = each.querySelector("[data-do=explore]");
      if (button) button.addEventListener("click", () => wake((app) => app.toggle(each.dataset.tools)));
    });
    document.querySelectorAll(".b-compare a").forEach((link) => {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        wake((app) => app.visit(link.getAttribute("href")));
      });
    });
    addEventListener("popstate", () => {
      if (waking || CHOICE.test(location.search)) wake((app) => app.restore());
    });
    if (CHOICE.test(location.search)) wake((app) => app.restore());
  }

  window.banchi = { make, filled, wide, widest, wrapped, FACES };
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".b-live").forEach((tools) => {
      const box = tools.parentElement.querySelector(".charts");
      tools.querySelector("[data-do=png]").addEventListener("click", () => save(box, tools));
    });
    const data = document.getElementById("live-data");
    if (data) door(JSON.parse(data.textContent));
  });
})();
