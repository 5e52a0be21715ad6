// Drawings that are wider than their box begin with the first question in view, not with the left
// edge: the first question stands in the middle.
(() => {
  "use strict";
  const centre = (box) => {
    const first = box.querySelector(".drawing-node")?.getBoundingClientRect();
    if (first?.width) {
      const frame = box.getBoundingClientRect();
      box.scrollLeft += first.left + first.width / 2 - (frame.left + frame.width / 2);
    }
  };

  for (const box of document.querySelectorAll(".drawing-box")) {
    centre(box);
    box.closest("details")?.addEventListener("toggle", () => centre(box), { once: true });
  }
})();
