"""Names that people give to fields which are called otherwise: `deadline` for `due`."""

from collections.abc import Collection
from typing import Final

_CALLED: Final[tuple[tuple[str, str], ...]] = (
    ("party", "who team by owner responsible assignee actor wer partei"),
    ("parties", "teams participants members between who parteien beteiligte"),
    ("owner", "responsible maintainer author assignee lead who verantwortlich zuständig"),
    ("does", "what commitment action promise task do description was tut zusage"),
    ("do", "what action task does was tun maßnahme"),
    ("what", "change item issue name title description"),
    ("issue", "what topic about"),
    ("due", "deadline by until date when due_date duedate bis frist fällig termin"),
    ("by", "deadline due until date when due_date bis frist termin"),
    ("until", "expires expiry ends end to deadline bis ende"),
    ("horizon", "deadline until by due"),
    ("held", "date on when day"),
    ("date", "day on when held datum time month week tag"),
    ("effective", "from starts start valid_from since ab gültig_ab"),
    ("from", "start starts since effective valid_from ab von seit"),
    ("note", "comment comments remark remarks notes"),
    ("because", "reason why rationale justification explanation comment grund begründung"),
    ("rule", "code check name"),
    ("id", "name key slug"),
    ("title", "name heading label titel"),
    ("status", "state phase"),
    ("kind", "type"),
    ("tags", "labels keywords categories category"),
    ("every", "frequency how_often interval rhythm repeat repeats takt turnus"),
    ("review_every", "review reviews review_cycle review_frequency revisit überprüfung"),
    ("reviewed", "last_review last_reviewed reviewed_on"),
    ("supersedes", "replaces"),
    ("superseded_by", "replaced_by"),
    ("aliases", "synonyms synonym alias abbreviation abbreviations acronym also_called"),
    ("avoid", "forbidden not do_not_use"),
    ("senses", "meanings definitions"),
    ("gains", "gets get gained receives benefits bekommt erhält gewinnt"),
    ("gives", "give gave costs concedes pays gibt"),
    ("no_deal", "batna alternative alternatives"),
    ("walk_away", "red_line limit reservation"),
    ("prefer", "preferred preference wants"),
    ("exit", "exit_criteria done_when"),
    ("limit", "threshold budget ceiling amount max"),
    ("was", "before old from bisher vorher"),
    ("now", "after new to neu jetzt künftig"),
    ("value", "amount number reading goal wert measurement result"),
    ("amount", "value sum betrag"),
    ("unit", "currency einheit"),
    ("approver", "approved_by decider decides accountable entscheidet entscheider"),
    ("approved_by", "approver decider decided_by genehmigt_von"),
    ("driver", "responsible proposer recommender"),
    ("answer_within", "deadline response_time time_limit"),
    ("if_silent", "silence no_answer"),
    ("escalate_to", "escalation escalate"),
    ("risk", "what name description title risiko"),
    ("likelihood", "probability wahrscheinlichkeit"),
    ("impact", "severity auswirkung"),
    ("collected_by", "owner measured_by"),
    ("better", "direction"),
    ("baseline", "start before current"),
    ("target", "goal objective ziel zielwert"),
    ("readings", "measurements values data messwerte werte"),
    ("metric", "kpi measure indicator kennzahl"),
    ("indicators", "metrics kpis kennzahlen"),
    ("outcome", "goal objective ziel ergebnis"),
    ("deputy", "substitute stand_in stellvertretung vertretung"),
    ("stages", "phases steps phasen schritte stufen"),
    ("weights", "weighting gewichte gewichtung"),
    ("shares", "share split anteile"),
    ("holder", "person name who inhaber inhaberin"),
    ("signed", "signatures signatories signed_by unterschrieben unterschriften"),
    ("commitments", "promises obligations zusagen verpflichtungen"),
    ("lesson", "what learning lehre erkenntnis"),
    ("evidence", "proof beleg nachweis"),
    ("site_name", "title name"),
    ("site_description", "description subtitle tagline"),
    ("site_url", "url base_url baseurl address"),
    ("language", "lang locale"),
    ("accent_color", "color colour accent primary_color theme_color"),
    ("repo_url", "repository repo"),
    ("edit_uri_template", "edit_url edit_uri"),
    ("content_dir", "content source docs docs_dir"),
    ("site_dir", "output output_dir public build"),
    ("extra_css", "css styles stylesheets"),
    ("extra_javascript", "js javascript scripts"),
)
"""What a field is called, and what others call it."""

_WRITTEN_AS_TEXT: Final = frozenset(
    "definition description summary text body content details notes".split()
)


def field_meant(written: str, known: Collection[str], taken: Collection[str] = ()) -> str:
    """Return the known field that is called otherwise by others, or "" if none is.

    `taken` are the fields that are written already, and so are not meant by another name.
    """
    word = "_".join(written.casefold().replace("-", "_").split())
    for called, others in _CALLED:
        if word in others.split() and called in known and called not in taken:
            return called
    return ""


def is_text(written: str) -> bool:
    """Tell whether a field is named for what stands below the front matter, as text."""
    return written.casefold() in _WRITTEN_AS_TEXT
