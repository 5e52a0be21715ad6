"""German: pages that are made to be printed."""

PRINT: dict[str, str] = {
    "print.print": "Drucken",
    "print.this": "Diese Seite drucken",
    "print.kind": "Alle drucken: {kind}",
    "print.whole": "Das ganze Playbook drucken",
    "print.contents": "Inhalt",
    "print.introduction": "Einleitung",
    "print.as-of": "Stand {date}",
    "print.as-of-commit": "Stand {date}, Commit {commit}",
    "print.as-of-changed": "Stand {date}, Commit {commit}, mit Änderungen seither",
    "print.too-long": "Das ist zu viel für eine Seite. Jeder dieser Teile lässt sich für sich "
    "drucken:",
    "print.kind-too-long": "Das ist zu viel für eine Seite. Die Dokumente lassen sich einzeln "
    "drucken.",
}
