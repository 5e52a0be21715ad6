// A copy button on every block of code.
(() => {
  "use strict";
  const { copy, copied } = document.currentScript.dataset;
  if (!navigator.clipboard) {
    return;
  }
  for (const block of document.querySelectorAll(".prose pre")) {
    const box = document.createElement("div");
    box.className = "code";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code-copy";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = copied;
      setTimeout(() => {
        button.textContent = copy;
      }, 2000);
    });
    block.replaceWith(box);
    box.append(block, button);
  }
})();
