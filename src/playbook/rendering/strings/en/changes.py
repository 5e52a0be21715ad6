"""English: what changed in meaning, as a page and as feeds."""

CHANGES: dict[str, str] = {
    "view.changes.title": "What changed",
    "view.changes.purpose": "What holds now and did not hold before, newest first.",
    "changes.sort.new": "New",
    "changes.sort.gone": "Taken out",
    "changes.sort.changed": "Changed",
    "changes.what": "{what}:",
    "changes.added": "“{value}” is new",
    "changes.removed": "“{value}” was taken out",
    "changes.more": "Older changes are in the history of the files.",
    "changes.more-edits": "… and {n} more",
    "changes.begins": "The history begins on {day}, with {documents}.",
    "changes.shallow": "This site was built from a shallow clone of the repository, which holds "
    "only the newest part of the history; a build from a full clone shows more.",
    "changes.nothing": "Nothing has changed in meaning since {day}, the first day that git knows. "
    "Changes appear here once they are committed.",
    "changes.no-history": "This site was built without git history, so nobody can tell what "
    "changed. Keep the playbook in a git repository, commit each change, and build it there; the "
    "preview reads no history.",
    "changes.part.terms": "Terms",
    "changes.part.statement": "Statement",
    "changes.part.nodes": "Questions and answers",
    "changes.part.scores": "Scores",
    "changes.part.title": "Sentence",
    "changes.feed": "Follow the changes as an Atom feed",
    "changes.teams": "Concerns",
    "changes.unseen": "New to you",
    "script.changes-first": "From your next visit on, what is new since the last one is marked.",
    "script.changes-none": "Nothing is new since your last visit.",
    "script.changes-one": "1 change is new since your last visit.",
    "script.changes-many": "{n} changes are new since your last visit.",
    "feed.of-team": "{team} · {site}",
    "feed.new": "New: {title}",
    "feed.gone": "Taken out: {title}",
    "feed.changed": "{title}",
}
