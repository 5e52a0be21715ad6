// The one script that runs before the first paint: it says that scripts run, and takes the colours
// the reader chose, so that neither the drawer nor the scheme flashes.
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.scripts = "on";
  try {
    const chosen = localStorage.getItem("playbook-theme");
    if (chosen === "light" || chosen === "dark") {
      root.dataset.theme = chosen;
    }
  } catch {
    // Storage may be forbidden; then the system's scheme holds.
  }
})();
