"""`playbook lsp`, spoken to as an editor speaks: through its pipes, in a process of its own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from apps.editing import Editor
from disk import lay, play
from story import STORY

AGREEMENT = "content/agreements/cover.md"
TEAM = "content/teams/finance.md"
TREE = "content/trees/rota.md"
PAGE = "content/pages/plain.md"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    one = Editor(lay(tmp_path_factory.mktemp("playbook")))
    yield one
    assert one.quit() == 0


@pytest.fixture
def editor(running: Editor) -> Iterator[Editor]:
    """One server for all tests, to start it once; each leaves nothing open behind."""
    yield running
    running.close_all()


def test_findings_come_and_go_as_one_types(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.wait(lambda: editor.uri(AGREEMENT) in editor.said)
    assert "ref/unknown" not in editor.findings(AGREEMENT)
    editor.type(AGREEMENT, "outcome: calm", "outcome: 🏖 calmm")
    editor.wait(lambda: "ref/unknown" in editor.findings(AGREEMENT))
    found = next(f for f in editor.said[editor.uri(AGREEMENT)] if f.code == "ref/unknown")
    assert found.severity is types.DiagnosticSeverity.Error
    assert found.source == "playbook"
    assert editor.text(AGREEMENT, found.range) == "🏖 calmm"
    assert found.code_description is not None
    assert found.code_description.href.endswith("/rules/specs/ref/unknown.md")
    editor.type(AGREEMENT, "🏖 calmm", "calm")
    editor.wait(lambda: "ref/unknown" not in editor.findings(AGREEMENT))


def test_what_one_types_shows_in_other_documents_too(editor: Editor) -> None:
    editor.open(TEAM)
    editor.wait(lambda: editor.uri(TEAM) in editor.said)
    right = "content/rights/change.md"
    editor.type(TEAM, "director:", "head:")
    editor.wait(lambda: "ref/role-unknown" in editor.findings(right))
    editor.close(TEAM)
    editor.wait(lambda: editor.findings(right) == [])


def test_a_finding_leads_to_the_places_it_is_about(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.type(AGREEMENT, "from: 2026-03-01", "parties: [support]\nfrom: 2026-03-01")
    editor.wait(lambda: "text/duplicate-key" in editor.findings(AGREEMENT))
    found = next(f for f in editor.said[editor.uri(AGREEMENT)] if f.code == "text/duplicate-key")
    assert found.related_information
    assert found.related_information[0].location.range.start.line == 1


def test_advice_is_told_of_open_documents_only(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.wait(lambda: "agreement/no-tradeoff" in editor.findings(AGREEMENT))
    editor.close(AGREEMENT)
    editor.wait(lambda: "agreement/no-tradeoff" not in editor.findings(AGREEMENT))
    assert "agreement/no-dispute-route" in editor.findings(AGREEMENT)


def test_what_an_earlier_run_found_is_told_of_documents_that_are_not_open(tmp_path: Path) -> None:
    root = lay(lay(tmp_path), {PAGE: "# Plain\n\n[[term:nothing-like-it]]\n"})
    play(root, "check", code=1)
    editor = Editor(root)
    editor.open(AGREEMENT)
    editor.wait(lambda: "ref/unknown" in editor.findings(PAGE))
    assert editor.quit() == 0


def test_files_that_others_change_are_noticed(editor: Editor) -> None:
    editor.wait(lambda: bool(editor.watched))
    assert "**/content/**" in editor.watched
    editor.open(PAGE)
    editor.type(PAGE, "Nothing refers to this.", "[[new-one]] and [a list](../lists/x.csv)")
    editor.wait(lambda: editor.findings(PAGE) == ["ref/unknown", "ref/link-file"])
    lay(editor.root, {"content/norms/new-one.md": "# New\n", "content/lists/x.csv": "a,b\n"})
    editor.tell_of_files("content/norms/new-one.md", "content/lists")
    editor.wait(lambda: editor.findings(PAGE) == [])
    (editor.root / "content/norms/new-one.md").unlink()
    editor.tell_of_files("content/norms")
    editor.wait(lambda: editor.findings(PAGE) == ["ref/unknown"])


def test_an_editor_that_watches_no_files_is_up_to_date_after_a_save(tmp_path: Path) -> None:
    editor = Editor(lay(tmp_path), watches=False)
    editor.open(PAGE)
    editor.type(PAGE, "Nothing refers to this.", "[[new-one]]")
    editor.wait(lambda: editor.findings(PAGE) == ["ref/unknown"])
    lay(tmp_path, {"content/norms/new-one.md": "# New\n"})
    editor.save(PAGE)
    editor.wait(lambda: editor.findings(PAGE) == [])
    assert editor.watched == []
    editor.quit()


def test_settings_count_when_they_are_saved_and_sound(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.open("site.yml")
    editor.wait(lambda: "agreement/no-tradeoff" in editor.findings(AGREEMENT))
    editor.type("site.yml", "site_name: Tested", "content_dir: cont\nrules: {agreement/no-tra")
    editor.wait(lambda: "text/yaml-error" in editor.findings("site.yml"))
    assert "agreement/no-tradeoff" in editor.findings(AGREEMENT)
    labels = [item.label for item in editor.complete("site.yml", "agreement/no-tra").items]
    assert labels == ["agreement/no-tradeoff"]
    half = "content_dir: cont\nrules: {agreement/no-tra"
    editor.type("site.yml", half, "rules: {agreement/no-tradeoff: off}")
    editor.wait(lambda: editor.findings("site.yml") == [])
    editor.save("site.yml")
    editor.wait(lambda: "agreement/no-tradeoff" not in editor.findings(AGREEMENT))
    editor.type("site.yml", "rules: {agreement/no-tradeoff: off}", "site_name: Tested")
    editor.save("site.yml")
    editor.wait(lambda: "agreement/no-tradeoff" in editor.findings(AGREEMENT))


def test_completion_replaces_what_is_typed(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.type(AGREEMENT, "from: 2026-03-01", "from: 2026-03-01\nowner: fin")
    (item,) = editor.complete(AGREEMENT, "owner: fin").items
    assert item.label == "finance"
    assert item.detail == "Finance"
    assert isinstance(item.text_edit, types.TextEdit)
    assert editor.text(AGREEMENT, item.text_edit.range) == "fin"
    assert item.text_edit.new_text == "finance"


def test_completion_of_fields_brings_tab_stops_where_they_are_known(tmp_path: Path) -> None:
    lay(tmp_path)
    for knows in (True, False):
        editor = Editor(tmp_path, snippets=knows)
        editor.open(PAGE, "---\nkind: agreement\npar")
        (item,) = editor.complete(PAGE, "\npar").items
        is_snippet = item.insert_text_format is types.InsertTextFormat.Snippet
        assert is_snippet == knows
        editor.quit()


def test_completion_finds_a_document_by_its_title(editor: Editor) -> None:
    editor.open(PAGE)
    editor.type(PAGE, "Nothing refers to this.", "🏖 [[First re")
    found = editor.complete(PAGE, "[[First re")
    assert [item.label for item in found.items] == ["reply", "first-reply"]
    assert found.is_incomplete
    assert all((item.filter_text or "").startswith("First re") for item in found.items)


def test_hovering_explains_fields_references_terms_and_findings(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.wait(lambda: editor.uri(AGREEMENT) in editor.said)
    assert "Where the agreement stands" in editor.hover(AGREEMENT, "\nstat")
    card = editor.hover(AGREEMENT, "outcome: ca")
    assert card.startswith("**Calm weekends**")
    assert "No long waits" in card
    assert "The first answer of a person" in editor.hover(AGREEMENT, "A first re")
    assert "Director" in editor.hover(AGREEMENT, "parties: [support, fin")
    assert editor.hover(AGREEMENT, "See [who").startswith("**Rota** · `who-asks`")
    page = editor.hover(AGREEMENT, "# Cov")
    assert "**agreement/no-tradeoff**" in page
    assert "## Why it matters" in page
    assert editor.hover(AGREEMENT, "comes so") == ""


def test_what_is_asked_while_the_playbook_is_read_is_answered_when_it_was(tmp_path: Path) -> None:
    editor = Editor(lay(tmp_path))
    editor.open(AGREEMENT)
    assert editor.definition(AGREEMENT, "outcome: ca") == ("content/outcomes/calm.md", 8)
    assert editor.quit() == 0
    editor = Editor(tmp_path)
    editor.open(AGREEMENT)
    assert "outcome" in editor.hover(AGREEMENT, "outcome: ca")
    assert editor.quit() == 0


@pytest.mark.parametrize(
    ("path", "words", "place"),
    [
        pytest.param(AGREEMENT, "outcome: ca", ("content/outcomes/calm.md", 8), id="a reference"),
        pytest.param(AGREEMENT, "parties: [sup", ("content/teams/support.md", 5), id="a party"),
        pytest.param("content/rights/change.md", "finance.dir", (TEAM, 3), id="a role"),
        pytest.param(AGREEMENT, "[who dec", (TREE, 14), id="a link to a heading"),
        pytest.param(TREE, "[Just do", (TREE, 21), id="an answer"),
        pytest.param(TREE, "[[first", ("content/terms/first-reply.md", 5), id="an id in the text"),
        pytest.param(AGREEMENT, "A first re", ("content/terms/first-reply.md", 5), id="a term"),
        pytest.param(AGREEMENT, "within the", None, id="nothing"),
    ],
)
def test_definitions(editor: Editor, path: str, words: str, place: tuple[str, int] | None) -> None:
    editor.open(path)
    assert editor.definition(path, words) == place


def test_references_to_a_document_a_role_and_a_heading(editor: Editor) -> None:
    editor.open(TEAM)
    editor.open(TREE)
    editor.wait(lambda: editor.uri(TREE) in editor.said)
    everywhere = editor.references(TEAM, "# Fin")
    assert (AGREEMENT, 2) in everywhere
    assert ("content/rights/change.md", 5) in everywhere
    role = editor.references(TEAM, "  dire")
    assert ("content/rights/change.md", 5) in role
    assert (AGREEMENT, 2) not in role
    assert editor.references(TREE, "### Just do") == [(TREE, 16)]
    assert (AGREEMENT, 19) in editor.references(TREE, "### Who as")


def test_the_outline_has_the_fields_and_the_headings_in_each_other(editor: Editor) -> None:
    editor.open(TREE)
    found = editor.symbols(TREE)
    assert [symbol.name for symbol in found] == ["parties", "status", "stages", "Rota"]
    chapters = found[-1].children or []
    assert [symbol.name for symbol in chapters] == ["Ask", "Decide"]
    assert [symbol.name for symbol in chapters[1].children or []] == ["Just do it", "Ask Finance"]


def test_the_name_that_was_meant_is_one_step_away(editor: Editor) -> None:
    editor.open(AGREEMENT)
    editor.type(AGREEMENT, "outcome: calm", "outcome: clam")
    editor.wait(lambda: "ref/unknown" in editor.findings(AGREEMENT))
    action = next(a for a in editor.actions(AGREEMENT, "outcome: cl") if "calm" in a.title)
    assert action.kind == types.CodeActionKind.QuickFix
    assert action.edit is not None
    (edit,) = (action.edit.changes or {})[editor.uri(AGREEMENT)]
    assert editor.text(AGREEMENT, edit.range) == "clam"
    assert edit.new_text == "calm"


def test_what_fix_would_mend_is_offered_one_by_one_and_all_at_once(editor: Editor) -> None:
    editor.open(PAGE, "---\nx-one: no\nx-two: on\n---\n# Plain\n\nText.\n")
    editor.wait(lambda: editor.findings(PAGE).count("text/yaml-trap") == 2)
    first = editor.actions(PAGE, "x-one: n")
    assert [a.is_preferred for a in first if a.kind == types.CodeActionKind.QuickFix] == [True]
    (whole,) = editor.actions(PAGE, "Te", ["source.fixAll"])
    assert whole.edit is not None
    edits = (whole.edit.changes or {})[editor.uri(PAGE)]
    assert [edit.new_text for edit in edits] == ['"no"', '"on"']
    assert editor.actions(PAGE, "Te", ["refactor"]) == []


def test_windows_line_ends_and_a_byte_order_mark_shift_nothing(editor: Editor) -> None:
    text = "\ufeff" + STORY[AGREEMENT].replace("outcome: calm", "outcome: nil")
    editor.open(AGREEMENT, text.replace("\n", "\r\n"))
    editor.wait(lambda: "ref/unknown" in editor.findings(AGREEMENT))
    found = next(f for f in editor.said[editor.uri(AGREEMENT)] if f.code == "ref/unknown")
    assert (found.range.start.line, found.range.start.character) == (3, 9)


def test_a_folder_without_a_playbook_is_left_alone(tmp_path: Path) -> None:
    editor = Editor(lay(tmp_path, {"notes.md": "# Notes\n\n[[nothing]]\n"}))
    editor.open("notes.md")
    editor.wait(lambda: any("no playbook" in line for line in editor.log))
    assert editor.hover("notes.md", "[[noth") == ""
    assert editor.said == {}
    editor.quit()


def test_without_its_library_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("playbook.apps.editor")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    done = play(tmp_path, "lsp", code=2)
    assert "pip install 'agreement-playbook[editor]'" in done.stderr
