"""What a document uses of the glossary."""

from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic

PAGE = "content/pages/page.md"
REPLY = "---\naliases: [FRT, IT]\navoid: [reaction time, latency]\n---\n# First reply\n\nA text.\n"
LAUNCH = "---\navoid: [first reply party]\n---\n# Launch reaction time\n\nAnother text.\n"
PIECES = (
    "reaction",
    "time",
    "times",
    "latency",
    "İzmir",
    "ß",
    "“",
    "”",
    '"',
    "—",
    ".",
    "\n\n",
    "x",
)


def found(body: str) -> list[tuple[str, str]]:
    """Check a page, and return what is marked in it as to be avoided, and for which term."""
    files: dict[str, bytes | None] = {
        "content/terms/first-reply.md": REPLY.encode(),
        "content/terms/launch.md": LAUNCH.encode(),
        PAGE: f"# Page\n\n{body}\n".encode(),
    }
    workspace = Workspace(Options())
    workspace.sync(files)
    source = workspace.source(PAGE)
    assert source

    def shown(diagnostic: Diagnostic) -> tuple[str, str]:
        span = diagnostic.span
        return source.text[span.start : span.end], diagnostic.message.rpartition("for ")[2]

    findings = workspace.diagnostics_of(PAGE)
    return [shown(each) for each in findings if each.code == "term/avoided-word"]


def test_a_phrase_is_found_across_lines_and_hyphens_in_its_plural_and_any_case() -> None:
    body = "Latency, Reaction\ntimes and a re-action; the *reaction*-time."
    assert [words for words, _ in found(body)] == ["Latency", "Reaction\ntimes", "reaction*-time"]


def test_the_longest_phrase_counts() -> None:
    assert found("A launch reaction time is fine.") == []
    assert found("The first reply parties, and the first reply party.") == [
        ("first reply party", "“Launch reaction time”")
    ]


def test_no_phrase_goes_on_from_one_paragraph_into_the_next() -> None:
    assert found("A reaction\n\ntime passes.") == []


def test_what_is_quoted_or_code_is_left_alone() -> None:
    assert found('“Reaction time”, "latency" and `latency`.\n\n> latency') == []


def test_words_that_grow_when_their_case_is_folded_do_not_move_the_place() -> None:
    assert found("İzmir İİ ẞ latency") == [("latency", "“First reply”")]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_marked_is_what_is_to_be_avoided(pieces: list[str]) -> None:
    for words, _ in found(" ".join(pieces)):
        assert words.casefold().split() in (
            ["reaction", "time"],
            ["reaction", "times"],
            ["latency"],
        )
