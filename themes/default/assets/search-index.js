// The search without its looks: loads the files of the index that a query needs, and ranks. The
// files are scripts, so that they load from disk as over HTTP; what they hold is described in
// `rendering/search/files.py`.
globalThis.playbookFind = (() => {
  "use strict";
  const { isCalled, isNear, isRelated, isUnspaced, placeOf, typed } = globalThis.playbookWords;
  const MOST_WORDS = 12;
  // How much is loaded for one word of a query: documents, where a file counts for some.
  const MOST_LOADED = 6000;
  const FEW_LOADED = 3000; // where the word itself stands in many documents already
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
    file.groups ??= file.words.map(([forms, count, held, named = ""]) => ({
      forms: forms.split(","),
      count: Math.abs(count),
      common: count < 0,
      postings: file.inside ? held : null,
      file: file.inside ? "" : `p-${name}-${held}`,
      key: forms,
      named,
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

  // The word stands nowhere as it is: what may be meant, by the best of the ways that find anything.
  const mended = async (word, groups, isLast) => {
    const isMeant = (form) =>
      isNear(word, form) ||
      (isLast && [-1, 0, 1].some((more) => isNear(word, form.slice(0, word.length + more))));
    const like = (test, fit) =>
      groups.filter((group) => group.forms.some(test)).map((group) => ({ group, fit }));
    const here = [like(isMeant, 0.5), like((form) => isRelated(word, form), 0.6)];
    return here.find((found) => found.length) ?? (await begunWrongly(word));
  };

  const groupsOf = async (form) =>
    (await wordsLike(form)).filter((group) => group.forms.includes(form));

  // One of the first two letters is wrong: such words are found by their last two.
  const begunWrongly = async (word) => {
    const ending = await place([...word].slice(-2).reverse().join(""), "endings");
    const forms = (await load(`e-${ending}`)).filter((form) => isNear(word, form));
    const others = await Promise.all(forms.map(groupsOf));
    return [...new Set(others.flat())].map((group) => ({ group, fit: 0.5 }));
  };

  // Returns two words for one that is written together by mistake, or [].
  const parted = async (word) => {
    const firsts = (await wordsLike(word)).flatMap(({ forms }) => forms);
    const begun = firsts.filter((form) => form.length < word.length - 1 && word.startsWith(form));
    for (const form of begun.sort((one, other) => other.length - one.length)) {
      const rest = word.slice(form.length);
      if ((await groupsOf(rest)).length) {
        return [form, rest];
      }
    }
    return [];
  };

  // Returns what a word of the query comes to: the forms to mark, and how to get at its documents.
  const understand = async (word, isLast, grammar) => {
    const found = await meanings(word, isLast);
    found.sort((a, b) => b.fit - a.fit || b.group.count - a.group.count);
    const isFrequent = found[0]?.fit === 1 && found[0].group.count > OF_A_FILE;
    const most = isFrequent ? FEW_LOADED : MOST_LOADED;
    const wanted = new Set([""]);
    let loaded = 0;
    const kept = found.filter(({ group, fit }, n) => {
      if (wanted.has(group.file)) {
        return true;
      }
      loaded += Math.max(group.count, OF_A_FILE);
      const isKept = n === 0 || fit === 1 || loaded <= most;
      if (isKept) {
        wanted.add(group.file);
      }
      return isKept;
    });
    const isEverywhere = kept.length > 0 && kept.every(({ group }) => group.common);
    return {
      word,
      kept,
      forms: new Set(found.flatMap(({ group }) => group.forms)),
      common: isEverywhere || grammar.has(word),
    };
  };

  // Returns key → what is known of the word there: how much the document is about it (`weight`), how
  // many words the name has in which it stands (`inName`), and how well it fits.
  const documentsOf = async (meaning, isNamesOnly = false) => {
    const documents = new Map();
    const listOf = async ({ named, postings, file, key }) =>
      isNamesOnly ? named : (postings ?? (await load(file))[key] ?? "");
    const lists = await Promise.all(meaning.kept.map(({ group }) => listOf(group)));
    for (const [n, { group, fit }] of meaning.kept.entries()) {
      const postings = lists[n];
      for (let at = 0; at < postings.length; at += POSTING_SIZE) {
        const key = postings.slice(at + 1, at + POSTING_SIZE);
        const digit = DIGITS.indexOf(postings[at]);
        const inName = digit < 32 ? 0 : ((digit >>> 2) & 7) + 1;
        const level = ((inName ? (digit & 3) << 3 : digit) + 1) / 32;
        const held = documents.get(key);
        if (held?.group === group) {
          // Another form of the word: both together say more than each.
          held.level += level - held.level * level;
          held.inName = held.inName && inName ? Math.min(held.inName, inName) : held.inName || inName;
        } else if (!held || fit * level > held.fit * held.level || (inName && !held.inName)) {
          documents.set(key, { group, level, inName: inName || (held?.inName ?? 0), fit });
        }
      }
    }
    return documents;
  };

  // --- ranking ---------------------------------------------------------------------------------

  // All words must match, but those that say nothing. Where there are no others, as many of them as
  // are worth loading, and of the rest it counts whether they stand in a name.
  const match = async (meanings, total) => {
    const telling = meanings.filter((meaning) => !meaning.common);
    if (telling.length) {
      return together(await Promise.all(telling.map((meaning) => documentsOf(meaning))), [], total);
    }
    const size = ({ kept }) => kept.reduce((sum, { group }) => sum + group.count, 0);
    const some = meanings.filter(({ kept }) => kept.length).sort((a, b) => size(a) - size(b));
    let loaded = 0;
    const isWorthIt = some.map((meaning, n) => (loaded += size(meaning)) <= MOST_LOADED || n === 0);
    const sets = await Promise.all(some.map((word, n) => documentsOf(word, !isWorthIt[n])));
    return together(
      sets.filter((_, n) => isWorthIt[n]),
      sets.filter((_, n) => !isWorthIt[n]),
      total,
    );
  };

  const together = (required, others, total) => {
    const [fewest, ...rest] = [...required].sort((a, b) => a.size - b.size);
    const found = [];
    for (const key of fewest?.keys() ?? []) {
      if (rest.every((set) => set.has(key))) {
        found.push({ key, ...score([...required, ...others], key, total) });
      }
    }
    return found;
  };

  const score = (sets, key, total) => {
    let sum = 0;
    let named = 0;
    let longest = 0;
    let least = 1;
    for (const set of sets) {
      const { level, inName, fit } = set.get(key) ?? { level: 0, inName: 0, fit: 1 };
      const weight = fit * (level + (inName ? 1 / (inName + 1) : 0));
      sum += weight * Math.log(1 + total / (set.size || 1));
      if (inName) {
        named += 1;
        longest = Math.max(longest, inName);
        least = Math.min(least, fit);
      }
    }
    const isNamed = named === sets.length;
    if (isNamed) {
      sum += least * (named >= longest ? WHOLE_NAME : (IN_NAME * named) / longest);
    }
    return { isNamed, score: sum };
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

  // Returns the views that are called as the query, by their titles or by other words for them.
  const viewsOf = ({ views, grammar }, words, isOpen) => {
    const some = words.filter((word) => !grammar.includes(word));
    return views
      .filter(([title, , , more]) => isCalled(`${title} ${more}`, some.length ? some : words, isOpen))
      .map(([title, url, purpose]) => ({ title, url, purpose }));
  };

  // Returns the documents that match, best first; the views; the meanings, to mark words by; and the words that
  // stand nowhere.
  const find = async (query, { kind = "", statuses = new Set() } = {}) => {
    const held = await index();
    const grammar = new Set(held.grammar);
    const isOpen = !/\s$/u.test(query);
    const words = [...new Set(typed(query))].slice(0, MOST_WORDS);
    const understood = async (word, isLast) => {
      const meaning = await understand(word, isLast, grammar);
      const parts = meaning.kept.length || meaning.common ? [] : await parted(word);
      return parts.length
        ? Promise.all(parts.map((part) => understand(part, false, grammar)))
        : [meaning];
    };
    const [nested, filter] = await Promise.all([
      Promise.all(words.map((word, n) => understood(word, isOpen && n === words.length - 1))),
      kind ? allowed(kind, statuses) : null,
    ]);
    const meanings = nested.flat();
    const unknown = meanings.filter(({ kept, common }) => !kept.length && !common);
    const matched = await match(meanings, held.documents);
    const found = matched.filter(({ key }) => !filter || filter.has(key));
    found.sort(
      (one, other) =>
        other.isNamed - one.isNamed || other.score - one.score || (one.key < other.key ? -1 : 1),
    );
    const views = kind ? [] : viewsOf(held, words, isOpen);
    return { words, meanings, found, views, unknown: unknown.map(({ word }) => word) };
  };

  const recordsOf = async (key) => {
    const { blocks } = await index();
    const number = DIGITS.indexOf(key[0]) * 64 + DIGITS.indexOf(key[1]);
    const block = await load(`d-${(number >>> (12 - blocks)).toString(16)}`);
    return block.filter(([own]) => own === key);
  };

  // How well a title is the query itself: word by word, or in other forms or another order.
  const sameness = (title, { words, meanings }) => {
    const own = typed(title);
    if (own.join(" ") === words.join(" ")) {
      return 2;
    }
    const isMeant = (word) => meanings.some(({ forms }) => forms.has(word));
    return own.length === meanings.length && own.every(isMeant) ? 1 : 0;
  };

  // Returns what results show of some of the documents found; one that was taken out meanwhile is
  // left out. Of those that are called as the query, the first is the one that is called just so.
  const documents = async (answer, from, to) => {
    const wanted = answer.found.slice(from, to);
    const records = await Promise.all(wanted.map(({ key }) => recordsOf(key)));
    const made = records.flatMap((some, n) =>
      some.map(([, title, url, kind, status, line, sections]) => ({
        title,
        url,
        kind,
        status,
        answer: line,
        sections: sections.map(([href, heading, text]) => ({ href, heading, text })),
        isNamed: wanted[n].isNamed,
        sameness: wanted[n].isNamed ? sameness(title, answer) : 0,
      })),
    );
    return from ? made : made.sort((one, other) => other.sameness - one.sameness);
  };

  return { documents, find, index };
})();
