// What a reader has before them is kept over a reload: the place in the text, what is folded open,
// what has the focus. A way through a decision tree stands in the address and needs no keeping.
globalThis.playbookPreview = { changes: 0 };
(() => {
  "use strict";
  const KEY = "playbook-preview-kept";
  const MOST = 30000; // milliseconds after which what was kept belongs to another visit
  const here = () => location.pathname + location.search;

  // A way to find an element again: from the nearest one with an id, by the place among its like.
  const pathOf = (element) => {
    const steps = [];
    let at = element;
    while (at && at !== document.documentElement && !at.id) {
      const like = [...at.parentElement.children].filter((it) => it.localName === at.localName);
      steps.unshift(`${at.localName}:nth-of-type(${like.indexOf(at) + 1})`);
      at = at.parentElement;
    }
    return [at?.id ? `#${CSS.escape(at.id)}` : ":root", ...steps].join(">");
  };

  const folded = () => [...document.querySelectorAll("main details")];
  const nameOf = (details) => details.querySelector("summary")?.textContent.trim() ?? "";

  // The place is told from the nearest heading above, so that it stays where text above it grows.
  const placed = () => [...document.querySelectorAll("main [id]")];
  const place = () => {
    const above = placed().findLast((it) => it.getBoundingClientRect().top <= innerHeight / 3);
    return above && scrollY > 0 ? [above.id, above.getBoundingClientRect().top] : null;
  };
  const scrollBack = ({ scroll, place: [id, top] = [] }) => {
    const now = id && document.getElementById(id);
    const target = now ? scrollY + now.getBoundingClientRect().top - top : scroll[1];
    scrollTo({ left: scroll[0], top: target, behavior: "instant" });
  };

  /** Changes the page so that the place in the text stays where it is on the screen. */
  globalThis.playbookPreview.keepPlace = (change) => {
    const root = document.documentElement.style;
    const before = { scroll: [scrollX, scrollY], place: place() ?? undefined };
    root.overflowAnchor = "none";
    change();
    scrollBack(before);
    requestAnimationFrame(() => {
      root.overflowAnchor = "";
    });
  };

  const save = () => {
    const focused = document.activeElement;
    const isAnywhere = focused && focused !== document.body && !focused.shadowRoot;
    const kept = {
      here: here(),
      at: Date.now(),
      scroll: [scrollX, scrollY],
      place: place() ?? undefined,
      folded: folded().map((it) => [nameOf(it), it.open]),
      focus: isAnywhere ? [pathOf(focused), focused.localName] : null,
      written: isAnywhere && "selectionStart" in focused ? [focused.value, focused.selectionStart] : null,
    };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Then the page begins at its top.
    }
  };

  const take = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
      return kept?.here === here() && Date.now() - kept.at < MOST ? kept : null;
    } catch {
      return null;
    }
  };

  const restore = (kept) => {
    const names = new Map();
    for (const [name, isOpen] of kept.folded) {
      names.set(name, [...(names.get(name) ?? []), isOpen]);
    }
    for (const details of folded()) {
      const isOpen = names.get(nameOf(details))?.shift();
      if (isOpen !== undefined) {
        details.open = isOpen;
      }
    }
    const [path, name] = kept.focus ?? [];
    const focused = path && document.querySelector(path);
    if (focused && focused.localName === name) {
      if (kept.written && kept.written[0] === focused.value) {
        focused.setSelectionRange(kept.written[1], kept.written[1]);
      }
      focused.focus({ preventScroll: true });
    }
    scrollBack(kept);
  };

  const kept = take();
  if (kept) {
    document.addEventListener("DOMContentLoaded", () => restore(kept));
    addEventListener("load", () => scrollBack(kept));
  }

  // An open dialog is not taken away from who is using it: the reload waits until it is closed.
  let isWaiting = false;
  const reload = () => {
    const dialog = document.querySelector("dialog[open]");
    if (!dialog) {
      save();
      location.reload();
    } else if (!isWaiting) {
      isWaiting = true;
      dialog.addEventListener("close", () => {
        isWaiting = false;
        reload();
      }, { once: true });
    }
  };

  globalThis.playbookPreview.reload = reload;
})();
