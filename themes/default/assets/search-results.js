// What a result shows of a document: its title, its answer, the sections in which words match and a
// few words around them. Every text is set as text, never as mark-up.
globalThis.playbookResults = (() => {
  "use strict";
  const { isUnspaced, walk } = globalThis.playbookWords;
  const LENGTH = 160;
  const BEFORE = 40;
  const MOST_SECTIONS = 3;
  const { root } = document.documentElement.dataset;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  };

  // Returns the places in a text that match: [start, end, number of the query's word].
  const marks = (text, meanings) => {
    const found = [];
    walk(text, (start, end, folded, unspaced) => {
      for (const [number, { word, forms }] of meanings.entries()) {
        if (unspaced && isUnspaced(word)) {
          // Folding leaves the length of these scripts alone, so offsets hold.
          for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
            found.push([start + at, start + at + word.length, number]);
          }
        } else if (forms.has(folded)) {
          found.push([start, end, number]);
          break;
        }
      }
    });
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  };

  const marked = (text, places) => {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const [start, end] of places) {
      if (end > at) {
        const from = Math.max(start, at);
        made.append(text.slice(at, from), element("mark", "", text.slice(from, end)));
        at = end;
      }
    }
    made.append(text.slice(at));
    return made;
  };

  const distinct = (places) => new Set(places.map(([, , number]) => number)).size;

  // Returns a piece of a text, where most words of the query stand together, with its marks.
  const excerpt = (text, places) => {
    if (text.length <= LENGTH) {
      return marked(text, places);
    }
    let best = places.slice(0, 1);
    for (const [n, [start]] of places.entries()) {
      const near = places.slice(n).filter(([, end]) => end <= start + LENGTH - BEFORE);
      if (distinct(near) > distinct(best)) {
        best = near;
      }
    }
    const first = best.length ? best[0][0] : 0;
    let from = Math.max(0, Math.min(first - BEFORE, text.length - LENGTH));
    let to = Math.min(text.length, from + LENGTH);
    // Not in the middle of a word, unless there is no space near.
    const space = from > 0 ? text.indexOf(" ", from) : -1;
    from = space >= 0 && space < first ? space + 1 : from;
    const last = to < text.length ? text.lastIndexOf(" ", to) : -1;
    to = last > first + BEFORE ? last : to;
    const inside = places
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start - from, end - from]);
    const made = marked(text.slice(from, to), inside);
    made.prepend(from > 0 ? "… " : "");
    made.append(to < text.length ? " …" : "");
    return made;
  };

  const telling = (meanings) => {
    const some = meanings.filter((meaning) => !meaning.common);
    return some.length ? some : meanings;
  };

  // Returns the sections to show: those in which most words of the query stand, in their order.
  const sections = (record, meanings) =>
    record.sections
      .slice(1)
      .map((section, order) => {
        const inHeading = marks(section.heading, meanings);
        const inText = marks(section.text, meanings);
        const value = distinct([...inHeading, ...inText]) * 16 + distinct(inHeading);
        return { section, order, value, inHeading, inText };
      })
      .filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value || a.order - b.order)
      .slice(0, MOST_SECTIONS)
      .sort((a, b) => a.order - b.order);

  const sectionItem = (record, { section, inHeading, inText }) => {
    const link = element(
      "a",
      "result-section",
      element("span", "result-heading", marked(section.heading, inHeading)),
      " ",
      element("span", "result-text", excerpt(section.text, inText)),
    );
    link.href = root + (section.href.startsWith("#") ? record.url : "") + section.href;
    return element("li", "", link);
  };

  // Returns the element of a result; `kinds` are those of the index.
  const result = (record, meanings, kinds) => {
    const wanted = telling(meanings);
    const [, kind, , statuses, saying] = kinds[record.kind];
    const status = statuses.find(([name]) => name === record.status)?.[1];
    const link = element(
      "a",
      "result-link",
      element("span", "result-title", marked(record.title, marks(record.title, wanted))),
      " ",
      element("span", "result-kind", status ? `${kind} · ${status}` : kind),
    );
    link.href = root + record.url;
    if (record.answer) {
      const line = element("span", "result-answer");
      if (saying) {
        line.append(element("span", "result-saying", saying), " ");
      }
      line.append(marked(record.answer, marks(record.answer, wanted)));
      link.append(" ", line);
    }
    // The first words are often the answer, or are cut off there; they are not said twice.
    const lead = record.sections[0].text;
    const inLead = marks(lead, wanted);
    const first = record.answer.replace(/…$/u, "");
    const said = lead.startsWith(first) ? first.length : 0;
    const rest = inLead.filter(([start]) => start >= said);
    if (rest.length) {
      link.append(" ", element("span", "result-text", excerpt(lead, rest)));
    }
    const item = element("li", "result", link);
    const found = sections(record, wanted);
    if (found.length) {
      const places = found.map((section) => sectionItem(record, section));
      item.append(element("ul", "result-sections", ...places));
    }
    return item;
  };

  // Returns the element of a view: a page that answers a question from the whole playbook.
  const overview = ({ title, url, purpose }, meanings, kind) => {
    const link = element(
      "a",
      "result-link",
      element("span", "result-title", marked(title, marks(title, meanings))),
      " ",
      element("span", "result-kind", kind),
      " ",
      element("span", "result-answer", purpose),
    );
    link.href = root + url;
    return element("li", "result", link);
  };

  // Returns a link that asks who decides about an amount: by what they cover decisions are found there,
  // not by their words. None where the query has no number.
  const asking = (query, { texts, views }) => {
    const [title, url] = views.find(([, address]) => address === "rights/index.html") ?? [];
    if (!title || !/\p{N}/u.test(query)) {
      return null;
    }
    const link = element("a", "results-try", texts.ask.replace("{view}", () => title));
    link.href = `${root}${url}?q=${encodeURIComponent(query.trim())}`;
    return link;
  };

  // Returns what stands where there are no results: some words, what may be tried instead (words and
  // what they do, and a link), and the ways that the navigation offers.
  const help = (text, attempts = [], link = null) => {
    const item = element("li", "results-help");
    if (text) {
      item.append(element("p", "", text));
    }
    if (link) {
      item.append(link);
    }
    for (const [words, attempt] of attempts) {
      const button = element("button", "results-try", words);
      button.type = "button";
      button.addEventListener("click", attempt);
      item.append(button);
    }
    const ways = [...document.querySelectorAll(".ways a")].map((way) => {
      const link = element("a", "", way.textContent);
      link.href = way.href;
      return element("li", "", link);
    });
    if (ways.length) {
      item.append(element("ul", "results-ways", ...ways));
    }
    return item;
  };

  return { asking, element, help, overview, result };
})();
