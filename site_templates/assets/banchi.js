/* What scripts add to pages that work without them: a switch of the colour scheme, a menu that closes, buttons that copy,
   and the door to the search, of which nothing is loaded before a reader goes to its field.
   Loaded in the head and run at once, so that a chosen scheme is there before anything is painted. */
(function () {
  "use strict";
  var root = document.documentElement;
  var texts = document.currentScript.dataset;
  var key = "banchi.scheme";

  root.classList.remove("no-js");
  root.classList.add("js");

  function stored() {
    try { return localStorage.getItem(key); } catch (error) { return null; } // storage may be forbidden
  }
  function store(scheme) {
    try { localStorage.setItem(key, scheme); } catch (error) { /* the choice lasts for this page */ }
  }
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function scheme() {
    return root.dataset.scheme || (dark.matches ? "dark" : "light");
  }
  if (stored() === "dark" || stored() === "light") root.dataset.scheme = stored();

  function schemes() {
    document.querySelectorAll(".b-scheme").forEach(function (button) {
      function name() {
        button.setAttribute("aria-label", scheme() === "dark" ? button.dataset.light : button.dataset.dark);
        button.title = button.getAttribute("aria-label");
      }
      button.addEventListener("click", function () {
        root.dataset.scheme = scheme() === "dark" ? "light" : "dark";
        store(root.dataset.scheme);
        document.dispatchEvent(new Event("b-scheme"));
      });
      dark.addEventListener("change", name);
      document.addEventListener("b-scheme", name);
      name();
    });
  }

  function menu() {
    var header = document.querySelector(".b-header"), panel = document.getElementById("menu");
    if (!header) return; // a page in a frame of another site
    var button = header.querySelector(".b-menu");
    function isOpen() { return header.classList.contains("b-header--open"); }
    function show(open) {
      header.classList.toggle("b-header--open", open);
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", function () { show(!isOpen()); });
    header.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !isOpen()) return;
      show(false);
      button.focus();
    });
    document.addEventListener("click", function (event) {
      if (!panel.contains(event.target) && event.target !== button) show(false);
    });
    panel.addEventListener("focusout", function (event) {
      if (event.relatedTarget && event.relatedTarget !== button && !panel.contains(event.relatedTarget)) show(false);
    });
  }

  function copies() {
    if (!navigator.clipboard) return; // only secure addresses have it
    document.querySelectorAll(".md-typeset pre:not(.b-scene pre, .b-example)").forEach(function (block) {
      var button = document.createElement("button");
      var frame = document.createElement("div");
      button.type = "button";
      button.className = "b-copy";
      button.textContent = texts.copy;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(block.textContent.replace(/\n$/, "")).then(function () {
          button.textContent = texts.copied;
          setTimeout(function () { button.textContent = texts.copy; }, 2000);
        });
      });
      button.setAttribute("aria-live", "polite");
      frame.className = "b-copyable";
      block.replaceWith(frame);
      frame.append(block, button);
    });
  }

  function searching() {
    function whole(link) { return new URL(link, document.baseURI).href; }
    var here = { root: whole(texts.root), home: whole(texts.home), language: root.lang };
    var header = document.querySelector(".b-header"), first = document.getElementById("find");
    function load(name, place) {
      return import(whole(texts.searching + name)).then(function (module) { return module.attach(place, here); });
    }
    document.querySelectorAll("form[data-box]").forEach(function (form) {
      var begun = false, field = form.querySelector("input");
      field.inputMode = field.enterKeyHint = "search"; // keyboards of phones
      field.autocapitalize = "none";
      field.spellcheck = false;
      form.addEventListener("focusin", function () {
        if (begun) return;
        begun = true;
        load("box.js", form).catch(function () { begun = false; }); // the form still leads to the search page
      });
    });
    var page = document.querySelector("[data-search]");
    if (page) {
      load("page.js", page).catch(function () {
        page.querySelector(".b-search__off").textContent = page.querySelector("form").dataset.failed;
        page.classList.add("b-search--failed");
      });
    }
    if (!first) return;
    var opener = header.querySelector(".b-find__open");
    function leave() { header.classList.remove("b-header--finding"); }
    function enter() {
      if (opener.offsetParent) header.classList.add("b-header--finding"); // else a field is in sight
      var field = first.getClientRects().length ? first : document.getElementById("find-here");
      field.focus();
      field.select();
    }
    opener.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      enter();
    });
    function back() {
      leave();
      opener.focus();
    }
    header.querySelector(".b-find__close").addEventListener("click", back);
    first.form.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && header.classList.contains("b-header--finding")) back();
    });
    header.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !first.form.contains(event.relatedTarget)) leave();
    });
    document.addEventListener("keydown", function (event) {
      var isSlash = event.key === "/" || (event.code === "Slash" && !event.shiftKey); // where a layout has a letter there
      if (!isSlash || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      enter();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    searching();
    schemes();
    menu();
    copies();
  });
})();
