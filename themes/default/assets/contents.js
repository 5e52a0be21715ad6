// “On this page”: open where there is room beside the text, and marks where the reader is.
(() => {
  "use strict";
  const contents = document.getElementById("ui:contents");
  if (!contents) {
    return;
  }

  const beside = window.matchMedia("(width >= 78rem)");
  const fit = () => {
    contents.open = beside.matches;
  };
  fit();
  beside.addEventListener("change", fit);

  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) {
      links.set(place, link);
    }
  }

  let marked = null;
  const mark = (link) => {
    if (link === marked) {
      return;
    }
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    link?.scrollIntoView({ block: "nearest", behavior: "instant" });
    marked = link;
  };

  // The last heading above the upper third of the window is where the reader is; at the end of the
  // page it is the last one, which may never get so high.
  let waiting = false;
  const look = () => {
    waiting = false;
    if (!contents.open) {
      return;
    }
    const line = window.innerHeight / 3;
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    let here = null;
    for (const [place, link] of links) {
      if (place.getBoundingClientRect().top <= line || (atEnd && window.scrollY > 0)) {
        here = link;
      }
    }
    mark(here);
  };
  const lookSoon = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(look);
    }
  };
  document.addEventListener("scroll", lookSoon, { passive: true });
  window.addEventListener("resize", lookSoon, { passive: true });
  look();
})();
