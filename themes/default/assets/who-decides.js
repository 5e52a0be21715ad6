// Finds the decision that a reader asks about: by words, and by the amount of money or time that is
// at stake. The page holds all decisions as cards; those that do not answer are hidden, the best
// comes first. Without a script the page is a list with anchors.
(() => {
  "use strict";
  const input = document.getElementById("ui:who");
  const clear = document.getElementById("ui:who-clear");
  const status = document.getElementById("ui:who-status");
  const command = document.getElementById("ui:who-command");
  if (!input || !window.playbookAmounts) {
    return;
  }
  const texts = status.dataset;
  const SHORT = 3;
  const [EXACT, START, RELATED] = [3, 2, 1];

  const fold = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase();
  const split = (text) => fold(text).match(/[\p{L}\p{N}]+|[£€$¥₹₪%]/gu) || [];
  const fill = new Set(split(texts.fill));

  const cards = [...document.querySelectorAll("[data-who]")].map((element, place) => {
    const { who, words, low, high, units, approver } = element.dataset;
    const bounds = units ? [low ? Number(low) : -Infinity, high ? Number(high) : Infinity] : null;
    return {
      element,
      place,
      approver,
      bounds,
      words: [...new Set(split(words))],
      units: new Set(units ? units.split("|").map(fold) : []),
      row: document.getElementById(`amount-${who}`),
      list: element.parentElement,
    };
  });
  // Money is a unit even where no decision counts in it: 12,000 EUR is not 12,000 GBP.
  const MONEY = split("£ € $ ¥ ₹ ₪ gbp eur usd jpy cny inr chf sek nok dkk pln czk cad aud");
  const units = new Set([...MONEY, ...cards.flatMap((card) => [...card.units])]);

  // Whether two words are one edit apart: a letter more, less, other, or two of them swapped.
  const near = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) {
      return false;
    }
    let start = 0;
    while (start < one.length && one[start] === other[start]) {
      start += 1;
    }
    const [a, b] = [one.slice(start), other.slice(start)];
    const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped;
  };

  // Forms of one word share its beginning: tool and tooling, approve and approval.
  const related = (one, other) => {
    let shared = 0;
    while (shared < one.length && one[shared] === other[shared]) {
      shared += 1;
    }
    return shared > SHORT && Math.max(one.length, other.length) - shared <= SHORT;
  };

  const likeness = (word, known) => {
    if (word === known) {
      return EXACT;
    }
    if (known.startsWith(word)) {
      return START;
    }
    const long = word.length > SHORT && known.length > SHORT;
    return long && (related(word, known) || near(word, known)) ? RELATED : 0;
  };

  // What is asked: amounts, the units among the words, and the words that are left.
  const read = (query) => {
    const { amounts, rest } = window.playbookAmounts(query, texts.point);
    const said = fold(rest);
    const spoken = [...units].filter((unit) => ` ${said.split(/\s+/).join(" ")} `.includes(` ${unit} `));
    const unitWords = new Set(spoken.flatMap((unit) => [unit, ...split(unit)]));
    const words = split(rest).filter((word) => !fill.has(word) && !unitWords.has(word));
    return { amount: amounts[0], spoken, words };
  };

  const counts = (card, asked) =>
    !asked.spoken.length || asked.spoken.some((unit) => card.units.has(unit));

  const covers = (card, asked) =>
    card.bounds !== null &&
    counts(card, asked) &&
    asked.amount >= card.bounds[0] &&
    asked.amount < card.bounds[1];

  // How well a card answers: which words it has, and whether it covers the amount.
  const rate = (card, asked) => {
    const scores = asked.words.map((word) =>
      Math.max(0, ...card.words.map((known) => likeness(word, known))),
    );
    const has = scores.filter(Boolean).length;
    const fits = asked.amount !== undefined && covers(card, asked);
    const wrongAmount = asked.amount !== undefined && card.bounds !== null && !fits;
    const wrongUnit = asked.amount === undefined && !counts(card, asked);
    const asksNothing = !asked.words.length && !fits && asked.amount !== undefined;
    const whole = has === scores.length && !wrongAmount && !wrongUnit && !asksNothing;
    const points = scores.reduce((sum, score) => sum + score, 0) + (fits ? EXACT : 0);
    return { card, fits, whole, some: (has > 0 || fits) && !wrongAmount, points };
  };

  const say = (found, nearest, query) => {
    if (!query) {
      return "";
    }
    if (!found.length) {
      return texts.none.replace("{query}", query);
    }
    if (nearest) {
      return texts.nearest;
    }
    return found.length === 1
      ? texts.one.replace("{approver}", found[0].card.approver)
      : texts.many.replace("{n}", String(found.length));
  };

  const show = () => {
    const query = input.value.trim();
    const rated = cards.map((card) => rate(card, read(query)));
    const whole = query ? rated.filter((one) => one.whole) : rated;
    const found = whole.length ? whole : rated.filter((one) => one.some);
    const shown = new Set(found.map((one) => one.card));
    const inOrder = query
      ? [...rated].sort((a, b) => b.points - a.points || a.card.place - b.card.place)
      : rated;
    for (const { card, fits } of inOrder) {
      card.element.hidden = !shown.has(card);
      card.list.append(card.element);
      card.row?.classList.toggle("row-chosen", fits);
    }
    // A ladder is shown as a whole: whoever asks for one amount sees where the next right begins.
    const rows = [...shown].map((card) => card.row);
    for (const ladder of document.querySelectorAll(".panel-ladder")) {
      ladder.hidden = !rows.some((row) => ladder.contains(row));
    }
    for (const group of document.querySelectorAll(".who-group")) {
      group.hidden = !group.querySelector("[data-who]:not([hidden])");
    }
    clear.hidden = !query;
    command.hidden = !query || found.length > 0;
    status.textContent = say(found, !whole.length, query);
  };

  const keep = () => {
    const address = new URL(location.href);
    if (input.value.trim()) {
      address.searchParams.set("q", input.value.trim());
    } else {
      address.searchParams.delete("q");
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A page from disk may not change its address; the answers are there all the same.
    }
  };

  const ask = () => {
    show();
    keep();
  };

  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      ask();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      const first = document.querySelector("[data-who]:not([hidden])");
      if (first && input.value.trim()) {
        event.preventDefault();
        first.focus();
      }
    }
  });
  clear.addEventListener("click", () => {
    input.value = "";
    ask();
    input.focus();
  });

  // Whoever follows a link to one decision gets it, whatever was asked before. Ids of decisions and
  // of ladders are plain words, so that the address needs no decoding.
  const reveal = () => {
    const place = document.getElementById(location.hash.slice(1));
    if (place?.closest("[hidden]")) {
      input.value = "";
      ask();
      place.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", reveal);
  input.value = new URLSearchParams(location.search).get("q") || "";
  show();
  reveal();
})();
