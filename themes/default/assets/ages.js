// Says how old the last readings are, by the reader's own calendar, and which of them are older
// than they should be: `data-age` is the number of days after which the next one was due.
(() => {
  "use strict";
  const texts = document.currentScript.dataset;
  const DAY = 24 * 60 * 60 * 1000;
  const MONTH = 30.44;
  const AS_DAYS = 60;
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  const words = (days) => {
    if (days < 2) {
      return days === 0 ? texts.today : texts.yesterday;
    }
    return days <= AS_DAYS
      ? texts.days.replace("{n}", String(days))
      : texts.months.replace("{n}", String(Math.round(days / MONTH)));
  };

  const note = (className, text) => {
    const made = document.createElement("span");
    made.className = className;
    made.textContent = text;
    return made;
  };

  for (const time of document.querySelectorAll("time[data-age]")) {
    const days = Math.round((today - Date.parse(time.dateTime)) / DAY);
    if (Number.isNaN(days) || days < 0) {
      continue;
    }
    const limit = Number(time.dataset.age);
    const notes = [note("age-note", words(days))];
    if (limit && days > limit) {
      notes.push(note("age-old", texts.old));
    }
    time.after(" ", ...notes);
  }
})();
