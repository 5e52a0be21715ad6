"""The headings that mean something, and those of drafts, in each language that has them.

A document is read by all of them, whatever the language of the site: what binds must not depend on
a setting. Only what is written anew, or asked for, is in the language of the site.
"""

from types import MappingProxyType
from typing import Final

from playbook.model.body import Block, Body

TERMS: Final = "Terms"
"""What was agreed upon in an agreement."""

SCORES: Final = "Scores"
"""Where the first table of a matrix holds its scores."""

TOTAL: Final = "Total"
"""The column of that table that the author computed; it is no criterion."""

FOUR_QUESTIONS: Final = ("What we expected", "What happened", "Why", "What we will do differently")
"""What a debrief answers."""

WORKING_WITH_US: Final = "Working with us"
"""How others reach a team."""

_GERMAN: Final = MappingProxyType(
    {
        TERMS: ("Bestimmungen", "Bedingungen", "Regelungen"),
        SCORES: ("Punkte",),
        TOTAL: ("Summe", "Gesamt"),
        FOUR_QUESTIONS[0]: ("Was wir erwartet haben", "Was wir erwartet hatten"),
        FOUR_QUESTIONS[1]: ("Was geschehen ist", "Was passiert ist"),
        FOUR_QUESTIONS[2]: ("Warum",),
        FOUR_QUESTIONS[3]: (
            "Was wir anders machen",
            "Was wir besser machen",
            "Was wir anders machen werden",
        ),
        WORKING_WITH_US: ("Zusammenarbeit mit uns",),
    }
)
"""Headings that mean the same as English ones; the first of each is the one that drafts have."""

_GERMAN_DRAFTS: Final = MappingProxyType(
    {
        TERMS: ("", "Was gilt, in Worten, die niemand auf zwei Arten lesen kann."),
        "How we handle trouble": (
            "Wenn es schwierig wird",
            "Was tut ihr als Erstes, wenn ihr euch nicht einig seid?",
        ),
        SCORES: (
            "",
            "Eine Tabelle: Die erste Spalte nennt die Möglichkeiten, jede andere ein Kriterium.",
        ),
        "Why these scores": ("Warum diese Punkte", "Was würde jemand fragen, der nicht dabei war?"),
        FOUR_QUESTIONS[0]: ("", "Was war geplant?"),
        FOUR_QUESTIONS[1]: ("", "Was war anders, ohne Schuldzuweisung?"),
        FOUR_QUESTIONS[2]: ("", "Beschreibt die Abläufe, nicht die Menschen."),
        FOUR_QUESTIONS[3]: ("", "Sagt es in Worten; die Verbesserungen stehen oben als Liste."),
        "Wins": ("Was gelungen ist", "Was verdient Dank? Lasst den Abschnitt weg, wenn ihr mögt."),
        "What we care about": (
            "Was uns wichtig ist",
            "Eure Interessen, nicht eure Positionen: Was muss für euch gut gehen?",
        ),
        WORKING_WITH_US: (
            "",
            "Wann und wie erreichen euch andere, und was braucht ihr von ihnen?",
        ),
        "Why it rewards the shared result": (
            "Warum es das gemeinsame Ergebnis belohnt",
            "Könnte eine Seite gewinnen, während das Ganze verliert?",
        ),
        "What does not count": (
            "Was nicht zählt",
            "Nennt die Fälle, die man zählen könnte und die ihr nicht zählt.",
        ),
        "What would make us change this": (
            "Was uns umstimmen würde",
            "Welche Tatsache brächte euch wieder an den Tisch?",
        ),
        "What we learnt": (
            "Was wir gelernt haben",
            "Füllt das später aus: Was hat euch überrascht?",
        ),
        "What each side needs": (
            "Was jede Seite braucht",
            "Interessen vor Positionen: Warum will es jede Seite?",
        ),
        "How to ask": ("Wie man fragt", "Was tut jemand, der diese Entscheidung will?"),
        "What is covered": (
            "Was darunter fällt",
            "Ein Beispiel, für das dieses Recht gilt, und eines, für das es nicht gilt.",
        ),
        "Why this and not the alternatives": (
            "Warum dies und nicht die Alternativen",
            "Was lag noch auf dem Tisch, und warum nicht das?",
        ),
        "What is the first question?": (
            "Was ist die erste Frage?",
            "Überschriften sind Knoten, eine Liste die Antworten: `- Ja → [Und nun](#und-nun)`.",
        ),
    }
)
"""The sections of drafts, by English heading: heading ("" if it means something), and advice."""


def names(heading: str) -> tuple[str, ...]:
    """Return what a heading that means something is called in all languages, English first."""
    return (heading, *_GERMAN[heading])


def section(body: Body, heading: str) -> tuple[Block, ...]:
    """Return the blocks below a heading that means something, in whichever language it stands."""
    return body.section(*names(heading))


def in_language(heading: str, language: str) -> str:
    """Return a heading that means something as a site in a language (`de-AT`) is told it."""
    return _GERMAN[heading][0] if _is_german(language) else heading


def drafted(heading: str, advice: str, language: str) -> tuple[str, str]:
    """Return the heading and the advice of a draft's section in a language, else as they are."""
    if not _is_german(language) or heading not in _GERMAN_DRAFTS:
        return heading, advice
    german, advice = _GERMAN_DRAFTS[heading]
    return german or _GERMAN[heading][0], advice


def _is_german(language: str) -> bool:
    return language.partition("-")[0].casefold() == "de"
