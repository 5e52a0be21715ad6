// Finds amounts in what people write: `12000`, `£12,000`, `12.000 EUR`, `12 000`, `12k`, `1.5m`.
(() => {
  "use strict";
  const SIGNS = "£€$¥₹₪";
  const NUMBER = new RegExp(
    `([${SIGNS}])?\\s*(\\d+(?:[.,'’\\u00a0\\u202f ]\\d{3})*(?:[.,]\\d+)?)\\s*([${SIGNS}])?\\s*(k|m|mio|thousand|million)?(?![\\p{L}\\d])`,
    "giu",
  );
  const TIMES = { k: 1e3, thousand: 1e3, m: 1e6, mio: 1e6, million: 1e6 };

  // With two sorts of signs the last one is the point; with one sort, groups of three are groups.
  const read = (written, point) => {
    const text = written.replace(/['’\u00a0\u202f ]/g, "");
    const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
    if (last < 0) {
      return Number(text);
    }
    const mark = text[last];
    const other = mark === "." ? "," : ".";
    const once = text.indexOf(mark) === last;
    const grouped = /^\d{1,3}([.,]\d{3})+$/.test(text) && !text.includes(other);
    if (grouped && !(once && mark === point && text.startsWith("0"))) {
      return Number(text.replace(/[.,]/g, ""));
    }
    return Number(text.replaceAll(other, "").replace(mark, "."));
  };

  // Returns the amounts, and the text without them; signs of currencies stay in it as words.
  window.playbookAmounts = (query, point) => {
    const amounts = [];
    const rest = query.replace(NUMBER, (_, before, digits, after, times) => {
      const value = read(digits, point) * (TIMES[(times || "").toLowerCase()] || 1);
      if (Number.isFinite(value)) {
        amounts.push(value);
      }
      return ` ${before || ""} ${after || ""} `;
    });
    return { amounts, rest };
  };
})();
