"""English: what the preview says in the browser."""

PREVIEW: dict[str, str] = {
    "preview.name": "Preview",
    "preview.back": "Back to the playbook",
    "preview.findings": "All findings",
    "preview.none": "No findings",
    "preview.error.one": "{n} error",
    "preview.error.other": "{n} errors",
    "preview.warning.one": "{n} warning",
    "preview.warning.other": "{n} warnings",
    "preview.notice.one": "{n} piece of advice",
    "preview.notice.other": "{n} pieces of advice",
    "preview.severity.error": "Error",
    "preview.severity.warning": "Warning",
    "preview.severity.notice": "Advice",
    "preview.here": "On this page",
    "preview.elsewhere": "In other files",
    "preview.more": "{n} more: “playbook check” prints all of them.",
    "preview.why": "Why, and how to write it:",
    "preview.edit": "open in the editor",
    "preview.edit-page": "Edit this page",
    "preview.close": "Close",
    "preview.broken-title": "This page cannot be made",
    "preview.comes-back": "It comes back by itself as soon as this is mended.",
    "preview.stale": "This page is the last good one: as the files are now, it cannot be made.",
    "preview.lost": "The preview has stopped. Start it again with “playbook serve”: this page "
    "goes on by itself.",
}
