// Puts the tree of pages into the navigation. The tree is one file for the whole site
// (`navigation.js`, loaded just before), so this is the one place that turns it into elements. A
// section's pages are made when it is opened: a large playbook has thousands. What was open, and how
// far it was scrolled, is kept while the reader stays on the site.
(() => {
  "use strict";
  const tree = window.playbookNavigation;
  const sidebar = document.getElementById("ui:sidebar");
  const navigation = document.getElementById("ui:navigation");
  if (!tree || !sidebar || !navigation) {
    return;
  }
  const { root, url: here } = document.documentElement.dataset;
  const KEY = "playbook-sidebar";

  const kept = (() => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  })();
  const opened = new Set(Array.isArray(kept.open) ? kept.open : []);

  const item = (title, url) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + url;
    link.textContent = title;
    if (url === here) {
      link.setAttribute("aria-current", "page");
    }
    entry.append(link);
    return entry;
  };

  const fill = (list, section) => {
    if (!list.childElementCount) {
      list.append(item(navigation.dataset.overview, section.href));
      list.append(...section.items.map(([title, url]) => item(title, url)));
    }
  };

  const folder = (section) => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("ul");
    const count = document.createElement("span");
    count.className = "tree-count";
    count.textContent = String(section.items.length);
    summary.append(section.label, " ", count);
    details.append(summary, list);
    const isHere = section.href === here || section.items.some(([, url]) => url === here);
    details.open = isHere || opened.has(section.href);
    if (details.open) {
      fill(list, section);
    }
    details.addEventListener("toggle", () => fill(list, section));
    // Only what the reader opened is kept; the section of the page itself opens by itself.
    summary.addEventListener("click", () => {
      opened[details.open ? "delete" : "add"](section.href);
    });
    return details;
  };

  if (tree.views.length) {
    const views = document.createElement("ul");
    views.className = "ways";
    views.append(...tree.views.map(([title, url]) => item(title, url)));
    navigation.append(views);
  }
  const list = document.createElement("div");
  list.className = "tree";
  list.append(...tree.kinds.map(folder));
  navigation.append(list);
  sidebar.scrollTop = kept.scroll || 0;
  const current = navigation.querySelector("[aria-current]");
  if (current && !kept.scroll) {
    current.scrollIntoView({ block: "nearest" });
  }

  window.addEventListener("pagehide", () => {
    try {
      const state = { open: [...opened], scroll: sidebar.scrollTop };
      sessionStorage.setItem(KEY, JSON.stringify(state));
    } catch {
      // Then it begins anew on the next page.
    }
  });
})();
