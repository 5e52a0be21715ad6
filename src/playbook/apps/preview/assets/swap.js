// Changes the part of a page that changed, in place: nothing flashes, and what else the reader has
// before them stays as it is. It is done only where the result is that of a reload for certain: plain
// text, which no script of the site has a hand in. This script runs before all others and keeps the
// page as it came, so that what scripts have done since is not mistaken for a change.
(() => {
  "use strict";
  const TEXT = "a b br code del em i img ins kbd mark q s small span strong sub sup u";
  const BLOCKS = "blockquote caption col colgroup dd div dl dt hr li ol p table tbody td tfoot th thead tr ul";
  const PLAIN = new Set(`${TEXT} ${BLOCKS}`.split(" "));
  const PLAIN_ATTRIBUTES = new Set(
    "alt aria-label class colspan dir href lang loading rel role rowspan scope src start style tabindex title".split(
      " ",
    ),
  );
  const DESCRIPTION = 'meta[name="description"]';
  const OUR_SCRIPT = 'script[src="/-/preview.js"]';

  const main = document.querySelector("main");
  const { frame } = document.currentScript.dataset; // what stands around the main part, as a digest
  const own = (document.documentElement.dataset.root ?? "") + "assets/";
  const isOnlyOurs = [...document.scripts].every((script) => {
    const address = script.getAttribute("src") ?? "";
    return address.startsWith(own) || address.startsWith("/-/") || /(navigation|\.walk)\.js$/.test(address);
  });

  // As it came → as it is on the screen.
  const shown = new Map();
  const pair = (came, live) => {
    shown.set(came, live);
    const others = [...live.childNodes];
    came.childNodes.forEach((child, index) => pair(child, others[index]));
  };
  let came = main?.cloneNode(true);
  if (came) {
    pair(came, main);
  }

  const isPlain = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      return true;
    }
    return (
      node.nodeType === Node.ELEMENT_NODE &&
      PLAIN.has(node.localName) &&
      !node.classList.contains("term") &&
      node.getAttributeNames().every((name) => PLAIN_ATTRIBUTES.has(name)) &&
      [...node.childNodes].every(isPlain)
    );
  };

  // How many nodes of two lists are the same at their beginning and at their end.
  const edges = (old, fresh) => {
    const most = Math.min(old.length, fresh.length);
    let start = 0;
    while (start < most && old[start].isEqualNode(fresh[start])) {
      start += 1;
    }
    let end = 0;
    while (end < most - start && old.at(-1 - end).isEqualNode(fresh.at(-1 - end))) {
      end += 1;
    }
    return [start, end];
  };

  const hasSameTag = (one, other) =>
    one.nodeType === Node.ELEMENT_NODE && one.cloneNode(false).isEqualNode(other.cloneNode(false));

  const keep = (old, fresh, kept) => {
    kept.push([old, fresh]);
    old.childNodes.forEach((child, n) => keep(child, fresh.childNodes[n], kept));
  };

  // Finds which nodes stay (`kept`: as they came before, as they came now) and which are replaced
  // (`steps`); tells whether that is safe.
  const plan = (before, after, steps, kept) => {
    kept.push([before, after]);
    const old = [...before.childNodes];
    const fresh = [...after.childNodes];
    const [start, end] = edges(old, fresh);
    const gone = old.slice(start, old.length - end);
    const made = fresh.slice(start, fresh.length - end);
    for (let n = 0; n < start; n += 1) {
      keep(old[n], fresh[n], kept);
    }
    for (let n = 1; n <= end; n += 1) {
      keep(old.at(-n), fresh.at(-n), kept);
    }
    if (gone.length === made.length && gone.every((node, n) => hasSameTag(node, made[n]))) {
      return gone.every((node, n) => plan(node, made[n], steps, kept));
    }
    // What stands there must be what came, one beside the other: nothing that a script has put there.
    const parent = shown.get(before);
    const row = [old[start - 1], ...gone, old[old.length - end]].map((node) => shown.get(node));
    const isInRow = row.every((node, n) => {
      const next = n + 1 < row.length ? (row[n + 1] ?? null) : undefined;
      const first = n === 0 && !node ? parent.firstChild : node?.nextSibling;
      return next === undefined || first === next;
    });
    const isAsItCame = gone.every(
      (node) =>
        shown.get(node).isEqualNode(node) && !shown.get(node).contains(document.activeElement),
    );
    steps.push({ parent, previous: row[0], live: row.slice(1, -1), made });
    return isInRow && isAsItCame && [...gone, ...made].every(isPlain);
  };

  const apply = ({ parent, previous, live, made }) => {
    const copies = made.map((node) => document.importNode(node, true));
    live.forEach((node) => node.remove());
    if (previous) {
      previous.after(...copies);
    } else {
      parent.prepend(...copies);
    }
    return copies;
  };

  /** Brings the page to a new state in place; tells whether that could be done. */
  globalThis.playbookPreview.swap = (page) => {
    const after = page.querySelector("main");
    const script = page.querySelector(OUR_SCRIPT);
    if (!came || !after || !isOnlyOurs || script?.dataset.frame !== frame) {
      return false;
    }
    const steps = [];
    const kept = [];
    if (!plan(came, after, steps, kept)) {
      return false;
    }
    const stays = kept.map(([old, fresh]) => [fresh, shown.get(old)]);
    let copies = [];
    globalThis.playbookPreview.keepPlace(() => {
      copies = steps.map(apply);
    });
    shown.clear();
    for (const [fresh, live] of stays) {
      shown.set(fresh, live);
    }
    steps.forEach(({ made }, n) => made.forEach((node, at) => pair(node, copies[n][at])));
    came = after;
    document.title = page.title;
    const description = page.querySelector(DESCRIPTION)?.getAttribute("content");
    document.querySelector(DESCRIPTION)?.setAttribute("content", description);
    globalThis.playbookPreview.changes += 1;
    return true;
  };
})();
