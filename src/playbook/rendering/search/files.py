"""The search index: small script files, each loaded when a query needs it.

| file | what it registers |
|---|---|
| `search/index.js` | how many files there are, words of grammar, texts, kinds with statuses |
| `search/w-N.js` | words by their first two letters, with their documents or where these stand |
| `search/p-N-M.js` | documents of words, where they are too many to stand beside the words |
| `search/e-N.js` | words by their last two letters, for words whose beginning is mistyped |
| `search/k-N.js` | documents of a kind by status, for the filters |
| `search/d-N.js` | documents as results show them |

The numbers are hexadecimal, those of kinds decimal. The browser's side is in the theme's
`assets/search-index.js`.
"""

from collections.abc import Callable, Iterator, Mapping

from playbook.kinds.common.publication import in_order
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.data_script import data_text
from playbook.rendering.hrefs import relative
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.search.documents import document
from playbook.rendering.search.layout import Layout, layout, members
from playbook.rendering.search.shards import endings, file_of, files_of, standings, words_of
from playbook.rendering.search.words import function_words
from playbook.rendering.site_views import SITE_VIEWS
from playbook.rendering.strings import strings

FOLDER = "search/"


def search_plan(view: View) -> Mapping[str, Page]:
    """Return the pages of the index by address; they follow from what the documents hold."""
    held = view.call(layout)
    names = ["index"]
    for place in range(1 << held.words):
        names.append(f"w-{place:x}")
        names += (f"p-{place:x}-{file}" for file in view.call(_file_names, held, place))
    names += (f"e-{number:x}" for number in range(1 << held.endings))
    names += (f"k-{number}" for number, _ in enumerate(view.ask("kinds")))
    names += (f"d-{number:x}" for number in range(1 << held.blocks))
    return {page.url: page for page in map(_page, names)}


def search_blocks(view: View) -> tuple[tuple[Page, tuple[str, ...]], ...]:
    """Return the pages of the index that hold documents, each with the files of these.

    Words decide nothing about them, so they can be made before all words are known.
    """
    bits = layout(view).blocks
    return tuple(
        (_page(f"d-{number:x}"), tuple(path for _, path in members(view, bits, number)))
        for number in range(1 << bits)
    )


def _page(name: str) -> Page:
    return Page(f"{FOLDER}{name}.js", "search-index", part=name)


def _file_names(view: View, held: Layout, place: int) -> tuple[str, ...]:
    return tuple(view.call(files_of, held, place))


def search_file(page: Page, view: View) -> str:
    """Return a file of the index."""
    letter, _, rest = page.part.partition("-")
    place, _, file = rest.partition("-")
    data = _WRITERS[letter](view, view.call(layout), place, file)
    return f'playbookSearch("{page.part}",{data_text(data)});\n'


def _index(view: View, held: Layout, _: str, __: str) -> object:
    texts = strings(view)
    kinds: list[object] = []
    for kind in view.ask("kinds"):
        statuses = in_order(kind, (status for status, _ in view.call(standings, kind.name)))
        named = [[status, texts.name("status", status)] for status in statuses if status]
        line = texts.get(f"search.answer.{kind.name}") or ""
        kinds.append([kind.name, texts.name("kind", kind.name), bool(statuses), named, line])
    return {
        "documents": 1 << held.size,
        "words": held.words,
        "endings": held.endings,
        "blocks": held.blocks,
        "grammar": sorted(function_words(str(view.setting("language") or "en"))),
        "texts": {name: texts[f"search.text.{name}"] for name in _TEXTS},
        "kinds": kinds,
        "views": list(_views(view)),
    }


def _views(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Yield the pages about many documents: title, address, purpose, other words for it."""
    texts = strings(view)
    for held in SITE_VIEWS:
        title, purpose = texts[f"view.{held.name}.title"], texts[f"view.{held.name}.purpose"]
        yield title, relative("", held.url), purpose, texts[f"search.view.{held.name}"]
    taken = {held.url for held in SITE_VIEWS}
    parts = Parts(Place(view, ""))
    for kind in view.ask("kinds"):
        label = parts.kind(kind.name)
        if label.href not in taken and view.call(standings, kind.name):
            yield label.plural, label.href, label.purpose, label.label


_TEXTS = (
    "all-kinds",
    "apart",
    "ask",
    "by-name",
    "everywhere",
    "hint",
    "in-text",
    "instead",
    "many",
    "none",
    "one",
    "overview",
    "unknown",
)
"""What the scripts say once the index is there."""


def _words(view: View, held: Layout, place: str, _: str) -> object:
    number = int(place, 16)
    found = view.call(words_of, held, number)
    files = view.call(files_of, held, number)
    outside = {group.forms: file for file, groups in files.items() for group in groups}
    words = []
    for group in found:
        if group.common and files:
            words.append([group.forms, -group.documents, outside[group.forms], group.named])
            continue
        count = -group.documents if group.common else group.documents
        words.append([group.forms, count, outside.get(group.forms, group.postings)])
    return {"inside": not files, "words": words}


def _postings(view: View, held: Layout, place: str, file: str) -> object:
    groups = view.call(file_of, held, int(place, 16), file)
    return {group.forms: group.postings for group in groups}


def _endings(view: View, held: Layout, place: str, _: str) -> object:
    return list(view.call(endings, held)[int(place, 16)])


def _standings(view: View, _: Layout, place: str, __: str) -> object:
    return dict(view.call(standings, view.ask("kinds")[int(place)].name))


def _documents(view: View, held: Layout, place: str, _: str) -> object:
    kinds = tuple(kind.name for kind in view.ask("kinds"))
    found = (
        document(view, key, path, kinds) for key, path in members(view, held.blocks, int(place, 16))
    )
    return [record for record in found if record is not None]


_WRITERS: Mapping[str, Callable[[View, Layout, str, str], object]] = {
    "index": _index,
    "w": _words,
    "p": _postings,
    "e": _endings,
    "k": _standings,
    "d": _documents,
}
