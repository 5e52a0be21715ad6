"""German: how to propose a change of what was agreed."""

PROPOSING: dict[str, str] = {
    "propose.how": "So geht es",
    "propose.edit": "Die Seite bearbeiten und den neuen Wortlaut vorschlagen",
    "propose.command": "Dazu die Änderung schreiben:",
    "propose.title": "Was sich ändert",
    "propose.amended": "Schon geändert",
    "propose.none": "Noch nicht",
    "propose.nobody": "Noch regelt kein Entscheidungsrecht, wer dies ändern darf: in site.yml "
    "unter changes_by eines nennen. Bis dahin die Parteien fragen.",
    "propose.nobody-agreement": "Noch regelt kein Entscheidungsrecht, wer dies ändern darf: hier "
    "oder für alle in site.yml unter changes_by eines nennen. Bis dahin die Parteien fragen.",
}
