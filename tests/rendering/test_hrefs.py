"""Addresses from page to page."""

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.location import node_url
from playbook.rendering.hrefs import relative, root_of

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1
).filter(lambda name: name not in {".", ".."})
URLS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("from_url", "to_url", "fragment", "expected"),
    [
        ("index.html", "terms/a.html", "", "terms/a.html"),
        ("terms/a.html", "index.html", "", "../index.html"),
        ("terms/a.html", "terms/b.html", "", "b.html"),
        ("trees/t/n.html", "rights/r.html", "escalation", "../../rights/r.html#escalation"),
        ("trees/t/n.html", "trees/t.html", "", "../t.html"),
        ("terms/a.html", "terms/a.html", "here", "#here"),
        ("terms/a.html", "terms/a.html", "", "a.html"),
        ("a.html", "ä b:c.html", "", "%C3%A4%20b%3Ac.html"),
    ],
)
def test_an_address_leads_from_one_page_to_another(
    from_url: str, to_url: str, fragment: str, expected: str
) -> None:
    assert relative(from_url, to_url, fragment) == expected


@given(URLS, URLS)
def test_a_browser_arrives_where_it_was_sent(from_url: str, to_url: str) -> None:
    base = f"https://site.example/{relative('', from_url)}"
    arrived = urljoin(base, relative(from_url, to_url))
    assert unquote(arrived) == f"https://site.example/{to_url}"


def test_the_root_is_as_many_steps_up_as_a_page_is_deep() -> None:
    assert root_of("index.html") == ""
    assert root_of("trees/rota/start.html") == "../../"


def test_a_node_lies_in_a_folder_named_like_its_tree() -> None:
    assert node_url("trees/rota.html", "who-asks") == "trees/rota/who-asks.html"


def test_a_long_heading_is_a_file_name_that_every_system_takes() -> None:
    first, second = node_url("trees/t.html", "問" * 200 + "a"), node_url("trees/t.html", "問" * 200)
    assert first != second
    assert all(len(url.rpartition("/")[2].encode()) <= 255 for url in (first, second))
