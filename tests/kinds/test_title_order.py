"""The order of titles in lists."""

import pytest

from playbook.kinds.common.publication import published_cards
from playbook.model.title_order import title_key
from rendering.site_of import site


@pytest.mark.parametrize(
    "ordered",
    [
        ["Ärger", "Arzt", "Ofen", "Öffnung", "Zahl"],
        ["Round 2", "round 9", "Round 10"],
        ["Ende", "Étage", "Etwas"],
        ["1.2", "1.10"],
        ["Straße", "Strasse 2"],
    ],
)
def test_accents_and_capitals_do_not_count_and_numbers_do(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=title_key) == ordered


def test_documents_are_listed_in_this_order() -> None:
    titles = ["Übung 10", "Übung 9", "Zelt", "Abend"]
    files = {
        f"content/norms/n{index}.md": f"---\nstatus: in-force\n---\n# {title}\n"
        for index, title in enumerate(titles)
    }
    cards = published_cards(site({**files}).view(), "norm")
    assert [card.title for card in cards] == ["Abend", "Übung 9", "Übung 10", "Zelt"]
