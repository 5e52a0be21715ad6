"""German: the glossary, and what a definition tells of each team's sense."""

GLOSSARY: dict[str, str] = {
    "panel.used-in": "Wo es vorkommt",
    "field.used-in": "Kommt vor in",
    "glossary.avoid": "Nicht sagen",
    "glossary.senses": "Was es für wen bedeutet",
    "glossary.counts": "Gilt in Vereinbarungen",
    "glossary.not-agreed": "Noch ist keine Bedeutung vereinbart.",
    "glossary.related": "Siehe auch",
    "glossary.used-in": "Kommt vor in",
    "glossary.more.one": "{n} weiteres auf der Seite des Begriffs",
    "glossary.more.other": "{n} weitere auf der Seite des Begriffs",
    "glossary.unused": "Kommt noch in keinem Dokument vor",
    "glossary.empty": "Noch ist kein Wort erklärt. Der erste Absatz eines Begriffs ist seine "
    "Erklärung; wo Teams Verschiedenes meinen, sagt jedes, was.",
    "script.sense-counts": "Gilt in Vereinbarungen ({team}): {sense}",
    "script.sense-own": "Das eigene Team ({team}): {sense}",
    "script.sense-own-counts": "Die Bedeutung des eigenen Teams gilt in Vereinbarungen: {sense}",
}
