"""Ways from file to file."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.composed import composed
from playbook.model.link_target import Destination, parse_target
from playbook.model.relative_path import IN_MARKDOWN, link_to, relative_path

SIGNS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\")
NAMES = st.text(st.sampled_from("ab:.#?%() ~") | SIGNS, min_size=1, max_size=6).filter(
    lambda name: name not in {".", ".."}
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join).map(composed)


@pytest.mark.parametrize(
    ("folder", "path", "expected"),
    [
        ("", "y.md", "y.md"),
        ("", "a/y.md", "a/y.md"),
        ("a", "y.md", "../y.md"),
        ("a", "a/y.md", "y.md"),
        ("a/b", "a/c/y.md", "../c/y.md"),
        ("a", "ab/y.md", "../ab/y.md"),
        ("a", "a", "../a"),
        ("a", "a/b:c.md", "./b:c.md"),
        ("a", "b:c/y.md", "../b:c/y.md"),
    ],
)
def test_a_way_leads_up_as_far_as_it_must_and_down_again(
    folder: str, path: str, expected: str
) -> None:
    assert relative_path(folder, path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/who decides.md", "who%20decides.md"),
        ("a/50%.md", "50%25.md"),
        ("a/#1 (new).md", "%231%20%28new%29.md"),
        ("a/ä.md", "%C3%A4.md"),
        ("a/b:c.md", "./b:c.md"),
        ("a:b.md", "../a:b.md"),
    ],
)
def test_what_would_end_a_link_or_mean_something_in_it_is_encoded(path: str, expected: str) -> None:
    assert link_to(path, "a/here.md") == expected


@given(PATHS, PATHS)
def test_who_follows_a_way_arrives(here: str, there: str) -> None:
    assert normpath(join(dirname(here), relative_path(dirname(here), there))) == there


@given(PATHS, PATHS)
def test_a_link_is_read_as_leading_where_it_was_to_lead(here: str, there: str) -> None:
    target = parse_target(link_to(there, here), here)
    assert (target.destination, target.path) == (Destination.FILE, there)
    assert not target.fragment


@given(PATHS, PATHS, st.sampled_from(["/~", IN_MARKDOWN, None]))
def test_no_way_has_a_scheme(here: str, there: str, plain: str | None) -> None:
    found = relative_path(dirname(here), there, plain)
    assert not urlsplit(found).scheme
    assert ":" not in found.partition("/")[0]


@given(PATHS, PATHS)
def test_a_browser_follows_an_encoded_way(here: str, there: str) -> None:
    base = f"https://site.example/{relative_path('', here, '/~')}"
    arrived = urljoin(base, relative_path(dirname(here), there, "/~"))
    assert unquote(arrived) == f"https://site.example/{there}"
