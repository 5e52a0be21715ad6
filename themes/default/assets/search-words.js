// Words as the search index has them: how a text falls into them and how they are folded. The index
// is made by `rendering/search/words.py`, and the two agree to the letter.
globalThis.playbookWords = (() => {
  "use strict";
  const LONGEST_WORD = 40;
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const LETTERS = new Map(
    Object.entries({
      "\u00df": "ss",
      "\u00e6": "ae",
      "\u00f0": "d",
      "\u00f8": "o",
      "\u00fe": "th",
      "\u0111": "d",
      "\u0127": "h",
      "\u0131": "i",
      "\u0142": "l",
      "\u0153": "oe",
      "\u0167": "t",
      "\u03c2": "\u03c3",
    }),
  );
  const PLAIN = /[\u00df\u00e6\u00f0\u00f8\u00fe\u0111\u0127\u0131\u0142\u0153\u0167\u03c2]/g;

  // Scripts whose vowel signs are marks, and scripts that put no spaces between words.
  const INDIC =
    "\\u0900-\\u0963\\u0966-\\u0dff\\u0e01-\\u0e3a\\u0e40-\\u0eff\\u1000-\\u1049\\u1050-\\u109f\\u1780-\\u17d3";
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3130-\\u318f" +
    "\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTER = `[\\p{L}\\p{N}${INDIC}]`;
  // A comma between thousands belongs to the number. What follows an apostrophe by itself, as in
  // “team’s”, is left out.
  const WORD = new RegExp(
    `['\u2019\u02bc][\\p{L}\\p{N}](?![\\p{L}\\p{N}])` +
      `|(${LETTER}+(?:(?<=[0-9]),(?=[0-9]{3}(?![0-9]))${LETTER}+)*)`,
    "gu",
  );
  const RUN = new RegExp(`([${UNSPACED}]+)|[^${UNSPACED}]+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(MARKS, "")
      .toLowerCase()
      .normalize("NFC")
      .replace(PLAIN, (letter) => LETTERS.get(letter));

  // Calls `each(start, end, folded, unspaced)` for every run of one script in every word.
  const walk = (text, each) => {
    for (const word of text.matchAll(WORD)) {
      if (word[1] === undefined) {
        continue;
      }
      for (const run of word[1].matchAll(RUN)) {
        const start = word.index + run.index;
        const unspaced = run[1] !== undefined;
        for (const part of fold(run[0].replaceAll(",", "")).matchAll(WORD)) {
          each(start, start + run[0].length, part[0], unspaced);
        }
      }
    }
  };

  const pairs = (run) => {
    const letters = [...run];
    return letters.length < 2 ? letters : letters.slice(1).map((letter, n) => letters[n] + letter);
  };

  // The words of a query. Of a script without spaces all pairs of neighbours.
  const typed = (text) => {
    const words = [];
    walk(text.normalize("NFC"), (start, end, folded, unspaced) => {
      const cut = [...folded].slice(0, LONGEST_WORD).join("");
      words.push(...(unspaced ? pairs(folded) : [cut]));
    });
    return words;
  };

  // A number below 256 for the beginning of a word: which file of the index it is in.
  const placeOf = (start) => {
    const [first, second] = [...start];
    const further = second && !IS_UNSPACED.test(first) ? second.codePointAt(0) : 0;
    const sum = Math.imul(first.codePointAt(0), 0x9e3779b1) + Math.imul(further, 0x85ebca6b);
    return (sum >>> 0) >>> 24;
  };

  // Whether one letter too many, too few, wrong, or two exchanged, make one word the other.
  const isNear = (one, other) => {
    const [short, long] = one.length <= other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1) {
      return false;
    }
    let at = 0;
    while (at < short.length && short[at] === long[at]) {
      at += 1;
    }
    if (long.length > short.length) {
      return short.slice(at) === long.slice(at + 1);
    }
    const isSwapped =
      short[at] === long[at + 1] &&
      short[at + 1] === long[at] &&
      short.slice(at + 2) === long.slice(at + 2);
    return isSwapped || short.slice(at + 1) === long.slice(at + 1);
  };

  // Whether two words begin alike and differ in their endings only.
  const isRelated = (one, other) => {
    let same = 0;
    while (same < one.length && one[same] === other[same]) {
      same += 1;
    }
    const [rest, otherRest] = [one.length - same, other.length - same];
    return rest <= 3 && ((same >= 4 && otherRest <= 3) || (same >= 3 && otherRest <= 1));
  };

  const SHORTEST_MENDED = 4;

  // Whether a name has all of these words, as far as they are typed, in other forms or with an error.
  const isCalled = (name, words, isOpen) => {
    const own = typed(name);
    const isMeant = (word, isLast) => (form) =>
      form === word ||
      (isRelated(word, form) && Math.abs(word.length - form.length) < 3) ||
      (word.length >= SHORTEST_MENDED && isNear(word, form)) ||
      (isLast && word.length > 2 && form.startsWith(word));
    const last = isOpen ? words.length - 1 : -1;
    return words.length > 0 && words.every((word, n) => own.some(isMeant(word, n === last)));
  };

  const isUnspaced = (word) => IS_UNSPACED.test(word);

  return { fold, isCalled, isNear, isRelated, isUnspaced, placeOf, typed, walk };
})();
