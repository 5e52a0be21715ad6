"""German: where positions could meet, and pilots that run."""

PLANS: dict[str, str] = {
    "panel.zone": "Wo die Seiten sich treffen könnten",
    "column.prefer-to-walk-away": "Vom Wunsch bis zur Schmerzgrenze",
    "plan.zone-note": "Die letzte Zeile jedes Punkts ist der Raum, in dem alle zustimmen können.",
    "plan.stretch": "{prefer} bis {walk_away}",
    "plan.room": "Raum für eine Einigung",
    "plan.no-room": "Keiner: etwas anderes suchen, das einer Seite mehr wert ist.",
    "plan.up-to": "bis {high}",
    "plan.from": "ab {low}",
    "panel.running": "Läuft gerade",
    "column.pilot": "Versuch",
    "pilots.limit": "Grenze",
    "column.decides-on": "Endet und entscheidet",
    "column.success": "Erfolg",
    "column.guardrails": "Leitplanken",
    "column.decides": "Was das Ergebnis entscheidet",
    "pilots.none": "Gerade läuft kein Versuch. Wo zwei Seiten sich nicht einig sind, was stimmt, "
    "hilft es, einige Wochen zu probieren und vorher festzulegen, was das Ergebnis "
    "entscheidet.",
}
