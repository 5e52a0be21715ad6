// Remembers the reader's team, so that the way to its desk is offered wherever they come in.
(() => {
  "use strict";
  const KEY = "playbook-team";

  const read = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  let chosen = read();

  const show = () => {
    for (const button of document.querySelectorAll("[data-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.choice === chosen));
    }
    for (const offer of document.querySelectorAll(".desk-offer")) {
      offer.hidden = offer.dataset.team !== chosen;
    }
    for (const team of document.querySelectorAll(".desk-team")) {
      team.classList.toggle("desk-mine", team.dataset.team === chosen);
    }
  };

  const choose = (team) => {
    chosen = team === chosen ? "" : team;
    try {
      if (chosen) {
        localStorage.setItem(KEY, chosen);
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Storage may be forbidden; then the choice lasts as long as the page.
    }
    show();
  };

  for (const button of document.querySelectorAll("[data-choice]")) {
    button.addEventListener("click", () => choose(button.dataset.choice));
  }
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) {
      chosen = read();
      show();
    }
  });
  show();
})();
