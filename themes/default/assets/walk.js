// Keeps the answers given on the way through a decision tree in the address, keyed by question, so
// that the back button, bookmarks and shared links work as anywhere. What the address says is
// followed from the start; answers that no longer lead here are dropped without a word, and the
// shortest way, which stands in the page, is taken instead.
(() => {
  "use strict";
  const tree = window.playbookWalk;
  const walk = document.getElementById("ui:walk");
  const steps = document.getElementById("ui:route-steps");
  if (!tree || !walk || !steps) {
    return;
  }
  const here = walk.dataset.node;

  /** The way that the address describes, as [node, answer] pairs; null if it does not lead here. */
  const answered = () => {
    const given = new URLSearchParams(location.search);
    const way = [];
    const seen = new Set();
    let node = tree.start;
    while (node !== here && !seen.has(node)) {
      seen.add(node);
      const answer = tree.nodes[node]?.answers.find(([slug]) => slug === given.get(node));
      if (!answer) {
        return null;
      }
      way.push([node, answer]);
      node = answer[2];
    }
    return node === here ? way : null;
  };

  /** The shortest way, as the page has it. */
  const shortest = () =>
    [...steps.children].flatMap((step) => {
      const { node, answer } = step.dataset;
      const found = tree.nodes[node]?.answers.find(([, label]) => label === answer);
      return found ? [[node, found]] : [];
    });

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
    const { title, url } = tree.nodes[node];
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
  const way = own || shortest();
  if (own?.length) {
    const title = document.getElementById("ui:route-title");
    title.textContent = title.dataset.own;
    document.getElementById("ui:route-note").hidden = true;
    steps.replaceChildren(...own.map(shown));
    document.getElementById("ui:route").hidden = false;
    // Who walks comes from another question: the new one is read out first.
    document.getElementById("ui:walk-title").focus({ preventScroll: true });
  }

  for (const link of walk.querySelectorAll("a[data-answer]")) {
    const answer = tree.nodes[here]?.answers.find(([slug]) => slug === link.dataset.answer);
    if (answer && tree.nodes[answer[2]]) {
      link.search = query([...way.filter(([node]) => node !== here), [here, answer]]);
    }
  }

  document.getElementById("ui:print-route")?.addEventListener("click", () => window.print());

  const copy = document.getElementById("ui:copy-route");
  if (copy && !navigator.clipboard) {
    copy.hidden = true;
  }
  copy?.addEventListener("click", async () => {
    const address = new URL(location.href);
    address.search = query(way);
    address.hash = "";
    await navigator.clipboard.writeText(address.href);
    copy.querySelector("span").textContent = copy.dataset.copied;
  });
})();
