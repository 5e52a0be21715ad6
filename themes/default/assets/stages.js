// “I am: …” on a decision tree's page: marks the stages in which a team has a part, in the table, in
// the drawing and in the list. The team is remembered for all pages that ask who the reader is.
(() => {
  "use strict";
  const KEY = "playbook-team";
  const select = document.getElementById("ui:team");
  const status = document.getElementById("ui:team-status");
  const table = document.getElementById("ui:stages");
  if (!select || !status || !table) {
    return;
  }

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };

  const remember = (team) => {
    try {
      if (team) {
        localStorage.setItem(KEY, team);
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Where nothing may be stored, the choice holds for this page.
    }
  };

  const filled = (template, values) =>
    template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  const listed = (words) =>
    new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(words);

  /** The stages in which a row's team has a part: slug → name of the stage, what is done there. */
  const parts = (row) =>
    new Map(
      [...(row?.cells ?? [])]
        .filter((cell) => cell.querySelector(".act"))
        .map((cell) => [
          cell.dataset.stage,
          {
            title: cell.dataset.label,
            acts: listed([...cell.querySelectorAll(".act-word")].map((word) => word.textContent)),
          },
        ]),
    );

  /** A word beside a stage or node that says what the team does there. */
  const mark = (place, text) => {
    const isDrawn = place.namespaceURI !== document.documentElement.namespaceURI;
    const word = document.createElementNS(place.namespaceURI, isDrawn ? "tspan" : "span");
    word.setAttribute("class", "stage-mine");
    word.textContent = text;
    if (isDrawn) {
      word.setAttribute("dx", "10");
    }
    place.append(isDrawn ? "" : " ", word);
  };

  const show = (team) => {
    const name = select.selectedOptions[0].textContent;
    const rows = [...table.tBodies[0].rows];
    const held = parts(rows.find((row) => team && row.dataset.team === team));
    for (const row of rows) {
      row.classList.toggle("is-mine", row.dataset.team === team);
    }
    for (const old of document.querySelectorAll(".stage-mine")) {
      old.remove();
    }
    for (const found of document.querySelectorAll(
      ".drawing [data-stage], .drawing-part > summary, .outline [data-stage]",
    )) {
      const part = held.get(found.dataset.stage);
      found.classList.toggle("is-mine", Boolean(part));
      const place = found.matches("p, summary") ? found : found.querySelector(
        ":scope > .drawing-stage, :scope > summary",
      );
      if (part && place) {
        mark(place, filled(select.dataset.mine, { team: name, acts: part.acts }));
      }
    }
    const stages = listed([...held.values()].map((part) => part.title));
    const words = held.size ? select.dataset.acts : select.dataset.actsNot;
    status.textContent = team ? filled(words, { team: name, stages }) : "";
  };

  select.addEventListener("change", () => {
    remember(select.value);
    show(select.value);
  });

  const known = [...select.options].some((option) => option.value === remembered());
  if (known && remembered()) {
    select.value = remembered();
    show(select.value);
  }
})();
