// Keeps the answers given on the way through a decision tree in the address, keyed by question, so
// that the back button, bookmarks and shared links work as anywhere. What the address says is
// followed from the start; answers that no longer lead here are dropped without a word, and the
// shortest way is taken instead.
(() => {
  "use strict";
  const tree = globalThis.playbookWalk;
  const walk = document.getElementById("ui:walk");
  const steps = document.getElementById("ui:route-steps");
  if (!tree || !walk || !steps) {
    return;
  }
  const here = walk.dataset.node;
  const nodes = new Map(Object.entries(tree.nodes));
  const formerly = new Map(Object.entries(tree.formerly));

  /** The answers in the address, those under a question's former name too: question → answer. */
  const given = new Map(
    [...new URLSearchParams(location.search)]
      .map(([key, value]) => [formerly.get(key) ?? key, value])
      .filter(([key]) => nodes.has(key)),
  );

  /** The way that the address describes, as [node, answer] pairs; null if it does not lead here. */
  const answered = () => {
    const way = [];
    const seen = new Set();
    let node = tree.start;
    while (node !== here && !seen.has(node)) {
      seen.add(node);
      const answer = nodes.get(node)?.answers.find(([slug]) => slug === given.get(node));
      if (!answer) {
        return null;
      }
      way.push([node, answer]);
      node = answer[2];
    }
    return node === here ? way : null;
  };

  /** The shortest way, of equal ones that by the first answers; none if nothing leads here. */
  const shortest = () => {
    const cameBy = new Map([[tree.start, null]]);
    for (const node of cameBy.keys()) {
      for (const answer of nodes.get(node)?.answers ?? []) {
        if (nodes.has(answer[2]) && !cameBy.has(answer[2])) {
          cameBy.set(answer[2], [node, answer]);
        }
      }
    }
    const way = [];
    for (let step = cameBy.get(here); step; step = cameBy.get(step[0])) {
      way.unshift(step);
    }
    return way;
  };

  /** The part of an address that carries a way: sorted, so that equal ways have equal addresses. */
  const query = (way) => {
    const pairs = way.map(([node, [slug]]) => [node, slug]).sort(([a], [b]) => (a < b ? -1 : 1));
    return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
  };

  const span = (className, text) => {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  };

  const shown = ([node, answer], index, way) => {
    const { title, url } = nodes.get(node);
    const step = document.createElement("li");
    const change = document.createElement("a");
    step.className = "route-step";
    change.className = "route-change";
    change.href = url + query(way.slice(0, index));
    change.append(steps.dataset.change, span("visually-hidden", `: ${title}`));
    step.append(span("route-question", title), " ", span("route-answer", answer[1]), " ", change);
    return step;
  };

  const own = answered();
  const way = own ?? shortest();
  if (own?.length) {
    const title = document.getElementById("ui:route-title");
    title.textContent = title.dataset.own;
    document.getElementById("ui:route-note").hidden = true;
    steps.replaceChildren(...own.map(shown));
    document.getElementById("ui:route").hidden = false;
  }

  // Who walks comes from another question of this tree: the new one is read out first.
  const folder = new URL(".", location.href).href;
  if (own?.length || (document.referrer.startsWith(folder) && !location.hash)) {
    document.getElementById("ui:walk-title").focus({ preventScroll: true });
  }

  // Equal ways have equal addresses, whatever else was in the one that was followed here.
  if (given.size && location.search !== query(own ?? [])) {
    history.replaceState(history.state, "", location.pathname + query(own ?? []) + location.hash);
  }

  for (const link of walk.querySelectorAll("a[data-answer]")) {
    const answer = nodes.get(here)?.answers.find(([slug]) => slug === link.dataset.answer);
    if (answer && nodes.has(answer[2])) {
      link.search = query([...way.filter(([node]) => node !== here), [here, answer]]);
    }
  }

  document.getElementById("ui:print-route")?.addEventListener("click", () => window.print());

  const copy = document.getElementById("ui:copy-route");
  const field = document.getElementById("ui:route-address");
  copy?.addEventListener("click", async () => {
    const address = new URL(location.href);
    address.search = query(way);
    address.hash = "";
    try {
      await navigator.clipboard.writeText(address.href);
      copy.querySelector("span").textContent = copy.dataset.copied;
    } catch {
      // Where a page may not write to the clipboard, the reader can: the address stands selected.
      field.value = address.href;
      field.hidden = false;
      field.select();
    }
  });
})();
