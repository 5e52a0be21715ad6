// Remembers the reader's team, so that the header of every page leads to its desk and not to the list
// of all teams.
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

  const link = document.getElementById("ui:desk");
  const every = link?.getAttribute("href");

  // A team that is no longer there has no desk to lead to.
  const deskOf = (team) => {
    const teams = window.playbookNavigation?.kinds.find(({ name }) => name === "team")?.items ?? [];
    const url = teams.map(([, url]) => url).find((url) => url.endsWith(`/${team}.html`));
    return url && document.documentElement.dataset.root + url;
  };

  const show = () => {
    link?.setAttribute("href", (chosen && deskOf(chosen)) || every);
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
