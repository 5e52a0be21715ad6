// Shows the definition of a glossary term beside its link: when pointed at, when focused, and at the
// first touch (the second follows the link). Esc closes it, and the pointer may move into it.
(() => {
  "use strict";
  const texts = document.currentScript.dataset;
  const main = document.getElementById("ui:content");
  const terms = main ? main.querySelectorAll("a.term[data-definition]") : [];
  if (!terms.length) {
    return;
  }

  const GRACE = 150; // milliseconds in which the pointer may cross the gap
  const GAP = 8;
  const tooltip = document.createElement("div");
  tooltip.className = "tooltip";
  tooltip.id = "ui:tooltip";
  tooltip.setAttribute("role", "tooltip");
  tooltip.hidden = true;
  main.append(tooltip);

  let shown = null;
  let leaving = 0;
  let touched = false;

  const place = (term) => {
    const line = term.getClientRects()[0];
    const box = tooltip.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const isBelow = line.bottom + GAP + box.height <= window.innerHeight || line.top < box.height + GAP;
    const top = isBelow ? line.bottom + GAP : line.top - GAP - box.height;
    const left = Math.max(GAP, Math.min(line.left, room - box.width - GAP));
    tooltip.style.top = `${top + window.scrollY}px`;
    tooltip.style.left = `${left + window.scrollX}px`;
  };

  // The sense that all agreed on, and the one of the team that the reader chose as theirs.
  const senses = (term) => {
    const held = JSON.parse(term.dataset.senses ?? "[]");
    let own = "";
    try {
      own = localStorage.getItem("playbook-team") ?? "";
    } catch {
      // Storage may be forbidden; then no team is the reader's.
    }
    const fill = (text, team, words) => text.replace("{team}", team).replace("{sense}", words);
    return held
      .filter(([team, , , counts]) => counts || team === own)
      .map(([team, title, words, counts]) => {
        const ours = counts ? texts.ownCounts : texts.own;
        return fill(team === own ? ours : texts.counts, title, words);
      });
  };

  const hide = () => {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tooltip.hidden = true;
  };

  const show = (term) => {
    clearTimeout(leaving);
    if (term === shown) {
      return;
    }
    hide();
    shown = term;
    const lines = [term.dataset.definition, ...senses(term)];
    tooltip.replaceChildren(
      ...lines.map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      }),
    );
    tooltip.hidden = false;
    term.setAttribute("aria-describedby", tooltip.id);
    place(term);
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, GRACE);
  };

  for (const term of terms) {
    term.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(term));
    term.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && leave());
    term.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch";
    });
    term.addEventListener("focus", () => !touched && show(term));
    term.addEventListener("blur", leave);
    term.addEventListener("click", (event) => {
      if (touched && shown !== term) {
        event.preventDefault();
        show(term);
      }
      touched = false;
    });
  }
  tooltip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tooltip.addEventListener("pointerleave", leave);

  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  window.addEventListener("resize", hide); // its place was that of the old lines
  document.addEventListener("pointerdown", (event) => {
    if (shown && event.target !== shown && !tooltip.contains(event.target)) {
      hide();
    }
  });
})();
