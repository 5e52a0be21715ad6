// A server shows the page for what is not there at any address, however deep: its relative addresses
// then lead astray. The page asks for this script in every folder above; where it is found is the
// site, and the style sheets and links are set right. Other scripts stay out: the page needs none.
(() => {
  "use strict";
  const page = document.documentElement;
  for (const sheet of document.querySelectorAll('link[href*="assets/lost/"]')) {
    sheet.remove(); // it is for readers without scripts
  }
  if ("scripts" in page.dataset) {
    return; // the first script of every page has run, so the addresses are right, or set right
  }
  page.dataset.scripts = "";
  const root = document.currentScript.src.replace(/assets\/lost\.js$/, "");
  const isRelative = (address) => !/^([a-z][a-z0-9+.-]*:|[/#])/i.test(address);
  const mend = (selector) => {
    for (const link of document.querySelectorAll(selector)) {
      const address = link.getAttribute("href");
      if (isRelative(address)) {
        link.href = root + address;
      }
    }
  };
  mend("link[href]");
  document.addEventListener("DOMContentLoaded", () => {
    delete page.dataset.scripts; // what needs scripts is not offered
    mend("a[href]:not(.lost-ways a)");
  });
})();
