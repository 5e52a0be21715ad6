// Leads on from an old address, and takes along what a plain redirect drops: the answers given on the
// way through a decision tree, and the place in the page.
(() => {
  "use strict";
  const { target } = document.currentScript.dataset;
  location.replace(target + location.search + location.hash);
})();
