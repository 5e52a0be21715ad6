// The navigation as a drawer on small screens: a real button, Esc, and the page behind it at rest.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.getElementById("ui:menu");
  const drawer = document.getElementById("ui:sidebar");
  const page = document.getElementById("ui:page");
  if (!button || !drawer || !page) {
    return;
  }

  const isOpen = () => "drawer" in root.dataset;

  const open = () => {
    root.dataset.drawer = "open";
    page.inert = true;
    drawer.setAttribute("role", "dialog");
    drawer.setAttribute("aria-label", button.textContent.trim());
    button.setAttribute("aria-expanded", "true");
    const current = drawer.querySelector("[aria-current]") || drawer.querySelector("a");
    if (current) {
      current.focus({ preventScroll: true });
      current.scrollIntoView({ block: "nearest" });
    }
  };

  const close = ({ focus }) => {
    delete root.dataset.drawer;
    page.inert = false;
    drawer.removeAttribute("role");
    drawer.removeAttribute("aria-label");
    button.setAttribute("aria-expanded", "false");
    if (focus) {
      button.focus();
    }
  };

  button.addEventListener("click", () => (isOpen() ? close({ focus: true }) : open()));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
      close({ focus: true });
    }
  });

  // The veil lies over the page, which is inert: a press there arrives at the frame around it.
  document.addEventListener("click", (event) => {
    if (isOpen() && !drawer.contains(event.target) && !event.target.closest(".header")) {
      close({ focus: false });
    }
  });

  // Tab goes round through the button and the drawer while it is open.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !isOpen()) {
      return;
    }
    const inside = [...drawer.querySelectorAll("a, summary, input")].filter((it) => it.checkVisibility());
    const round = [button, ...inside];
    const at = round.indexOf(document.activeElement);
    if (at >= 0) {
      event.preventDefault();
      round.at((at + (event.shiftKey ? -1 : 1)) % round.length).focus();
    }
  });

  // What has the focus must be seen: when it goes elsewhere, the drawer closes.
  drawer.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (isOpen() && next && !drawer.contains(next) && next !== button) {
      close({ focus: false });
    }
  });

  // A screen that grows has room for the navigation beside the text.
  window.matchMedia("(width >= 64rem)").addEventListener("change", (event) => {
    if (event.matches && isOpen()) {
      close({ focus: false });
    }
  });

  // A link to a place on this page does not load another one.
  drawer.addEventListener("click", (event) => {
    if (isOpen() && event.target.closest("a")) {
      close({ focus: false });
    }
  });
})();
