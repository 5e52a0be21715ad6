"""German: what the preview says in the browser."""

PREVIEW: dict[str, str] = {
    "preview.name": "Vorschau",
    "preview.back": "Zurück zum Playbook",
    "preview.findings": "Alle Befunde",
    "preview.none": "Keine Befunde",
    "preview.error.one": "{n} Fehler",
    "preview.error.other": "{n} Fehler",
    "preview.warning.one": "{n} Warnung",
    "preview.warning.other": "{n} Warnungen",
    "preview.notice.one": "{n} Hinweis",
    "preview.notice.other": "{n} Hinweise",
    "preview.severity.error": "Fehler",
    "preview.severity.warning": "Warnung",
    "preview.severity.notice": "Hinweis",
    "preview.here": "Auf dieser Seite",
    "preview.elsewhere": "In anderen Dateien",
    "preview.more": "{n} weitere: „playbook check“ zeigt alle.",
    "preview.why": "Warum, und wie es richtig heißt:",
    "preview.edit": "im Editor öffnen",
    "preview.edit-page": "Diese Seite bearbeiten",
    "preview.close": "Schließen",
    "preview.broken-title": "Diese Seite lässt sich nicht erzeugen",
    "preview.comes-back": "Sobald der Fehler behoben ist, erscheint sie von selbst wieder.",
    "preview.stale": "Dies ist die letzte fehlerfreie Fassung: Aus den Dateien, wie sie jetzt "
    "sind, lässt sich die Seite nicht erzeugen.",
    "preview.lost": "Die Vorschau läuft nicht mehr. Nach einem neuen „playbook serve“ geht es "
    "hier von selbst weiter.",
}
