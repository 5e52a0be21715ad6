// The search as readers meet it: a dialog over any page (Ctrl or ⌘ K, `/`, the links to the search),
// and `search.html`, whose address carries the query.
(() => {
  "use strict";
  const find = globalThis.playbookFind;
  const panel = document.getElementById("ui:search");
  if (!find || !panel) {
    return;
  }
  const { asking, element, help, overview, result } = globalThis.playbookResults;
  const dialog = document.getElementById("ui:search-dialog");
  const input = document.getElementById("ui:search-input");
  const list = document.getElementById("ui:search-results");
  const status = document.getElementById("ui:search-status");
  const kindChoice = document.getElementById("ui:search-kinds");
  const statusChoice = document.getElementById("ui:search-statuses");
  const { root } = document.documentElement.dataset;
  const AT_ONCE = 5; // results that are loaded together: about what a reader sees
  const SLOW = 250; // milliseconds after which it is said that the search goes on
  const MANY = 2048; // documents, from which on a pause in typing is awaited before files are loaded
  const PAUSE = 120; // milliseconds

  // --- what is wanted --------------------------------------------------------------------------

  const chosen = { kind: "", statuses: new Set() };

  const offerKinds = ({ kinds, texts }) => {
    if (kindChoice.length) {
      return;
    }
    kindChoice.add(new Option(texts["all-kinds"], ""));
    for (const [name, label, hasDocuments] of kinds) {
      if (hasDocuments) {
        kindChoice.add(new Option(label, name));
      }
    }
    kindChoice.value = chosen.kind;
    kindChoice.hidden = false;
  };

  const box = (value, words, checked) => {
    const made = document.createElement("input");
    Object.assign(made, { type: "checkbox", name: "search-status", value, checked });
    return element("label", "search-option", made, words);
  };

  let offeredFor = "";

  const offerStatuses = ({ kinds }) => {
    if (offeredFor === chosen.kind) {
      return;
    }
    offeredFor = chosen.kind;
    const named = kinds.find(([name]) => name === chosen.kind)?.[3] ?? [];
    for (const old of statusChoice.querySelectorAll("label")) {
      old.remove();
    }
    for (const [name, label] of named) {
      statusChoice.append(box(name, label, chosen.statuses.has(name)));
    }
    statusChoice.hidden = named.length < 2;
  };

  const addressOf = (query) => {
    const parameters = new URLSearchParams();
    if (query.trim()) {
      parameters.set("q", query.trim());
    }
    if (chosen.kind) {
      parameters.set("kind", chosen.kind);
    }
    for (const name of chosen.statuses) {
      parameters.append("status", name);
    }
    const text = parameters.toString();
    return text ? `?${text}` : "";
  };

  const readAddress = () => {
    const parameters = new URLSearchParams(location.search);
    input.value = parameters.get("q") ?? "";
    chosen.kind = parameters.get("kind") ?? "";
    chosen.statuses = new Set(chosen.kind ? parameters.getAll("status") : []);
  };

  const keepAddress = () => {
    try {
      history.replaceState(history.state, "", location.pathname + addressOf(input.value));
    } catch {
      // A page from disk may not change its address; the search works all the same.
    }
  };

  // --- what is found ---------------------------------------------------------------------------

  let turn = 0; // counts the searches, so that an older one does not overwrite a newer one
  let running = Promise.resolve();
  let following = null; // shows the next results, while there are some

  const say = (...words) => status.replaceChildren(...words);

  const sayCount = (count, query, { one, many }) => {
    const words = count === 1 ? one : many.replace("{n}", count);
    const link = element("a", "", words); // the address of this search, to be passed on
    link.href = `${root}search.html${addressOf(query)}`;
    say(dialog ? link : words);
  };

  const clear = (...items) => {
    following = null;
    list.replaceChildren(...items);
    list.scrollTop = 0;
  };

  let loaded = Promise.resolve();

  // Shows more results, or waits for those that are on their way.
  const more = () => {
    const next = following;
    following = null;
    loaded = next?.() ?? loaded;
    return loaded;
  };

  const atEnd = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) {
      more();
    }
  });

  const show = async (answer, { kinds, texts }, isCurrent) => {
    const { found, meanings, views } = answer;
    const isMixed = found[0]?.isNamed && !found.at(-1).isNamed;
    let group = null;
    let shown = 0;
    const next = async () => {
      const records = await find.documents(answer, shown, shown + AT_ONCE);
      if (!isCurrent()) {
        return;
      }
      if (!shown) {
        clear(...views.map((view) => overview(view, meanings, texts.overview)));
      }
      shown += AT_ONCE;
      for (const record of records) {
        if (isMixed && record.isNamed !== group) {
          group = record.isNamed;
          list.append(element("li", "results-group", texts[group ? "by-name" : "in-text"]));
        }
        list.append(result(record, meanings, kinds));
      }
      atEnd.disconnect();
      if (shown < found.length) {
        following = next;
        atEnd.observe(list.lastElementChild ?? list);
      }
    };
    await next();
  };

  const lookFor = (query) => {
    input.value = query;
    input.focus();
    update();
  };

  const lookEverywhere = () => {
    chosen.kind = "";
    chosen.statuses.clear();
    kindChoice.value = "";
    lookFor(input.value);
  };

  // What to do about it that nothing was found.
  const helpWith = ({ meanings, unknown }, index) => {
    const { texts } = index;
    const attempts = chosen.kind ? [[texts.everywhere, lookEverywhere]] : [];
    const known = meanings.filter(({ word }) => !unknown.includes(word));
    if (unknown.length && known.some(({ common }) => !common)) {
      const rest = known.map(({ word }) => word).join(" ");
      attempts.unshift([texts.instead.replace("{query}", () => rest), () => lookFor(rest)]);
    }
    const missing = unknown.map((word) => texts.unknown.replace("{word}", () => word)).join(" ");
    const text = missing || (meanings.length > 1 && !chosen.kind ? texts.apart : "");
    return help(text, attempts, asking(input.value, index));
  };

  const search = async (isCurrent) => {
    const query = input.value;
    const index = await find.index();
    if (index.documents >= MANY) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    if (!isCurrent()) {
      return;
    }
    const { texts } = index;
    offerKinds(index);
    offerStatuses(index);
    if (!query.trim()) {
      clear(help(texts.hint));
      say();
      return;
    }
    const answer = await find.find(query, chosen);
    if (!isCurrent()) {
      return;
    }
    const count = answer.found.length + answer.views.length;
    if (count) {
      await show(answer, index, isCurrent);
    } else {
      clear(helpWith(answer, index));
    }
    if (isCurrent()) {
      count
        ? sayCount(count, query, texts)
        : say(texts.none.replace("{query}", () => query.trim()));
    }
  };

  const update = () => {
    const own = (turn += 1);
    const isCurrent = () => own === turn;
    const slow = setTimeout(() => isCurrent() && say(panel.dataset.loading), SLOW);
    running = search(isCurrent)
      .catch(() => {
        if (isCurrent()) {
          clear();
          say(panel.dataset.failed);
        }
      })
      .finally(() => clearTimeout(slow));
    if (!dialog) {
      keepAddress();
    }
  };

  input.addEventListener("input", update);

  panel.addEventListener("change", ({ target }) => {
    if (target === kindChoice) {
      chosen.kind = target.value;
      chosen.statuses.clear();
      update();
    } else if (target.name === "search-status") {
      chosen.statuses[target.checked ? "add" : "delete"](target.value);
      update();
    }
  });

  // --- keys ------------------------------------------------------------------------------------

  const links = () => [...list.querySelectorAll("a, button")];

  const go = async (by) => {
    await running; // the results of what was typed before are not meant
    const to = links().indexOf(document.activeElement) + by;
    if (to >= links().length) {
      await more();
    }
    const goal = to < 0 ? input : links()[to];
    goal?.focus();
    goal?.scrollIntoView({ block: "nearest" });
  };

  // One after the other, so that a key held down loses no step while more results come.
  let walked = Promise.resolve();
  const step = (by) => {
    walked = walked.then(() => go(by)).catch(() => {});
  };

  const isTyping = ({ key, ctrlKey, metaKey, altKey }) =>
    (key === "Backspace" || (key.length === 1 && key !== " ")) && !ctrlKey && !metaKey && !altKey;

  panel.addEventListener("keydown", (event) => {
    const isInList = list.contains(event.target);
    if (event.isComposing || !(isInList || event.target === input)) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !isInList) {
      event.preventDefault();
      Promise.all([walked, running]).then(() => {
        const isChosen = list.contains(document.activeElement);
        (isChosen ? document.activeElement : list.querySelector(".result a"))?.click();
      });
    } else if (isInList && isTyping(event)) {
      input.focus(); // and there the key is typed
    }
  });

  if (!dialog) {
    readAddress();
    input.focus();
    update();
  }

  // --- the dialog ------------------------------------------------------------------------------

  const open = () => {
    if (dialog && !dialog.open) {
      dialog.showModal();
      update();
    }
    input.focus();
    input.select();
  };

  const isPlain = (event) =>
    !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && event.button === 0;

  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const isShortcut = key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isSlash = key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting;
    if (isShortcut || isSlash) {
      event.preventDefault();
      open();
    }
  });

  if (dialog) {
    document.addEventListener("click", (event) => {
      const opener = event.target.closest?.("a.search-open");
      if (opener && isPlain(event)) {
        event.preventDefault();
        open();
      }
    });
    dialog.addEventListener("click", (event) => {
      const isBeside = event.target === dialog;
      const isFollowed = event.target.closest("a") && isPlain(event);
      if (isBeside || isFollowed || event.target.closest("[id='ui:search-close']")) {
        dialog.close();
      }
    });
    // In a field for searches Esc would only empty it.
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.preventDefault();
        dialog.close();
      }
    });
  }
})();
