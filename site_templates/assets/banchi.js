/* What scripts add to pages that work without them: a switch of the colour scheme, a menu that closes, buttons that copy.
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
        name();
      });
      dark.addEventListener("change", name);
      name();
    });
  }

  function menus() {
    document.querySelectorAll("details.b-menu").forEach(function (menu) {
      menu.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      document.addEventListener("click", function (event) {
        if (menu.open && !menu.contains(event.target)) menu.open = false;
      });
      menu.addEventListener("focusout", function (event) {
        if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
      });
    });
  }

  function copies() {
    if (!navigator.clipboard) return; // only secure addresses have it
    document.querySelectorAll(".md-typeset pre").forEach(function (block) {
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

  document.addEventListener("DOMContentLoaded", function () {
    schemes();
    menus();
    copies();
  });
})();
