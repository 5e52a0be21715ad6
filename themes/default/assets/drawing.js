// Drawings that are wider than their box open at their start; where the first question would not be
// seen there, with it in the middle. The names of stages stay in sight while they scroll.
(() => {
  "use strict";
  const open = (box) => {
    const first = box.querySelector(".drawing-node")?.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (first?.width && first.right > frame.right) {
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
    box.closest("details")?.addEventListener("toggle", () => open(box), { once: true });
    open(box);
  }
})();
