"""English: the glossary, and what a definition tells of each team's sense."""

GLOSSARY: dict[str, str] = {
    "panel.used-in": "Where it is used",
    "field.used-in": "Used in",
    "glossary.avoid": "Do not say",
    "glossary.senses": "What it means to whom",
    "glossary.counts": "Counts in agreements",
    "glossary.not-agreed": "No sense is agreed yet.",
    "glossary.related": "See also",
    "glossary.used-in": "Used in",
    "glossary.more.one": "{n} more, on the page of the term",
    "glossary.more.other": "{n} more, on the page of the term",
    "glossary.unused": "Used in no document yet",
    "glossary.empty": "No word has been defined yet. The first paragraph of a term is "
    "its definition; where teams mean different things, each says its own.",
    "script.sense-counts": "Counts in agreements ({team}): {sense}",
    "script.sense-own": "Your team ({team}): {sense}",
    "script.sense-own-counts": "Your team’s sense counts in agreements: {sense}",
}
