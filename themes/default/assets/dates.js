// Says how far away the days are by which something must happen, by the reader's own calendar: the
// page is the same every day, and only the reader knows which day it is.
(() => {
  "use strict";
  const texts = document.currentScript.dataset;
  const DAY = 24 * 60 * 60 * 1000;
  const NEAR = 30;
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  const words = (days) => {
    if (days === 0) {
      return texts.today;
    }
    if (Math.abs(days) === 1) {
      return days > 0 ? texts.tomorrow : texts.yesterday;
    }
    return (days > 0 ? texts.ahead : texts.ago).replace("{n}", String(Math.abs(days)));
  };

  for (const time of document.querySelectorAll("time[data-due]")) {
    const days = Math.round((Date.parse(time.dateTime) - today) / DAY);
    if (Number.isNaN(days) || days > NEAR) {
      continue;
    }
    const note = document.createElement("span");
    note.className = "day-note";
    note.textContent = words(days);
    time.classList.add(days < 0 ? "day-past" : "day-near");
    time.after(" ", note);
  }
})();
