// Puts the tree of pages into the navigation. The tree is one file for the whole site
// (`navigation.js`, loaded just before), so this is the one place that turns it into elements. A
// section's pages are made when it is opened: a large playbook has thousands. What was open, how far
// it was scrolled and what it is narrowed to is kept while the reader stays on the site, and all of
// it stands there before the first paint.
(() => {
  "use strict";
  const tree = window.playbookNavigation;
  const sidebar = document.getElementById("ui:sidebar");
  const navigation = document.getElementById("ui:navigation");
  if (!tree || !sidebar || !navigation) {
    return;
  }
  const { root, url: here } = document.documentElement.dataset;
  const texts = navigation.dataset;
  const KEY = "playbook-sidebar";
  const MOST = 60; // pages of one section that a filter shows

  const kept = (() => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  })();
  const opened = new Set(Array.isArray(kept.open) ? kept.open : []);
  let query = typeof kept.query === "string" ? kept.query : "";
  let current = kept.current === true;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const item = (title, url, note) => {
    const link = make("a", { href: root + url }, title);
    if (note) {
      link.append(" ", make("span", { className: "tree-note" }, note));
    }
    if (url === here) {
      link.setAttribute("aria-current", "page");
    }
    return make("li", {}, link);
  };

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The page that is shown stays in the tree, whatever it is narrowed to.
  const narrowed = (section) => {
    const words = plain(query).split(/\s+/).filter(Boolean);
    return section.items.filter(
      ([title, url, note]) =>
        url === here ||
        (!(current && note) && words.every((word) => plain(title).includes(word))),
    );
  };

  const fill = (list, section, items) => {
    if (list.childElementCount) {
      return;
    }
    const shown = query ? items.slice(0, MOST) : items;
    if (!query && !tree.views.some(([, url]) => url === section.href)) {
      list.append(item(texts.overview, section.href));
    }
    list.append(...shown.map((it) => item(...it)));
    if (shown.length < items.length) {
      const more = texts.more.replace("{n}", String(items.length - shown.length));
      list.append(item(more, section.href));
    }
  };

  const folder = (section) => {
    const items = narrowed(section);
    if (!items.length && (query || section.href !== here)) {
      return [];
    }
    const list = make("ul", {});
    const count = make("span", { className: "tree-count" }, String(items.length));
    const summary = make("summary", {}, section.label, " ", count);
    const details = make("details", {}, summary, list);
    const isHere = section.href === here || items.some(([, url]) => url === here);
    details.open = Boolean(query) || isHere || opened.has(section.href);
    if (details.open) {
      fill(list, section, items);
    }
    details.addEventListener("toggle", () => fill(list, section, items));
    // Only what the reader opened is kept; the section of the page itself opens by itself.
    summary.addEventListener("click", () => {
      opened[details.open ? "delete" : "add"](section.href);
    });
    return [details];
  };

  const list = make("div", { className: "tree" });
  const status = make("p", { className: "tree-status", ariaLive: "polite" });
  const show = () => {
    list.replaceChildren(...tree.kinds.flatMap(folder));
    const number = tree.kinds.reduce((sum, section) => sum + narrowed(section).length, 0);
    const words = number === 1 ? texts.one : texts.many.replace("{n}", String(number));
    status.textContent = query || current ? words : "";
  };

  const field = make("input", { type: "text", value: query, placeholder: texts.filter });
  field.id = "ui:tree-filter";
  field.autocomplete = "off";
  field.setAttribute("aria-label", texts.filter);
  field.addEventListener("input", () => {
    query = field.value.trim();
    show();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) {
      event.stopPropagation();
      field.value = query = "";
      show();
    }
  });
  // Where no status says otherwise, there is nothing to leave out.
  const divides = tree.kinds.some(({ items }) => items.some(([, , note]) => note));
  current &&= divides;
  const box = make("input", { type: "checkbox", checked: current });
  box.addEventListener("change", () => {
    current = box.checked;
    show();
  });

  navigation.querySelector(".no-scripts")?.remove(); // it is in the tree

  if (tree.views.length) {
    const views = make("ul", { className: "ways" }, ...tree.views.map((it) => item(...it)));
    navigation.append(views);
  }
  const choice = make("label", { className: "tree-choice" }, box, texts.current);
  const filter = make("div", { className: "tree-filter" }, field, ...(divides ? [choice] : []), status);
  show();
  navigation.append(filter, list);
  sidebar.scrollTop = kept.scroll || 0;
  const place = sidebar.querySelector("[aria-current]");
  if (place && !kept.scroll) {
    place.scrollIntoView({ block: "nearest" });
  }

  window.addEventListener("pagehide", () => {
    try {
      const state = { open: [...opened], scroll: sidebar.scrollTop, query, current };
      sessionStorage.setItem(KEY, JSON.stringify(state));
    } catch {
      // Then it begins anew on the next page.
    }
  });
})();
