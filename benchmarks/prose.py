"""What `docs/performance.md` says beside its figures."""

from typing import Final

INTRODUCTION: Final = """# Performance

<!-- Written by benchmarks/performance.py from benchmarks/results.json; edit those. -->

How long `playbook` takes, beside generators that are known to be fast or widely used, on the same
documents and in the same minutes. `playbook` checks all documents and makes its search in every
build; Hugo alone and Eleventy do neither. `make bench` measures it all again, `make bench-quick`
a part of it."""

PROMISED: Final = """## What was promised

Each ratio is taken within a round, so that both ran in the same minutes; then the median of the
rounds, in brackets the least and the greatest."""

LIMIT: Final = """## Where the limit lies

A generator made of the same libraries (markdown-it-py, PyYAML, Jinja) that reads each document,
renders it, puts it into one template and writes it, on all processors, and does nothing else
(`benchmarks/bare.py`), is called *the libraries alone* above. No build that uses them can be much
faster. What `playbook` takes beyond it is its own work in Python: records and what refers to what,
the rules, the pages of each kind with their panels, print, feeds and calendars, words for the
search, and what is remembered so that the second build costs next to nothing.
[Where that goes, and what was tried](decisions/20261127-where-a-cold-build-goes.md) is told with
the profile."""
"""What is said where the libraries were measured alone."""

METHOD: Final = """## How it is measured

* **Documents.** `benchmarks/corpus.py` makes the same ones for the same seed: agreements,
  trade-offs, rights, norms, terms and pages of pseudo-words that are spread like those of a
  language. Each has 8 to 20 keys of front matter, six links, a list and a table; one in fifty has
  5,000 words. The playbook passes `playbook check` without a finding, and lies in a git repository,
  so that the rules about its history run too. All tools get the same titles, texts and links.
* **Tools.** Hugo has a theme of our own (`benchmarks/peers/hugo`) with navigation, breadcrumbs,
  contents, backlinks, checked links and all of the front matter; no feeds, tags or redirects.
  MkDocs has its most used theme, pruned as its manual says for large sites. Eleventy has a small
  layout without contents and backlinks. Programs are called directly, without the starter that a
  package puts before them.
* **Python** is as Debian builds it: trained for speed (profile-guided optimization). One that was
  not, as `pyenv install` makes it unless told otherwise, took 11.7 s of processor time where this
  one took 9.8 s (1,000 documents, medians of four builds, in turn).
* **Proof.** Before anything is measured each tool builds 60 documents, and every link is followed.
  After a cold build the page of every document must show that document's own text; after an edit,
  the page must show the edit.
* **Rounds.** Up to {rounds} rounds, fewer for what takes long: a figure with nothing in brackets is
  from one. In each the tools take turns, and another one comes first. What a tool writes reaches
  the disk before the next one starts. A part that was taken again (`--again`), as that of a tool
  that was mended since, was taken some time after the others.
* **Cold** means without what the tool wrote before: its pages, its caches. They are put aside, not
  removed: some file systems make files many times as slowly in the minutes after a removal.
  **Nothing changed** and **one body edited** are second builds, the sentence added in a document of
  ordinary length. Hugo, Pagefind, Eleventy and MkDocs then do all their work again: they keep
  nothing between builds.
* **Preview**: from the start of the server to the first page of a document, beside a site that was
  built before; from the save of a file to the answer that shows it, the median of three edits. Who
  waits asks every five milliseconds. Its memory is watched from its start until it has done all
  that it does by itself, the findings and the search; its rest for five seconds after that.
{typed}\
* **Time** is that of the clock; processor time is that of all processes of a tool, as the system
  adds it up when they end. **Memory** is that of all processes of a tool at one time, with what
  they share counted once (PSS). It is looked at fifty times a second in builds of their own, which
  are cold and not timed."""

METHOD_TYPED: Final = """\
* **Language server**: from its start, with what the build before left, to a finding in the
  document that was opened; from the question what may stand behind `[[` to its proposals; from a
  keystroke that names a document which is not there to the finding. The latter two are the median
  of five, each in another document, once the server has done all that it does by itself; its memory
  is watched until then.
"""
"""What is said of the language server where it was measured."""
