// The button in the header that goes through automatic, light and dark colours.
(() => {
  "use strict";
  const KEY = "playbook-theme";
  const ORDER = ["auto", "light", "dark"];
  const root = document.documentElement;
  const button = document.getElementById("ui:theme-toggle");
  if (!button) {
    return;
  }
  const label = button.querySelector("span");

  const current = () => root.dataset.theme || "auto";

  const show = (theme) => {
    if (theme === "auto") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = theme;
    }
    label.textContent = button.dataset[theme];
    button.title = button.dataset[theme];
  };

  button.addEventListener("click", () => {
    const theme = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length];
    show(theme);
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // It holds for this page.
    }
  });

  // Pages in other tabs follow.
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) {
      show(ORDER.includes(event.newValue) ? event.newValue : "auto");
    }
  });

  show(current());
})();
