"""Which documents hold a word is looked up, and not found out from all of them."""

import sqlite3
from array import array
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from disk import lay
from playbook.engine.cache.documents import word_index
from playbook.engine.cache.documents.shelf import names_of
from playbook.engine.cache.documents.word_index import WordIndex
from playbook.engine.cache.store import FOLDER, Lost, Store
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.workspace import Options
from playbook.model.text import digest

LOW, HIGH = 7, 4_000_000_000


def words(**held: list[int]) -> Callable[[str], bytes]:
    return lambda path: array("I", held.get(path, [])).tobytes()


def made(
    index: WordIndex, read: Callable[[str], bytes], late: set[str], there: set[str]
) -> dict[str, bytes]:
    return dict(index.made_anew("words:1", late, there, read))


def test_documents_are_found_by_a_word_in_any_part_of_the_index() -> None:
    there = {"one", "two", "none"}
    kept = made(WordIndex(), words(one=[LOW, HIGH], two=[HIGH]), there, there)
    index = WordIndex("words:1", (), kept.get)
    assert index.holding(LOW) == {"one"}
    assert index.holding(HIGH) == {"one", "two"}
    assert index.holding(8) == set()
    assert list(index.names()) == list(kept)


def test_a_word_is_found_where_it_begins_and_not_across_two_others() -> None:
    within = int.from_bytes(array("I", [LOW, LOW]).tobytes()[1:5], "little")
    kept = made(WordIndex(), words(one=[LOW], two=[LOW]), {"one", "two"}, {"one", "two"})
    assert WordIndex("words:1", (), kept.get).holding(within) == set()


def test_of_a_document_that_has_changed_since_nothing_is_known() -> None:
    kept = made(WordIndex(), words(one=[LOW], two=[LOW]), {"one", "two"}, {"one", "two"})
    assert WordIndex("words:1", {"one"}, kept.get).holding(LOW) == {"two"}


def test_made_anew_it_asks_for_the_words_of_late_documents_and_drops_what_is_gone() -> None:
    read = words(one=[LOW], two=[LOW], gone=[LOW])
    kept = made(WordIndex(), read, set(), {"one", "two", "gone"})
    asked = []

    def later(path: str) -> bytes:
        asked.append(path)
        return words(one=[HIGH], new=[LOW, HIGH])(path)

    index = WordIndex("words:1", {"one"}, kept.get)
    anew = dict(index.made_anew("words:2", {"one", "new"}, {"one", "two", "new"}, later))
    again = WordIndex("words:2", (), anew.get)
    assert asked == ["new", "one"]
    assert (again.holding(LOW), again.holding(HIGH)) == ({"two", "new"}, {"one", "new"})


def test_an_index_of_which_a_part_is_gone_tells_nothing_and_is_made_of_all_documents() -> None:
    kept = made(WordIndex(), words(one=[LOW]), set(), {"one"})
    del kept["words:1.0"]
    index = WordIndex("words:1", (), kept.get)
    with pytest.raises(Lost):
        index.holding(LOW)
    anew = made(index, words(one=[LOW]), set(), {"one"})
    assert WordIndex("words:1", (), anew.get).holding(LOW) == {"one"}


OPTIONS = Options(date(2026, 6, 20))
PAGES = {f"content/pages/page-{at}.md": f"# Page {at}\n\nNothing of note.\n" for at in range(40)}
HOLDING, OTHER = "content/pages/page-7.md", "content/pages/page-8.md"
TERM = "content/terms/handover.md"
FILES = {
    "site.yml": "site_name: Words\n",
    TERM: "# Handover\n\nTo pass on.\n",
    **PAGES,
    HOLDING: "# Page 7\n\nEach transfer is logged.\n",
}


def checked(root: Path) -> tuple[set[str], Session]:
    """Check a project with the cache; return the names that were asked for in the store."""
    asked: set[str] = set()
    get = Store.get

    def noted(self: Store, name: str) -> bytes | None:
        asked.add(name)
        return get(self, name)

    with mock.patch.object(Store, "get", noted):
        opened = Session.open(Project.open(root), OPTIONS, workers=1)
        opened.workspace.diagnostics()
    opened.save()
    opened.close()
    return asked, opened


def read_of(asked: set[str]) -> set[str]:
    """Return the pages whose rows are among what was asked for, whatever they held then."""
    texts = [*PAGES.items(), *FILES.items(), (OTHER, "# Other\n\nA transfer.\n")]
    return {
        path
        for path, text in texts
        if path in PAGES and names_of(path, digest(text.encode()))[0] in asked
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay(tmp_path, FILES)
    checked(tmp_path)
    return tmp_path


def transferred(root: Path) -> tuple[set[str], list[str]]:
    """Give the term another title; return the pages that were read, and in which it is avoided."""
    lay(root, {TERM: "---\navoid: [transfer]\n---\n# Handover\n\nTo pass on.\n"})
    asked, second = checked(root)
    found = second.workspace.diagnostics()
    told = [found.span.path for found in found if found.code == "term/avoided-word"]
    assert found == Project.open(root).workspace(OPTIONS)[0].diagnostics()
    return read_of(asked), told


def test_a_new_word_reads_the_documents_that_hold_it_and_no_others(root: Path) -> None:
    assert transferred(root) == ({HOLDING}, [HOLDING])


def test_documents_that_changed_after_the_index_was_made_are_looked_at(root: Path) -> None:
    lay(root, {HOLDING: PAGES[HOLDING], OTHER: "# Other\n\nA transfer.\n"})
    checked(root)
    assert transferred(root) == ({OTHER, HOLDING}, [OTHER])


def test_an_index_to_which_too_much_has_changed_is_made_anew(root: Path) -> None:
    lay(root, {HOLDING: PAGES[HOLDING], OTHER: "# Other\n\nA transfer.\n"})
    with mock.patch.multiple(word_index, _LEAST=1, _LITTLE=1_000):
        checked(root)
    assert transferred(root) == ({OTHER}, [OTHER])


def test_a_document_that_went_away_and_came_again_is_looked_at(root: Path) -> None:
    (root / HOLDING).unlink()
    checked(root)
    lay(root, {HOLDING: PAGES[HOLDING]})
    checked(root)
    assert transferred(root)[1] == []


def test_the_parts_of_an_index_that_was_made_anew_take_the_place_of_the_others(root: Path) -> None:
    def kept() -> int:
        with closing(sqlite3.connect(root / FOLDER / "answers.sqlite")) as connection:
            (found,) = connection.execute("SELECT count(*) FROM kept WHERE name LIKE 'words:%'")
            return int(found[0])

    before = kept()
    lay(root, {HOLDING: PAGES[HOLDING], OTHER: "# Other\n\nA transfer.\n"})
    with mock.patch.multiple(word_index, _LEAST=1, _LITTLE=1_000):
        checked(root)
    assert kept() == before > 0


def test_a_new_title_of_a_document_has_no_other_one_searched_for_terms(root: Path) -> None:
    lay(root, {OTHER: "# Renamed\n\nNothing of note.\n"})
    assert read_of(checked(root)[0]) <= {OTHER}
