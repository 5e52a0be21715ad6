"""English: how to propose a change of what was agreed."""

PROPOSING: dict[str, str] = {
    "propose.how": "How",
    "propose.edit": "Edit the page and propose the new wording",
    "propose.command": "Write the amendment beside it:",
    "propose.title": "What changes",
    "propose.amended": "Changed before",
    "propose.none": "Not yet",
    "propose.nobody": "No decision right governs changes of this yet: name one as changes_by in "
    "site.yml. Until then, ask the parties.",
    "propose.nobody-agreement": "No decision right governs changes of this yet: name one as "
    "changes_by in this agreement, or in site.yml for all. Until then, ask the parties.",
}
