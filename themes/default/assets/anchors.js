// Gives each section's heading a link to itself, to be copied. Without scripts the contents have them.
(() => {
  "use strict";
  const { label } = document.currentScript.dataset;
  const headings = document.querySelectorAll(
    ".prose :is(h2, h3, h4)[id], .panel-title[id], .group-title[id]",
  );
  for (const heading of headings) {
    const anchor = document.createElement("a");
    anchor.className = "anchor";
    anchor.href = `#${encodeURIComponent(heading.id)}`;
    anchor.setAttribute("aria-label", `${label}: ${heading.textContent.trim()}`);
    heading.append(anchor);
  }
})();
