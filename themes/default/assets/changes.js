// Marks the changes that are newer than the reader's last visit. What was seen is a day, and which
// changes of that day: more may be published on the same day.
(() => {
  "use strict";
  const KEY = "playbook-changes-seen";
  const status = document.getElementById("ui:changes");
  const entries = [...document.querySelectorAll(".change-entry")];
  if (!status || !entries.length) {
    return;
  }
  const texts = status.dataset;

  const remembered = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEY));
      return typeof held?.day === "string" && Array.isArray(held.keys) ? held : null;
    } catch {
      return null;
    }
  };

  const seen = remembered();
  const newest = entries[0].dataset.day;
  const fresh = seen
    ? entries.filter((entry) => {
        const { day } = entry.dataset;
        return day > seen.day || (day === seen.day && !seen.keys.includes(entry.id));
      })
    : [];
  for (const entry of fresh) {
    const mark = document.createElement("span");
    mark.className = "change-unseen";
    mark.textContent = texts.unseen;
    entry.classList.add("change-fresh");
    entry.firstElementChild.append(" ", mark);
  }

  const words = () => {
    if (!seen) {
      return texts.first;
    }
    return [texts.none, texts.one][fresh.length] ?? texts.many.replace("{n}", String(fresh.length));
  };
  status.textContent = words();

  try {
    const keys = entries.filter((entry) => entry.dataset.day === newest).map((entry) => entry.id);
    localStorage.setItem(KEY, JSON.stringify({ day: newest, keys }));
  } catch {
    // Storage may be forbidden; then every visit is the first.
  }
})();
