// The search without its looks: loads the files of the index that a query needs, and ranks. The
// files are scripts, so that they load from disk as over HTTP; what they hold is described in
// `rendering/search_files.py`.
globalThis.playbookFind = (() => {
  "use strict";
  const { isNear, isUnspaced, placeOf, typed } = globalThis.playbookWords;
  const MOST_WORDS = 12;
  // How much is loaded for one word of a query: documents, where a file counts for some.
  const MOST_LOADED = 6000;
  const OF_A_FILE = 1200;
  const SHORTEST_PREFIX = 2;
  const SHORTEST_MENDED = 4;
  const DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  const KEY_SIZE = 5;
  const POSTING_SIZE = KEY_SIZE + 1;
  const WHOLE_NAME = 1000;
  const IN_NAME = 100;

  // --- the files -------------------------------------------------------------------------------

  const folder = `${document.documentElement.dataset.root}search/`;
  const FILE = /^[a-z0-9-]+\.js$/;

  // Scripts may come from the folder of the index and from nowhere else.
  const admit = (url) => {
    if (!url.startsWith(folder) || !FILE.test(url.slice(folder.length))) {
      throw new TypeError(`not a file of the search index: ${url}`);
    }
    return url;
  };
  const policy = window.trustedTypes?.createPolicy("playbook", { createScriptURL: admit }) ?? {
    createScriptURL: admit,
  };

  const files = new Map();
  const arrived = new Map();

  globalThis.playbookSearch = (name, data) => {
    arrived.set(name, data);
  };

  const load = (name) => {
    if (!files.has(name)) {
      const loading = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const done = () => {
          script.remove();
          if (arrived.has(name)) {
            resolve(arrived.get(name));
            arrived.delete(name);
          } else {
            files.delete(name); // so that the next query tries again
            reject(new Error(`the search index has no ${name}`));
          }
        };
        script.addEventListener("load", done);
        script.addEventListener("error", done);
        script.src = policy.createScriptURL(`${folder}${name}.js`);
        document.head.append(script);
      });
      files.set(name, loading);
    }
    return files.get(name);
  };

  const index = () => load("index");

  const place = async (start, count) => {
    const held = await index();
    return (placeOf(start) >>> (8 - held[count])).toString(16);
  };

  // Words that begin like this one: [words of one stem, documents, is it common, where these are].
  const wordsLike = async (word) => {
    const name = await place(word, "words");
    const file = await load(`w-${name}`);
    file.groups ??= file.words.map(([forms, count, held]) => ({
      forms: forms.split(","),
      count: Math.abs(count),
      common: count < 0,
      postings: file.inside ? held : null,
      file: file.inside ? "" : `p-${name}-${held}`,
      key: forms,
    }));
    return file.groups;
  };

  // --- words -----------------------------------------------------------------------------------

  // Returns the groups that a word of the query may mean, each with how well it fits.
  const meanings = async (word, isLast) => {
    const groups = await wordsLike(word);
    const exact = groups.filter((group) => group.forms.includes(word));
    const mayGrow = word.length >= SHORTEST_PREFIX || isUnspaced(word);
    const found = exact.map((group) => ({ group, fit: 1 }));
    if (mayGrow && (isLast || !exact.length)) {
      for (const group of groups) {
        const grown = group.forms.filter((form) => form.startsWith(word));
        if (grown.length && !exact.includes(group)) {
          const shortest = Math.min(...grown.map((form) => form.length));
          found.push({ group, fit: 0.3 + (0.5 * word.length) / shortest });
        }
      }
    }
    return found.length || word.length < SHORTEST_MENDED ? found : mended(word, groups, isLast);
  };

  // One letter of the word is wrong: not one of the first two, or not one of the last two.
  const mended = async (word, groups, isLast) => {
    const isMeant = (form) =>
      isNear(word, form) ||
      (isLast && [-1, 0, 1].some((more) => isNear(word, form.slice(0, word.length + more))));
    const near = groups.filter((group) => group.forms.some(isMeant));
    if (near.length) {
      return near.map((group) => ({ group, fit: 0.5 }));
    }
    const ending = await place([...word].slice(-2).reverse().join(""), "endings");
    const forms = (await load(`e-${ending}`)).filter((form) => isNear(word, form));
    const others = await Promise.all(
      forms.map(async (form) => {
        const like = await wordsLike(form);
        return like.filter((group) => group.forms.includes(form));
      }),
    );
    return [...new Set(others.flat())].map((group) => ({ group, fit: 0.5 }));
  };

  // Returns what a word of the query comes to: the forms to mark, and how to get at its documents.
  const understand = async (word, isLast) => {
    const found = await meanings(word, isLast);
    found.sort((a, b) => b.fit - a.fit || b.group.count - a.group.count);
    const wanted = new Set([""]);
    let loaded = 0;
    const kept = found.filter(({ group, fit }, n) => {
      if (wanted.has(group.file)) {
        return true;
      }
      loaded += Math.max(group.count, OF_A_FILE);
      const isKept = n === 0 || fit === 1 || loaded <= MOST_LOADED;
      if (isKept) {
        wanted.add(group.file);
      }
      return isKept;
    });
    return {
      word,
      kept,
      forms: new Set(found.flatMap(({ group }) => group.forms)),
      common: kept.length > 0 && kept.every(({ group }) => group.common),
    };
  };

  // Returns key → [how much the document is about the word, words of the name it stands in].
  const documentsOf = async (meaning) => {
    const documents = new Map();
    await Promise.all(meaning.kept.map(({ group }) => group.file && load(group.file)));
    for (const { group, fit } of meaning.kept) {
      const postings = group.postings ?? (await load(group.file))[group.key] ?? "";
      for (let at = 0; at < postings.length; at += POSTING_SIZE) {
        const key = postings.slice(at + 1, at + POSTING_SIZE);
        const digit = DIGITS.indexOf(postings[at]);
        const inName = digit < 32 ? 0 : ((digit >>> 2) & 7) + 1;
        const level = ((inName ? (digit & 3) << 3 : digit) + 1) / 32;
        const weight = fit * (level + (inName ? 1 / (inName + 1) : 0));
        const held = documents.get(key);
        if (!held) {
          documents.set(key, { weight, inName, fit });
          continue;
        }
        held.weight = Math.max(held.weight, weight);
        if (inName && (!held.inName || held.fit < fit)) {
          Object.assign(held, { inName, fit });
        }
      }
    }
    return documents;
  };

  // --- ranking ---------------------------------------------------------------------------------

  // All words must match, but those that say nothing, unless there are no others.
  const match = async (meanings, total) => {
    const telling = meanings.filter((meaning) => !meaning.common);
    const required = telling.length ? telling : meanings;
    const sets = await Promise.all(required.map(documentsOf));
    const [fewest, ...others] = [...sets].sort((a, b) => a.size - b.size);
    const scores = new Map();
    for (const key of fewest?.keys() ?? []) {
      if (others.every((set) => set.has(key))) {
        scores.set(key, score(sets, key, total));
      }
    }
    return scores;
  };

  const score = (sets, key, total) => {
    let sum = 0;
    let named = 0;
    let longest = 0;
    let fit = 1;
    for (const set of sets) {
      const held = set.get(key);
      sum += held.weight * Math.log(1 + total / set.size);
      if (held.inName) {
        named += 1;
        longest = Math.max(longest, held.inName);
        fit = Math.min(fit, held.fit);
      }
    }
    if (named === sets.length) {
      sum += fit * (named >= longest ? WHOLE_NAME : (IN_NAME * named) / longest);
    }
    return sum;
  };

  const allowed = async (kind, statuses) => {
    const { kinds } = await index();
    const number = kinds.findIndex(([name]) => name === kind);
    if (number < 0) {
      return null;
    }
    const byStatus = await load(`k-${number}`);
    const keys = new Set();
    for (const [status, joined] of Object.entries(byStatus)) {
      if (!statuses.size || statuses.has(status)) {
        for (let at = 0; at < joined.length; at += KEY_SIZE) {
          keys.add(joined.slice(at, at + KEY_SIZE));
        }
      }
    }
    return keys;
  };

  // Returns the documents that match, best first, as keys; and the meanings, to mark words by.
  const find = async (query, { kind = "", statuses = new Set() } = {}) => {
    const held = await index();
    const words = [...new Set(typed(query))].slice(0, MOST_WORDS);
    const isOpen = !/\s$/u.test(query);
    const [meanings, filter] = await Promise.all([
      Promise.all(words.map((word, n) => understand(word, isOpen && n === words.length - 1))),
      kind ? allowed(kind, statuses) : null,
    ]);
    const scores = await match(meanings, held.documents);
    const found = [...scores].filter(([key]) => !filter || filter.has(key));
    found.sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
    return { words, meanings, found };
  };

  const recordsOf = async (key) => {
    const { blocks } = await index();
    const number = DIGITS.indexOf(key[0]) * 64 + DIGITS.indexOf(key[1]);
    const block = await load(`d-${(number >>> (12 - blocks)).toString(16)}`);
    return block.filter(([own]) => own === key);
  };

  // Returns what results show of some of the documents found; one that was taken out meanwhile is
  // left out. Of those that are called as the query in other forms or order, the first is the one
  // that is called exactly so.
  const documents = async ({ words, found }, from, to) => {
    const keys = found.slice(from, to).map(([key]) => key);
    const records = (await Promise.all(keys.map(recordsOf))).flat();
    const made = records.map(([, title, url, kind, status, answer, sections]) => ({
      title,
      url,
      kind,
      status,
      answer,
      sections: sections.map(([href, heading, text]) => ({ href, heading, text })),
      isSo: typed(title).join(" ") === words.join(" "),
    }));
    return from ? made : made.sort((one, other) => other.isSo - one.isSo);
  };

  return { documents, find, index };
})();
