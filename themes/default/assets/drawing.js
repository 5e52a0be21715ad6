// Drawings that are wider than their box begin with the first question in its middle, not with their
// left edge, and the names of stages stay in sight while they scroll.
(() => {
  "use strict";
  const centre = (box) => {
    const first = box.querySelector(".drawing-node")?.getBoundingClientRect();
    if (first?.width) {
      const frame = box.getBoundingClientRect();
      box.scrollLeft += first.left + first.width / 2 - (frame.left + frame.width / 2);
    }
  };

  const follow = (box) => {
    for (const name of box.querySelectorAll(".drawing-stage")) {
      name.dataset.start ??= name.getAttribute("x");
      name.setAttribute("x", Number(name.dataset.start) + box.scrollLeft);
    }
  };

  for (const box of document.querySelectorAll(".drawing-box")) {
    box.addEventListener("scroll", () => follow(box), { passive: true });
    box.closest("details")?.addEventListener("toggle", () => centre(box), { once: true });
    centre(box);
  }
})();
