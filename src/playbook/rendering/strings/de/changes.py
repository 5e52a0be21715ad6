"""German: what changed in meaning, as a page and as feeds."""

CHANGES: dict[str, str] = {
    "view.changes.title": "Was sich geändert hat",
    "view.changes.purpose": "Was jetzt gilt und vorher nicht galt, das Neueste zuerst.",
    "changes.sort.new": "Neu",
    "changes.sort.gone": "Gestrichen",
    "changes.sort.changed": "Geändert",
    "changes.what": "{what}:",
    "changes.added": "„{value}“ ist neu",
    "changes.removed": "„{value}“ wurde gestrichen",
    "changes.more": "Ältere Änderungen stehen in der Geschichte der Dateien.",
    "changes.more-edits": "… und {n} weitere",
    "changes.begins": "Die Geschichte beginnt am {day}, mit {documents}.",
    "changes.shallow": "Diese Site wurde aus einem flachen Klon des Repositorys gebaut, in dem nur "
    "der neueste Teil der Geschichte steht; aus einem vollständigen Klon ist mehr zu sehen.",
    "changes.nothing": "Seit dem {day}, dem ersten Tag, den git kennt, hat sich an der Bedeutung "
    "nichts geändert. Änderungen erscheinen hier, sobald sie übernommen sind (commit).",
    "changes.no-history": "Diese Site wurde ohne git-Geschichte gebaut; deshalb weiß niemand, was "
    "sich geändert hat. Das Playbook in einem git-Repository führen, jede Änderung übernehmen "
    "(commit) und dort bauen; die Vorschau liest keine Geschichte.",
    "changes.part.terms": "Bestimmungen",
    "changes.part.statement": "Aussage",
    "changes.part.nodes": "Fragen und Antworten",
    "changes.part.scores": "Punkte",
    "changes.part.title": "Satz",
    "changes.feed": "Den Änderungen als Atom-Feed folgen",
    "changes.teams": "Betrifft",
    "changes.unseen": "Neu seit dem letzten Besuch",
    "script.changes-first": "Ab dem nächsten Besuch ist markiert, was seit dem letzten neu ist.",
    "script.changes-none": "Seit dem letzten Besuch ist nichts neu.",
    "script.changes-one": "1 Änderung ist seit dem letzten Besuch neu.",
    "script.changes-many": "{n} Änderungen sind seit dem letzten Besuch neu.",
    "feed.of-team": "{team} · {site}",
    "feed.new": "Neu: {title}",
    "feed.gone": "Gestrichen: {title}",
    "feed.changed": "{title}",
}
