"""Words that people write for what a field calls otherwise: `approved` for `in-force`."""

from collections.abc import Collection
from typing import Final

_MEANINGS: Final[tuple[tuple[str, str], ...]] = (
    (
        "in-force agreed approved accepted active running holding reviewed",
        (
            "signed valid effective live current ongoing adopted ratified confirmed final "
            "published in-kraft gilt gültig vereinbart angenommen genehmigt beschlossen aktiv"
        ),
    ),
    (
        "done concluded achieved closed reviewed ended",
        "complete completed finished fulfilled delivered resolved erledigt abgeschlossen erreicht",
    ),
    (
        "doing running active in-review in-force open",
        "in-progress wip started ongoing underway läuft laufend in-arbeit begonnen",
    ),
    (
        "open planned proposed draft",
        "todo to-do not-started new pending scheduled backlog offen geplant neu",
    ),
    (
        "proposed in-review draft",
        "suggested submitted proposal under-review in-discussion rfc vorgeschlagen vorschlag",
    ),
    ("draft proposed planned open", "wip unfinished sketch idea entwurf"),
    ("suspended stopped", "paused on-hold frozen ausgesetzt pausiert"),
    (
        "rejected refuse withdrawn dropped abandoned",
        "declined denied refused reject deny no abgelehnt ablehnen nein",
    ),
    (
        "dropped abandoned withdrawn stopped rejected ended retired",
        "cancelled canceled cancel aborted given-up abgebrochen zurückgezogen verworfen",
    ),
    (
        "ended expired retired deprecated superseded closed abandoned",
        "over old obsolete archived outdated inactive terminated beendet abgelaufen veraltet",
    ),
    ("superseded deprecated ended retired", "replaced ersetzt abgelöst"),
    ("broken", "false wrong disproved refuted failed invalid invalidated falsch widerlegt"),
    (
        "holding",
        "true right proved proven confirmed valid validated verified wahr richtig bestätigt",
    ),
    (
        "lower",
        (
            "less down decrease decreasing smaller min minimise minimize fewer low falling "
            "weniger niedrig niedriger kleiner"
        ),
    ),
    (
        "higher",
        (
            "more up increase increasing bigger max maximise maximize greater high rising "
            "mehr hoch höher größer"
        ),
    ),
    ("within", "between range band inside"),
    ("keep", "kept continue continued extend renew unchanged same confirmed"),
    ("amend", "change changed amended adjust adjusted renegotiate"),
    ("end", "ended stop stopped terminate terminated cancel"),
    ("met", "success successful succeeded yes passed pass reached achieved true erreicht ja"),
    ("missed", "failure failed fail no unsuccessful false verfehlt nein"),
    ("unclear", "inconclusive mixed partly partial unknown maybe undecided unklar"),
    ("medium", "moderate middle mid med normal average mittel"),
    (
        "low",
        (
            "very-low sehr-niedrig small little none minimal averse cautious conservative "
            "niedrig gering"
        ),
    ),
    ("high", "very-high sehr-hoch large big great bold hoch"),
    ("approve", "approved yes consent accept accepted agree agreed go"),
    ("escalate", "escalated up upwards"),
    ("all", "any anyone both each every everybody everyone alle jeder beide"),
    ("notice", "info note information hint suggestion"),
    ("warning", "warn"),
    ("error", "fail fatal critical"),
    ("off", "none no false disabled disable ignore never"),
    ("number", "int integer float decimal numeric amount percentage"),
    ("text", "string str words markdown"),
    ("flag", "bool boolean checkbox yes/no"),
    ("choice", "enum select option options one-of"),
    ("list", "array many multiple"),
    ("reference", "ref link document doc"),
    ("date", "day datetime"),
    ("duration", "period timespan interval"),
)
"""What fields call something, the nearest first; and what others call it."""


def synonym(written: str, allowed: Collection[str]) -> str:
    """Return the allowed word that means what is written, or "" if none does."""
    word = "-".join(written.casefold().replace("_", " ").split())
    for called, others in _MEANINGS:
        ours = called.split()
        if word in ours or word in others.split():
            for name in ours:
                if name in allowed:
                    return name
    return ""
