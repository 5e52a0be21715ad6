// Tells by the reader's day which improvements are late, and filters the board. What is chosen is
// kept in the address, so that it can be shared.
(() => {
  "use strict";
  const filters = document.getElementById("ui:filters");
  if (!filters) {
    return;
  }
  const reset = document.getElementById("ui:reset");
  const count = document.getElementById("ui:count");
  const none = document.getElementById("ui:none");
  const selects = [...filters.querySelectorAll("select")];
  const lessons = [...document.querySelectorAll(".lesson")];
  const improvements = [...document.querySelectorAll(".improvement")];
  const lanes = [...document.querySelectorAll(".lane")];

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const late = lanes.find((lane) => lane.dataset.lane === "late");
  for (const item of improvements) {
    const due = item.querySelector("time[data-due]");
    if (item.dataset.state === "open" && due && due.dateTime < today) {
      item.dataset.state = "late";
      late.querySelector("ul").append(item);
    }
  }

  // A lesson stands where what follows from it does.
  const place = (item, name) => item.querySelector(name)?.getAttribute("href");
  const states = Map.groupBy(improvements, (item) => place(item, ".improvement-because a"));
  const stands = (lesson, state) =>
    (states.get(place(lesson, ".entry-title")) ?? []).some((item) => item.dataset.state === state);

  const words = (held) => (held ? held.split(" ") : []);
  const fits = (item, chosen) =>
    (!chosen.topic || words(item.dataset.topics).includes(chosen.topic)) &&
    (!chosen.party || words(item.dataset.parties).includes(chosen.party));

  const show = () => {
    const chosen = Object.fromEntries(selects.map((held) => [held.dataset.filter, held.value]));
    for (const item of improvements) {
      const isState = !chosen.state || item.dataset.state === chosen.state;
      item.hidden = !isState || !fits(item, chosen);
    }
    for (const lesson of lessons) {
      const isState = !chosen.state || stands(lesson, chosen.state);
      lesson.hidden = !isState || !fits(lesson, chosen);
    }
    for (const lane of lanes) {
      const isEmpty = !lane.querySelector(".improvement:not([hidden])");
      lane.querySelector(".lane-none").hidden = !isEmpty;
      const isOther = chosen.state && chosen.state !== lane.dataset.lane;
      lane.hidden = Boolean(isOther) || (isEmpty && lane === late && chosen.state !== "late");
    }
    const all = [...improvements, ...lessons];
    const shown = all.filter((item) => !item.hidden).length;
    const isFiltered = Object.values(chosen).some(Boolean);
    none.hidden = lessons.some((lesson) => !lesson.hidden);
    reset.hidden = !isFiltered;
    count.textContent = isFiltered
      ? count.dataset.shown.replace("{n}", String(shown)).replace("{all}", String(all.length))
      : "";
  };

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const held of selects) {
      const value = asked.get(held.dataset.filter) ?? "";
      held.value = [...held.options].some((option) => option.value === value) ? value : "";
    }
    show();
  };

  const write = () => {
    const asked = new URLSearchParams();
    for (const held of selects) {
      if (held.value) {
        asked.set(held.dataset.filter, held.value);
      }
    }
    const query = asked.toString();
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // A page from disk may not change its address everywhere; the filter works all the same.
    }
    show();
  };

  for (const held of selects) {
    held.addEventListener("change", write);
  }
  reset.addEventListener("click", () => {
    for (const held of selects) {
      held.value = "";
    }
    write();
    selects[0].focus();
  });
  window.addEventListener("popstate", read);
  read();
})();
