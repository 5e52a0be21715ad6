"""What a template wrote for a part of a page is kept for as long as the part is the same."""

import gc
from types import FunctionType

from playbook.rendering.shapes import CardView, GlossaryTerm, KindLabel
from playbook.rendering.templates.kept_parts import KeptParts, not_kept


def term(title: str) -> GlossaryTerm:
    """Return a term that is used nowhere."""
    kind = KindLabel("term", "Term", "Glossary", "index.html")
    card = CardView(kind, title, f"{title}.html", None, "", "")
    return GlossaryTerm(card, (), (), (), (), "0 documents")


def telling(written: list[str]) -> FunctionType:
    """Return a macro that tells for what it was called."""

    def macro(it: GlossaryTerm) -> str:
        written.append(it.card.title)
        return f"<b>{it.card.title}</b>"

    assert isinstance(macro, FunctionType)
    return macro


def test_a_macro_is_called_once_for_each_shape() -> None:
    written: list[str] = []
    kept, macro = KeptParts(), telling(written)
    reply, answer = term("reply"), term("answer")
    for _ in range(3):
        assert [kept(macro, it) for it in (reply, answer)] == ["<b>reply</b>", "<b>answer</b>"]
    assert written == ["reply", "answer"]


def test_another_macro_writes_for_itself() -> None:
    kept, reply = KeptParts(), term("reply")

    def used(it: GlossaryTerm) -> str:
        return it.used

    assert isinstance(used, FunctionType)
    assert kept(telling([]), reply) == "<b>reply</b>"
    assert kept(used, reply) == "0 documents"


def test_a_macro_that_another_page_has_for_itself_does_not_write_again() -> None:
    kept, reply = KeptParts(), term("reply")
    written: list[str] = []
    assert kept(telling(written), reply) == kept(telling(written), reply) == "<b>reply</b>"
    assert written == ["reply"]


def test_what_was_written_is_let_go_with_its_shape() -> None:
    written: list[str] = []
    kept, macro = KeptParts(), telling(written)
    for _ in range(2):
        kept(macro, term("reply"))
        gc.collect(1)  # what is young; all that the tests hold would take a second
    assert written == ["reply", "reply"]


def test_templates_of_a_playbook_have_their_macro_called_each_time() -> None:
    written: list[str] = []
    macro, reply = telling(written), term("reply")
    assert not_kept(macro, reply) == not_kept(macro, reply) == "<b>reply</b>"
    assert written == ["reply", "reply"]
