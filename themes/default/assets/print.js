// Buttons that print the page, and what is folded opened on paper: not every browser does it by CSS.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.addEventListener("click", () => window.print());
  }
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((it) => it.setAttribute("open", ""));
  });
  window.addEventListener("afterprint", () => opened.forEach((it) => it.removeAttribute("open")));
})();
